"""Azar repetible: el mismo número en cualquier máquina y con cualquier versión de numpy.

NumPy fija para siempre la secuencia de bits de PCG64, pero no la de los métodos de `Generator`:
aquí solo se usan los bits.
"""

from __future__ import annotations

import numpy as np

from generador.metodos.tipos import Enteros, Numeros, Reales


class Azar:
    """Sorteos en secuencia desde una semilla."""

    def __init__(self, semilla: int) -> None:
        self._bits = np.random.PCG64(semilla)

    def uniforme(self, cuantos: int) -> Reales:
        """Números en [0, 1), (cuantos,), con los 53 bits altos de cada palabra."""
        palabras = self._bits.random_raw(cuantos)
        return np.asarray((palabras >> np.uint64(11)).astype(np.float64) * 2.0**-53)

    def entero(self, cuantos: int, desde: Numeros, hasta: Numeros) -> Enteros:
        """Enteros de `desde` a `hasta`, los dos incluidos."""
        minimo = np.asarray(desde)
        ancho = np.asarray(hasta) - minimo + 1
        sorteo = np.floor(self.uniforme(cuantos) * ancho).astype(np.int64)
        return np.asarray(minimo + sorteo, dtype=np.int64)

    def elegir(self, cuantos: int, pesos: Numeros) -> Enteros:
        """Posiciones sorteadas con probabilidad proporcional a `pesos` enteros."""
        acumulado = np.cumsum(np.asarray(pesos, dtype=np.int64))
        sorteo = np.floor(self.uniforme(cuantos) * acumulado[-1]).astype(np.int64)
        return np.asarray(np.searchsorted(acumulado, sorteo, side="right"), dtype=np.int64)
