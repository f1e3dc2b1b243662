"""Qué tan firme es un puesto: cuántas veces se queda entre los primeros si se decide otra cosa.

El índice Σ wⱼ zⱼ depende de decisiones que no están en los datos: los pesos, cómo se lleva cada
indicador a una misma escala y si se mira la tasa o el número de personas. Se repite la cuenta con
decisiones al azar (Saisana, Saltelli y Tarantola, 2005, «Uncertainty and sensitivity analysis
techniques as tools for the quality assessment of composite indicators», Journal of the Royal
Statistical Society A 168, 307-323) y se cuenta en cuántas queda cada territorio entre los primeros:

    wⱼ · fⱼ / 1.000, con fⱼ entero uniforme de 1.000 − 10·holgura a 1.000 + 10·holgura
    escala: una de `ESCALAS`, la misma para todos los indicadores de esa repetición
    columna: una de las del criterio (su tasa o su número), si trae varias

No es una probabilidad sobre la pobreza del territorio ni cubre el error de los datos. Todo se suma
en orden y el azar es el de `azar`, así que el navegador da lo mismo bit a bit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generador.metodos.azar import Palabras, palabras
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.posiciones import SIN_PUESTO, posicion
from generador.metodos.sumas import en_orden
from generador.metodos.tipos import Enteros, Logicos, Reales

Escala = Literal["minimo_maximo", "puntaje_z", "puesto"]
ESCALAS: tuple[Escala, ...] = ("minimo_maximo", "puntaje_z", "puesto")
MILESIMAS = 1000
POR_CIENTO = 100
# El puesto se dice entre estos dos percentiles de las repeticiones: el 90 % del medio.
EXTREMOS = (5, 95)


@dataclass(frozen=True)
class Criterio:
    """Un indicador: sus `columnas` (n,) posibles, con NaN sin dato; qué va primero y cuánto pesa.

    `peso` entero desde 0. Con varias columnas (tasa y número) cada repetición toma una.
    """

    columnas: tuple[Reales, ...]
    primero: Literal["mayor", "menor"]
    peso: int


@dataclass(frozen=True)
class PrioridadSimulada:
    """De `veces` repeticiones, `entre` (n,): en cuántas el puesto fue `primeros` o mejor.

    `bajo` y `alto` (n,): los puestos 5 y 95 de cada 100 repeticiones, del mejor al peor; 0 sin
    puesto. Los empatados comparten el mejor, así que en un empate pueden entrar más de `primeros`.
    """

    veces: int
    primeros: int
    entre: Enteros
    bajo: Enteros
    alto: Enteros

    @property
    def probabilidad(self) -> Reales:
        """`entre` sobre `veces`, (n,), de 0 a 1; NaN sin puesto."""
        return np.where(self.bajo == SIN_PUESTO, np.nan, self.entre / self.veces)


def simular_prioridad(
    criterios: Sequence[Criterio],
    *,
    primeros: int,
    semilla: int,
    veces: int = 1000,
    holgura: int = 50,
) -> PrioridadSimulada:
    """Repite el orden `veces` con pesos, escala y columnas al azar.

    `holgura`: hasta cuánto sube o baja cada peso, en % (de 0 a 100). Quien no tiene dato en alguna
    columna de un criterio con peso no tiene puesto. ErrorDeMetodo si no hay con qué ordenar.
    """
    usados = [c for c in criterios if c.peso]
    _comprobar(criterios, primeros, veces, holgura)
    completo = _completos(usados)
    quienes = np.flatnonzero(completo)
    escalados = [
        [[_escalar(columna[quienes], c, escala) for columna in c.columnas] for c in usados]
        for escala in ESCALAS
    ]
    azar = palabras(semilla, veces * (1 + 2 * len(usados))).reshape(veces, -1)
    escala = _hasta(azar[:, 0], len(ESCALAS))
    puestos = np.empty((veces, len(quienes)), dtype=np.int64)
    for vez in range(veces):
        suma = np.zeros(len(quienes))
        for j, criterio in enumerate(usados):
            factor = _hasta(azar[vez, 1 + 2 * j], 20 * holgura + 1)
            peso = criterio.peso * (MILESIMAS - 10 * holgura + int(factor))
            cual = int(_hasta(azar[vez, 2 + 2 * j], len(criterio.columnas)))
            suma = suma + peso * escalados[int(escala[vez])][j][cual]
        puestos[vez] = 1 + len(suma) - np.searchsorted(np.sort(suma), suma, side="right")
    return _reunir(puestos, quienes, len(completo), primeros)


def _reunir(puestos: Enteros, quienes: Enteros, n: int, primeros: int) -> PrioridadSimulada:
    veces = len(puestos)
    entre, bajo, alto = (np.full(n, SIN_PUESTO, dtype=np.int64) for _ in range(3))
    entre[quienes] = np.count_nonzero(puestos <= primeros, axis=0)
    en_orden_de_puesto = np.sort(puestos, axis=0)
    ultima = veces - 1
    bajo[quienes] = en_orden_de_puesto[ultima * EXTREMOS[0] // POR_CIENTO]
    alto[quienes] = en_orden_de_puesto[-(-ultima * EXTREMOS[1] // POR_CIENTO)]
    return PrioridadSimulada(veces, primeros, entre, bajo, alto)


def _hasta(azar: Palabras, cuantos: int) -> Palabras:
    """Enteros de 0 a `cuantos` − 1, con los 32 bits altos de cada palabra."""
    mitad = np.uint64(32)
    return np.asarray((azar >> mitad) * np.uint64(cuantos) >> mitad, dtype=np.uint64)


def _completos(usados: Sequence[Criterio]) -> Logicos:
    completo = np.ones(len(usados[0].columnas[0]), dtype=np.bool_)
    for criterio in usados:
        for columna in criterio.columnas:
            completo &= ~np.isnan(columna)
    return completo


def _escalar(valores: Reales, criterio: Criterio, escala: Escala) -> Reales:
    """En una escala en que más alto es más prioritario, (m,); 0 si todos valen lo mismo."""
    datos = valores if criterio.primero == "mayor" else -valores
    if escala == "puesto" or not len(datos):
        return posicion(datos).percentil
    if datos.max() == datos.min():
        return np.zeros(len(datos))
    if escala == "minimo_maximo":
        return np.asarray(100.0 * (datos - datos.min()) / (datos.max() - datos.min()))
    media = en_orden(datos.tolist()) / len(datos)
    desvios = datos - media
    return np.asarray(desvios / math.sqrt(en_orden((desvios * desvios).tolist()) / len(datos)))


def _comprobar(criterios: Sequence[Criterio], primeros: int, veces: int, holgura: int) -> None:
    pesos = [c.peso for c in criterios]
    if any(type(p) is not int or p < 0 for p in pesos) or not sum(pesos):
        raise ErrorDeMetodo(
            f"los pesos {tuple(pesos)} no son enteros desde 0 con alguno mayor que 0",
            que_hacer="dé a cada indicador un peso entero y a alguno uno mayor que 0",
        )
    largos = {len(columna) for c in criterios for columna in c.columnas}
    if len(largos) != 1 or not all(c.columnas for c in criterios):
        raise ErrorDeMetodo(
            "los indicadores no tienen el mismo número de territorios",
            que_hacer="dé a cada indicador al menos una columna, con un valor por territorio",
        )
    if primeros < 1 or veces < 1 or not 0 <= holgura <= POR_CIENTO:
        raise ErrorDeMetodo(
            f"no se puede simular con primeros = {primeros}, veces = {veces} y holgura = {holgura}",
            que_hacer="use al menos 1 primero, 1 vez y una holgura de 0 a 100 %",
        )
