"""Qué cifras se salen de lo que el catálogo espera: posibles, pero de las que conviene dudar."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import Cubo, Llave
from generador.redondeo import redondear_columna


def atipicas(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> dict[Llave, NDArray[np.bool_]]:
    """Por columna, cuáles territorios se salen, (n territorios,); solo las que tienen alguno.

    Se mira la cifra como la publica la página: 19,97 se lee 20,0.
    """
    fuera = {k: fuera_de_lo_usual(catalogo[k[0]], v) for k, v in cubo.columnas.items()}
    return {llave: cuales for llave, cuales in fuera.items() if cuales is not None}


def fuera_de_lo_usual(ficha: Indicador, valores: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Cuáles de los valores de una columna se salen, con su misma forma; None si ninguno."""
    minimo, maximo = ficha.plausibles
    if not ((valores < minimo) | (valores > maximo)).any():
        return None
    publicados = redondear_columna(valores, ficha.decimales)
    fuera = (publicados < minimo) | (publicados > maximo)  # NaN no es menor ni mayor
    return fuera if fuera.any() else None
