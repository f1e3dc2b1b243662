"""Puntaje de un autodiagnóstico por dimensiones: ítems de 0 a 4 llevados a una escala de 0 a 100.

El puntaje de una dimensión es la media de sus respuestas / 4 · 100, y el general, la media de las
dimensiones completas. Los niveles y el instrumento son una propuesta del kit, no una norma.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.sumas import en_orden

MAXIMO = 4
TOPE_SIN_EVIDENCIA = 2


def con_tope(respuesta: int | None, evidencia: bool) -> int | None:
    """La respuesta que cuenta: sin evidencia, a lo sumo 2 («se hace a veces»)."""
    if respuesta is None or evidencia:
        return respuesta
    return min(respuesta, TOPE_SIN_EVIDENCIA)


def consenso(respuestas: Sequence[int | None]) -> dict[str, float] | None:
    """Mediana baja, extremos y acuerdo (% a un punto o menos de la mediana) de varias personas."""
    dadas = sorted(r for r in respuestas if r is not None)
    if not dadas:
        return None
    mediana = statistics.median_low(dadas)
    cerca = sum(abs(r - mediana) <= 1 for r in dadas)
    return {
        "personas": len(dadas),
        "mediana": mediana,
        "minimo": dadas[0],
        "maximo": dadas[-1],
        "acuerdo": 100 * cerca / len(dadas),
    }


@dataclass(frozen=True)
class Dimension:
    """Puntaje de 0 a 100 sobre lo respondido (None sin respuestas) y cuánto se respondió."""

    puntaje: float | None
    respondidos: int
    items: int

    @property
    def completa(self) -> bool:
        """Si todos los ítems tienen respuesta: solo entonces hay nivel."""
        return self.respondidos == self.items


def medir_dimension(respuestas: Sequence[int | None]) -> Dimension:
    """Puntaje de una dimensión; None es un ítem sin responder."""
    dadas = [r for r in respuestas if r is not None]
    malas = [r for r in dadas if r not in range(MAXIMO + 1)]
    if malas:
        raise ErrorDeMetodo(
            f"hay respuestas que no son enteros de 0 a {MAXIMO}: {malas}",
            que_hacer="corrija esas respuestas",
        )
    puntaje = 100 * sum(dadas) / (MAXIMO * len(dadas)) if dadas else None
    return Dimension(puntaje, len(dadas), len(respuestas))


def general(dimensiones: Sequence[Dimension]) -> float | None:
    """Media de las dimensiones, de 0 a 100; None mientras alguna esté incompleta."""
    if not dimensiones or not all(d.completa for d in dimensiones):
        return None
    return en_orden(d.puntaje or 0.0 for d in dimensiones) / len(dimensiones)


def nivel(puntaje: float, niveles: Sequence[Mapping[str, object]]) -> int:
    """Posición del nivel: el último cuyo `desde` no supera el puntaje."""
    alcanzados = [i for i, n in enumerate(niveles) if float(str(n["desde"])) <= puntaje]
    if not alcanzados:
        raise ErrorDeMetodo(
            f"ningún nivel contiene el puntaje {puntaje}", que_hacer="empiece los niveles en 0"
        )
    return alcanzados[-1]
