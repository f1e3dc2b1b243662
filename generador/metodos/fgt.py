"""Pobreza monetaria: incidencia, brecha y severidad (FGT), por territorio.

Foster, Greer y Thorbecke (1984), «A Class of Decomposable Poverty Measures», Econometrica 52:
FGT_α = Σ wᵢ · gᵢ^α / Σ wᵢ, con gᵢ = (zᵢ − yᵢ) / zᵢ de los pobres (yᵢ < zᵢ) y 0 de los demás, y
0⁰ = 0. α = 0 es la incidencia; α = 1, la brecha repartida entre toda la población; α = 2, la
severidad, que pesa más a los más lejos de la línea. El ingreso y la línea son por persona.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .calculo import ponderadores, razon
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .tipos import Enteros, Logicos, Numeros, Reales


@dataclass(frozen=True)
class Fgt:
    """G grupos, (G,): todo en la unidad del ponderador.

    `registros` con dato y `sin_dato` sin ingreso o sin línea, que no entran. `poblacion` y
    `pobres`, sumas del ponderador. `incidencia`, `brecha` y `severidad` son FGT₀, FGT₁ y FGT₂, de 0
    a 1 (NaN sin población). `brecha_de_los_pobres`: qué parte de la línea les falta, en promedio, a
    los pobres (FGT₁ / FGT₀; NaN sin pobres). `faltante`: lo que le falta a todos los pobres para
    llegar a la línea, en las unidades del ingreso.
    """

    registros: Enteros
    sin_dato: Enteros
    poblacion: Reales
    pobres: Reales
    incidencia: Reales
    brecha: Reales
    severidad: Reales
    brecha_de_los_pobres: Reales
    faltante: Reales


def fgt(
    ingreso: Numeros, linea: Numeros, agrupacion: Agrupacion, ponderador: Numeros | None = None
) -> Fgt:
    """Mide n filas: `ingreso` y `linea` por persona, (n,), con NaN sin dato.

    ErrorDeMetodo si un ingreso es negativo, si una línea no es mayor que 0 o si no hay con qué
    pesar.
    """
    y, z = np.asarray(ingreso, dtype=np.float64), np.asarray(linea, dtype=np.float64)
    hay = ~(np.isnan(y) | np.isnan(z))
    _exigir(hay & ~(z > 0), z, "la línea no es mayor que 0", "revise el campo de la línea")
    _exigir(
        hay & ((y < 0) | np.isinf(y)),
        y,
        "el ingreso es negativo o infinito",
        "corríjalo, o déjelo vacío si no se sabe: un ingreso negativo no es una pobreza mayor",
    )
    peso = np.where(hay, ponderadores(ponderador, len(y)), 0.0)
    pobre = hay & (y < z)
    falta = np.where(pobre, razon(z - y, z), 0.0)
    poblacion, pobres = agrupacion.sumar(peso), agrupacion.sumar(peso * pobre)
    uno = agrupacion.sumar(peso * falta)
    return Fgt(
        registros=agrupacion.sumar(hay).astype(np.int64),
        sin_dato=agrupacion.sumar(~hay).astype(np.int64),
        poblacion=poblacion,
        pobres=pobres,
        incidencia=razon(pobres, poblacion),
        brecha=razon(uno, poblacion),
        severidad=razon(agrupacion.sumar(peso * falta**2), poblacion),
        brecha_de_los_pobres=razon(uno, pobres),
        faltante=agrupacion.sumar(peso * np.where(pobre, z - y, 0.0)),
    )


def _exigir(malas: Logicos, valores: Reales, problema: str, que_hacer: str) -> None:
    if malas.any():
        primera = int(np.argmax(malas))
        raise ErrorDeMetodo(
            f"{problema} en {np.count_nonzero(malas)} filas; la primera es la {primera + 1}, con "
            f"{valores[primera]:g}",
            que_hacer=que_hacer,
        )
