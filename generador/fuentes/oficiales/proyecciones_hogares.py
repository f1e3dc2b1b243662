"""DANE, proyecciones de hogares municipales por área 2018-2042."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import proyecciones_anchas
from generador.fuentes.lectura.rejillas import LibroOficial

ARCHIVO = "poblacion/anexo-proyecciones-hogares-dptal-mpal-2018-2042.xlsx"
HOJA = "Proyecciones Hogares mpio"
GRUPO = "Año de la proyección de hogares"


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `hogares` (hogares a 30 de junio), 2018-2042, por municipio y área.

    Lanza `ErrorDeDatos` si falta un municipio o un área, o si el total no es la suma.
    """
    return proyecciones_anchas.leer(LibroOficial(carpeta / ARCHIVO).hoja(HOJA), GRUPO, "hogares")
