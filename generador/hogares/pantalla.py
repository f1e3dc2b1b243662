"""Lo que las órdenes de hogares muestran en la terminal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generador.hogares.tabla import Tabla

consola = Console()
avisos = Console(stderr=True)
EN_PANTALLA = ("territorio", "hogares", "personas", "H", "A", "M0", "privacion_principal")
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
    vista = Table(*EN_PANTALLA, "supresión", title="Incidencia de privaciones")
    posiciones = [tabla.columnas.index(c) for c in (*EN_PANTALLA, "supresion")]
    *territorios, total = tabla.filas
    for fila in [*territorios[:FILAS_EN_PANTALLA], total]:
        vista.add_row(*(_celda(fila[p]) for p in posiciones))
    consola.print(vista)
    if len(territorios) > FILAS_EN_PANTALLA:
        consola.print(f"… y {len(territorios) - FILAS_EN_PANTALLA} territorios más")


def _celda(valor: str | int | float | None) -> str:
    if valor is None:
        return "—"
    if isinstance(valor, float):
        return f"{valor:,.0f}" if valor > 1 else f"{valor:.3f}"
    return escape(str(valor))
