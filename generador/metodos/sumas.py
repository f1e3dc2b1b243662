"""Sumas que dan lo mismo, bit a bit, en todo Python y en el navegador.

`sum` corrige el redondeo de los reales desde Python 3.12: con los mismos datos, QGIS de Debian 12 y
de Debian 13 darían otro último decimal, y el navegador, que suma en orden, también.
"""

from __future__ import annotations

from collections.abc import Iterable


def en_orden(valores: Iterable[float]) -> float:
    """La suma de izquierda a derecha, sin corregir el redondeo; 0 si no hay valores."""
    total = 0.0
    for valor in valores:
        total += valor
    return total
