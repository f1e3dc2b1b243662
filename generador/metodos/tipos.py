"""Nombres cortos para los arreglos que entran y salen de los métodos."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Reales = npt.NDArray[np.float64]
Enteros = npt.NDArray[np.int64]
Logicos = npt.NDArray[np.bool_]
Octetos = npt.NDArray[np.uint8]
Numeros = npt.ArrayLike
