"""Cuánto se tarda en pasar de una celda a la vecina: a pie según la pendiente, o por una vía.

A pie, la función de marcha de Tobler: 6 · e^(−3,5 · |s + 0,05|) km/h, con s la pendiente (cuánto se
sube por metro de avance); en terreno plano, 5,04 km/h. Fuera de un camino, por 3/5. Tobler, W.
(1993), «Three presentations on geographical analysis and modeling», informe técnico 93-1, National
Center for Geographic Information and Analysis, Universidad de California en Santa Bárbara.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..rejilla import Rejilla
from ..tipos import Enteros, Logicos, Reales

KMH_MAXIMA, CAIDA, PENDIENTE_IDEAL = 6.0, 3.5, 0.05
FUERA_DE_CAMINO = 0.6
METROS_POR_MINUTO = 1000 / 60
# Las ocho vecinas: filas y columnas hasta cada una.
VECINAS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
KMH_ADMITIDA = (0.0, 200.0)


def velocidad_a_pie(pendiente: Reales) -> Reales:
    """Km/h de quien camina por una pendiente dada en metros subidos por metro de avance."""
    rapidez = KMH_MAXIMA * np.exp(-CAIDA * np.abs(pendiente + PENDIENTE_IDEAL))
    return np.asarray(rapidez, dtype=np.float64)


@dataclass(frozen=True)
class Terreno:
    """Por dónde se pasa, y a qué paso. Todo va por celda, (n,), en una rejilla en metros.

    `altura` en metros; NaN donde no se sabe, y por ahí no se pasa. `kmh`: la velocidad en la vía;
    NaN donde no hay vía, 0 si por esa vía se va a pie, a paso de camino. `paso`: si se puede pasar.
    `fuera`: por cuánto se multiplica el paso fuera de una vía. `rio`: las celdas que no se pasan
    porque las cruza un río sin vía; quien vive en una sale por la vecina que le queda más cerca.
    """

    rejilla: Rejilla
    altura: Reales
    kmh: Reales
    paso: Logicos
    fuera: float = FUERA_DE_CAMINO
    rio: Logicos | None = None

    @classmethod
    def armar(
        cls, rejilla: Rejilla, altura: Reales | None = None, kmh: Reales | None = None,
        paso: Logicos | None = None, fuera: float = FUERA_DE_CAMINO, rio: Logicos | None = None,
    ) -> Terreno:  # fmt: skip
        """El terreno; sin `altura` es plano, sin `kmh` no hay vías y sin `paso` se pasa por todo.

        `rio`: las celdas que toca un río; donde también hay vía se pasa: es el puente.
        ErrorDeMetodo si el factor o una velocidad no pueden ser.
        """
        if not 0 < fuera <= 1:
            raise ErrorDeMetodo(
                f"el factor fuera de la vía es {fuera:g}", que_hacer="use un número mayor que 0 y "
                "hasta 1; el de Tobler es 0,6",
            )  # fmt: skip
        n = rejilla.celdas
        propia = np.zeros(n) if altura is None else np.asarray(altura, dtype=np.float64).ravel()
        via = np.full(n, np.nan) if kmh is None else np.asarray(kmh, dtype=np.float64).ravel()
        exigir_velocidades(via)
        abierto = np.isfinite(propia) if paso is None else np.isfinite(propia) & paso.ravel()
        if rio is None:
            return cls(rejilla, propia, via, abierto, fuera)
        sin_puente = np.asarray(rio & np.isnan(via) & abierto)
        return cls(rejilla, propia, via, abierto & ~sin_puente, fuera, sin_puente)

    def minutos(self, de: Enteros, a: Enteros, metros: float) -> Reales:
        """Minutos de cada celda a su vecina, cuyos centros están a esa distancia.

        Se anda media distancia al paso de una celda y media al de la otra.
        """
        kmh = velocidad_a_pie((self.altura[a] - self.altura[de]) / metros)
        medio = metros / 2 / METROS_POR_MINUTO
        return medio / self._paso(de, kmh) + medio / self._paso(a, kmh)

    def minutos_dentro(self, celda: Enteros, metros: Reales) -> Reales:
        """Minutos que cuesta andar esos metros en lo plano de una celda."""
        llano = velocidad_a_pie(np.zeros(len(celda)))
        return metros / METROS_POR_MINUTO / self._paso(celda, llano)

    def _paso(self, celda: Enteros, a_pie: Reales) -> Reales:
        via = self.kmh[celda]
        sin_via = np.isnan(via)
        return np.where(sin_via, a_pie * self.fuera, np.where(via > 0, via, a_pie))


def exigir_velocidades(kmh: Reales) -> None:
    """ErrorDeMetodo si una velocidad es negativa o pasa de 200 km/h."""
    malas = np.flatnonzero((kmh < KMH_ADMITIDA[0]) | (kmh > KMH_ADMITIDA[1]))
    if malas.size:
        raise ErrorDeMetodo(
            f"una vía tiene velocidad {kmh[malas[0]]:g} km/h",
            que_hacer="use km/h, de 0 (a pie) a 200",
        )
