"""Lector mínimo de `d` para las pruebas: «m», pares relativos y «z»."""

from __future__ import annotations

import re

Punto = tuple[int, int]


def anillos(d: str) -> list[list[Punto]]:
    """Puntos absolutos de cada subtrazo, según las reglas de SVG."""
    x = y = 0
    salida = []
    for pedazo in re.findall(r"m([^mz]*)(z?)", d):
        numeros = [int(n) for n in re.findall(r"-?\d+", pedazo[0])]
        puntos: list[Punto] = []
        for dx, dy in zip(numeros[::2], numeros[1::2], strict=True):
            x, y = x + dx, y + dy
            puntos.append((x, y))
        if pedazo[1]:
            x, y = puntos[0]
        salida.append(puntos)
    return salida
