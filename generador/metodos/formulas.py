"""Que un texto de una tabla no llegue a la hoja de cálculo como una fórmula."""

from __future__ import annotations

import re

from .tablas import documento

REGLA = documento("formulas")
EMPIEZA = re.compile(REGLA["empieza"])
ANTECEDE: str = REGLA["antecede"]


def inofensivo(texto: str) -> str:
    """El texto, con un apóstrofo delante si una hoja de cálculo lo tomaría por fórmula."""
    return ANTECEDE + texto if EMPIEZA.match(texto) else texto


def original(texto: str) -> str:
    """Lo que era antes de `inofensivo`: para comparar códigos leídos de una salida en CSV."""
    sin = texto.removeprefix(ANTECEDE)
    return sin if EMPIEZA.match(sin) else texto
