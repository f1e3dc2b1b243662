"""Formato TopoJSON cuantizado: arcos enteros y anillos como listas de arcos (solo numpy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Enteros = NDArray[np.int64]
Anillo = tuple[int, ...]
"""Referencias a arcos en orden; `~i` es el arco `i` recorrido al revés."""


def decodificar_arcos(topojson: Mapping[str, Any]) -> tuple[Enteros, Enteros]:
    """Todos los arcos juntos: puntos enteros absolutos (n, 2) e inicios (arcos + 1).

    El arco `i` son las filas `inicios[i]:inicios[i + 1]`. ValueError si algo no son pares de
    enteros.
    """
    arcos = topojson["arcs"]
    if set(map(len, chain.from_iterable(arcos))) - {2}:
        raise ValueError("un punto no tiene dos coordenadas")
    inicios = np.zeros(len(arcos) + 1, dtype=np.int64)
    np.cumsum([len(arco) for arco in arcos], out=inicios[1:])
    planos = list(chain.from_iterable(chain.from_iterable(arcos)))
    if not set(map(type, planos)) <= {int}:
        raise ValueError("una coordenada no es un número entero")
    puntos = np.array(planos, dtype=np.int64).reshape(-1, 2).cumsum(axis=0)
    # La suma corre por todos los arcos: a cada uno se le resta lo que traía al empezar.
    previos = np.zeros((len(arcos), 2), dtype=np.int64)
    previos[1:] = puntos[inicios[1:-1] - 1]
    return puntos - np.repeat(previos, np.diff(inicios), axis=0), inicios


def a_grados(puntos: Enteros, topojson: Mapping[str, Any]) -> NDArray[np.float64]:
    """Puntos enteros (n, 2) → longitud y latitud en grados, según `transform`."""
    transform = topojson["transform"]
    escala, origen = np.array(transform["scale"]), np.array(transform["translate"])
    grados: NDArray[np.float64] = puntos * escala + origen
    return grados


def poligonos(geometria: Mapping[str, Any]) -> list[list[Anillo]]:
    """Polígonos de un objeto; cada uno es su anillo exterior seguido de sus huecos."""
    arcos = geometria["arcs"]
    lista = [arcos] if geometria["type"] == "Polygon" else arcos
    return [[tuple(anillo) for anillo in poligono] for poligono in lista]


def puntos_de_anillo(anillo: Anillo, puntos: Enteros, inicios: Enteros) -> Enteros:
    """Puntos (m, 2) de un anillo cerrado: el último repite al primero."""
    tramos = [_arco(ref, puntos, inicios) for ref in anillo]
    return np.concatenate([tramos[0], *(tramo[1:] for tramo in tramos[1:])])


def codificar_arcos(arcos: Sequence[Enteros]) -> list[list[list[int]]]:
    """Arcos de puntos absolutos → deltas enteros, como los guarda el formato."""
    return [np.diff(arco, axis=0, prepend=[[0, 0]]).tolist() for arco in arcos]


def _arco(ref: int, puntos: Enteros, inicios: Enteros) -> Enteros:
    if ref >= 0:
        return puntos[inicios[ref] : inicios[ref + 1]]
    return puntos[inicios[~ref] : inicios[~ref + 1]][::-1]
