"""Escribir un archivo entero o ninguno."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ..errores import ErrorDeCapa


def escribir_octetos(ruta: Path, octetos: bytes) -> None:
    """Por medio de uno temporal de la misma carpeta; ErrorDeCapa si no se puede."""
    temporal = ruta.with_name(f".{ruta.name}.parcial")
    try:
        temporal.write_bytes(octetos)
        temporal.replace(ruta)
    except OSError as error:
        with suppress(OSError):
            temporal.unlink()
        raise ErrorDeCapa(
            f"no se pudo escribir «{ruta.name}»: {error.strerror}",
            que_hacer="elija otra carpeta, libere espacio o cierre el programa que lo tiene",
        ) from error
