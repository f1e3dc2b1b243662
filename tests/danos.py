"""Copias dañadas a propósito de los archivos oficiales, para probar los mensajes de error."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl


def copiar(fuentes: Path, destino: Path, ruta: str) -> Path:
    """Copia un archivo oficial dentro de `destino`, con su misma ruta relativa."""
    copia = destino / ruta
    copia.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(fuentes / ruta, copia)
    copia.chmod(0o644)
    return copia


def truncar(copia: Path) -> None:
    """Deja la primera mitad del archivo, como una descarga interrumpida."""
    contenido = copia.read_bytes()
    copia.write_bytes(contenido[: len(contenido) // 2])


def cambiar_celdas(copia: Path, hoja: str, celdas: Mapping[str, object]) -> None:
    """Escribe valores en celdas («B2») de un .xlsx ya copiado."""
    libro = openpyxl.load_workbook(copia)
    for celda, valor in celdas.items():
        libro[hoja][celda] = valor
    libro.save(copia)


def renombrar_hoja(copia: Path, hoja: str, nueva: str) -> None:
    """Cambia el nombre de una hoja de un .xlsx ya copiado."""
    libro = openpyxl.load_workbook(copia)
    libro[hoja].title = nueva
    libro.save(copia)
