"""Lo que dice un raster de cada territorio: suma, media, mínimo y máximo por fracción de celda.

Una celda sin dato no es cero: no cuenta, y `cubierto` dice qué parte del territorio tiene dato.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .fracciones import area_en_celdas, bandas
from .listas import en_lista
from .rejilla import Rejilla, Ventana
from .tipos import Logicos, Numeros, Reales

COBERTURA_COMPLETA = 0.999
"""Desde esta parte del territorio se dice que el raster lo cubre: la costa y el redondeo."""


@dataclass(frozen=True)
class Resumen:
    """De T territorios, cada uno (T,); NaN donde el raster no tiene ningún dato del territorio.

    `suma`: Σ fracción · valor. `media`: suma / Σ fracción. `minimo` y `maximo`: de toda celda con
    dato que se toca. `celdas`: Σ fracción de las que tienen dato. `cubierto`: qué parte del área
    del territorio tiene dato, de 0 a 1; NaN si no encierra área.
    """

    suma: Reales
    media: Reales
    minimo: Reales
    maximo: Reales
    celdas: Reales
    cubierto: Reales

    @property
    def sin_dato(self) -> Logicos:
        """Los territorios de los que el raster no dice nada, (T,)."""
        return np.asarray(self.celdas == 0)

    @property
    def en_parte(self) -> Logicos:
        """Los que solo tienen dato en una parte, (T,)."""
        with np.errstate(invalid="ignore"):
            return np.asarray(~self.sin_dato & (self.cubierto < COBERTURA_COMPLETA))


def resumir(
    poligonos: Sequence[Sequence[Numeros]], rejilla: Rejilla, ventana: Ventana,
    avance: Callable[[int], None] | None = None,
) -> Resumen:  # fmt: skip
    """El resumen de cada polígono, dado como la lista de sus anillos en el sistema del raster.

    `ventana` lee un pedazo del raster; `avance`, si se da, recibe cuántos polígonos van.
    """
    filas = []
    for i, anillos in enumerate(poligonos):
        filas.append(_uno(anillos, rejilla, ventana))
        if avance is not None:
            avance(i + 1)
    suma, minimo, maximo, celdas, cubierto = np.array(filas, dtype=np.float64).reshape(-1, 5).T
    hay = celdas > 0
    suma = np.where(hay, suma, np.nan)
    media = np.divide(suma, celdas, out=np.full(len(suma), np.nan), where=hay)
    return Resumen(suma, media, minimo, maximo, celdas, cubierto)


def _uno(anillos: Sequence[Numeros], rejilla: Rejilla, ventana: Ventana) -> tuple[float, ...]:
    suma = celdas = 0.0
    minimo, maximo = np.inf, -np.inf
    for banda in bandas(anillos, rejilla):
        valores = ventana(banda.fila, banda.columna, *banda.fraccion.shape)
        cuenta = (banda.fraccion > 0) & np.isfinite(valores)
        fraccion, propios = banda.fraccion[cuenta], valores[cuenta]
        suma += float(fraccion @ propios)
        celdas += float(fraccion.sum())
        minimo = min(minimo, float(propios.min(initial=np.inf)))
        maximo = max(maximo, float(propios.max(initial=-np.inf)))
    area = area_en_celdas(anillos, rejilla)
    cubierto = min(celdas / area, 1.0) if area > 0 else np.nan
    if not celdas:
        minimo = maximo = np.nan
    return suma, minimo, maximo, celdas, cubierto


# nombre (≤ 10 letras, por el shapefile), tipo, qué es
COLUMNAS: tuple[tuple[str, str, str], ...] = (
    ("suma", "real", "Suma: cada celda por la fracción que cae adentro"),
    ("media", "real", "Media, ponderada por la fracción de cada celda"),
    ("minimo", "real", "Mínimo de las celdas que se tocan"),
    ("maximo", "real", "Máximo de las celdas que se tocan"),
    ("celdas", "real", "Celdas con dato, contando fracciones"),
    ("cubierto", "real", "Qué parte del territorio tiene dato (0 a 1)"),
)


def columnas(hecho: Resumen) -> dict[str, list[Any]]:
    """Los valores de `COLUMNAS`; None donde no hay dato."""
    return {nombre: en_lista(getattr(hecho, nombre)) for nombre, _, _ in COLUMNAS}
