"""Qué cifras se salen de lo que el catálogo espera: posibles, pero de las que conviene dudar."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import Cubo, Llave


def atipicas(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> dict[Llave, NDArray[np.bool_]]:
    """Por columna, cuáles territorios se salen, (n territorios,); solo las que tienen alguno."""
    halladas = {}
    for llave, valores in cubo.columnas.items():
        minimo, maximo = catalogo[llave[0]].plausibles
        fuera = (valores < minimo) | (valores > maximo)  # NaN no es menor ni mayor
        if fuera.any():
            halladas[llave] = fuera
    return halladas
