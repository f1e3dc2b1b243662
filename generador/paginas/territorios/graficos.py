"""Trazos de los gráficos pequeños: enteros, sin estilos; el color lo pone la hoja de estilos."""

from __future__ import annotations

from itertools import pairwise
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

# Cortes legibles de la incidencia (%): cinco clases iguales en todo el sitio y en todos los mapas.
CORTES_IPM = (20.0, 35.0, 50.0, 70.0)


def clase_ipm(valor: float) -> int:
    """Clase 0 (menor) a 4 de una incidencia en %; cada corte pertenece a la clase de arriba."""
    return int(np.searchsorted(CORTES_IPM, valor, side="right"))


def rotulos_de_clase() -> list[str]:
    """«menos de 20», «20 a 35», … «70 o más» (porcentaje)."""
    enteros = [f"{c:.0f}" for c in CORTES_IPM]
    medios = [f"{a} a {b}" for a, b in pairwise(enteros)]
    return [f"menos de {enteros[0]}", *medios, f"{enteros[-1]} o más"]


def histograma(valores: NDArray[np.float64], *, alto: int = 60, paso: float = 5.0) -> list[str]:
    """Un trazo por clase de incidencia, sobre un lienzo de 400 × `alto` que va de 0 a 100 %.

    `paso` debe dividir a los cortes para que ninguna barra quede entre dos clases.
    """
    bordes = np.arange(0, 100 + paso, paso)
    cuentas, _ = np.histogram(valores[np.isfinite(valores)], bordes)
    altos = np.rint(cuentas / cuentas.max() * alto).astype(int)
    trazos = [""] * (len(CORTES_IPM) + 1)
    antes = [0] * len(trazos)
    for inicio, barra in zip(bordes, altos, strict=False):
        if barra:
            clase, x = clase_ipm(float(inicio)), round(inicio * 4)
            # Después de «z» se está donde empezó la barra anterior: escritas así, casi se repiten.
            donde = f"m{x - antes[clase]} 0" if trazos[clase] else f"M{x} {alto}"
            trazos[clase] += f"{donde}v-{barra}h{paso * 4 - 1:g}V{alto}z"
            antes[clase] = x
    return trazos


def histograma_llano(valores: NDArray[np.float64], *, alto: int = 60, paso: float = 5.0) -> str:
    """El histograma en un solo trazo, escalón por escalón, para una medida sin clases."""
    bordes = np.arange(0, 100 + paso, paso)
    cuentas, _ = np.histogram(valores[np.isfinite(valores)], bordes)
    altos = np.rint(cuentas / cuentas.max() * alto).astype(int)
    return f"M0 {alto}{''.join(f'V{alto - barra}h{paso * 4:g}' for barra in altos)}V{alto}z"


def tope(valor: float) -> float:
    """Máximo de eje legible: el primer 1, 2, 2,5, 4, 5 u 8 por potencia de diez que lo cubre."""
    if valor <= 0:
        return 1.0
    base = 10.0 ** floor(log10(valor))
    return float(next(base * m for m in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if base * m >= valor))
