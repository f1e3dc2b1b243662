"""Resultados que se guardan en `.tmp/` y se reconocen por la huella de lo que los decide.

Borrarlos nunca cambia un resultado; sin permiso para escribir, se sigue sin guardar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from generador.disco.escritura import escribir_bytes


def huella(version: str, partes: Iterable[tuple[str, bytes]]) -> str:
    """sha256 de una versión y de cada (nombre, contenido), en su orden."""
    suma = hashlib.sha256(version.encode())
    for nombre, contenido in partes:
        suma.update(f"{nombre}\0{len(contenido)}\0".encode())
        suma.update(contenido)
    return suma.hexdigest()


def guardar(ruta: Path, contenido: bytes) -> None:
    """Deja `ruta` con ese contenido y quita de su carpeta las versiones de otra huella."""
    try:
        escribir_bytes(ruta, contenido)
        for otra in ruta.parent.glob(f"*{ruta.suffix}"):
            if otra != ruta:
                otra.unlink(missing_ok=True)
    except OSError:
        # Una carpeta de solo lectura no impide construir: solo se vuelve a hacer.
        return
