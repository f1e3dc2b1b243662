"""Cómo se presentan la ayuda y los errores de uso de `kit`: en español y con ejemplos.

Typer trae los suyos en inglés y fijos en el código. La ayuda de una orden es su docstring: primero
qué hace; después de «Ejemplos:», una línea por ejemplo.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from typer.core import TyperCommand, TyperGroup

from generador.ordenes import consola as terminal

EJEMPLOS = "Ejemplos:"
# La clase de la que salen todos los errores de uso; Typer no la exporta.
ErrorDeUso: Any = typer.BadParameter.__base__
# Mensajes de Typer → español; lo que no esté se muestra como viene.
TRADUCCIONES = (
    (r"Missing (?:option|argument) '([^']+)'.*", r"falta {0}"),
    (r"Missing command\.", "falta decir qué orden"),
    (r"No such option: (\S+?)\.?(?: (?:Did you mean|\(Possible options:) (.+?)[?)])?",
     r"la opción {0} no existe|; ¿es {1}?"),
    (r"No such command '([^']+)'\.?(?: Did you mean (.+)\?)?",
     r"la orden «{0}» no existe|; ¿es {1}?"),
    (r"Option '([^']+)' requires an argument\.", r"{0} necesita un valor"),
    (r"Option '([^']+)' does not take a value\.", r"{0} no lleva valor"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", r"sobra «{0}»"),
    (r"Invalid value for '([^']+)': (?:Value error, )?'(.*)' is not one of (.+)\.",
     r"{0} no admite «{1}»: use uno de {2}"),
    (r"Invalid value for '([^']+)': Input should be greater than or equal to (\S+)",
     r"{0} debe ser {1} o más"),
    (r"Invalid value for '([^']+)': Input should be less than or equal to (\S+)",
     r"{0} debe ser {1} o menos"),
    (r"Invalid value for '([^']+)': Input should be a valid integer.*",
     r"{0} debe ser un número entero"),
)  # fmt: skip


class Orden(TyperCommand):
    """Una orden, con la ayuda del kit."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Muestra la ayuda."""
        del formatter
        mostrar_ayuda(self, ctx)


class GrupoDeOrdenes(TyperGroup):
    """Un grupo de órdenes, con la ayuda y los errores de uso del kit."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Muestra la ayuda."""
        del formatter
        mostrar_ayuda(self, ctx)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Corre; un error de uso sale en español, con código 2."""
        terminal.preparar()
        correr = partial(
            super().main,
            args,
            prog_name,
            complete_var,
            standalone_mode=False,
            windows_expand_args=windows_expand_args,
            **extra,
        )
        if not standalone_mode:
            return correr()
        try:
            codigo = correr()
        except ErrorDeUso as error:
            # Sin argumentos Typer ya mostró la ayuda al armar el error.
            if error.__class__.__name__ != "NoArgsIsHelpError":
                ruta = error.ctx.command_path if error.ctx else "kit"
                texto = f"{en_espanol(error.format_message())}\n  Qué hacer: {ruta} --help"
                mostrar_error(texto)
            sys.exit(2)
        except typer.Abort:
            mostrar_error("se interrumpió")
            sys.exit(1)
        sys.exit(codigo if isinstance(codigo, int) else 0)


def mostrar_error(texto: str) -> None:
    """En rojo y por la salida de errores."""
    # soft_wrap: el mensaje se copia y se busca entero, sin cortes a mitad de una ruta.
    Console(stderr=True).print(f"[bold red]Error:[/] {escape(texto)}", soft_wrap=True)


def en_espanol(mensaje: str) -> str:
    """El mensaje de Typer en español; con «|», lo que sigue solo si hubo sugerencia."""
    for patron, texto in TRADUCCIONES:
        hallado = re.fullmatch(patron, mensaje, re.DOTALL)
        if hallado:
            siempre, _, sugerencia = texto.partition("|")
            partes = [p or "" for p in hallado.groups()]
            completo = siempre + sugerencia if partes and partes[-1] else siempre
            return completo.format(*(p.replace("'", "") for p in partes))
    return mensaje


def partes(documento: str | None) -> tuple[str, list[str]]:
    """Qué hace, y sus ejemplos."""
    texto, _, ejemplos = (documento or "").partition(EJEMPLOS)
    parrafos = [" ".join(p.split()) for p in texto.strip().split("\n\n")]
    return "\n\n".join(parrafos), [e.strip() for e in ejemplos.splitlines() if e.strip()]


def mostrar_ayuda(orden: Any, ctx: Any) -> None:
    """Uso, qué hace, ejemplos, órdenes, argumentos y opciones."""
    consola = Console(highlight=False)
    texto, ejemplos = partes(orden.help)
    argumentos = [p for p in orden.get_params(ctx) if p.param_type_name == "argument"]
    opciones = [p for p in orden.get_params(ctx) if p.param_type_name == "option"]
    ordenes = getattr(orden, "commands", {})
    nombres = [a.metavar or a.name.upper() for a in argumentos]
    uso = ["ORDEN"] if ordenes else nombres
    consola.print(f"\n[bold]{ctx.command_path}[/] {' '.join([*uso, escape('[opciones]')])}\n")
    consola.print(f"{escape(texto)}\n")
    if ejemplos:
        consola.print("[bold]Ejemplos[/]")
        for ejemplo in ejemplos:
            # Entero, aunque pase del borde: un ejemplo se copia.
            consola.print(f"  [green]{escape(ejemplo)}[/]", soft_wrap=True)
        consola.print()
    _listar(consola, "Órdenes", [(n, partes(o.help)[0].split("\n")[0]) for n, o in ordenes.items()])
    ayudas = [a.help or "" for a in argumentos]
    _listar(consola, "Argumentos", list(zip(nombres, ayudas, strict=True)))
    _listar(consola, "Opciones", [_opcion(o) for o in opciones])
    if ordenes:
        consola.print(f"La ayuda de cada una: {ctx.command_path} ORDEN --help\n")


def _listar(consola: Console, titulo: str, filas: list[tuple[str, str]]) -> None:
    if not filas:
        return
    tabla = Table.grid(padding=(0, 2))
    tabla.add_column(style="cyan", no_wrap=True)
    tabla.add_column()
    for nombre, texto in filas:
        tabla.add_row(escape(nombre), escape(texto))
    consola.print(f"[bold]{titulo}[/]")
    consola.print(Padding(tabla, (0, 0, 1, 2)))


def _opcion(opcion: Any) -> tuple[str, str]:
    """«--por CAMPO» y lo que dice, con lo que vale si no se da."""
    if opcion.name == "help":
        return "--help", "Muestra esta ayuda."
    nombres = "\n".join((*opcion.opts, *opcion.secondary_opts))
    es_marca = getattr(opcion, "is_flag", False)
    elegibles = tuple(getattr(opcion.type_descriptor, "choices", None) or ())
    texto = opcion.help or ""
    if elegibles:
        texto += f" Una de: {', '.join(map(str, elegibles))}."
    if opcion.required:
        texto += " Obligatoria."
    elif not es_marca and opcion.default not in (None, "", [], ()):
        texto += f" Por omisión: {opcion.default}."
    if opcion.envvar:
        texto += f" También con la variable {opcion.envvar}."
    return nombres if es_marca else f"{nombres} {_valor(opcion)}", texto


def _valor(opcion: Any) -> str:
    """Cómo se llama lo que se escribe después de la opción."""
    tipo = str(getattr(opcion.type_descriptor, "annotation", ""))
    de_tipo = {"int": "N", "Path": "RUTA"}
    return opcion.metavar or next((n for t, n in de_tipo.items() if t in tipo), "TEXTO")
