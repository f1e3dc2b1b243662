"""DANE, proyecciones del total de viviendas municipales por área 2018-2042."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import proyecciones_anchas
from generador.fuentes.lectura.rejillas import LibroOficial

ARCHIVO = "poblacion/anexo-proyecciones-viviendas-dptal-mpal-2018-2042.xlsx"
HOJA = "Proye total viviendas mpio"
GRUPO = "Año de la proyección del total de viviendas"
# El censo, el año con que el kit lee la población y el último de la serie.
ANIOS = ("2018", "2026", "2042")


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `viviendas` (ocupadas y desocupadas, a 30 de junio) por municipio y área.

    Solo los años de `ANIOS`; los demás se leen para comprobar las sumas. Lanza `ErrorDeDatos` si
    falta un municipio o un área, o si el total no es la suma.
    """
    hoja = LibroOficial(carpeta / ARCHIVO).hoja(HOJA)
    return proyecciones_anchas.leer(hoja, GRUPO, "viviendas", anios=ANIOS)
