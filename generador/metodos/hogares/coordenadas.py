"""Coordenadas de la base: cuál eje es cuál, decidido punto por punto con los rangos de Colombia.

Unas bases traen x = longitud y otras x = latitud. Los dos rangos no se tocan, así que cada punto
dice por sí mismo cómo viene. Rangos en grados (EPSG:4326 o 4686): longitud de −82 a −66, latitud
de −4,5 a 14, con San Andrés y Providencia adentro.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..tipos import Logicos, Numeros, Reales

LONGITUD = (-82.0, -66.0)
LATITUD = (-4.5, 14.0)


@dataclass(frozen=True)
class Coordenadas:
    """Puntos con los ejes en su lugar.

    `longitud` y `latitud` (n,), NaN donde no sirven; cuántos venían `directas` e `invertidas`,
    cuántos `sin_coordenada` (nulo, o 0 en los dos) y cuántos `fuera` de Colombia o en otro
    sistema. Las cuatro cuentas suman n.
    """

    longitud: Reales
    latitud: Reales
    directas: int
    invertidas: int
    sin_coordenada: int
    fuera: int


def detectar_ejes(x: Numeros, y: Numeros) -> Coordenadas:
    """Pone cada punto en (longitud, latitud) y cuenta cómo venían."""
    primero = np.asarray(x, dtype=np.float64)
    segundo = np.asarray(y, dtype=np.float64)
    vacias = np.isnan(primero) | np.isnan(segundo) | ((primero == 0) & (segundo == 0))
    directas = ~vacias & _entre(primero, LONGITUD) & _entre(segundo, LATITUD)
    invertidas = ~vacias & _entre(segundo, LONGITUD) & _entre(primero, LATITUD)
    sirven = directas | invertidas
    return Coordenadas(
        longitud=np.where(sirven, np.where(invertidas, segundo, primero), np.nan),
        latitud=np.where(sirven, np.where(invertidas, primero, segundo), np.nan),
        directas=int(np.count_nonzero(directas)),
        invertidas=int(np.count_nonzero(invertidas)),
        sin_coordenada=int(np.count_nonzero(vacias)),
        fuera=int(np.count_nonzero(~vacias & ~sirven)),
    )


def _entre(valores: Reales, rango: tuple[float, float]) -> Logicos:
    return np.logical_and(valores >= rango[0], valores <= rango[1])
