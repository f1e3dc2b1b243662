"""Lo que las órdenes de hogares muestran en la terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generador.hogares.tabla import Tabla

consola = Console()
avisos = Console(stderr=True)
EN_PANTALLA = ("territorio", "hogares", "personas", "h", "a", "m0", "principal")
ROTULOS = ("territorio", "hogares", "personas", "H", "A", "M0", "principal", "supresión")
SUPRESION = ("", "pocos hogares", "protege a otro")
FILAS_EN_PANTALLA = 40


def avisar(textos: Iterable[str]) -> None:
    """Un aviso por línea, por la salida de errores."""
    for texto in textos:
        avisos.print(f"[yellow]Aviso[/] {escape(texto)}", soft_wrap=True)


def escrito(*rutas: Path) -> None:
    """Qué archivos quedaron."""
    for ruta in rutas:
        consola.print(f"[green]Escrito[/] {escape(str(ruta))}", soft_wrap=True)


def mostrar_incidencia(tabla: Tabla) -> None:
    """Las columnas principales; el total siempre, y a lo sumo 40 territorios."""
    vista = Table(*ROTULOS, title="Incidencia de privaciones")
    posiciones = [tabla.columnas.index(c) for c in (*EN_PANTALLA, "supresion")]
    *territorios, total = tabla.filas
    for fila in [*territorios[:FILAS_EN_PANTALLA], total]:
        vista.add_row(*(_celda(tabla.columnas[p], fila[p]) for p in posiciones))
    consola.print(vista)
    if len(territorios) > FILAS_EN_PANTALLA:
        consola.print(f"… y {len(territorios) - FILAS_EN_PANTALLA} territorios más")


def numero(valor: float, decimales: int = 0) -> str:
    """Con punto de miles y coma decimal."""
    return f"{valor:,.{decimales}f}".translate(str.maketrans(",.", ".,"))


def _celda(columna: str, valor: str | int | float | None) -> str:
    if valor is None:
        return "—"
    if columna == "supresion":
        return SUPRESION[int(valor)]
    if isinstance(valor, str):
        return escape(valor)
    return numero(valor, 0 if columna in ("hogares", "personas") else 3)


def mostrar_focalizacion(resumen: Mapping[str, Any]) -> None:
    """Cuántos hay en cada etapa, y los errores con su denominador."""
    vista = Table("etapa", "hogares", title="Focalización")
    for campo in ("hogares", "elegibles", "sin_dato", "seleccionados", "en_espera"):
        vista.add_row(campo.replace("_", " "), numero(resumen[campo]))
    vista.add_row("decididos por sorteo", numero(resumen["decididos_por_sorteo"]))
    consola.print(vista)
    for campo in ("error_de_inclusion", "error_de_exclusion", "cobertura"):
        razon = resumen["evaluacion_en_hogares"][campo]
        valor = "no existe" if razon["valor"] is None else numero(razon["valor"], 3)
        de = f"{numero(razon['numerador'])} de {numero(razon['denominador'])} hogares"
        consola.print(f"{campo.replace('_', ' ')}: {valor} ({de})")
