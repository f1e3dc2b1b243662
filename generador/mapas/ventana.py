"""Qué parte del país se ve en el mapa de cada municipio: él, sus vecinos y algo de alrededor.

El municipio manda: la ventana crece hacia sus vecinos, pero no más de lo que él mide, para que el
rodeado de otros mucho mayores no se pierda. Todas tienen el mismo tamaño en píxeles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generador.mapas.topologia import Topologia

ANCHO, ALTO = 440, 400
AIRE = 14
"""Píxeles libres entre lo que debe verse y el marco."""
HASTA = 0.55
"""Cuánto crece hacia cada lado, como parte del lado mayor del municipio."""

Matriz = NDArray[np.float64]


@dataclass(frozen=True)
class Ventanas:
    """La de cada municipio, en el orden de `Topologia.codigos`.

    `cajas` (n, 4) en grados: oeste, sur, este y norte de lo que se ve. `escalas` (n, 2): píxeles
    por grado de longitud y de latitud (negativo: y va hacia abajo).
    """

    cajas: Matriz
    escalas: Matriz

    def proyectar(self, grados: Matriz, de_cual: NDArray[np.int64]) -> Matriz:
        """Longitud y latitud (n, 2) → píxeles (n, 2) de la ventana `de_cual` (n,)."""
        pixeles: Matriz = (grados - self.cajas[:, [0, 3]][de_cual]) * self.escalas[de_cual]
        return pixeles


def cajas_municipales(topologia: Topologia) -> Matriz:
    """(municipios, 4): oeste, sur, este y norte de cada uno."""
    return np.array([topologia.caja([codigo]) for codigo in topologia.codigos])


def ventanas(topologia: Topologia, cajas: Matriz) -> Ventanas:
    """Las de todos; `cajas`, las de `cajas_municipales`."""
    puesto = {codigo: i for i, codigo in enumerate(topologia.codigos)}
    juntas = cajas.copy()
    for i, codigo in enumerate(topologia.codigos):
        suyas = cajas[[i, *(puesto[v.codigo] for v in topologia.vecinos[codigo])]]
        juntas[i] = [*suyas[:, :2].min(axis=0), *suyas[:, 2:].max(axis=0)]
    coseno = np.cos(np.radians((cajas[:, 1] + cajas[:, 3]) / 2))
    por_eje = np.column_stack([coseno, np.ones(len(cajas)), coseno, np.ones(len(cajas))])
    propias, juntas = cajas * por_eje, juntas * por_eje
    lado = (propias[:, 2:] - propias[:, :2]).max(axis=1, keepdims=True) * HASTA
    menor = np.maximum(juntas[:, :2], propias[:, :2] - lado)
    mayor = np.minimum(juntas[:, 2:], propias[:, 2:] + lado)
    util = np.array([ANCHO, ALTO]) - 2.0 * AIRE
    por_grado = (util / (mayor - menor)).min(axis=1)
    centro, medio = (menor + mayor) / 2, np.array([ANCHO, ALTO]) / 2 / por_grado[:, None]
    vistas = np.hstack([centro - medio, centro + medio]) / por_eje
    return Ventanas(vistas, np.column_stack([por_grado * coseno, -por_grado]))


def a_la_vista(cajas: Matriz, ventana: Matriz) -> NDArray[np.int64]:
    """Puestos de las cajas (n, 4) que tocan esa ventana (4,)."""
    oeste, sur, este, norte = ventana
    toca = (
        (cajas[:, 0] < este) & (cajas[:, 2] > oeste) & (cajas[:, 1] < norte) & (cajas[:, 3] > sur)
    )
    return np.flatnonzero(toca)
