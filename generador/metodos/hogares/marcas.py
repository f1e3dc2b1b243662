"""Las marcas del hogar (las 15 privaciones y `h_5`) de cada fila, en un solo entero.

Cada marca es una cifra en base 3: 0 no, 1 sí, 2 sin dato. Comparar dos personas es comparar dos
enteros, y la misma cuenta sirve para un millón de filas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..tipos import Enteros, Logicos, Reales
from .categorias import lector
from .columna import Columna
from .perdidas import ILEGIBLE, Perdidas
from .textos import es_error_de_hoja, limpiar

BASE, SIN_MARCA = 3, 2


def leer_marcas(columnas: Sequence[Columna]) -> Enteros:
    """Las marcas de cada fila, (n,): Σⱼ 3ʲ·marca; lo ilegible queda sin dato.

    `anotar_ilegibles` dice después qué no se entendió.
    """
    filas = len(columnas[0]) if columnas else 0
    marcas = np.zeros(filas, dtype=np.int64)
    for j, columna in enumerate(columnas):
        marcas += columna.enteros(marca, SIN_MARCA) * BASE**j
    return marcas


def desarmar(marcas: Enteros, cuantas: int) -> Reales:
    """La matriz (n, cuantas) de 0, 1 y NaN."""
    hecha = np.empty((len(marcas), cuantas), dtype=np.float64, order="F")
    for j in range(cuantas):
        hecha[:, j] = la_marca(marcas, j)
    return hecha


def la_marca(marcas: Enteros, j: int) -> Reales:
    """La marca `j`, (n,): 0, 1 o NaN."""
    suya = marcas // BASE**j % BASE
    return np.where(suya == SIN_MARCA, np.nan, suya)


def rearmar(matriz: Reales, desde: int = 0) -> Enteros:
    """Lo contrario de `desarmar`, (n,): la matriz (n, cuantas), con su primera marca en `desde`."""
    marcas = np.zeros(len(matriz), dtype=np.int64)
    for j, columna in enumerate(matriz.T, desde):
        marcas += np.where(np.isnan(columna), SIN_MARCA, columna).astype(np.int64) * BASE**j
    return marcas


def sin_dato(marcas: Enteros, cuantas: int) -> Logicos:
    """A quiénes les falta alguna de las primeras `cuantas` marcas, (n,)."""
    falta = np.zeros(len(marcas), dtype=np.bool_)
    for j in range(cuantas):
        falta |= marcas // BASE**j % BASE == SIN_MARCA
    return falta


def anotar_ilegibles(
    columnas: Sequence[Columna], motivos: Sequence[str], cuenta: Logicos, perdidas: Perdidas
) -> None:
    """Anota, de las filas que cuentan, las marcas que no son 0, 1 ni vacías; detienen."""
    for columna, motivo in zip(columnas, motivos):
        if any(es_ilegible(t) for t in columna.textos):
            malas = columna.numeros(_valor) == ILEGIBLE
            perdidas.anotar(columna, motivo, malas & cuenta, detiene=True)


def es_ilegible(texto: str) -> bool:
    """Si el texto no es 0, 1 ni vacío."""
    return _valor(texto) == ILEGIBLE


def marca(texto: str) -> int:
    """La marca de un texto: 0, 1 o `SIN_MARCA`, también si no se entiende."""
    valor = _valor(texto)
    return SIN_MARCA if math.isnan(valor) or valor == ILEGIBLE else int(valor)


def _valor(texto: str) -> float:
    limpio = limpiar(texto)
    if limpio:
        return lector("marca_de_privacion")(limpio)
    return ILEGIBLE if es_error_de_hoja(texto) else math.nan
