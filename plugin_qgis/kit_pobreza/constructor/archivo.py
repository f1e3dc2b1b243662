"""Abrir y guardar reglas en un archivo de texto, que también lee la orden `kit focalizar`."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..errores import ErrorDeCapa
from ..salida import escribir_texto

FILTRO = "Reglas (*.txt)"
MAXIMO = 1_000_000
TITULO = "Reglas"


def abrir_texto(padre: QWidget) -> str | None:
    """El texto del archivo que se elija; None si no se eligió o no se pudo leer, y se dice."""
    ruta, _ = QFileDialog.getOpenFileName(padre, "Abrir reglas", "", FILTRO)
    if not ruta:
        return None
    try:
        return leer(Path(ruta))
    except ErrorDeCapa as error:
        QMessageBox.warning(padre, TITULO, str(error))
        return None


def guardar_texto(padre: QWidget, texto: str) -> None:
    """Escribe el texto en el archivo que se elija."""
    ruta, _ = QFileDialog.getSaveFileName(padre, "Guardar reglas", "reglas.txt", FILTRO)
    if not ruta:
        return
    try:
        escribir_texto(ruta, texto.rstrip("\n") + "\n")
    except ErrorDeCapa as error:
        QMessageBox.warning(padre, TITULO, str(error))


def leer(ruta: Path) -> str:
    """Las reglas de un archivo; ErrorDeCapa si no es un texto en UTF-8."""
    try:
        if ruta.stat().st_size > MAXIMO:
            raise ErrorDeCapa(
                f"«{ruta.name}» es demasiado grande para ser un archivo de reglas",
                que_hacer="elija el archivo de texto con una regla por renglón",
            )
        return ruta.read_text("utf-8-sig").rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeCapa(
            f"no se pudo leer «{ruta.name}»",
            que_hacer="elija un archivo de texto en UTF-8, con una regla por renglón",
        ) from error
