"""Resumir hogares en conteos por territorio y patrón de privación, sin perder nada.

Con 15 privaciones hay 32.768 patrones posibles: una base de millones de hogares cabe en una tabla
(territorio × patrón) que basta para recalcular H, A, M0, tasas y contribuciones con cualquier
corte y cualquier peso sin volver a leer la base. El bit j del patrón es la privación j.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .azar import Palabras
from .calculo import ponderadores, suma_modular
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

    Solo si se resumió con llaves (modo publicable): `llaves` (m,) suma módulo 2⁶⁴ de las llaves de
    los hogares de la fila y `distintos` (m,) cuántos hogares distintos son.
    """

    territorio: Enteros
    patron: Enteros
    registros: Enteros
    hogares: Reales
    personas: Reales
    territorios: int
    bits: int
    llaves: Palabras | None = None
    distintos: Enteros | None = None

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
    llaves: Palabras | None = None,
) -> TablaDePatrones:
    """Resume hogares (una fila por hogar); los que no tienen territorio no entran.

    `personas` del hogar; `ponderador`, el factor de expansión del hogar (1 en un registro);
    `llaves` (n,), la llave de cada hogar si se va a publicar. Las filas que repiten llave cuentan
    como un solo hogar; si no dicen el mismo territorio y el mismo patrón, ErrorDeMetodo.
    """
    peso = ponderadores(ponderador, len(privado))
    gente = ponderadores(personas, len(privado), "número de personas") * peso
    if llaves is not None and llaves.shape != (len(privado),):
        raise ErrorDeMetodo(
            f"las llaves tienen forma {llaves.shape} y hay {len(privado)} hogares",
            que_hacer="dé una llave por hogar",
        )
    tiene, bits = agrupacion.tiene, privado.shape[1]
    return _tabla(
        _parejas(agrupacion.grupo[tiene], codificar(privado)[tiene], bits),
        (np.ones(int(tiene.sum())), peso[tiene], gente[tiene]),
        agrupacion.numero,
        bits,
        None if llaves is None else (llaves[tiene], None),
    )


def unir(tablas: Sequence[TablaDePatrones]) -> TablaDePatrones:
    """Suma tablas de las mismas privaciones y territorios (una base leída por bloques).

    Con llaves, cada hogar debe estar entero en un solo bloque; ErrorDeMetodo si unas tablas las
    traen y otras no.
    """
    if len({(t.territorios, t.bits) for t in tablas}) != 1:
        raise ErrorDeMetodo(
            "las tablas no tienen los mismos territorios y privaciones",
            que_hacer="resuma todos los bloques con la misma lista de territorios",
        )
    con_llaves = [(t.llaves, t.distintos) for t in tablas if t.llaves is not None]
    if len(con_llaves) not in (0, len(tablas)):
        raise ErrorDeMetodo(
            f"{len(con_llaves)} de {len(tablas)} tablas traen las llaves de sus hogares",
            que_hacer="resuma todos los bloques con llaves, o ninguno",
        )
    # De a una: juntas, las copias pesan tanto como las tablas, y aquí está el máximo de memoria.
    cantidades = (
        np.concatenate([getattr(t, nombre) for t in tablas]).astype(np.float64, copy=False)
        for nombre in ("registros", "hogares", "personas")
    )
    return _tabla(
        np.concatenate([_parejas(t.territorio, t.patron, t.bits) for t in tablas]),
        cantidades,
        tablas[0].territorios,
        tablas[0].bits,
        _juntar(con_llaves) if con_llaves else None,
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


def _juntar(
    partes: Sequence[tuple[Palabras, Enteros | None]],
) -> tuple[Palabras, Enteros | None]:
    cuantos = [n for _, n in partes if n is not None]
    return np.concatenate([llaves for llaves, _ in partes]), np.concatenate(cuantos)


def _parejas(territorio: Enteros, patron: Enteros, bits: int) -> Enteros:
    """Territorio y patrón de cada fila en un solo número que los ordena, (n,)."""
    return (territorio << bits) | patron


def _tabla(
    parejas: Enteros,
    cantidades: Iterable[Reales],
    territorios: int,
    bits: int,
    con_llaves: tuple[Palabras, Enteros | None] | None,
) -> TablaDePatrones:
    """La tabla de unas filas con su pareja; `cantidades` son registros, hogares y personas."""
    parejas, fila = np.unique(parejas, return_inverse=True)
    fila = fila.reshape(-1).astype(np.int64)
    registros, hogares, personas = (
        np.bincount(fila, weights=c, minlength=len(parejas)).astype(np.float64) for c in cantidades
    )
    llaves, distintos = (
        (None, None) if con_llaves is None else _sumar_llaves(fila, *con_llaves, len(parejas))
    )
    return TablaDePatrones(
        territorio=(parejas >> bits).astype(np.int64),
        patron=(parejas & ((1 << bits) - 1)).astype(np.int64),
        registros=registros.astype(np.int64),
        hogares=hogares,
        personas=personas,
        territorios=territorios,
        bits=bits,
        llaves=llaves,
        distintos=distintos,
    )


def _sumar_llaves(
    fila: Enteros, llaves: Palabras, cuantos: Enteros | None, filas: int
) -> tuple[Palabras, Enteros]:
    """Suma de llaves y hogares distintos de cada fila; `cuantos` None si cada llave es un hogar."""
    if cuantos is None:
        unicas = _primeras(fila, llaves)
        if unicas is not None:
            fila, llaves = fila[unicas], llaves[unicas]
        cuantos = np.ones(len(fila), dtype=np.int64)
    distintos = np.bincount(fila, weights=cuantos, minlength=filas)
    return suma_modular(fila, llaves, filas), distintos.astype(np.int64)


def _primeras(fila: Enteros, llaves: Palabras) -> Enteros | None:
    """Posición de la primera vez de cada llave; None si ninguna se repite, que es lo usual."""
    ordenadas = np.sort(llaves)
    if not (ordenadas[1:] == ordenadas[:-1]).any():
        return None
    _, primeras, cual = np.unique(llaves, return_index=True, return_inverse=True)
    distintas = int(np.count_nonzero(fila[primeras][cual.reshape(-1)] != fila))
    if distintas:
        raise ErrorDeMetodo(
            f"{distintas} filas repiten un hogar con otro territorio u otras privaciones",
            que_hacer="agrupe las personas en hogares, uno por fila, antes de resumir",
        )
    return primeras.astype(np.int64)
