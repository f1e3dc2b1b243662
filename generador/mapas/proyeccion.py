"""Grados → píxeles: equirrectangular local dentro de una caja de tamaño entero, y hacia abajo."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generador.mapas.topologia import Caja


@dataclass(frozen=True)
class Proyeccion:
    """Transformación afín de una caja en grados a un rectángulo de píxeles.

    `por_grado` son píxeles por grado de latitud; los de longitud se encogen con `coseno`.
    (`x`, `y`) es donde cae la esquina noroeste de la caja.
    """

    caja: Caja
    coseno: float
    por_grado: float
    x: float
    y: float

    def __call__(self, puntos: NDArray[np.float64]) -> NDArray[np.float64]:
        """Longitud y latitud (n, 2) → píxeles (n, 2) sin redondear."""
        factor = np.array([self.por_grado * self.coseno, -self.por_grado])
        origen = np.array([self.caja.oeste, self.caja.norte])
        pixeles: NDArray[np.float64] = (puntos - origen) * factor + (self.x, self.y)
        return pixeles


def en_fila(
    cajas: Sequence[Caja], ancho: float, alto: float, margen: int
) -> tuple[list[Proyeccion], int, int]:
    """Cajas una al lado de otra, a la misma escala y lo más grandes que quepan en `ancho` × `alto`.

    Devuelve una proyección por caja y el ancho y el alto enteros que de verdad se usan, con
    `margen` píxeles alrededor y entre ellas.
    """
    cosenos = [math.cos(math.radians((c.sur + c.norte) / 2)) for c in cajas]
    anchos = [(c.este - c.oeste) * coseno for c, coseno in zip(cajas, cosenos, strict=True)]
    altos = [c.norte - c.sur for c in cajas]
    libre = ancho - margen * (len(cajas) + 1)
    por_grado = min(libre / sum(anchos), (alto - 2 * margen) / max(altos))
    proyecciones, x = [], float(margen)
    for caja, coseno, propio, alto_propio in zip(cajas, cosenos, anchos, altos, strict=True):
        y = margen + (max(altos) - alto_propio) / 2 * por_grado
        proyecciones.append(Proyeccion(caja, coseno, por_grado, x, y))
        x += propio * por_grado + margen
    return proyecciones, _techo(x), _techo(max(altos) * por_grado + 2 * margen)


def _techo(valor: float) -> int:
    """Entero hacia arriba, sin que un error de redondeo agregue un píxel."""
    return math.ceil(round(valor, 6))
