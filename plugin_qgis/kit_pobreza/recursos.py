"""Lo que viaja en el zip: versión, icono, tablas del método y la huella de su copia."""

from __future__ import annotations

import configparser
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from qgis.PyQt.QtGui import QIcon

CARPETA = Path(__file__).resolve().parent
METODOS = CARPETA / "metodos"


def icono() -> QIcon:
    """El icono del complemento."""
    return QIcon(str(CARPETA / "icono.svg"))


@cache
def version() -> str:
    """La versión escrita en metadata.txt."""
    metadatos = configparser.ConfigParser(interpolation=None)
    metadatos.read(CARPETA / "metadata.txt", encoding="utf-8")
    return metadatos["general"]["version"]


@cache
def tabla(nombre: str) -> Any:
    """Una tabla de datos del método, por ejemplo «instrumentos»."""
    return json.loads((METODOS / "datos" / f"{nombre}.json").read_text("utf-8"))


@cache
def compartido() -> str:
    """SHA-256 de la lista de huellas de lo que es copia de la orden: `metodos` y `resguardo`.

    Si un archivo de la copia cambió después de empaquetar, la huella lo dice.
    """
    lista = (CARPETA / "HUELLA").read_text("utf-8")
    cambiados = [
        ruta
        for huella, ruta in (linea.split("  ", 1) for linea in lista.splitlines())
        if not _intacto(CARPETA / ruta, huella)
    ]
    total = hashlib.sha256(lista.encode("utf-8")).hexdigest()
    return f"{total} (modificada: {', '.join(cambiados)})" if cambiados else total


def _intacto(ruta: Path, huella: str) -> bool:
    return ruta.is_file() and hashlib.sha256(ruta.read_bytes()).hexdigest() == huella
