"""Un código escrito, en una sola forma: «01», «1.0» y « 1 » son el 1; «SÍ» y «si», el mismo."""

from __future__ import annotations

import re
from functools import lru_cache

from ..hogares.textos import limpiar, llave

ENTERO = re.compile(r"([+-]?)0*([0-9]+)(?:[.,]0+)?")


@lru_cache(maxsize=1 << 13)
def codigo(texto: str) -> str:
    """El código; «» si la celda dice que no hay dato."""
    limpio = limpiar(texto)
    numero = ENTERO.fullmatch(limpio)
    if numero is None:
        return llave(limpio)
    signo = "-" if numero[1] == "-" and numero[2] != "0" else ""
    return signo + numero[2]


def numero_entero(texto: str) -> int | None:
    """El entero escrito (también «5,0» y «5.0»); None si no lo es o no cabe."""
    propio = codigo(texto)
    es_entero = propio.lstrip("-").isdigit() and propio.isascii()
    return int(propio) if es_entero and len(propio) <= 15 else None
