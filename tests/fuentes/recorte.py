"""Copias con solo las primeras filas de un libro grande, para dañarlas sin esperar."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook


def recortar(fuentes: Path, destino: Path, ruta: str, hoja: str, filas: int) -> Path:
    """Escribe en `destino` el libro `ruta` con las `filas` primeras filas de `hoja`."""
    # Abierto aquí: si no está, calamine no dice cuál era.
    with (fuentes / ruta).open("rb") as entero:
        celdas = CalamineWorkbook.from_filelike(entero).get_sheet_by_name(hoja)
    libro = openpyxl.Workbook()
    libro.active.title = hoja
    for fila in celdas.to_python(skip_empty_area=False)[:filas]:
        libro.active.append([None if celda == "" else celda for celda in fila])
    copia = destino / ruta
    copia.parent.mkdir(parents=True, exist_ok=True)
    libro.save(copia)
    return copia
