"""Asignación: repartir un total de cupos entre territorios, de modo que la suma siempre cuadre.

Reparto por restos mayores (Hamilton): a cada territorio su cuota entera q = ⌊T·pᵢ/Σp⌋ y los cupos
que faltan, de a uno, a los mayores restos T·pᵢ/Σp − q. Las cuentas son con fracciones exactas: el
mismo reparto en cualquier máquina. Empate de restos: primero el de mayor peso, luego el orden de
entrada (por código, si así llegan).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from .calculo import ponderadores
from .errores import ErrorDeMetodo
from .tipos import Enteros, Numeros, Reales

Regla = Literal["pobres", "incidencia", "mixta"]
REGLAS: tuple[Regla, ...] = ("pobres", "incidencia", "mixta")


@dataclass(frozen=True)
class Limites:
    """`minimo` de cupos por territorio y `maximos` (n,) que puede recibir cada uno (sus elegibles).

    El mínimo se entrega primero a todos, hasta su máximo, y se reparte el resto.
    """

    minimo: int = 0
    maximos: Numeros | None = None


def pesos_de_reparto(
    pobres: Numeros, poblacion: Numeros, regla: Regla, *, parte_pobres: float = 0.5
) -> Reales:
    """Peso de cada territorio en el reparto, (n,), suma 1.

    «pobres»: pᵢ = Pᵢ / ΣP, más cupos donde hay más gente pobre. «incidencia»: pᵢ = Hᵢ / ΣH con
    Hᵢ = Pᵢ / Nᵢ, más cupos donde la pobreza es más frecuente, sin mirar el tamaño. «mixta»:
    `parte_pobres` de lo primero y el resto de lo segundo. Un territorio sin población pesa 0.
    """
    cantidad = ponderadores(pobres, np.size(pobres), "número de pobres")
    gente = ponderadores(poblacion, len(cantidad), "número de habitantes")
    if (cantidad > gente).any():
        raise ErrorDeMetodo(
            f"hay más pobres que habitantes en {int((cantidad > gente).sum())} territorios",
            que_hacer="revise que las dos columnas cuenten lo mismo (personas u hogares)",
        )
    tasa = np.divide(cantidad, gente, out=np.zeros_like(gente), where=gente > 0)
    if not cantidad.sum() > 0:
        raise ErrorDeMetodo(
            "ningún territorio tiene pobres: no hay con qué repartir",
            que_hacer="revise el corte k o el campo de pobres",
        )
    partes = {"pobres": 1.0, "incidencia": 0.0, "mixta": parte_pobres}
    if regla not in partes or not 0 <= parte_pobres <= 1:
        raise ErrorDeMetodo(
            f"la regla «{regla}» con parte {parte_pobres} no existe",
            que_hacer=f"use una de {', '.join(REGLAS)} y una parte entre 0 y 1",
        )
    parte = partes[regla]
    pesos: Reales = parte * cantidad / cantidad.sum() + (1 - parte) * tasa / tasa.sum()
    return pesos


def repartir(total: int, pesos: Numeros, limites: Limites | None = None) -> Enteros:
    """Cupos de cada territorio, (n,); suman exactamente `total`.

    Si un territorio llega a su máximo, lo que le sobraría se reparte entre los demás. Error si el
    total no alcanza para los mínimos o no cabe en los máximos de los territorios con peso.
    """
    exactos = [Fraction(p) for p in ponderadores(pesos, np.size(pesos), "peso").tolist()]
    topes = limites or Limites()
    maximos = _maximos(topes, total, len(exactos))
    cupos = [min(topes.minimo, maximo) for maximo in maximos]
    _comprobar_total(total, cupos, maximos, exactos)
    abiertos = [i for i, peso in enumerate(exactos) if peso and cupos[i] < maximos[i]]
    while sum(cupos) < total:
        resto = total - sum(cupos)
        suma = sum(exactos[i] for i in abiertos)
        cuotas = {i: resto * exactos[i] / suma for i in abiertos}
        llenos = {i for i in abiertos if cupos[i] + cuotas[i] >= maximos[i]}
        if not llenos:
            _sumar_restos_mayores(cupos, cuotas, exactos)
        for i in llenos:
            cupos[i] = maximos[i]
        abiertos = [i for i in abiertos if i not in llenos]
    return np.array(cupos, dtype=np.int64)


def _maximos(limites: Limites, total: int, territorios: int) -> list[int]:
    if limites.maximos is None:
        return [max(total, limites.minimo)] * territorios
    maximos = ponderadores(limites.maximos, territorios, "máximo")
    return [int(m) for m in maximos.tolist()]


def _comprobar_total(
    total: int, minimos: Sequence[int], maximos: Sequence[int], pesos: Sequence[Fraction]
) -> None:
    caben = sum(maximo if peso else minimo for minimo, maximo, peso in zip(minimos, maximos, pesos))
    if total < sum(minimos):
        raise ErrorDeMetodo(
            f"{total} cupos no alcanzan para los mínimos, que suman {sum(minimos)}",
            que_hacer="baje el mínimo por territorio o suba el total",
        )
    if total > caben:
        raise ErrorDeMetodo(
            f"{total} cupos no caben: los territorios con peso reciben a lo sumo {caben}",
            que_hacer="baje el total, suba los máximos o incluya más territorios",
        )


def _sumar_restos_mayores(
    cupos: list[int], cuotas: Mapping[int, Fraction], pesos: Sequence[Fraction]
) -> None:
    """Suma a cada territorio la parte entera de su cuota y reparte el resto de a uno."""
    enteras = {i: int(cuota) for i, cuota in cuotas.items()}
    faltan = int(sum(cuotas.values())) - sum(enteras.values())
    por_resto = sorted(cuotas, key=lambda i: (enteras[i] - cuotas[i], -pesos[i], i))
    for i in por_resto[:faltan]:
        enteras[i] += 1
    for i, entera in enteras.items():
        cupos[i] += entera
