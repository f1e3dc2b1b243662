"""Cuánto del municipio cubren unos polígonos, y qué municipios toca cada uno. Todo en metros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from generador.fuentes.lectura.rasgos import Geometrias

M2_POR_KM2 = 1e6
TOCA_KM2 = 1.0
TOCA_PROPORCION = 0.05
"""Un polígono está en un municipio si tiene allí 1 km² o el 5 % de su área; lo demás es trazo."""


@dataclass(frozen=True)
class AreaFrenteAlMunicipio:
    """Áreas en km² de un municipio y de los polígonos que dicen ser suyos.

    `sumada` es la de los polígonos uno por uno, `dentro` la parte del municipio que cubren y
    `fuera` la que dejan por fuera de su límite.
    """

    municipio: float
    sumada: float
    dentro: float
    fuera: float

    @property
    def suma(self) -> float:
        """Porcentaje del área del municipio que suman; pasa de 100 si el límite no es el mismo."""
        return 100 * self.sumada / self.municipio

    @property
    def cubierto(self) -> float:
        """Porcentaje del municipio que cubren."""
        return 100 * self.dentro / self.municipio


def coberturas(
    metros: Geometrias, territorios: Sequence[str], municipios: Mapping[str, shapely.Geometry]
) -> dict[str, AreaFrenteAlMunicipio]:
    """La cobertura de cada municipio de `territorios` (n,), que dice de quién es cada polígono."""
    duenos = np.array(territorios)
    return {
        codigo: _cobertura(metros[duenos == codigo], municipios[codigo])
        for codigo in sorted(set(territorios))
    }


def municipios_que_toca(
    metros: Geometrias, municipios: Mapping[str, shapely.Geometry]
) -> list[list[str]]:
    """Por polígono, los códigos de los municipios en que está, de la parte más grande a la menor.

    El primero va siempre, aunque el polígono sea diminuto.
    """
    codigos = np.array(list(municipios))
    limites = np.array(list(municipios.values()), dtype=object)
    arbol = shapely.STRtree(limites)
    salida = []
    for poligono in metros:
        cerca = arbol.query(poligono, predicate="intersects")
        areas = shapely.area(shapely.intersection(limites[cerca], poligono))
        minimo = min(TOCA_KM2 * M2_POR_KM2, TOCA_PROPORCION * poligono.area)
        orden = np.argsort(-areas, kind="stable")
        salida.append([str(codigos[cerca[k]]) for k in orden if areas[k] >= minimo])
    return salida


def _cobertura(propios: Geometrias, municipio: shapely.Geometry) -> AreaFrenteAlMunicipio:
    union = shapely.union_all(propios)
    dentro = shapely.area(shapely.intersection(union, municipio))
    partes = (municipio.area, shapely.area(propios).sum(), dentro, union.area - dentro)
    return AreaFrenteAlMunicipio(*(float(a) / M2_POR_KM2 for a in partes))
