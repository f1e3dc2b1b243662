"""El polo de inaccesibilidad de un polígono: el punto interior más alejado de su borde.

Se busca por cuadros: de cada uno se sabe, por su centro y su media diagonal, lo más lejos del borde
que podría estar un punto suyo; el que no puede mejorar lo hallado se descarta y los demás se parten
en cuatro (García-Castellanos y Lombardo, 2007; los cuadros, como en «polylabel» de Mapbox).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Puntos = NDArray[np.float64]
CUADROS = 6
"""Cuadros con que se empieza, a lo largo del lado mayor."""


class Polo(NamedTuple):
    """El punto y su distancia al borde, en las unidades de las coordenadas."""

    x: float
    y: float
    distancia: float


def polo(anillos: Sequence[Puntos], precision: float = 0.02) -> Polo:
    """El polo de un polígono con huecos, o de varios polígonos.

    `anillos`: cada uno (n, 2), cerrado o no, en cualquier sentido; lo de adentro es lo que un rayo
    cruza un número impar de veces. `precision`: lo que puede faltarle a la distancia, como parte
    del lado mayor. ValueError si no hay tres puntos, si no encierran área o si uno es infinito.
    """
    desde = np.concatenate([np.asarray(a, dtype=np.float64) for a in anillos])
    hasta = np.concatenate([np.roll(np.asarray(a, dtype=np.float64), -1, axis=0) for a in anillos])
    if not np.isfinite(desde).all():
        raise ValueError("el polígono tiene un vértice que no es un lugar")
    minimo, maximo = desde.min(axis=0), desde.max(axis=0)
    lado = float((maximo - minimo).max())
    if len(desde) < 3 or (maximo == minimo).any():
        raise ValueError("el polígono no encierra área")
    medio = lado / CUADROS / 2
    centros = _rejilla(minimo, maximo, medio)
    mejor, cual = -np.inf, centros[0]
    while len(centros):
        distancias = distancias_al_borde(centros, desde, hasta)
        i = int(distancias.argmax())
        if distancias[i] > mejor:
            mejor, cual = float(distancias[i]), centros[i]
        # La media diagonal es lo más que se gana moviéndose dentro del cuadro.
        sirven = distancias + medio * np.sqrt(2) > mejor + precision * lado
        medio /= 2
        centros = _partir(centros[sirven], medio)
    if mejor <= 0:
        raise ValueError("el polígono no encierra área")
    return Polo(float(cual[0]), float(cual[1]), mejor)


def distancias_al_borde(puntos: Puntos, desde: Puntos, hasta: Puntos) -> Puntos:
    """(n,): de cada punto al lado más cercano; negativa si está afuera.

    `puntos` (n, 2); `desde` y `hasta` (lados, 2).
    """
    x, y = puntos[:, :1], puntos[:, 1:]
    (x0, y0), (x1, y1) = desde.T, hasta.T
    dx, dy = x1 - x0, y1 - y0
    largo = dx * dx + dy * dy
    parte = ((x - x0) * dx + (y - y0) * dy) / np.where(largo > 0, largo, 1)
    parte = np.clip(parte, 0, 1)
    cerca = np.hypot(x - x0 - parte * dx, y - y0 - parte * dy).min(axis=1)
    cruza = (y0 > y) != (y1 > y)
    corte = x0 + (y - y0) * dx / np.where(dy != 0, dy, 1)
    adentro = (cruza & (corte > x)).sum(axis=1) % 2 == 1
    con_signo: Puntos = np.where(adentro, cerca, -cerca)
    return con_signo


def _rejilla(minimo: Puntos, maximo: Puntos, medio: float) -> Puntos:
    ejes = [np.arange(a + medio, b + medio, 2 * medio) for a, b in zip(minimo, maximo)]
    x, y = np.meshgrid(*ejes)
    return np.column_stack([x.ravel(), y.ravel()])


def _partir(centros: Puntos, medio: float) -> Puntos:
    pasos = np.array([(-1, -1), (-1, 1), (1, -1), (1, 1)]) * medio
    return (centros[:, None, :] + pasos).reshape(-1, 2)
