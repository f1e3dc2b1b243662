"""De los nacimientos de varios años a una tasa por territorio que se pueda publicar."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from generador.fuentes.lectura.valores_de_celdas import Numeros
from generador.fuentes.lectura.vitales import Residencias
from generador.metodos.tasa_de_registro import publicables


def acumular(anios: Sequence[Residencias]) -> dict[str, dict[str, float]]:
    """Las cifras de varios años sumadas: territorio → columna → suma, en orden de código."""
    codigos = sorted(anios[0].territorios)
    columnas = list(anios[0].territorios[codigos[0]])
    return {
        codigo: {c: sum(anio.territorios[codigo][c] for anio in anios) for c in columnas}
        for codigo in codigos
    }


def tasa(
    casos: Mapping[str, float],
    base: Mapping[str, float],
    registrados: Mapping[str, float],
    minimo: int = 0,
) -> Numeros:
    """100·casos/base por territorio, en el orden de `casos`; «no_disponible» si no se publica."""
    k, n, todos = (np.array([de[c] for c in casos]) for de in (casos, base, registrados))
    se_publica = publicables(k, n, todos, minimo)
    return [
        (100 * float(a) / float(b), "dato") if si else (math.nan, "no_disponible")
        for a, b, si in zip(k, n, se_publica, strict=True)
    ]
