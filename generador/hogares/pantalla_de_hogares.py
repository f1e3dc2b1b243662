"""Lo que las órdenes de hogares muestran en la terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generador.formato import numero, porcentaje
from generador.hogares.dominio import MEDIDA
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida

PARA_USTED = "Para usted"
FILAS_EN_PANTALLA = 40
LIMITES = (("h_baja", "h_bajo"), ("h_alta", "h_alto"))
DE_MUESTRA = " Los hogares son los de la muestra; lo demás lleva el factor de expansión."
ETAPAS = {
    "hogares": "En la base",
    "elegibles": "Elegibles",
    "sin_dato": "Sin dato para decidir",
    "seleccionados": "Seleccionados",
    "en_espera": "En lista de espera",
    "decididos_por_sorteo": "Decididos por sorteo",
}
ERRORES = {
    "error_de_inclusion": ("Error de inclusión", "seleccionados que no son del objetivo"),
    "error_de_exclusion": ("Error de exclusión", "del objetivo que se quedan por fuera"),
    "cobertura": ("Cobertura", "del objetivo que entra"),
}


def avisar(textos: Iterable[str], rotulo: str = "Aviso") -> None:
    """Un aviso por línea, por la salida de errores.

    Los de una salida publicable que traen conteos exactos van con `PARA_USTED`: no se publican.
    """
    consola = Console(stderr=True)
    for texto in textos:
        consola.print(f"[yellow]{rotulo}[/] {escape(texto)}", soft_wrap=True, highlight=False)


def escrito(*rutas: Path, nota: str = "") -> None:
    """Qué archivos quedaron; la nota, junto al primero."""
    for i, ruta in enumerate(rutas):
        al_lado = f" [dim]({escape(nota)})[/]" if nota and i == 0 else ""
        Console().print(
            f"[green]Escrito[/] {escape(str(ruta))}{al_lado}", soft_wrap=True, highlight=False
        )


def mostrar_incidencia(tabla: TablaDeSalida, unidad: str, uso: str = "") -> None:
    """Las columnas principales; el total siempre, y a lo sumo 40 territorios.

    `uso` es la marca de una tabla que no se publica.
    """
    *territorios, total = (dict(zip(tabla.columnas, f, strict=True)) for f in tabla.filas)
    vista = tabla_de_terminal("Territorio", "Hogares", "Personas", "H", "A", "M0")
    vista.add_column("Pesa más", ratio=1)
    for fila in territorios[:FILAS_EN_PANTALLA]:
        vista.add_row(*_celdas(fila))
    vista.add_section()
    vista.add_row(*_celdas({**total, "territorio": "Total"}), style="bold")
    consola = Console()
    marca = f" · [bold red]{escape(uso)}[/]" if uso else ""
    consola.print(f"\n[bold]Incidencia de privaciones[/] · {MEDIDA}{marca}", highlight=False)
    consola.print(vista)
    consola.print(
        f"[dim]H: {unidad} en pobreza multidimensional. A: qué parte de los pesos suman sus "
        "privaciones. M0 = H × A. Pesa más: la privación que más contribuye a M0."
        f"{DE_MUESTRA if 'casos' in tabla.columnas else ''}[/]",
        highlight=False,
    )
    _los_demas(consola, len(territorios))


def mostrar_publicable(tabla: TablaDeSalida, uso: str) -> None:
    """Lo que se publicó: a lo sumo 40 territorios, y siempre el total."""
    *territorios, total = (dict(zip(tabla.columnas, f, strict=True)) for f in tabla.filas)
    de_muestra = "h_bajo" in tabla.columnas
    limites = "Intervalo, 95 %" if de_muestra else "Rango de H"
    vista = tabla_de_terminal("Territorio", "Hogares", "Pobres", "H", limites, "A")
    vista.add_column("Nota", ratio=1)
    for fila in territorios[:FILAS_EN_PANTALLA]:
        vista.add_row(*_publicadas(fila))
    vista.add_section()
    vista.add_row(*_publicadas({**total, "territorio": "Total", "nota": ""}), style="bold")
    consola = Console()
    consola.print(
        f"\n[bold]Incidencia de privaciones[/] · {MEDIDA} · [bold green]{escape(uso)}[/]",
        highlight=False,
    )
    consola.print(vista)
    dice = (
        f"H: {total['denominador']} en pobreza multidimensional, con su intervalo de confianza. De "
        "una muestra solo se publica el total, redondeado."
        if de_muestra
        else "H: hogares en pobreza multidimensional, y entre qué valores está. Todo está "
        "redondeado: las filas no suman el total."
    )
    consola.print(f"[dim]{dice}[/]", highlight=False)
    _los_demas(consola, len(territorios))


def _los_demas(consola: Console, territorios: int) -> None:
    if territorios > FILAS_EN_PANTALLA:
        faltan = numero(territorios - FILAS_EN_PANTALLA)
        consola.print(
            f"[dim]… y {faltan} territorios más: véalos con --salida.[/]", highlight=False
        )


def mostrar_sintesis(metadatos: Mapping[str, Any]) -> None:
    """Cuántos hogares y personas, y con qué semilla."""
    hogares, personas = metadatos["hogares"], metadatos["personas"]
    Console().print(
        f"[bold]Base de práctica[/] · {numero(hogares)} hogares, {numero(personas)} personas, "
        f"semilla {metadatos['semilla']}",
        highlight=False,
    )


def mostrar_focalizacion(resumen: Mapping[str, Any]) -> None:
    """Cuántos hay en cada etapa, y los errores con su denominador."""
    etapas = tabla_de_terminal("Etapa", "Hogares")
    for campo, rotulo in ETAPAS.items():
        etapas.add_row(rotulo, numero(resumen[campo]))
    if resumen["costo"]:
        centavos = 0 if isinstance(resumen["costo"], int) else 2
        etapas.add_row("Costo, en pesos", numero(resumen["costo"], centavos))
    evaluacion = tabla_de_terminal("Evaluación, en hogares", "Valor", "De cuántos")
    evaluacion.add_column("Qué dice", ratio=1)
    for campo, (rotulo, dice) in ERRORES.items():
        razon = resumen["evaluacion_en_hogares"][campo]
        valor = "—" if razon["valor"] is None else porcentaje(100 * razon["valor"])
        de = f"{numero(razon['numerador'])} de {numero(razon['denominador'])}"
        evaluacion.add_row(rotulo, valor, de, dice)
    consola = Console()
    consola.print("\n[bold]Focalización[/]", highlight=False)
    consola.print(etapas)
    consola.print(evaluacion)


def tabla_de_terminal(primera: str, *numericas: str) -> Table:
    """Una tabla vacía: la primera columna de texto y las demás de números, a la derecha."""
    tabla = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, header_style="bold")
    tabla.add_column(primera, overflow="ellipsis", no_wrap=True, max_width=32)
    for rotulo in numericas:
        tabla.add_column(rotulo, justify="right", no_wrap=True)
    return tabla


def _celdas(fila: Mapping[str, Any]) -> list[str]:
    enteros = [_escrito(fila[c], numero) for c in ("hogares", "personas")]
    tasas = [_escrito(fila[c], lambda v: porcentaje(100 * v)) for c in ("h", "a")]
    m0 = _escrito(fila["m0"], lambda v: numero(v, 3))
    return [escape(str(fila["territorio"])), *enteros, *tasas, m0, escape(fila["principal"] or "—")]


def _publicadas(fila: Mapping[str, Any]) -> list[str]:
    """Las celdas de una fila publicable; la de una muestra trae el intervalo en vez del rango."""
    limites = [fila.get(c, fila.get(otra)) for c, otra in LIMITES]
    rango = "—" if None in limites else " a ".join(porcentaje(100 * v) for v in limites)
    enteros = [_escrito(fila.get(c), numero) for c in ("hogares", "pobres")]
    tasas = [_escrito(fila[c], lambda v: porcentaje(100 * v)) for c in ("h", "a")]
    nota = fila.get("nota") or fila.get("h_clase") or ""
    return [escape(str(fila["territorio"])), *enteros, tasas[0], rango, tasas[1], escape(nota)]


def _escrito(valor: Any, como: Any) -> str:
    return "—" if valor is None else como(valor)
