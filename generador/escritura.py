"""Escrituras atómicas: o queda el archivo entero, o queda el de antes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def escribir_bytes(ruta: Path, contenido: bytes) -> None:
    """Escribe `contenido` en `ruta` por medio de un archivo temporal de la misma carpeta."""
    ruta.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporal = tempfile.mkstemp(dir=ruta.parent, prefix=f".{ruta.name}.")
    try:
        with os.fdopen(descriptor, "wb") as salida:
            salida.write(contenido)
        Path(temporal).chmod(0o644)
        Path(temporal).replace(ruta)
    except BaseException:
        Path(temporal).unlink(missing_ok=True)
        raise


def escribir_texto(ruta: Path, contenido: str) -> None:
    """Escribe `contenido` en UTF-8, con los saltos que traiga, sin dejar nada a medias."""
    escribir_bytes(ruta, contenido.encode("utf-8"))
