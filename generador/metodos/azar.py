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
# Hasta cuántas cartas conviene recordar solo los intercambios, y cuántas caben en un mazo entero.
POCAS = 64
CARTAS_A_LA_VEZ = 20_000_000


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


def barajas(semilla: int, veces: int, cartas: int, primeras: int, desde: int = 0) -> Enteros:
    """Las `primeras` cartas de barajar 0 … `cartas` − 1 tantas `veces`, (veces, primeras).

    Es el barajado de Fisher y Yates (Knuth, «The Art of Computer Programming», vol. 2, algoritmo
    P): la carta j se cambia con una al azar entre la j y la última. Pedir menos cartas, o las
    `veces` por tandas (a partir de la número `desde`), da las mismas. El residuo de una palabra de
    64 bits inclina el sorteo en menos de `cartas` / 2⁶⁴.
    """
    turnos = np.arange(desde, desde + veces, dtype=np.uint64) * np.uint64(cartas)
    numeros = turnos[:, None] + np.arange(1, primeras + 1, dtype=np.uint64)
    elegidas = mezcla((np.uint64(semilla % 2**64) + numeros * GAMMA).astype(np.uint64))
    quedan = np.arange(cartas, cartas - primeras, -1, dtype=np.uint64)
    lugares = (elegidas % quedan).astype(np.int64) + np.arange(primeras)
    repartir = _con_intercambios if primeras <= POCAS else _con_mazos
    return repartir(lugares, cartas)


def _con_intercambios(lugares: Enteros, _cartas: int) -> Enteros:
    """Las cartas que salen, sin el mazo: solo importa qué quedó en los lugares que se tocaron."""
    columnas = np.ascontiguousarray(lugares.T)
    salen, dejadas = columnas.copy(), np.empty_like(columnas)
    for j, lugar in enumerate(columnas):
        propia = np.full(lugar.shape, j)  # la carta que estaba en el lugar j
        for antes in range(j):
            np.copyto(salen[j], dejadas[antes], where=columnas[antes] == lugar)
            np.copyto(propia, dejadas[antes], where=columnas[antes] == j)
        dejadas[j] = propia
    return np.ascontiguousarray(salen.T)


def _con_mazos(lugares: Enteros, cartas: int) -> Enteros:
    """Lo mismo con cada mazo entero, que con muchas cartas sale mejor."""
    veces, primeras = lugares.shape
    salen = np.empty_like(lugares)
    tanda = max(1, CARTAS_A_LA_VEZ // cartas)
    for desde in range(0, veces, tanda):
        suyos = lugares[desde : desde + tanda]
        mazos = np.tile(np.arange(cartas, dtype=np.int32), (len(suyos), 1))
        filas = np.arange(len(suyos))
        for j in range(primeras):
            salen[desde : desde + tanda, j] = mazos[filas, suyos[:, j]]
            mazos[filas, suyos[:, j]] = mazos[:, j]
    return salen
