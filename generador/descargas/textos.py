"""Un texto que va a una celda y nunca se lee como fórmula."""

from __future__ import annotations

from generador.cubo.catalogo import UNIDADES
from generador.disco.tablas_sin_formulas import inofensivo

PROPIOS = frozenset(UNIDADES.values())
"""Las unidades, que escribe el kit: «%» sola no ejecuta nada, y con apóstrofo se leería mal."""


def a_salvo(texto: str) -> str:
    """El texto, con un apóstrofo delante si una hoja de cálculo lo tomaría por fórmula."""
    return texto if texto in PROPIOS else inofensivo(texto)
