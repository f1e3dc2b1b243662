"""Arreglos de numpy como listas de una salida: lo que no se sabe es None, y nunca 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from .tipos import Numeros


def en_lista(valores: Numeros) -> list[Any]:
    """Los números como lista; None donde no hay dato (NaN)."""
    lista: list[Any] = np.asarray(valores, dtype=np.float64).tolist()
    return [None if v != v else v for v in lista]  # noqa: PLR0124 - NaN no es igual a sí


def enteros(valores: Numeros) -> list[Any]:
    """Los números como enteros; None donde no hay dato."""
    return [None if v is None else int(v) for v in en_lista(valores)]
