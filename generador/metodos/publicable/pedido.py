"""Qué se puede pedir en modo publicable: un corte, los pesos de la medida y desde 12 hogares."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from ..errores import ErrorDeMetodo
from ..metodo import IPM, Metodo
from ..patrones import TablaDePatrones
from .publicada import UN_TERCIO
from .redondeo import BASES
from .visible import MINIMO


def comprobar_metodo(metodo: Metodo, declarados: Sequence[Metodo] = (IPM,)) -> None:
    """ErrorDeMetodo si se pide otro corte que 1/3 u otros pesos que los de una medida declarada.

    Dos cortes, o dos juegos de pesos, sobre el mismo territorio revelan puntajes por diferencia.
    """
    if metodo.corte != ceil(UN_TERCIO * sum(metodo.pesos)):
        raise ErrorDeMetodo(
            f"el corte {Fraction(metodo.corte, sum(metodo.pesos))} no se publica: publicable solo "
            "con k = 1/3",
            que_hacer="use k = 1/3, o mida en modo interno",
        )
    if not any(_los_mismos_pesos(metodo, otro) for otro in declarados):
        raise ErrorDeMetodo(
            "los pesos no son los de la medida declarada",
            que_hacer="quite los pesos propios para publicar, o mida en modo interno",
        )


def _los_mismos_pesos(uno: Metodo, otro: Metodo) -> bool:
    pesos = [[Fraction(p, sum(m.pesos)) for p in m.pesos] for m in (uno, otro)]
    return uno.nombres == otro.nombres and pesos[0] == pesos[1]


def comprobar_opciones(base: int, minimo: int) -> None:
    """ErrorDeMetodo si la base de redondeo o el mínimo no son publicables."""
    if base not in BASES:
        raise ErrorDeMetodo(
            f"no se redondea a base {base}",
            que_hacer=f"use {' o '.join(map(str, BASES))}",
        )
    if minimo < MINIMO:
        raise ErrorDeMetodo(
            f"un mínimo de {minimo} hogares no es publicable: desde {MINIMO}",
            que_hacer=f"use {MINIMO} o más, o mida en modo interno",
        )


def comprobar_pedido(tabla: TablaDePatrones, base: int, minimo: int) -> None:
    """ErrorDeMetodo si la base de redondeo, el mínimo o la base de hogares no son publicables."""
    comprobar_opciones(base, minimo)
    expandida = not np.array_equal(tabla.hogares, tabla.registros)
    if expandida or (tabla.personas % 1 != 0).any():
        raise ErrorDeMetodo(
            "la base trae factor de expansión: sus territorios no se publican",
            que_hacer="publique solo el total con su error estándar, o mida en modo interno",
        )
