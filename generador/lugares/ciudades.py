"""Lo que el kit tiene por debajo de tres ciudades: capas para descargar y la medida de cada una."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generador.lugares import capa, tabla_en_memoria
from generador.lugares.capa import Capa
from generador.lugares.tabla_en_memoria import Lugares
from generador.rutas import DATOS

BOGOTA, MEDELLIN, CALI = "11001", "05001", "76001"
CAPAS = {
    BOGOTA: {
        "upz": "bogota_upz",
        "upl": "bogota_upl",
        "localidades": "bogota_localidades",
    },
    MEDELLIN: {"comunas": "medellin_comunas", "barrios": "medellin_barrios"},
    CALI: {"barrios": "cali_barrios"},
}
"""Municipio → nombre con que se descarga → fuente."""
TABLAS = ("bogota_upz", "bogota_upl")
GRUPOS = ("grupo_a", "grupo_b", "grupo_c", "grupo_d")


@dataclass(frozen=True)
class Ciudades:
    """Las capas y las tablas, por fuente."""

    capas: Mapping[str, Capa] = field(repr=False)
    tablas: Mapping[str, Lugares] = field(repr=False)

    @cached_property
    def jovenes_ab(self) -> NDArray[np.float64]:
        """Jóvenes registrados en los grupos A y B de cada UPZ, en % de los registrados; NaN si no
        se publica.
        """
        numeros = self.tablas["bogota_upz"].numeros
        partes: NDArray[np.float64] = (
            100 * (numeros["grupo_a"] + numeros["grupo_b"]) / numeros["jovenes"]
        )
        return partes


def leer(carpeta: Path = DATOS) -> Ciudades:
    """Las de `carpeta`; ErrorDeDatos si un archivo no es el que escribe el kit."""
    fuentes = [fuente for propias in CAPAS.values() for fuente in propias.values()]
    return Ciudades(
        {fuente: capa.leer(fuente, carpeta) for fuente in fuentes},
        {fuente: tabla_en_memoria.leer(fuente, carpeta) for fuente in TABLAS},
    )
