"""Las vías y los ríos sobre el terreno: a qué velocidad se anda, y por dónde no se pasa."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..rejilla import Rejilla, celdas_de_lineas
from ..tipos import Logicos, Numeros, Reales
from .cercania import Sedes
from .terreno import exigir_velocidades

METROS_POR_KM = 1000.0


def kmh_de_lineas(campo: Numeros, de_todas: float | None) -> Reales:
    """La velocidad de cada línea, (n,): la de su campo o, si es nula o 0, la de todas.

    Sin ninguna de las dos es 0: por esa vía se va a pie.
    """
    propia = np.nan_to_num(np.asarray(campo, dtype=np.float64))
    exigir_velocidades(propia)
    return np.where(propia > 0, propia, de_todas or 0.0)


def kmh_en_celdas(rejilla: Rejilla, lineas: Sequence[Numeros], kmh: Reales) -> Reales:
    """Km/h de cada celda que toca una vía, (celdas,): la más rápida; NaN donde no hay.

    Dos vías a menos de una celda quedan unidas: con celdas chicas se separan.
    """
    hecha = np.full(rejilla.celdas, np.nan)
    linea, celda = celdas_de_lineas(rejilla, lineas)
    np.fmax.at(hecha, celda, kmh[linea])
    return hecha


def celdas_con_rio(rejilla: Rejilla, rios: Sequence[Numeros]) -> Logicos:
    """Las celdas que toca un río, (celdas,): ninguna diagonal lo salta."""
    hay = np.zeros(rejilla.celdas, dtype=np.bool_)
    hay[celdas_de_lineas(rejilla, rios)[1]] = True
    return hay


def cerca_de_la_via(
    rejilla: Rejilla, kmh: Reales, km: float, sedes_x: Numeros, sedes_y: Numeros
) -> Logicos:
    """Las celdas a `km` o menos de una vía o de una sede, (celdas,): más lejos no se pasa a pie.

    Quien vive junto a la sede llega caminando, aunque ninguna vía pase por allí.
    """
    sede = rejilla.celda(sedes_x, sedes_y)
    cerca = ~np.isnan(kmh)
    cerca[sede[sede >= 0]] = True
    desde = np.flatnonzero(cerca)
    if not desde.size or km <= 0:
        return cerca
    faltan = np.flatnonzero(~cerca)
    indice = Sedes.de_puntos(*rejilla.centro(desde))
    distancia = indice.mas_cercana(*rejilla.centro(faltan)).distancia
    cerca[faltan] = distancia <= km * METROS_POR_KM
    return cerca
