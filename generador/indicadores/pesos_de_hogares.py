"""Los hogares censados de cada zona: con ellos se promedian las privaciones de varios municipios.

El censo publica cuántos hogares contó en cada municipio y no cuántos en cada zona. Como cada una de
las quince privaciones del municipio es el promedio de las de sus zonas, se despejan.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, Cubo, Llave, Valores
from generador.indicadores.derivados import municipales
from generador.metodos.zonas import parte_de_la_primera

HOGARES, CONTADOS = "hogares_censados", "censo_hogares"
ZONAS = ("cabecera", "rural")


def calcular(cubo: Cubo, catalogo: Mapping[str, Indicador]) -> list[Llave]:
    """Agrega al cubo `hogares_censados` por dominio, en cada año del conteo; devuelve sus llaves.

    Va antes de agregar, que los usa de peso. Sin privaciones de un año, solo el total de ese año.
    """
    promediadas = [i.id for i in catalogo.values() if i.pondera == HOGARES]
    hechas: list[Llave] = []
    for anio in cubo.periodos(CONTADOS):
        hogares = cubo.columnas[CONTADOS, "total", anio]
        estados = cubo.estados[CONTADOS, "total", anio]
        hechas.append((HOGARES, "total", anio))
        cubo.agregar(hechas[-1], hogares.copy(), estados.copy())
        completas = [i for i in promediadas if (i, "cabecera", anio) in cubo.columnas]
        if not completas:
            continue
        for zona, parte in zip(ZONAS, _partes(cubo, completas, anio), strict=True):
            hay = np.isfinite(parte) & (estados == DATO)
            vacio = np.where(_aplica(cubo, completas[0], zona, anio), NO_DISPONIBLE, NO_APLICA)
            vacio[~cubo.es_municipio] = estados[~cubo.es_municipio]
            hechas.append((HOGARES, zona, anio))
            cubo.agregar(
                hechas[-1],
                np.where(hay, parte * hogares, np.nan),
                np.where(hay, DATO, vacio).astype(np.int8),
            )
    return hechas


def _aplica(cubo: Cubo, indicador: str, zona: str, anio: str) -> NDArray[np.bool_]:
    return np.asarray(cubo.estados[indicador, zona, anio] != NO_APLICA)


def _partes(cubo: Cubo, indicadores: list[str], anio: str) -> tuple[Valores, Valores]:
    """Parte de los hogares en la cabecera y fuera de ella; NaN donde no hay zona o no se sabe."""
    lugares = municipales(cubo)
    total, cabecera, rural = (
        np.column_stack([cubo.columnas[i, d, anio][lugares] for i in indicadores])
        for d in ("total", *ZONAS)
    )
    en_cabecera = np.full(len(cubo.territorios), np.nan)
    en_cabecera[lugares] = parte_de_la_primera(total, cabecera, rural)
    # Una sola zona lleva a todos; la otra no aplica.
    sin_cabecera, sin_rural = (~_aplica(cubo, indicadores[0], z, anio) for z in ZONAS)
    una = np.where(sin_cabecera, np.nan, np.where(sin_rural, 1.0, en_cabecera))
    otra = np.where(sin_rural, np.nan, np.where(sin_cabecera, 1.0, 1 - en_cabecera))
    return una, otra
