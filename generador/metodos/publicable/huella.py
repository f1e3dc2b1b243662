"""Huellas con clave: de la clave, que dice si dos salidas usaron la misma, y de lo que se leyó."""

from __future__ import annotations

import hashlib

PREFIJO = b"kit-huella-v1"
OCTETOS = 4
OCTETOS_DE_ENTRADA = 16


def huella(clave: bytes) -> str:
    """BLAKE2b de 4 octetos de la clave con su prefijo, en ocho cifras hexadecimales."""
    return hashlib.blake2b(PREFIJO + clave, digest_size=OCTETOS).hexdigest()


def huella_de_entrada(clave: bytes, sha256: str) -> str:
    """La huella de una base que solo puede comprobar quien tiene la clave, 32 cifras.

    La SHA-256 suelta serviría para ensayar, archivo por archivo, lo que no se sabe de un hogar.
    """
    return hashlib.blake2b(
        PREFIJO + sha256.encode("ascii"), key=clave, digest_size=OCTETOS_DE_ENTRADA
    ).hexdigest()
