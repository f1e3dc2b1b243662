"""Que un texto de una tabla no llegue a la hoja de cálculo como una fórmula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from generador.metodos.formulas import ANTECEDE, EMPIEZA, REGLA, inofensivo, original

__all__ = ["ANTECEDE", "EMPIEZA", "NUMERO", "REGLA", "inofensivas", "inofensivo", "original"]

NUMERO = re.compile(r"[+-]?\d+([.,]\d+)?")


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
