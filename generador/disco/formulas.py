"""Que un texto de una tabla no llegue a la hoja de cálculo como una fórmula."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from generador.rutas import RAIZ

REGLA = json.loads((RAIZ / "generador/metodos/datos/formulas.json").read_bytes())
EMPIEZA = re.compile(REGLA["empieza"])
ANTECEDE: str = REGLA["antecede"]
NUMERO = re.compile(r"[+-]?\d+([.,]\d+)?")


def inofensivo(texto: str) -> str:
    """El texto, con un apóstrofo delante si una hoja de cálculo lo tomaría por fórmula."""
    return ANTECEDE + texto if EMPIEZA.match(texto) else texto


def original(texto: str) -> str:
    """Lo que era antes de `inofensivo`: para comparar códigos leídos de una salida en CSV."""
    sin = texto.removeprefix(ANTECEDE)
    return sin if EMPIEZA.match(sin) else texto


def inofensivas(columnas: Sequence[str], filas: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Las filas con sus textos inofensivos; None queda «».

    Una columna en que todos los textos son números no se toca: una coordenada negativa no es una
    fórmula, y con apóstrofo dejaría de servir.
    """
    por_columna: list[Sequence[Any]] = list(zip(*filas, strict=True)) or [()] * len(columnas)
    return [list(fila) for fila in zip(*map(_columna, por_columna), strict=True)]


def _columna(valores: Sequence[Any]) -> Sequence[Any]:
    textos = {v for v in valores if isinstance(v, str) and v}
    if any(map(EMPIEZA.match, textos)) and not all(map(NUMERO.fullmatch, textos)):
        valores = [inofensivo(v) if isinstance(v, str) else v for v in valores]
    return ["" if v is None else v for v in valores]
