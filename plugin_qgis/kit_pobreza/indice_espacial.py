"""El índice espacial de una capa de puntos de GeoPackage, armado de una vez.

Insertar punto por punto en el R*-tree de SQLite cuesta más que escribir la capa. Aquí los puntos se
ordenan por franjas (Leutenegger, Lopez y Edgington 1997, «STR: A Simple and Efficient Algorithm for
R-Tree Packing») y los nodos se escriben llenos, en el formato que documenta SQLite: los dos
primeros octetos de la raíz son la altura, los dos siguientes cuántas celdas hay, y cada celda es un
entero de 8 octetos y cuatro reales de 4 (mínimo y máximo por eje), del más al menos significativo.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

CABECERA = 4
CELDA = np.dtype(
    [("id", ">i8"), ("x0", ">f4"), ("x1", ">f4"), ("y0", ">f4"), ("y1", ">f4")]
)  # fmt: skip
RAIZ = 1


@dataclass(frozen=True)
class Arbol:
    """Las filas de las tres tablas del índice: `nodos`, `padres` y `hojas` de cada punto."""

    nodos: list[tuple[int, bytes]]
    padres: list[tuple[int, int]]
    hojas: Iterator[tuple[int, int]]


def armar(ids: np.ndarray, x: np.ndarray, y: np.ndarray, octetos_por_nodo: int) -> Arbol:
    """El índice de los puntos (n,), todos con coordenada; `ids` (n,) es el número de cada fila."""
    caben = (octetos_por_nodo - CABECERA) // CELDA.itemsize
    orden = _por_franjas(x, y, caben)
    celdas = np.zeros(len(ids), dtype=CELDA)
    celdas["id"] = ids[orden]
    for eje, valores in (("x", x[orden]), ("y", y[orden])):
        celdas[f"{eje}0"], celdas[f"{eje}1"] = _hacia_abajo(valores), -_hacia_abajo(-valores)
    niveles = [celdas]
    while len(niveles[-1]) > caben:
        niveles.append(_padres(niveles[-1], caben))
    numeros = _numerar(niveles, caben)
    nodos, padres = [], []
    for altura, (nivel, propios) in enumerate(zip(niveles, numeros)):
        if altura:
            nivel["id"] = numeros[altura - 1]
            padres += list(zip(numeros[altura - 1].tolist(), _de_cada_una(propios, nivel, caben)))
        es_raiz = altura == len(niveles) - 1
        for i, numero in enumerate(propios.tolist()):
            suyas = nivel[i * caben : (i + 1) * caben]
            cabecera = np.array([altura if es_raiz else 0, len(suyas)], dtype=">u2").tobytes()
            nodos.append((numero, (cabecera + suyas.tobytes()).ljust(octetos_por_nodo, b"\0")))
    hojas = zip(celdas["id"].tolist(), _de_cada_una(numeros[0], celdas, caben))
    return Arbol(nodos, padres, hojas)


def _por_franjas(x: np.ndarray, y: np.ndarray, caben: int) -> np.ndarray:
    """El orden en que los puntos vecinos quedan seguidos: franjas de x y, en cada una, por y."""
    franjas = math.ceil(math.sqrt(math.ceil(len(x) / caben)))
    por_franja = max(1, math.ceil(len(x) / max(franjas, 1)))
    franja = np.empty(len(x), dtype=np.int64)
    franja[np.argsort(x, kind="stable")] = np.arange(len(x)) // por_franja
    return np.lexsort((y, franja))


def _padres(celdas: np.ndarray, caben: int) -> np.ndarray:
    """Una celda por nodo de las de abajo, con la caja que las contiene."""
    desde = np.arange(0, len(celdas), caben)
    arriba = np.zeros(len(desde), dtype=CELDA)
    for campo, reunir in (("x0", np.minimum), ("x1", np.maximum),
                          ("y0", np.minimum), ("y1", np.maximum)):  # fmt: skip
        arriba[campo] = reunir.reduceat(celdas[campo].astype(np.float32), desde)
    return arriba


def _numerar(niveles: list[np.ndarray], caben: int) -> list[np.ndarray]:
    """El número de cada nodo de cada nivel; la raíz es el 1."""
    siguiente, numeros = RAIZ + 1, []
    for nivel in niveles[:-1]:
        cuantos = -(-len(nivel) // caben)
        numeros.append(np.arange(siguiente, siguiente + cuantos))
        siguiente += cuantos
    return [*numeros, np.array([RAIZ])]


def _de_cada_una(nodos: np.ndarray, celdas: np.ndarray, caben: int) -> Any:
    """El nodo de cada celda."""
    return np.repeat(nodos, caben)[: len(celdas)].tolist()


def _hacia_abajo(valores: np.ndarray) -> np.ndarray:
    """El real de 4 octetos igual o menor: la caja tiene que contener al punto."""
    cortos = valores.astype(np.float32)
    return np.where(cortos > valores, np.nextafter(cortos, np.float32(-np.inf)), cortos)
