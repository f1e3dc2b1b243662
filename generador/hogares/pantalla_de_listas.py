"""Lo que `kit evaluar-lista` y `kit comparar-cortes` muestran en la terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape

from generador.formato import numero, porcentaje
from generador.hogares.modos import INTERNO
from generador.hogares.pantalla_de_hogares import tabla_de_terminal

MEDIDAS = {"cobertura": "Cobertura", "exclusion": "Exclusión", "inclusion": "Filtración"}


def mostrar_evaluacion(resumen: Mapping[str, Any]) -> None:
    """Qué pasó con cada renglón y las medidas en cada unidad, con sus dos números."""
    consola = _titulo("Evaluación de la lista")
    cruce = tabla_de_terminal("Renglones de la lista", "Cuántos")
    for resultado, cuantos in resumen["cruce"].items():
        cruce.add_row(escape(resultado), numero(cuantos))
    cruce.add_section()
    cruce.add_row("Total", numero(resumen["renglones"]), style="bold")
    consola.print(cruce)
    medidas = tabla_de_terminal("Medida", "Hogares", "Personas en ellos", "Beneficiarios")
    for medida, dice in MEDIDAS.items():
        de_beneficiarios = "filtracion_en_beneficiarios" if medida == "inclusion" else None
        medidas.add_row(
            dice,
            _razon(resumen["en_hogares"][medida]),
            "sin dato"
            if resumen["en_personas"] is None
            else _razon(resumen["en_personas"][medida]),
            _razon(resumen[de_beneficiarios]) if de_beneficiarios else "",
        )
    consola.print(medidas)
    consola.print(
        "[dim]Cobertura: del objetivo, recibe. Exclusión: del objetivo, no recibe. Filtración: "
        f"recibe y no es del objetivo. Faltan {numero(resumen['faltan'])} hogares. Fuera de las "
        f"medidas: {numero(resumen['sin_dato'])} hogares sin dato para decidir, "
        f"{numero(resumen['sin_dato_con_beneficio'])} de ellos con beneficio, y los renglones sin "
        "cruzar.[/]",
        highlight=False,
    )


def mostrar_cortes(resumen: Mapping[str, Any]) -> None:
    """Cuántos hogares entran, salen y siguen, y de dónde a dónde pasan los que siguen."""
    consola = _titulo("Comparación de dos cortes")
    hogares = tabla_de_terminal("Hogares", "Cuántos")
    for rotulo, cuantos in resumen["hogares"].items():
        hogares.add_row(escape(rotulo.capitalize()), numero(cuantos))
    consola.print(hogares)
    for nombre in ("grupo", "pobreza"):
        _mostrar_matriz(consola, nombre, resumen["matrices"][nombre])
    nivel = ", ".join(f"{n} {numero(v)}" for n, v in resumen["nivel"].items())
    consola.print(f"[dim]Nivel de los que siguen: {escape(nivel)}.[/]", highlight=False)


def _mostrar_matriz(consola: Console, nombre: str, matriz: Mapping[str, Any]) -> None:
    clases, filas = matriz["clases"], matriz["hogares"]
    vista = tabla_de_terminal(f"{nombre.capitalize()}: antes ↓, después →", *clases)
    for clase, fila in zip(clases, filas, strict=True):
        vista.add_row(escape(clase), *map(numero, fila))
    consola.print(vista)


def _titulo(texto: str) -> Console:
    consola = Console()
    consola.print(f"\n[bold]{texto}[/] · [bold red]{escape(INTERNO)}[/]", highlight=False)
    return consola


def _razon(razon: Mapping[str, Any]) -> str:
    """El valor y, debajo, sus dos números."""
    valor = "no aplica" if razon["valor"] is None else porcentaje(100 * razon["valor"])
    return f"{valor}\n{numero(razon['numerador'])} de {numero(razon['denominador'])}"
