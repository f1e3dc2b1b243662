"""Cubos pequeños para probar cálculos a mano: un país de dos departamentos y cuatro municipios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Cubo, Llave

MUNICIPIOS = ("05001", "05002", "08001", "08002")
TERRITORIOS = ("00", "05", "08", *MUNICIPIOS)
AGREGADOS = (0, 1, 2)
MARCAS = {"NA": NO_APLICA, "ND": NO_DISPONIBLE, "": SIN_FILA}
Celda = float | str


def cubo(columnas: Mapping[Llave, Sequence[Celda]]) -> Cubo:
    """Un cubo con lo de cada municipio; con siete celdas, también nación y departamentos.

    Una celda es un número o su marca: «NA», «ND» o vacía.
    """
    indice = {codigo: i for i, codigo in enumerate(TERRITORIOS)}
    nuevo = Cubo(TERRITORIOS, indice, {}, {})
    for llave, celdas in columnas.items():
        todas = [*([""] * (len(TERRITORIOS) - len(celdas))), *celdas]
        valores = [np.nan if isinstance(c, str) else c for c in todas]
        estados = [MARCAS[c] if isinstance(c, str) else DATO for c in todas]
        nuevo.agregar(llave, np.array(valores, np.float64), np.array(estados, np.int8))
    return nuevo


def total(indicador: str, periodo: str = "2018") -> Llave:
    """Llave del dominio total."""
    return (indicador, "total", periodo)
