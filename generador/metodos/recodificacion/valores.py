"""Lo que cada persona o unidad *puede* valer: una sola cosa, varias, o un rango.

Una categoría es un conjunto de bits (uno por categoría y uno para «no aplica»); un número, un
intervalo. Lo que falta es todo lo posible: nunca un punto medio ni un relleno.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

import numpy as np

from ..tipos import Enteros, Logicos
from .crudas import NO_APLICA, OK, SIN_DATO, Cruda
from .receta import Variable
from .tres_valores import Tres
from .unidades import Unidades


@dataclass(frozen=True)
class Posibles:
    """n valores de categoría: `bits` (n,), con un 1 por cada categoría posible."""

    variable: Variable
    bits: Enteros

    def en(self, categorias: frozenset[str], ambiguo: frozenset[str]) -> Tres:
        """Si está en esas categorías; en una ambigua no se sabe."""
        propias, dudosas = (mascara(self.variable, c) for c in (categorias, ambiguo))
        si = (self.bits & (propias | dudosas)) != 0
        no = (self.bits & ~propias) != 0
        return Tres(np.asarray(si), np.asarray(no))


@dataclass(frozen=True)
class Intervalo:
    """n números entre `bajo` y `alto` (n,), o «no aplica» si `ninguno` (n,); `alguno`, si hay."""

    bajo: Enteros
    alto: Enteros
    alguno: Logicos
    ninguno: Logicos

    def en(self, desde: int | None, hasta: int | None) -> Tres:
        """Si está en el rango; «no aplica» no lo está."""
        n = len(self.bajo)
        toca = np.ones(n, dtype=np.bool_)
        sale = np.zeros(n, dtype=np.bool_)
        if desde is not None:
            toca &= self.alto >= desde
            sale |= self.bajo < desde
        if hasta is not None:
            toca &= self.bajo <= hasta
            sale |= self.alto > hasta
        return Tres(self.alguno & toca, self.ninguno | (self.alguno & sale))

    @property
    def dudoso(self) -> Logicos:
        """Los que no son un solo número, (n,)."""
        return (self.bajo < self.alto) | self.ninguno


Valores = Union[Posibles, Intervalo]


def inciertos(valores: Valores) -> Logicos:
    """Los que pueden valer más de una cosa, (n,)."""
    if isinstance(valores, Intervalo):
        return valores.dudoso
    return np.asarray((valores.bits & (valores.bits - 1)) != 0)


def mascara(variable: Variable, categorias: frozenset[str]) -> int:
    """Los bits de unas categorías."""
    return sum(1 << i for i, c in enumerate(variable.categorias) if c in categorias)


def bit_de_no_aplica(variable: Variable) -> int:
    """El bit de «no aplica», que no es ninguna categoría."""
    return 1 << len(variable.categorias)


def de_cruda(variable: Variable, cruda: Cruda, universo: Tres | None) -> Valores:
    """Lo que puede valer cada persona.

    `universo`: si se le pregunta; None si a todas. «No aplica» o en blanco fuera de él es la
    categoría de `no_aplica_como`; dentro, no se sabe.
    """
    respondio, aparte = cruda.estado == OK, cruda.estado == NO_APLICA
    abierta = ~respondio & ~aparte
    if universo is not None:
        callo = aparte | (cruda.estado == SIN_DATO)
        aparte, abierta = callo & universo.no, ~respondio & ~(callo & ~universo.si)
    if variable.es_numero:
        bajo = np.where(respondio, cruda.valor, variable.minimo)
        alto = np.where(respondio, cruda.valor, variable.maximo)
        return Intervalo(bajo, alto, np.asarray(respondio | abierta), np.asarray(aparte))
    como = variable.no_aplica_como
    sin_el = bit_de_no_aplica(variable) if como is None else mascara(variable, frozenset([como]))
    dudosas = np.where(aparte, sin_el, 0) | np.where(abierta, todas(variable), 0)
    return Posibles(variable, np.where(respondio, _bit(cruda), dudosas))


def de_la_unidad(variable: Variable, cruda: Cruda, unidades: Unidades) -> tuple[Valores, Logicos]:
    """Lo que puede valer cada unidad, y cuáles dicen dos cosas: de esas no se sabe.

    Basta una persona que responda; las que callan no discrepan.
    """
    respondio = cruda.estado == OK
    con = unidades.alguna(respondio)
    aparte = unidades.alguna(cruda.estado == NO_APLICA) & ~con
    if not variable.es_numero:
        bits = unidades.unir(np.where(respondio, _bit(cruda), 0))
        varias = np.asarray((bits & (bits - 1)) != 0)
        hechos = np.where(con & ~varias, bits, todas(variable))
        return Posibles(variable, np.where(aparte, bit_de_no_aplica(variable), hechos)), varias
    bajo, alto = unidades.extremos(
        np.where(respondio, cruda.valor, variable.maximo),
        np.where(respondio, cruda.valor, variable.minimo),
    )
    varias = np.asarray(con & (bajo != alto))
    bajo = np.where(con & ~varias, bajo, variable.minimo)
    alto = np.where(con & ~varias, alto, variable.maximo)
    return Intervalo(bajo, alto, np.asarray(~aparte), np.asarray(aparte)), varias


def todas(variable: Variable) -> int:
    """Todo lo que puede valer, «no aplica» incluido."""
    return (1 << (len(variable.categorias) + 1)) - 1


def _bit(cruda: Cruda) -> Enteros:
    valor = np.where(cruda.estado == OK, cruda.valor, 0)
    return np.asarray(np.left_shift(np.int64(1), valor))
