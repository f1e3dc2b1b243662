"""Índice para ordenar territorios con varios indicadores, y cuánto cambia con otros pesos.

Cada indicador se lleva a una escala de 0 a 100 en la que 100 es lo más prioritario, con una regla
declarada:

    percentil        100 · (cuántos tienen un valor menor) / N, la de `posiciones`
    minimo_maximo    100 · (x − mín) / (máx − mín); 0 si todos valen lo mismo

y el índice es el promedio ponderado Σ wⱼ zⱼ / Σ wⱼ. A un territorio sin dato en algún indicador con
peso no se le inventa: no tiene índice ni puesto.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.posiciones import SIN_PUESTO, posicion
from generador.metodos.tipos import Enteros, Numeros, Reales

Regla = Literal["percentil", "minimo_maximo"]
Sentido = Literal["mayor", "menor"]
REGLAS: tuple[Regla, ...] = ("percentil", "minimo_maximo")


@dataclass(frozen=True)
class Priorizacion:
    """`indice` (n,) de 0 a 100, NaN sin dato; `puesto` (n,) desde 1, 0 sin puesto.

    `mejor` y `peor` (n,): el puesto más alto y el más bajo entre todos los `escenarios` de pesos.
    """

    indice: Reales
    puesto: Enteros
    mejor: Enteros
    peor: Enteros


def normalizar(valores: Numeros, primero: Sentido, regla: Regla = "percentil") -> Reales:
    """Valores de 0 a 100, (n,): más alto, más prioritario; NaN sin dato.

    `primero` dice si es prioritario el «mayor» o el «menor» valor.
    """
    if regla not in REGLAS or primero not in ("mayor", "menor"):
        raise ErrorDeMetodo(
            f"la regla «{regla}» con «{primero}» primero no existe",
            que_hacer=f"use {' o '.join(REGLAS)} y «mayor» o «menor»",
        )
    datos = np.asarray(valores, dtype=np.float64)
    datos = datos if primero == "mayor" else -datos
    if regla == "percentil":
        return posicion(datos).percentil
    hay = datos[~np.isnan(datos)]
    if not hay.size or hay.max() == hay.min():
        return np.where(np.isnan(datos), np.nan, 0.0)
    return np.asarray(100.0 * (datos - hay.min()) / (hay.max() - hay.min()))


def escenarios(pesos: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Los pesos dados, cada uno doblado, cada uno quitado (si queda otro) y todos iguales."""
    base = tuple(pesos)
    salida = [base, tuple(1 if p else 0 for p in base)]
    for j, peso in enumerate(base):
        salida.append((*base[:j], 2 * peso, *base[j + 1 :]))
        if sum(base) > peso:
            salida.append((*base[:j], 0, *base[j + 1 :]))
    return tuple(salida)


def priorizar(normalizados: Sequence[Reales], pesos: Sequence[int]) -> Priorizacion:
    """Índice, puesto y sensibilidad de n territorios; una columna de `normalizar` por indicador."""
    if len(normalizados) != len(pesos) or not pesos:
        raise ErrorDeMetodo(
            f"hay {len(normalizados)} indicadores y {len(pesos)} pesos",
            que_hacer="dé un peso por indicador, en el mismo orden",
        )
    if any(p != int(p) or p < 0 for p in pesos) or not sum(pesos):
        raise ErrorDeMetodo(
            f"los pesos {tuple(pesos)} no son enteros desde 0 con alguno mayor que 0",
            que_hacer="dé a cada indicador un peso entero y a alguno uno mayor que 0",
        )
    completo = ~np.isnan(np.sum([z for z, p in zip(normalizados, pesos, strict=True) if p], axis=0))
    hallados = [_indice(normalizados, propios, completo) for propios in escenarios(pesos)]
    puestos = np.array([posicion(indice).puesto for indice in hallados])
    con_puesto = puestos[0] != SIN_PUESTO
    return Priorizacion(
        indice=hallados[0],
        puesto=puestos[0],
        mejor=np.where(con_puesto, puestos.min(axis=0), SIN_PUESTO),
        peor=np.where(con_puesto, puestos.max(axis=0), SIN_PUESTO),
    )


def _indice(normalizados: Sequence[Reales], pesos: Sequence[int], completo: Numeros) -> Reales:
    suma = np.zeros(len(normalizados[0]))
    for z, peso in zip(normalizados, pesos, strict=True):
        if peso:
            suma = suma + peso * z
    return np.where(completo, suma / sum(pesos), np.nan)
