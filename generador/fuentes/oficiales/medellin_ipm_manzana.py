"""Medellín, IPM censal de las manzanas resumido por sector censal: el archivo no trae geometría."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from generador.fuentes.lectura.rejillas import leer_texto
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos, numeros

ARCHIVO = "submunicipal/medellin_IPM_manzana.csv"
COLUMNAS = {"codigo": "COD_DANE", "ipm": "ipm"}
MEDELLIN = "05001"
CIFRAS, CIFRAS_DE_SECTOR = 22, 18
"""Municipio, clase, sector y sección rural, centro poblado y sector urbano; luego, la manzana."""
MINIMO = 5
"""Manzanas: con menos, el resumen del sector casi dice la cifra de una."""


def leer_lugares(carpeta: Path) -> pd.DataFrame:
    """Una fila por sector, con las columnas de `cubo/lugares/medellin_ipm_manzana.yaml`.

    Los cuartiles son de las manzanas, sin ponderar por hogares: no son la incidencia del sector.
    """
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS)
    manzanas = leer_codigos(tabla, "codigo", cifras=CIFRAS)
    exigir_exactos(tabla.lugar, manzanas, set(manzanas), "las manzanas, una por fila")
    for i, manzana in enumerate(manzanas):
        if not manzana.startswith(MEDELLIN):
            raise tabla.error(i, "codigo", "la manzana no es de Medellín", "quite la fila")
    valores = np.array([v for v, _ in numeros(tabla, "ipm", minimo=0, maximo=1)])
    por_sector = pd.Series(100 * valores).groupby([m[:CIFRAS_DE_SECTOR] for m in manzanas])
    resumen = {q: por_sector.quantile(q) for q in (0.25, 0.5, 0.75)}
    cuantas = por_sector.size()
    bastan = cuantas >= MINIMO
    return pd.DataFrame(
        {
            "codigo": cuantas.index[bastan],
            "territorio": MEDELLIN,
            "manzanas": cuantas[bastan].to_numpy(),
            "cuartil_1": resumen[0.25][bastan].to_numpy(),
            "mediana": resumen[0.5][bastan].to_numpy(),
            "cuartil_3": resumen[0.75][bastan].to_numpy(),
        }
    )
