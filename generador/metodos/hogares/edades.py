"""Edades válidas y cuántas personas de cada edad hay en el hogar, con lo que no se sabe aparte."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..tablas import documento
from ..tipos import Enteros, Logicos, Reales
from .columna import Columna
from .perdidas import ILEGIBLE, Perdidas


@dataclass(frozen=True)
class CuentaPorEdad:
    """Personas por hogar: `seguras` (H,) las que cumplen y `dudosas` (H,) las de edad desconocida.

    La cuenta verdadera está entre `seguras` y `seguras + dudosas`.
    """

    seguras: Enteros
    dudosas: Enteros


def leer_edades(columna: Columna, perdidas: Perdidas) -> Reales:
    """La edad de cada fila en años cumplidos, (n,); NaN si no se sabe. −1 y 999 no son edades."""
    tabla = documento("edades")

    def edad(texto: str) -> float:
        try:
            anos = math.floor(float(texto.replace(",", ".")))
        except (ValueError, OverflowError):
            return ILEGIBLE
        return float(anos) if tabla["minima"] <= anos <= tabla["maxima"] else ILEGIBLE

    return perdidas.leer(columna, "edad", edad)


def contar_por_edad(
    edad: Reales, hogar: Enteros, cuenta: Logicos, hogares: int
) -> Mapping[str, CuentaPorEdad]:
    """Las cuentas de `datos/edades.json` por hogar; solo las filas con `cuenta` y con hogar."""
    suyas = cuenta & (hogar >= 0)
    dudosas = np.bincount(hogar[suyas & np.isnan(edad)], minlength=hogares).astype(np.int64)
    hechas = {}
    for nombre, tramo in documento("edades")["cuentas"].items():
        dentro = suyas & (edad >= tramo["desde"]) & (edad <= tramo["hasta"])
        seguras = np.bincount(hogar[dentro], minlength=hogares).astype(np.int64)
        hechas[nombre] = CuentaPorEdad(seguras, dudosas)
    return hechas
