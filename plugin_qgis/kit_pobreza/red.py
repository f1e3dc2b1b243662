"""La red de vías con el análisis nativo de QGIS: minutos de cada punto a cada sede.

Cada punto se engancha al tramo más cercano. Lo que hay que andar hasta ahí se anda a pie, fuera de
la vía; si es más de lo que se camina, o si los dos quedan en pedazos de red que no se tocan, no hay
conexión: no es infinito ni cero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.analysis import (
    QgsGraphAnalyzer,
    QgsGraphBuilder,
    QgsNetworkSpeedStrategy,
    QgsVectorLayerDirector,
)
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY

from .metodos.acceso.medir import Puntos
from .metodos.acceso.terreno import METROS_POR_MINUTO, velocidad_a_pie

METRICO = "EPSG:9377"
SEGUNDOS = 60.0
METROS_POR_SEGUNDO = 1000 / 3600
# Dos extremos a menos de un metro son el mismo cruce.
TOLERANCIA = 1.0
INFINITO = 1e300


@dataclass(frozen=True)
class Vias:
    """La capa de vías y cómo se anda: `kmh` en las que no dicen, `campo` (−1 ninguno) el de cada
    una, `a_pie` los km que se caminan a lo sumo y `fuera`, el factor del paso fuera de una vía.
    """

    fuente: Any
    kmh: float
    campo: int
    a_pie: float
    fuera: float

    @property
    def metros_por_minuto(self) -> float:
        """El paso de quien camina en lo plano fuera de una vía."""
        return float(velocidad_a_pie(np.zeros(1))[0]) * self.fuera * METROS_POR_MINUTO


class Red:
    """Los puntos y las sedes enganchados a la red."""

    def __init__(self, vias: Vias, puntos: Puntos, sedes: Puntos, avance: Any) -> None:
        self._vias, self._puntos, self._sedes = vias, puntos, sedes
        constructor = QgsGraphBuilder(
            QgsCoordinateReferenceSystem(METRICO), True, TOLERANCIA, "NONE"
        )
        director = QgsVectorLayerDirector(
            vias.fuente, -1, "", "", "", QgsVectorLayerDirector.Direction.DirectionBoth
        )
        director.addStrategy(QgsNetworkSpeedStrategy(vias.campo, vias.kmh, METROS_POR_SEGUNDO))
        x, y = (np.concatenate([a, b]) for a, b in zip(puntos, sedes))
        # De oeste a este: de dos enganches a menos de la tolerancia queda el primero, y no debe
        # depender de cómo venga ordenada la capa.
        por_lugar = np.lexsort((y, x))
        con = por_lugar[(np.isfinite(x) & np.isfinite(y))[por_lugar]]
        lugares = [QgsPointXY(*p) for p in zip(x[con].tolist(), y[con].tolist())]
        enganchados = director.makeGraph(constructor, lugares, avance)
        self._grafo = constructor.graph()
        vertice = np.full(len(x), -1, dtype=np.int64)
        metros = np.full(len(x), np.inf)
        for i, lugar, enganche in zip(con.tolist(), lugares, enganchados):
            metros[i] = lugar.distance(enganche)
            if metros[i] <= vias.a_pie * 1000:
                vertice[i] = self._grafo.findVertex(enganche)
        n = len(puntos.x)
        self._punto, self._sede = vertice[:n], vertice[n:]
        minutos = metros / vias.metros_por_minuto
        self._hasta_el_punto, self._hasta_la_sede = minutos[:n], minutos[n:]

    @property
    def puntos_sin_via(self) -> int:
        """Los puntos con coordenada que quedan más lejos de una vía de lo que se camina."""
        return int(np.count_nonzero((self._punto < 0) & np.isfinite(self._puntos.x)))

    def a_cada_sede(self, seguir: Callable[[], None]) -> Callable[[int], np.ndarray]:
        """Una función que da los minutos de cada punto a una sede, (n,); NaN si no llega."""
        guardados: dict[int, np.ndarray] = {}

        def de(sede: int) -> np.ndarray:
            seguir()
            vertice = int(self._sede[sede])
            minutos = np.full(len(self._punto), np.nan)
            if vertice >= 0:
                if vertice not in guardados:
                    guardados.clear()  # las de un mismo vértice vienen seguidas
                    guardados[vertice] = self._desde(vertice)
                por_la_red = guardados[vertice]
                con = self._punto >= 0
                total = por_la_red[self._punto[con]] + self._hasta_el_punto[con]
                minutos[con] = total + self._hasta_la_sede[sede]
            return np.asarray(np.fmin(minutos, self._caminando(sede)))

        return de

    def _desde(self, vertice: int) -> np.ndarray:
        _, costos = QgsGraphAnalyzer.dijkstra(self._grafo, vertice, 0)
        segundos = np.array(costos, dtype=np.float64)
        return np.asarray(np.where(segundos < INFINITO, segundos / SEGUNDOS, np.nan))

    def _caminando(self, sede: int) -> np.ndarray:
        """Quien vive a lo que se camina de la sede llega sin pasar por una vía."""
        metros = np.hypot(
            self._puntos.x - self._sedes.x[sede], self._puntos.y - self._sedes.y[sede]
        )
        cerca = metros <= self._vias.a_pie * 1000
        caminando = metros / self._vias.metros_por_minuto
        return np.asarray(np.where(cerca, caminando, np.nan))
