"""Resumir hogares en conteos por territorio y patrón de privación, sin perder nada.

Con 15 privaciones hay 32.768 patrones posibles: una base de millones de hogares cabe en una tabla
(territorio × patrón) que basta para recalcular H, A, M0, tasas y contribuciones con cualquier
corte y cualquier peso sin volver a leer la base. El bit j del patrón es la privación j.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .calculo import ponderadores
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .metodo import Metodo
from .privaciones import Medida, medir
from .tipos import Enteros, Numeros, Octetos, Reales

Unidad = Literal["personas", "hogares"]
MAXIMO_DE_BITS = 30


@dataclass(frozen=True)
class TablaDePatrones:
    """Una fila por pareja (territorio, patrón) presente, ordenada por territorio y patrón.

    `territorio` y `patron` (m,); `registros` (m,) hogares de la base; `hogares` (m,) hogares
    ponderados (igual a `registros` sin factor de expansión); `personas` (m,) personas ponderadas.
    `territorios` y `bits` son cuántos hay de cada cosa.
    """

    territorio: Enteros
    patron: Enteros
    registros: Enteros
    hogares: Reales
    personas: Reales
    territorios: int
    bits: int

    @property
    def privado(self) -> Octetos:
        """Matriz (m, bits) de 0 y 1 de los patrones."""
        return descodificar(self.patron, self.bits)

    @property
    def agrupacion(self) -> Agrupacion:
        """El territorio de cada fila, como agrupación."""
        return Agrupacion(self.territorio, self.territorios)


def codificar(privado: Octetos) -> Enteros:
    """Patrón de cada fila de una matriz (n, J) de 0 y 1: Σⱼ 2ʲ·gᵢⱼ, (n,)."""
    bits = privado.shape[1]
    if bits > MAXIMO_DE_BITS:
        raise ErrorDeMetodo(
            f"{bits} privaciones no caben en un patrón", que_hacer=f"use {MAXIMO_DE_BITS} o menos"
        )
    patron = np.zeros(len(privado), dtype=np.int64)
    for j in range(bits):
        patron |= privado[:, j].astype(np.int64) << j
    return patron


def descodificar(patron: Enteros, bits: int) -> Octetos:
    """La matriz (n, bits) de 0 y 1 que dio cada patrón."""
    privado = np.empty((len(patron), bits), dtype=np.uint8, order="F")
    for j in range(bits):
        privado[:, j] = (patron >> j) & 1
    return privado


def resumir(
    privado: Octetos,
    agrupacion: Agrupacion,
    *,
    personas: Numeros,
    ponderador: Numeros | None = None,
) -> TablaDePatrones:
    """Resume hogares (una fila por hogar); los que no tienen territorio no entran.

    `personas` del hogar; `ponderador`, el factor de expansión del hogar (1 en un registro).
    """
    peso = ponderadores(ponderador, len(privado))
    gente = ponderadores(personas, len(privado), "número de personas") * peso
    tiene = agrupacion.tiene
    return _tabla(
        agrupacion.grupo[tiene],
        codificar(privado)[tiene],
        (np.ones(int(tiene.sum())), peso[tiene], gente[tiene]),
        agrupacion.numero,
        privado.shape[1],
    )


def unir(tablas: Sequence[TablaDePatrones]) -> TablaDePatrones:
    """Suma tablas de las mismas privaciones y territorios (una base leída por bloques)."""
    if len({(t.territorios, t.bits) for t in tablas}) != 1:
        raise ErrorDeMetodo(
            "las tablas no tienen los mismos territorios y privaciones",
            que_hacer="resuma todos los bloques con la misma lista de territorios",
        )
    return _tabla(
        np.concatenate([t.territorio for t in tablas]),
        np.concatenate([t.patron for t in tablas]),
        (
            np.concatenate([t.registros for t in tablas]).astype(np.float64),
            np.concatenate([t.hogares for t in tablas]),
            np.concatenate([t.personas for t in tablas]),
        ),
        tablas[0].territorios,
        tablas[0].bits,
    )


def medir_patrones(tabla: TablaDePatrones, metodo: Metodo, unidad: Unidad = "personas") -> Medida:
    """La misma medida que da la base completa, por territorio, con el denominador pedido."""
    return medir(
        tabla.privado,
        metodo,
        ponderador=tabla.personas if unidad == "personas" else tabla.hogares,
        agrupacion=tabla.agrupacion,
        registros=tabla.registros,
    )


def _tabla(
    territorio: Enteros,
    patron: Enteros,
    cantidades: tuple[Reales, Reales, Reales],
    territorios: int,
    bits: int,
) -> TablaDePatrones:
    llaves, fila = np.unique((territorio << bits) | patron, return_inverse=True)
    registros, hogares, personas = (
        np.bincount(fila.reshape(-1), weights=c, minlength=len(llaves)).astype(np.float64)
        for c in cantidades
    )
    return TablaDePatrones(
        territorio=(llaves >> bits).astype(np.int64),
        patron=(llaves & ((1 << bits) - 1)).astype(np.int64),
        registros=registros.astype(np.int64),
        hogares=hogares,
        personas=personas,
        territorios=territorios,
        bits=bits,
    )
