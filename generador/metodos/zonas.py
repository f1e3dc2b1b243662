"""Cuánto pesa cada una de dos zonas en su conjunto, despejado de varios promedios.

Si el conjunto es el promedio de sus dos zonas, con los mismos pesos en M medidas, para cada una
Tⱼ = s · Aⱼ + (1 − s) · Bⱼ. Publicadas las tres, s se despeja por mínimos cuadrados:
s = Σⱼ (Tⱼ − Bⱼ)(Aⱼ − Bⱼ) / Σⱼ (Aⱼ − Bⱼ)². El error que deja el redondeo baja con cada medida en que
las zonas difieren; si no difieren en ninguna, no hay con qué despejarlo.
"""

from __future__ import annotations

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Numeros, Reales


def parte_de_la_primera(conjunto: Numeros, una: Numeros, otra: Numeros) -> Reales:
    """Qué parte del conjunto es la zona `una`, de 0 a 1, (N,).

    Las tres entradas son (N, M), en la misma unidad; una medida a la que le falte cualquiera de las
    tres (NaN) no cuenta. NaN si no queda ninguna o si las dos zonas no difieren.
    """
    t, a, b = (np.asarray(v, dtype=np.float64) for v in (conjunto, una, otra))
    if t.ndim != 2 or a.shape != t.shape or b.shape != t.shape:
        raise ErrorDeMetodo(
            f"las tres tablas tienen formas {t.shape}, {a.shape} y {b.shape}",
            que_hacer="dé una fila por territorio y una columna por medida en las tres",
        )
    separacion = np.nan_to_num(np.where(np.isnan(t), np.nan, a - b))
    lejania = np.nan_to_num(np.where(np.isnan(a), np.nan, t - b))
    cuadrado = (separacion**2).sum(axis=1)
    parte = np.full(len(t), np.nan)
    np.divide((lejania * separacion).sum(axis=1), cuadrado, out=parte, where=cuadrado > 0)
    return np.asarray(np.clip(parte, 0.0, 1.0), dtype=np.float64)
