"""Pesos corrientes → pesos constantes: cada año se lleva a los precios de un mismo año base.

Valor constante = valor corriente · IPC del año base / IPC del año (DANE, «Metodología general
índice de precios al consumidor», uso como deflactor). El IPC de un año es el promedio de sus doce
meses: los ingresos y los giros de una alcaldía se reparten en el año, y el de diciembre solo lo
cierra.
"""

from __future__ import annotations

import numpy as np

from .calculo import razon
from .errores import ErrorDeMetodo
from .tipos import Numeros, Reales

MESES = 12


def promedio_anual(indices: Numeros) -> Reales:
    """El índice de cada año, (años,), de sus meses, (años, 12); NaN si falta alguno.

    ErrorDeMetodo si no son doce columnas.
    """
    meses = np.asarray(indices, dtype=np.float64)
    if meses.ndim != 2 or meses.shape[1] != MESES:
        raise ErrorDeMetodo(
            f"los índices tienen forma {meses.shape} y se esperan {MESES} por año",
            que_hacer="dé una fila por año y una columna por mes",
        )
    promedios: Reales = meses.mean(axis=1)
    return promedios


def a_precios_de(valores: Numeros, indice: Numeros, indice_base: float) -> Reales:
    """`valores` corrientes llevados a los precios del año base, con la misma forma.

    `indice` es el del año de cada valor (se difunde) e `indice_base` el del año base, en la misma
    base. NaN donde no hay índice.
    """
    llevados: Reales = np.asarray(valores, dtype=np.float64) * razon(indice_base, indice)
    return llevados
