"""Las piezas de una plantilla de Excel.

Un campo se escribe «{campo}»; la fila que nombra «{lista.campo}» se repite por elemento.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

TINTA, PETROLEO, SUAVE = "1D2B2E", "123C43", "55646A"
LADO = Side("thin", "B9C1C3")
BORDE = Border(LADO, LADO, LADO, LADO)
PANEL = PatternFill("solid", fgColor="F6F3EC")
MEDIDAS = {"left": 0.6, "right": 0.6, "top": 0.7, "bottom": 0.7, "header": 0.3, "footer": 0.3}
# Cabecera: entidad, título, de qué es y una línea en blanco.
ANTES = 5


def nuevo(titulo: str, hoja: str, anchos: Sequence[float]) -> tuple[Any, Any]:
    """Un libro de una hoja, en carta horizontal, con membrete y pie."""
    libro = Workbook()
    h: Any = libro.active
    libro.properties.title, libro.properties.creator = titulo, "Kit contra la pobreza"
    h.title = hoja
    for i, ancho in enumerate(anchos, start=1):
        h.column_dimensions[get_column_letter(i)].width = ancho
    h.sheet_view.showGridLines = False
    h.page_setup.orientation, h.page_setup.paperSize = "landscape", 1
    h.page_setup.fitToWidth, h.page_setup.fitToHeight = 1, 0
    h.sheet_properties.pageSetUpPr.fitToPage = True
    for lado, medida in MEDIDAS.items():
        setattr(h.page_margins, lado, medida)
    h.oddFooter.left.text, h.oddFooter.right.text = titulo, "Página &P de &N"
    return libro, h


def linea(
    h: Any,
    fila: int,
    texto: str,
    columnas: int,
    *,
    tamano: float = 11,
    fuerte: bool = False,
    suave: bool = False,
    alto: float = 0,
    remates: bool = False,
) -> None:
    """Una línea que ocupa el ancho de la tabla."""
    h.merge_cells(start_row=fila, start_column=1, end_row=fila, end_column=columnas)
    celda = h.cell(fila, 1, texto)
    color = SUAVE if suave else PETROLEO if fuerte else TINTA
    celda.font = Font("Cambria" if remates else "Calibri", tamano, bold=fuerte, color=color)
    celda.alignment = Alignment(vertical="center" if not alto else "top", wrap_text=bool(alto))
    if alto:
        h.row_dimensions[fila].height = alto


def cabecera(h: Any, titulo: str, columnas: int) -> None:
    """Membrete, título y de qué municipio es."""
    linea(h, 1, "{entidad} · {dependencia}", columnas, fuerte=True)
    linea(h, 2, titulo, columnas, tamano=16, fuerte=True, remates=True)
    h.row_dimensions[2].height = 26
    linea(h, 3, "{municipio}, {departamento} ({codigo}) · {fecha}", columnas, suave=True, tamano=10)


def tabla(h: Any, fila: int, columnas: Sequence[tuple[str, str, str]]) -> None:
    """Títulos en `fila` y, debajo, la que se repite: (título, celda, formato de número o «@»)."""
    for i, (titulo, celda, formato) in enumerate(columnas, start=1):
        cabeza = h.cell(fila, i, titulo)
        cabeza.font, cabeza.fill, cabeza.border = (
            Font("Calibri", 11, bold=True, color=PETROLEO),
            PANEL,
            BORDE,
        )
        cabeza.alignment = Alignment(vertical="center", wrap_text=True)
        cuerpo = h.cell(fila + 1, i, celda)
        cuerpo.font, cuerpo.border, cuerpo.number_format = (
            Font("Calibri", 11, color=TINTA),
            BORDE,
            formato,
        )
        texto = formato == "@"
        cuerpo.alignment = Alignment(vertical="center", wrap_text=texto, indent=int(texto))
    h.row_dimensions[fila].height = 48
    h.freeze_panes = h.cell(fila + 1, 1)
    h.print_title_rows = f"{fila}:{fila}"


def total(h: Any, fila: int, valores: Sequence[tuple[int, str]], columnas: int) -> None:
    """Una fila de totales: (columna, fórmula)."""
    for i in range(1, columnas + 1):
        h.cell(fila, i).border = BORDE
        h.cell(fila, i).font = Font("Calibri", 11, bold=True, color=PETROLEO)
    h.cell(fila, 1, "Total")
    for columna, formula in valores:
        h.cell(fila, columna, formula).number_format = "#,##0"
