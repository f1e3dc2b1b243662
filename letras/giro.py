"""Un signo nuevo que es otro girado: así «→» tiene el trazo y el grosor de «↑»."""

from __future__ import annotations

import copy
from typing import Any

from fontTools.ttLib import TTFont

PUNTOS_FANTASMA = 4  # los que llevan el ancho en la tabla de variaciones


def agregar_girado(fuente: TTFont, nuevo: str, original: str, cuartos: int) -> None:
    """Suma a `fuente` el signo `nuevo`: `original` girado `cuartos` de vuelta sobre su centro.

    En una letra variable gira también sus variaciones. El ancho del signo nuevo no varía.
    """
    mapa = fuente.getBestCmap()
    de, a = mapa[ord(original)], f"uni{ord(nuevo):04X}"
    contorno = copy.deepcopy(fuente["glyf"][de])
    caja = [contorno.xMin, contorno.yMin, contorno.xMax, contorno.yMax]
    centro_x, centro_y = (caja[0] + caja[2]) / 2, (caja[1] + caja[3]) / 2
    margen = max(fuente["hmtx"][de][1], 0)
    ancho = caja[3] - caja[1] + 2 * margen
    puntos = contorno.coordinates
    for i, (x, y) in enumerate(puntos):
        dx, dy = _girar(x - centro_x, y - centro_y, cuartos)
        puntos[i] = (round(dx + ancho / 2), round(dy + centro_y))
    fuente.setGlyphOrder([*fuente.getGlyphOrder(), a])
    fuente["glyf"][a] = contorno
    contorno.recalcBounds(fuente["glyf"])
    fuente["hmtx"][a] = (ancho, contorno.xMin)
    if "gvar" in fuente:
        fuente["gvar"].variations[a] = _giradas(fuente["gvar"].variations[de], cuartos)
    for tabla in fuente["cmap"].tables:
        if tabla.isUnicode():
            tabla.cmap[ord(nuevo)] = a


def _girar(x: float, y: float, cuartos: int) -> tuple[float, float]:
    for _ in range(cuartos % 4):
        x, y = y, -x
    return x, y


def _giradas(variaciones: list[Any], cuartos: int) -> list[Any]:
    nuevas = copy.deepcopy(variaciones)
    for una in nuevas:
        trazo = una.coordinates[:-PUNTOS_FANTASMA]
        giradas = [None if d is None else _girar(d[0], d[1], cuartos) for d in trazo]
        una.coordinates = [*giradas, *[(0, 0)] * PUNTOS_FANTASMA]
    return nuevas
