"""Quitar vértices que no se ven: Visvalingam en paralelo, con los extremos de cada arco fijos."""

from __future__ import annotations

import numpy as np

from .tipos import Enteros, Reales


def generalizar(pixeles: Reales, inicios: Enteros, umbral: float) -> tuple[Reales, Enteros]:
    """Quita por rondas los vértices interiores cuyo triángulo mide menos de `umbral` px².

    En cada ronda cae todo vértice que sea el menor entre sus dos vecinos, en todos los arcos a la
    vez. El arco `i` son las filas `inicios[i]:inicios[i + 1]`; sus extremos se conservan.
    """
    quedan = los_que_quedan(pixeles, inicios, umbral)
    arco = np.repeat(np.arange(len(inicios) - 1), np.diff(inicios))
    return pixeles[quedan], inicios_de(arco[quedan], len(inicios) - 1)


def los_que_quedan(puntos: Reales, inicios: Enteros, umbral: float) -> Enteros:
    """Las posiciones de los vértices que `generalizar` conserva, en orden."""
    arco = np.repeat(np.arange(len(inicios) - 1), np.diff(inicios))
    quedan = np.arange(len(puntos))
    while len(puntos) > 2:
        (x0, y0), (x1, y1), (x2, y2) = puntos[:-2].T, puntos[1:-1].T, puntos[2:].T
        areas = np.full(len(puntos), np.inf)
        areas[1:-1] = np.abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2
        extremo = np.ones(len(puntos), dtype=bool)
        extremo[1:-1] = (arco[:-2] != arco[1:-1]) | (arco[2:] != arco[1:-1])
        areas[extremo] = np.inf
        quitar = areas < umbral
        quitar[1:] &= areas[1:] <= areas[:-1]
        quitar[:-1] &= areas[:-1] < areas[1:]
        if not quitar.any():
            break
        puntos, arco, quedan = puntos[~quitar], arco[~quitar], quedan[~quitar]
    return quedan


def inicios_de(arco: Enteros, total: int) -> Enteros:
    """Dónde empieza cada arco, (total + 1,); `arco` (n,) dice de cuál es cada punto."""
    inicios = np.zeros(total + 1, dtype=np.int64)
    np.cumsum(np.bincount(arco, minlength=total), out=inicios[1:])
    return inicios
