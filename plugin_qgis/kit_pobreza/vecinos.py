"""Los vecinos de los polígonos de una capa: contiguos, los más cercanos o a una distancia.

Todo lo hace lo que QGIS trae: su índice espacial y GEOS. Las distancias van en metros (EPSG:9377)
y de centroide a centroide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsSpatialIndex

from .errores import Cancelado, ErrorDeCapa
from .metodos.vecindad import Vecindad

METROS = "EPSG:9377"
CADA_CUANTOS = 256
# Más parejas que estas no caben en la memoria de un equipo corriente.
PAREJAS = 20_000_000
# Lugares de la matriz de las nueve intersecciones (DE-9IM): interior con interior, borde con borde.
INTERIORES, BORDES = 0, 4


def contiguos(
    geometrias: Sequence[QgsGeometry], avance: Any, *, por_lado: bool, holgura: float = 0.0
) -> Vecindad:
    """Son vecinos los que comparten un punto o, si `por_lado`, un tramo de borde.

    Con `holgura`, en las unidades de la capa, también los que quedan a esa distancia o menos.
    """
    cajas = [g.boundingBox() for g in geometrias]
    indice = _indice(geometrias, cajas)

    def suyos(i: int) -> list[int]:
        motor = QgsGeometry.createGeometryEngine(geometrias[i].constGet())
        motor.prepareGeometry()
        caja = cajas[i].buffered(holgura) if holgura else cajas[i]
        cerca = sorted(j for j in indice.intersects(caja) if j > i)
        return [j for j in cerca if se_tocan(motor, geometrias[j].constGet())]

    def se_tocan(motor: Any, otra: Any) -> bool:
        if holgura:
            return bool(motor.distance(otra) <= holgura)
        if not motor.intersects(otra):
            return False
        if not por_lado:
            return True
        matriz = motor.relate(otra)
        return bool(matriz[INTERIORES] == "2" or matriz[BORDES] == "1")

    uno, otro = _parejas(len(geometrias), _con_geometria(geometrias, suyos), avance)
    juntos = np.concatenate([uno, otro]), np.concatenate([otro, uno])
    return Vecindad.de_parejas(*juntos, len(geometrias))


def mas_cercanos(x: np.ndarray, y: np.ndarray, k: int, avance: Any) -> Vecindad:
    """Los `k` más cercanos a cada punto (N,); de dos a la misma distancia, el primero de la capa.

    NaN es un punto que no está: ni tiene vecinos ni lo es de nadie.
    """
    indice = _de_puntos(x, y)

    def suyos(i: int) -> list[int]:
        # Si hay empates el índice los trae todos: se escoge entre ellos siempre igual.
        cerca = np.array(indice.nearestNeighbor(QgsPointXY(x[i], y[i]), k + 1), dtype=np.int64)
        cerca = cerca[cerca != i]
        lejos = np.hypot(x[cerca] - x[i], y[cerca] - y[i])
        return list(cerca[np.lexsort((cerca, lejos))][:k].tolist())

    return Vecindad.de_parejas(*_parejas(len(x), _con_punto(x, suyos), avance), len(x))


def a_distancia(x: np.ndarray, y: np.ndarray, metros: float, avance: Any) -> Vecindad:
    """Los que están a `metros` o menos de cada punto (N,)."""
    indice = _de_puntos(x, y)

    def suyos(i: int) -> list[int]:
        caja = QgsRectangle(x[i] - metros, y[i] - metros, x[i] + metros, y[i] + metros)
        cerca = np.array(indice.intersects(caja), dtype=np.int64)
        dentro = np.hypot(x[cerca] - x[i], y[cerca] - y[i]) <= metros
        return list(cerca[dentro].tolist())

    return Vecindad.de_parejas(*_parejas(len(x), _con_punto(x, suyos), avance), len(x))


def _indice(geometrias: Sequence[QgsGeometry], cajas: Sequence[QgsRectangle]) -> QgsSpatialIndex:
    indice = QgsSpatialIndex()
    for i, geometria in enumerate(geometrias):
        if not geometria.isEmpty():
            indice.addFeature(i, cajas[i])
    return indice


def _de_puntos(x: np.ndarray, y: np.ndarray) -> QgsSpatialIndex:
    indice = QgsSpatialIndex()
    for i in np.flatnonzero(~np.isnan(x)).tolist():
        indice.addFeature(i, QgsRectangle(x[i], y[i], x[i], y[i]))
    return indice


def _con_geometria(
    geometrias: Sequence[QgsGeometry], suyos: Callable[[int], list[int]]
) -> Callable[[int], list[int]]:
    return lambda i: [] if geometrias[i].isEmpty() else suyos(i)


def _con_punto(x: np.ndarray, suyos: Callable[[int], list[int]]) -> Callable[[int], list[int]]:
    return lambda i: [] if np.isnan(x[i]) else suyos(i)


def _parejas(
    total: int, suyos: Callable[[int], list[int]], avance: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Cada territorio con cada uno de los suyos, (V,) y (V,); se detiene si son demasiadas."""
    listas = [list(map(int, propios)) for propios in _una_por_una(total, suyos, avance)]
    cuantos = np.array([len(lista) for lista in listas], dtype=np.int64)
    juntos = np.array([j for lista in listas for j in lista], dtype=np.int64)
    return np.repeat(np.arange(total), cuantos), juntos


def _una_por_una(total: int, suyos: Callable[[int], list[int]], avance: Any) -> Iterator[list[int]]:
    parejas = 0
    for i in range(total):
        if i % CADA_CUANTOS == 0:
            if avance.isCanceled():
                raise Cancelado
            avance.setProgress(100.0 * i / max(total, 1))
        propios = suyos(i)
        parejas += len(propios)
        if parejas > PAREJAS:
            raise ErrorDeCapa(
                f"hay más de {PAREJAS:,} parejas de vecinos".replace(",", "."),
                que_hacer="use una distancia menor o los k más cercanos",
            )
        yield propios
