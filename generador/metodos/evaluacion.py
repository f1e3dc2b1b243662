"""Evaluación de la focalización: errores, cobertura, CGH y curva de concentración.

Cada indicador es un cociente con su numerador y su denominador, porque el mismo nombre se usa con
denominadores distintos. Con P la población objetivo, B los beneficiarios:

    error de inclusión (filtración)      beneficiarios que no son objetivo / beneficiarios
    error de exclusión (subcobertura)    objetivo sin beneficio / objetivo
    cobertura                            objetivo con beneficio / objetivo
    CGH                                  (recursos al objetivo / recursos) / (objetivo / población)

CGH (Coady, Grosh y Hoddinott 2004, «Targeting of Transfers in Developing Countries», Banco
Mundial) mayor que 1: el objetivo recibe más que su parte. Curva e índice de concentración:
O'Donnell, van Doorslaer, Wagstaff y Lindelow (2008), capítulos 7 y 8, Banco Mundial.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .calculo import ponderadores
from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .identificacion import ELEGIBLE, SIN_DATO
from .tipos import Enteros, Logicos, Numeros, Reales


@dataclass(frozen=True)
class Razon:
    """Un cociente que dice de qué se compone; su valor es NaN si el denominador es 0."""

    numerador: float
    denominador: float

    @property
    def valor(self) -> float:
        """Numerador / denominador, de 0 a 1 (el CGH puede ser mayor)."""
        return self.numerador / self.denominador if self.denominador else math.nan


@dataclass(frozen=True)
class Evaluacion:
    """Indicadores de una focalización, en la unidad del ponderador (hogares o personas)."""

    inclusion: Razon
    exclusion: Razon
    cobertura: Razon
    recursos_al_objetivo: Razon
    objetivo_en_la_poblacion: Razon

    @property
    def cgh(self) -> float:
        """Índice de Coady-Grosh-Hoddinott; NaN sin recursos o sin población objetivo."""
        parte = self.objetivo_en_la_poblacion.valor
        return self.recursos_al_objetivo.valor / parte if parte > 0 else math.nan


def evaluar(
    objetivo: Logicos,
    beneficiario: Logicos,
    *,
    ponderador: Numeros | None = None,
    recursos: Numeros | None = None,
) -> Evaluacion:
    """Evalúa sobre n hogares: quién era `objetivo` y quién es `beneficiario` (n,).

    `ponderador`: personas u hogares por fila. `recursos`: pesos que recibe cada fila (por omisión,
    lo mismo por unidad de ponderador); solo cuentan los de los beneficiarios.
    """
    blanco, recibe = np.asarray(objetivo, np.bool_), np.asarray(beneficiario, np.bool_)
    if blanco.shape != recibe.shape or blanco.ndim != 1:
        raise ErrorDeMetodo(
            f"objetivo tiene forma {blanco.shape} y beneficiario {recibe.shape}",
            que_hacer="dé un valor de cada uno por hogar",
        )
    peso = ponderadores(ponderador, len(blanco))
    dinero = peso if recursos is None else ponderadores(recursos, len(blanco), "recurso")

    def suma(cuales: Logicos, cantidad: Reales = peso) -> float:
        return float(cantidad[cuales].sum())

    return Evaluacion(
        inclusion=Razon(suma(recibe & ~blanco), suma(recibe)),
        exclusion=Razon(suma(blanco & ~recibe), suma(blanco)),
        cobertura=Razon(suma(blanco & recibe), suma(blanco)),
        recursos_al_objetivo=Razon(suma(blanco & recibe, dinero), suma(recibe, dinero)),
        objetivo_en_la_poblacion=Razon(suma(blanco), float(peso.sum())),
    )


def evaluar_estados(
    estado: Enteros,
    beneficiario: Logicos,
    *,
    ponderador: Numeros | None = None,
    recursos: Numeros | None = None,
) -> Evaluacion:
    """Como `evaluar`, con el `estado` (n,) de `identificar_hogares` para la población objetivo.

    Quien no se sabe si es objetivo no cuenta, ni como acierto ni como error.
    """
    cuenta = np.asarray(estado) != SIN_DATO
    return evaluar(
        np.asarray(estado)[cuenta] == ELEGIBLE,
        np.asarray(beneficiario, np.bool_)[cuenta],
        ponderador=None if ponderador is None else np.asarray(ponderador)[cuenta],
        recursos=None if recursos is None else np.asarray(recursos)[cuenta],
    )


def evaluar_por(
    agrupacion: Agrupacion,
    objetivo: Logicos,
    beneficiario: Logicos,
    *,
    ponderador: Numeros | None = None,
    recursos: Numeros | None = None,
) -> tuple[Evaluacion, ...]:
    """La evaluación de cada grupo, como si fuera toda la población; los sin grupo no cuentan."""
    blanco, recibe = np.asarray(objetivo, np.bool_), np.asarray(beneficiario, np.bool_)
    peso = ponderadores(ponderador, len(blanco))
    dinero = peso if recursos is None else ponderadores(recursos, len(blanco), "recurso")

    def sumas(cuales: Logicos, cantidad: Reales = peso) -> list[float]:
        return list(agrupacion.sumar(np.where(cuales, cantidad, 0.0)).tolist())

    todos = np.ones(len(blanco), dtype=np.bool_)
    propias = zip(
        sumas(recibe & ~blanco),
        sumas(recibe),
        sumas(blanco & ~recibe),
        sumas(blanco),
        sumas(blanco & recibe),
        sumas(todos),
        sumas(blanco & recibe, dinero),
        sumas(recibe, dinero),
    )
    return tuple(
        Evaluacion(
            inclusion=Razon(de_mas, reciben),
            exclusion=Razon(faltan, son),
            cobertura=Razon(llegan, son),
            recursos_al_objetivo=Razon(bien, entregado),
            objetivo_en_la_poblacion=Razon(son, hay),
        )
        for de_mas, reciben, faltan, son, llegan, hay, bien, entregado in propias
    )


@dataclass(frozen=True)
class Curva:
    """Curva de concentración, de (0, 0) a (1, 1).

    `poblacion` y `beneficio` (p,): proporción acumulada de la población, de la más pobre a la
    menos pobre, y de los recursos que recibe. `indice`: 1 − 2·(área bajo la curva), de −1 (todo a
    los más pobres) a 1; 0 es repartir igual.
    """

    poblacion: Reales
    beneficio: Reales
    indice: float


def curva_de_concentracion(
    orden: Numeros, recursos: Numeros, ponderador: Numeros | None = None
) -> Curva:
    """Curva de los `recursos` sobre la población ordenada por `orden` (menor es más pobre).

    Los empatados en `orden` (un mismo nivel del Sisbén) forman un solo tramo recto, de modo que el
    resultado no depende de cómo vengan las filas.
    """
    valores = np.asarray(orden, dtype=np.float64)
    if np.isnan(valores).any():
        raise ErrorDeMetodo(
            f"{np.count_nonzero(np.isnan(valores))} filas no tienen dato para ordenarlas",
            que_hacer="quítelas o complete el dato antes de trazar la curva",
        )
    gente = ponderadores(ponderador, len(valores))
    dinero = ponderadores(recursos, len(valores), "recurso")
    if not gente.sum() > 0 or not dinero.sum() > 0:
        raise ErrorDeMetodo(
            "no hay población o no hay recursos: la curva no existe",
            que_hacer="revise los campos de personas y de recursos",
        )
    _, nivel = np.unique(valores, return_inverse=True)
    niveles = Agrupacion(nivel.reshape(-1), int(nivel.max()) + 1)
    x, y = _acumulada(niveles.sumar(gente)), _acumulada(niveles.sumar(dinero))
    area = float(((y[1:] + y[:-1]) / 2 * np.diff(x)).sum())
    return Curva(x, y, 1 - 2 * area)


def _acumulada(cantidades: Reales) -> Reales:
    suma = np.append(0.0, np.cumsum(cantidades))
    return np.asarray(suma / suma[-1], dtype=np.float64)
