"""Azar repetible: los mismos bits en cualquier máquina y con cualquier versión de numpy.

SplitMix64 (Steele, Lea y Flood, 2014): la palabra i es una mezcla de semilla + i · γ, así que se
calculan todas a la vez y no hay estado que llevar.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .tipos import Enteros

Palabras = npt.NDArray[np.uint64]
GAMMA = np.uint64(0x9E3779B97F4A7C15)
MEZCLA = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def palabras(semilla: int, cuantas: int) -> Palabras:
    """Las primeras `cuantas` palabras de 64 bits de esa semilla, (cuantas,)."""
    z = np.full(cuantas, semilla % 2**64, dtype=np.uint64)
    z += np.arange(1, cuantas + 1, dtype=np.uint64) * GAMMA
    return mezcla(z)


def mezcla(z: Palabras) -> Palabras:
    """El finalizador de SplitMix64: una permutación de las palabras de 64 bits, de la forma de `z`.

    Un bit que cambie en la entrada cambia cerca de la mitad de los de la salida.
    """
    for corrimiento, factor in MEZCLA:
        z = (z ^ (z >> np.uint64(corrimiento))) * np.uint64(factor)
    return z ^ (z >> np.uint64(31))


def barajas(semilla: int, veces: int, cartas: int, primeras: int) -> Enteros:
    """Las `primeras` cartas de barajar 0 … `cartas` − 1 tantas `veces`, (veces, primeras)."""
    llaves = palabras(semilla, veces * cartas).reshape(veces, cartas)
    if primeras < cartas:
        elegidas = np.argpartition(llaves, primeras, axis=1)[:, :primeras]
    else:
        elegidas = np.tile(np.arange(cartas), (veces, 1))
    orden = np.argsort(np.take_along_axis(llaves, elegidas, axis=1), axis=1, kind="stable")
    return np.take_along_axis(elegidas, orden, axis=1).astype(np.int64)
