"""Polígonos oficiales que debían encajar y no encajan: se dejan sin solapes ni rendijas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from generador.fuentes.lectura.rasgos import Geometrias

METROS = "EPSG:9377"
GRADOS = "EPSG:4326"
MIGA = 500.0
"""Metros cuadrados: ningún barrio ni vereda de las fuentes tiene una parte así de pequeña."""


@dataclass(frozen=True)
class LimpiezaDeCapa:
    """Cómo se deja una capa: `tolerancia` de la simplificación y ancho de `rendija` que se cierra.

    En metros. Con `cobertura` los polígonos encajan entre sí (veredas, barrios) y lo siguen
    haciendo; sin ella cada uno va por su lado (un resguardo puede estar dentro de un parque).
    `paso` son los grados entre dos puntos de la rejilla en que se guardan (1e-5: poco más de 1 m).
    """

    tolerancia: float
    rendija: float = 0.0
    cobertura: bool = True
    paso: float = 1e-5


def a_metros(geometrias: Geometrias) -> Geometrias:
    """De grados a metros del origen único nacional."""
    return _proyectar(geometrias, GRADOS, METROS)


def a_grados(geometrias: Geometrias) -> Geometrias:
    """De metros del origen único nacional a grados."""
    return _proyectar(geometrias, METROS, GRADOS)


def limpiar(metros: Geometrias, receta: LimpiezaDeCapa) -> Geometrias:
    """Los mismos lugares, en metros, simplificados como pide la receta.

    El solape pasa a quien comparte con él la frontera más larga, y la rendija también
    (`coverage_clean`); luego se simplifica la cobertura entera (Visvalingam), sin abrirla.
    """
    if not receta.cobertura:
        return np.array([_suelto(g, receta.tolerancia) for g in metros], dtype=object)
    encajados = shapely.coverage_clean(metros, gap_width=receta.rendija)
    simples = shapely.coverage_simplify(encajados, receta.tolerancia)
    return np.array([_sin_migas(g) for g in simples], dtype=object)


def cambio_de_area(antes: Geometrias, despues: Geometrias) -> NDArray[np.float64]:
    """(n,) proporción en que cambió el área de cada lugar, sin signo."""
    cambio: NDArray[np.float64] = np.abs(shapely.area(despues) / shapely.area(antes) - 1)
    return cambio


def _sin_migas(geometria: shapely.Geometry) -> shapely.Geometry:
    """Sin los pedacitos sueltos que deja repartir un solape en zigzag."""
    partes = shapely.get_parts(geometria)
    grandes = partes[shapely.area(partes) > MIGA]
    return shapely.MultiPolygon(grandes.tolist()) if len(grandes) > 1 else grandes[0]


def _suelto(geometria: shapely.Geometry, tolerancia: float) -> shapely.Geometry:
    (simple,) = shapely.coverage_simplify(np.array([geometria], dtype=object), tolerancia)
    return simple


def _proyectar(geometrias: Geometrias, de: str, a: str) -> Geometrias:
    transformador = Transformer.from_crs(de, a, always_xy=True)
    return cast(
        Geometrias,
        shapely.transform(
            geometrias, lambda c: np.column_stack(transformador.transform(c[:, 0], c[:, 1]))
        ),
    )
