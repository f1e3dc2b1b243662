"""Resultados que se guardan en `.tmp/` y se reconocen por la huella de lo que los decide.

Borrarlos nunca cambia un resultado; sin permiso para escribir, se sigue sin guardar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from generador.disco.escritura import escribir_bytes

LARGO_DEL_SELLO = hashlib.sha256().digest_size


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


def guardar_sellado(ruta: Path, contenido: bytes) -> None:
    """Como `guardar`, con la huella del contenido adelante: para lo que no trae la suya."""
    guardar(ruta, sellado(contenido))


def sellado(contenido: bytes) -> bytes:
    """El contenido con su huella adelante."""
    return hashlib.sha256(contenido).digest() + contenido


def leer_sellado(ruta: Path) -> bytes:
    """Lo que dejó `guardar_sellado`; OSError si no está, ValueError si un byte no es el que era."""
    escrito = ruta.read_bytes()
    sello, contenido = escrito[:LARGO_DEL_SELLO], escrito[LARGO_DEL_SELLO:]
    if hashlib.sha256(contenido).digest() != sello:
        raise ValueError(f"{ruta} está dañado")
    return contenido
