"""Medir el acceso de unos puntos a unas sedes: en línea recta o por el terreno."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..tipos import Enteros, Logicos, Reales
from .cercania import Sedes
from .cobertura import estados
from .dos_pasos import Alcance, DosPasos, dos_pasos
from .recorrido import llegar
from .salida import Acceso
from .terreno import Terreno

METROS_POR_KM = 1000.0
# En EPSG:9377: de 82° a 66° oeste y de 5° sur a 14° norte.
OESTE, ESTE, SUR, NORTE = 3.95e6, 5.85e6, 0.95e6, 3.20e6
CENTRO = (5e6, 2e6)


class Puntos(NamedTuple):
    """Coordenadas en metros, (n,) cada una; NaN sin coordenada."""

    x: Reales
    y: Reales

    @property
    def sin_coordenada(self) -> Logicos:
        """Los que no tienen, (n,)."""
        return np.asarray(~(np.isfinite(self.x) & np.isfinite(self.y)))

    @property
    def lejos_de_colombia(self) -> int:
        """Cuántos, de los que tienen, no caen en Colombia con sus islas."""
        x, y = (np.where(self.sin_coordenada, centro, eje) for eje, centro in zip(self, CENTRO))
        dentro = (x > OESTE) & (x < ESTE) & (y > SUR) & (y < NORTE)
        return int(np.count_nonzero(~dentro))


@dataclass(frozen=True)
class Oferta:
    """Con qué se hacen los dos pasos: la gente de cada punto y la capacidad de cada sede."""

    personas: Reales
    capacidad: Reales


def en_linea_recta(
    puntos: Puntos, sedes: Puntos, limite_km: float, oferta: Oferta | None = None
) -> tuple[Acceso, DosPasos | None]:
    """El acceso en línea recta, con servicio hasta `limite_km`; ese es también el alcance."""
    indice = Sedes.de_puntos(*sedes)
    cercana = indice.mas_cercana(*puntos)
    km = cercana.distancia / METROS_POR_KM
    radio = limite_km * METROS_POR_KM

    def alcance() -> Iterator[tuple[Enteros, Enteros]]:
        for p in indice.dentro_de(puntos.x, puntos.y, radio):
            yield p.punto, p.sede

    pasos = _dos_pasos(alcance, oferta)
    estado = estados(km, limite_km, puntos.sin_coordenada)
    minutos = np.full(len(km), np.nan)
    return Acceso(cercana.sede, km, minutos, estado, pasos and pasos.acceso), pasos


def por_el_terreno(
    terreno: Terreno, puntos: Puntos, sedes: Puntos, limite_min: float,
    oferta: Oferta | None = None, seguir: Callable[[], None] | None = None,
) -> tuple[Acceso, DosPasos | None, Enteros]:  # fmt: skip
    """El acceso en minutos por el terreno, con servicio hasta `limite_min`.

    Devuelve además las sedes que no se usaron: fuera del terreno, o en una celda sin paso.
    """
    hecha, sin_usar = llegar(terreno, *puntos, *sedes, seguir)

    def alcance() -> Iterator[tuple[Enteros, Enteros]]:
        for sede in np.setdiff1d(np.arange(len(sedes.x)), sin_usar).tolist():
            una = Puntos(sedes.x[sede : sede + 1], sedes.y[sede : sede + 1])
            suya, _ = llegar(terreno, *puntos, *una, seguir=seguir, hasta=limite_min)
            punto = np.flatnonzero(np.isfinite(suya.minutos))
            yield punto, np.full(len(punto), sede)

    pasos = _dos_pasos(alcance, oferta)
    estado = estados(hecha.minutos, limite_min, puntos.sin_coordenada, hecha.fuera)
    km = en_km(puntos, sedes, hecha.sede)
    medido = Acceso(hecha.sede, km, hecha.minutos, estado, pasos and pasos.acceso)
    return medido, pasos, sin_usar


def por_cada_sede(
    minutos: Callable[[int], Reales], puntos: Puntos, sedes: Puntos, limite_min: float,
    oferta: Oferta | None = None,
) -> tuple[Acceso, DosPasos | None]:  # fmt: skip
    """El acceso cuando se sabe cuánto se tarda de todos los puntos a una sede, (n,); NaN no llega.

    `minutos` se llama con el número de cada sede que tiene coordenada. En empate, la de menor
    número.
    """
    mejor = np.full(len(puntos.x), np.inf)
    sede = np.full(len(puntos.x), -1, dtype=np.int64)
    con = np.flatnonzero(~sedes.sin_coordenada).tolist()
    for cual in con:
        suyos = minutos(cual)
        gana = suyos < mejor
        mejor[gana], sede[gana] = suyos[gana], cual

    def alcance() -> Iterator[tuple[Enteros, Enteros]]:
        for cual in con:
            punto = np.flatnonzero(minutos(cual) <= limite_min)
            yield punto, np.full(len(punto), cual)

    tardan = np.where(sede >= 0, mejor, np.nan)
    pasos = _dos_pasos(alcance, oferta)
    estado = estados(tardan, limite_min, puntos.sin_coordenada)
    km = en_km(puntos, sedes, sede)
    return Acceso(sede, km, tardan, estado, pasos and pasos.acceso), pasos


def en_km(puntos: Puntos, sedes: Puntos, sede: Enteros) -> Reales:
    """Kilómetros en línea recta de cada punto a su sede, (n,); NaN si no tiene."""
    con = sede >= 0
    suya = np.where(con, sede, 0)
    metros = np.hypot(puntos.x - sedes.x[suya], puntos.y - sedes.y[suya])
    return np.where(con, metros / METROS_POR_KM, np.nan)


def _dos_pasos(alcance: Alcance, oferta: Oferta | None) -> DosPasos | None:
    if oferta is None:
        return None
    return dos_pasos(alcance, oferta.personas, oferta.capacidad)
