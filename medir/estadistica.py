"""Resumen de mediciones repetidas y su cociente par a par."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Resumen:
    """Mediana, mínimo y máximo de una medida repetida."""

    mediana: float
    minimo: float
    maximo: float

    @classmethod
    def de(cls, valores: Iterable[float]) -> Resumen:
        """El resumen de al menos un valor; ValueError si no hay ninguno."""
        lista = list(valores)
        if not lista:
            raise ValueError("no hay mediciones que resumir")
        return cls(median(lista), min(lista), max(lista))


def cociente(pares: Iterable[tuple[float, float]]) -> Resumen:
    """Resumen de a / b en cada par: lo que varía la máquina afecta a los dos y se cancela."""
    return Resumen.de(a / b for a, b in pares)
