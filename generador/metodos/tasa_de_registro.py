"""Qué tasas de un registro se publican: pocos casos cambian mucho de un año a otro.

Un registro no es una muestra, pero el número de casos de un lugar pequeño sube y baja por azar.
Se trata como binomial: el error de p = casos/base es √(p(1 − p)/base), y se piden los requisitos de
`precision` (100 casos en la base y coeficiente logarítmico hasta 17,5 %). Si a muchos de los
registrados les falta el dato, la tasa de todos puede ser cualquiera entre casos/registrados y
(casos + sin dato)/registrados (cotas de Manski), tan lejos como la parte que falta.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from .precision import clase, intervalo
from .tipos import Numeros, Reales

Posicion = Literal["mas", "menos", "no_se_distingue", ""]
CASOS_QUE_NO_SENALAN = 12
"""Menos casos que estos de algo poco frecuente pueden señalar a alguien, y su error relativo
(1/√casos) pasa de 29 %."""

SIN_DATO_MAXIMO = 0.10
"""Parte de los registrados a la que le puede faltar el dato; con más, la tasa no se publica."""


def publicables(
    casos: Numeros, base: Numeros, registrados: Numeros, minimo: int = 0
) -> npt.NDArray[np.bool_]:
    """Si la tasa casos/base de cada lugar se puede publicar, con la forma de `casos`.

    `base` son los que traen el dato, de los `registrados`. `minimo` son los casos que además hacen
    falta cuando lo que se cuenta es poco frecuente.
    """
    p, error, n = _proporcion(casos, base)
    suficiente: npt.NDArray[np.bool_] = clase(p, error, n - 1, n) == "suficiente"
    todos = np.asarray(registrados, dtype=np.float64)
    completo = todos - np.asarray(base) <= SIN_DATO_MAXIMO * todos
    alcanza = np.asarray(casos) >= minimo
    publicable: npt.NDArray[np.bool_] = suficiente & completo & alcanza
    return publicable


def frente_a(casos: Numeros, base: Numeros, referencia: float) -> npt.NDArray[np.str_]:
    """Si la tasa de cada lugar queda sobre o bajo `referencia` (de 0 a 1), o no se distingue.

    Con el intervalo logit de 95 %: solo hay diferencia si lo deja por fuera. «» si no lo hay.
    """
    p, error, n = _proporcion(casos, base)
    bajo, alto = intervalo(p, error, n - 1)
    sin = np.isnan(bajo)
    return np.select(
        [sin, bajo > referencia, alto < referencia], ["", "mas", "menos"], "no_se_distingue"
    )


def _proporcion(casos: Numeros, base: Numeros) -> tuple[Reales, Reales, Reales]:
    k, n = np.asarray(casos, dtype=np.float64), np.asarray(base, dtype=np.float64)
    hay = n > 0
    p = np.divide(k, n, out=np.zeros_like(k), where=hay)
    error = np.sqrt(np.divide(p * (1 - p), n, out=np.zeros_like(k), where=hay))
    return p, error, np.where(hay, n, 1)
