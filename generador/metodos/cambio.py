"""El cambio de un porcentaje entre dos censos, cuando del primero se conoce su error de muestra.

El coeficiente de variación es el error estándar como porcentaje de la cifra (DANE, «Metodología de
estimación de errores de muestreo»): ee = valor · cv / 100. El margen al 95 % es 1,96 · ee. El
segundo censo se toma sin error de muestra; la omisión censal no está en el margen.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from .tipos import Numeros, Reales

CONFIANZA = 0.95
BAJO, SUBIO, NO_SE_DISTINGUE, SIN_DATO = 1, 2, 3, 0
MINIMO = 0.05
"""Puntos por debajo de los cuales dos porcentajes con un decimal se leen iguales."""


def margen(valor: Numeros, cv: Numeros, confianza: float = CONFIANZA) -> Reales:
    """Puntos hacia arriba y hacia abajo de `valor` (%), con su coeficiente de variación `cv` (%).

    Las dos entradas se difunden entre sí; NaN donde falta alguna. Un `cv` de 0 da 0.
    """
    z = NormalDist().inv_cdf((1 + confianza) / 2)
    return z * np.asarray(valor, dtype=np.float64) * np.asarray(cv, dtype=np.float64) / 100


def lectura(cambio: Numeros, margenes: Numeros) -> npt.NDArray[np.int8]:
    """Si cada cambio se distingue de su margen: BAJO, SUBIO, NO_SE_DISTINGUE o SIN_DATO (NaN).

    `cambio` y `margenes` están en puntos y se difunden entre sí. Un cambio igual a su margen, o
    menor que `MINIMO`, no se distingue.
    """
    diferencia, ancho = np.broadcast_arrays(
        np.asarray(cambio, dtype=np.float64), np.asarray(margenes, dtype=np.float64)
    )
    falta = np.isnan(diferencia) | np.isnan(ancho)
    corto = np.abs(diferencia) <= np.maximum(ancho, MINIMO)
    sentido = np.where(diferencia < 0, BAJO, SUBIO)
    leidos = np.where(falta, SIN_DATO, np.where(corto, NO_SE_DISTINGUE, sentido))
    return leidos.astype(np.int8)
