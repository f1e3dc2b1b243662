"""La huella de cada archivo oficial con que se construyó `datos/`: la tabla versionada."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from generador.rutas import GENERADOR

TABLA = GENERADOR / "importacion" / "huellas.csv"
COLUMNAS = ("ruta", "bytes", "sha256")


@dataclass(frozen=True)
class Huella:
    """Lo que identifica el contenido de un archivo; `sha256` en hexadecimal."""

    bytes: int
    sha256: str


def leer(tabla: Path = TABLA) -> dict[str, Huella]:
    """La tabla versionada, por ruta; vacía si todavía no existe."""
    if not tabla.is_file():
        return {}
    with tabla.open(encoding="utf-8", newline="") as entrada:
        return {f["ruta"]: Huella(int(f["bytes"]), f["sha256"]) for f in csv.DictReader(entrada)}
