"""La oferta de una privación frente a los hogares que la tienen: cuántos cupos faltan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Balance", "Programa", "balance"]


class Programa(NamedTuple):
    """Cupos de un año y si responde a la privación y llega a tiempo (None: no se ha dicho)."""

    cupos: int
    pertinente: bool | None
    oportuna: bool | None


class Balance(NamedTuple):
    """Cupos, hogares sin cupo, cupos por cada 100 hogares y el juicio; None es «sin dato»."""

    cupos: int
    sin_cupo: int | None
    cobertura: float | None
    juicio: str


def balance(
    hogares: int | None,
    programas: Sequence[Programa],
    debil_menos_de: float,
    suficiente_desde: float,
) -> Balance:
    """Lo que hay frente a lo que se necesita, para una privación.

    `hogares` son los que la tienen. `debil_menos_de` y `suficiente_desde` van en cupos por cada
    100 hogares. Un cupo solo cuenta para «suficiente» si su programa es pertinente y oportuno.
    """
    cupos = sum(p.cupos for p in programas)
    if hogares is None:
        return Balance(cupos, None, None, "sin_dato")
    if hogares == 0:
        return Balance(cupos, 0, None, "sin_necesidad")
    cobertura = 100 * cupos / hogares
    utiles = sum(p.cupos for p in programas if p.pertinente and p.oportuna)
    if cupos == 0:
        juicio = "generacion"
    elif cobertura < debil_menos_de:
        juicio = "debil"
    elif cobertura < suficiente_desde:
        juicio = "parcial"
    elif 100 * utiles / hogares < suficiente_desde:
        juicio = "por_ajustar"
    else:
        juicio = "suficiente"
    return Balance(cupos, max(0, hogares - cupos), cobertura, juicio)
