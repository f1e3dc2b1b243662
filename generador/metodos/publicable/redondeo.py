"""Redondeo al azar e insesgado a múltiplos de una base, con el azar fijado por la llave."""

from __future__ import annotations

import numpy as np

from ..azar import Palabras
from ..tipos import Enteros

BASE, BASE_DE_DATOS_ABIERTOS, BASE_DE_PERSONAS = 3, 5, 10
BASES = (BASE, BASE_DE_DATOS_ABIERTOS)


def suerte(llave: Palabras, base: int) -> Enteros:
    """La suerte u = ((llave ≫ 32)·b) ≫ 32, de 0 a `base` − 1, con la forma de `llave`."""
    alta = llave >> np.uint64(32)
    return ((alta * np.uint64(base)) >> np.uint64(32)).astype(np.int64)


def redondear(conteos: Enteros, llave: Palabras, base: int = BASE) -> Enteros:
    """Cada conteo llevado a un múltiplo vecino de `base`, de la misma forma.

    Con r = x mod b sube con probabilidad r/b: la media es x, la diferencia es menor que b y un
    múltiplo de b no cambia.
    """
    return redondear_con(conteos, suerte(llave, base), base)


def redondear_con(conteos: Enteros, u: Enteros, base: int) -> Enteros:
    """El mismo redondeo con la suerte `u` (0 a `base` − 1) ya sacada."""
    resto = np.asarray(conteos) % base
    return (conteos - resto + np.where(u < resto, base, 0)).astype(np.int64)
