"""La huella de una clave: dice si dos salidas usaron la misma sin revelarla."""

from __future__ import annotations

import hashlib

PREFIJO = b"kit-huella-v1"
OCTETOS = 4


def huella(clave: bytes) -> str:
    """BLAKE2b de 4 octetos de la clave con su prefijo, en ocho cifras hexadecimales."""
    return hashlib.blake2b(PREFIJO + clave, digest_size=OCTETOS).hexdigest()
