"""DANE, necesidades básicas insatisfechas (NBI) y sus componentes, censos de 2005 y 2018."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import larga, nbi_2005, nbi_2018
from generador.fuentes.lectura.rejillas import LibroOficial


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `nbi`, `nbi_miseria` y los cinco componentes, en porcentaje de personas.

    Dos periodos, 2005 y 2018, y tres dominios para nación, departamentos y municipios; de 2005,
    también el coeficiente de variación de cada uno (`_cv`, %), porque parte del censo fue muestra.
    Los dos libros traen los mismos territorios: el de 2005 se publicó con los municipios de 2012.
    """
    antes, despues = (LibroOficial(carpeta / libro.ARCHIVO) for libro in (nbi_2005, nbi_2018))
    partes = [*nbi_2005.partes(antes), *nbi_2018.partes(despues)]
    return larga.unir(partes, lugar=despues.lugar)
