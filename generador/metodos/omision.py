"""Omisión censal: a cuántos no contó el censo y cuánto puede cambiar eso una incidencia.

La medida censal describe a los contados. De los omitidos no se sabe nada: nunca se corrige la
incidencia ni se dice si sube o baja; se acota. Sin suponer nada de ellos (Manski, 1989), la
incidencia de todos está en [(1 − o)H, (1 − o)H + o]. Suponiendo que los omitidos tienen entre la
mitad y el doble de los momios de ser pobres que los contados, el intervalo es más angosto.

Todo va en proporción, de 0 a 1. NaN es «sin dato».
"""

from __future__ import annotations

import numpy as np

from .calculo import razon
from .tipos import Enteros, Numeros, Reales

# Desde qué omisión cambia lo que se avisa: el ancho de las cotas es la omisión misma. Los tres
# primeros cortes pertenecen a la clase de arriba; el último, a la de abajo.
CORTES = (0.05, 0.10, 0.20)
MAYORIA = 0.50
SIN_AVISO, LEVE, ALTA, CON_CAUTELA, SOLO_CONTADOS = range(5)
SIN_CLASE = -1
MOMIOS = (0.5, 2.0)


def omision(contadas: Numeros, poblacion: Numeros) -> Reales:
    """1 − contadas/población; NaN si la población no es mayor que cero o falta alguna de las dos.

    Negativa si el censo contó más personas que la población estimada.
    """
    return 1 - razon(contadas, poblacion)


def clase(omitidos: Numeros) -> Enteros:
    """Clase de aviso de 0 (menos de 5 %) a 4 (más de 50 %); −1 sin dato."""
    valor = np.asarray(omitidos, dtype=np.float64)
    hallada = np.searchsorted(CORTES, valor, side="right") + (valor > MAYORIA)
    return np.where(np.isnan(valor), SIN_CLASE, hallada).astype(np.int64)


def sin_supuestos(incidencia: Numeros, omitidos: Numeros) -> tuple[Reales, Reales]:
    """Cotas de Manski de la incidencia de todos: (bajo, alto), de ancho `omitidos`."""
    h, o = _leidos(incidencia, omitidos)
    return (1 - o) * h, (1 - o) * h + o


def por_momios(
    incidencia: Numeros, omitidos: Numeros, momios: tuple[float, float] = MOMIOS
) -> tuple[Reales, Reales]:
    """Cotas si los momios de los omitidos son entre `momios[0]` y `momios[1]` veces los contados.

    H_δ = δH/(1 − H + δH) es la incidencia de los omitidos; la de todos, (1 − o)H + o·H_δ.
    """
    h, o = _leidos(incidencia, omitidos)
    bajo, alto = ((1 - o) * h + o * delta * h / (1 - h + delta * h) for delta in momios)
    return bajo, alto


def _leidos(incidencia: Numeros, omitidos: Numeros) -> tuple[Reales, Reales]:
    """Los dos en reales; contar de más no deja a nadie por fuera."""
    h, o = np.asarray(incidencia, dtype=np.float64), np.asarray(omitidos, dtype=np.float64)
    return h, np.maximum(o, 0.0)
