"""Oráculo: GEOS, punto por punto, sobre coberturas al azar y las veredas reales de Urabá."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from generador.metodos.territorio import FUERA, Territorios


def anillos(geometria: shapely.Geometry) -> list[np.ndarray]:
    partes = [p for p in shapely.get_parts(geometria) if isinstance(p, shapely.Polygon)]
    return [np.asarray(r.coords)[:, :2] for p in partes for r in (p.exterior, *p.interiors)]


def celdas_de_voronoi(semilla: int, cuantas: int) -> np.ndarray:
    """Cobertura de un rectángulo con polígonos de muchos vértices que comparten sus linderos."""
    azar = np.random.default_rng(semilla)
    marco = shapely.box(-77, 6, -75, 9)
    sitios = shapely.multipoints(azar.uniform((-77, 6), (-75, 9), (cuantas, 2)))
    celdas = shapely.get_parts(shapely.voronoi_polygons(sitios, extend_to=marco))
    return np.asarray(shapely.segmentize(shapely.intersection(celdas, marco), 0.02))


def con_huecos_y_partes(semilla: int, cuantos: int) -> np.ndarray:
    """Multipolígonos válidos con huecos, que se solapan entre sí."""
    azar = np.random.default_rng(semilla)
    figuras = []
    for _ in range(cuantos):
        centros = shapely.points(azar.uniform(0, 10, (4, 2)))
        discos = shapely.union_all(shapely.buffer(centros, azar.uniform(0.3, 2, 4)))
        hoyos = shapely.union_all(shapely.buffer(centros[:2], 0.25))
        figuras.append(shapely.difference(discos, hoyos))
    return np.array(figuras)


@pytest.mark.parametrize("semilla", range(3))
def test_cobertura_al_azar(semilla: int) -> None:
    celdas = celdas_de_voronoi(semilla, 300)
    x, y = np.random.default_rng(semilla).uniform((-77.2, 5.8), (-74.8, 9.2), (20_000, 2)).T
    hallado = Territorios.de_anillos([anillos(c) for c in celdas]).ubicar(x, y)
    punto, celda = shapely.STRtree(celdas).query(shapely.points(x, y), predicate="within")
    esperado = np.full(len(x), FUERA)
    esperado[punto] = celda
    assert np.array_equal(hallado.poligono, esperado)
    assert hallado.solapados.max() == 1


def test_los_linderos_de_una_cobertura_exacta_son_de_un_solo_poligono_que_los_toca() -> None:
    """Vértices y puntos redondeados en los lados de una triangulación: ni rendijas ni solapes."""
    azar = np.random.default_rng(9)
    sitios = shapely.multipoints(azar.uniform((4.7e6, 1.9e6), (4.8e6, 2.0e6), (800, 2)))
    triangulos = np.asarray(shapely.get_parts(shapely.delaunay_triangles(sitios)))
    lados = np.array([shapely.get_coordinates(t) for t in triangulos])
    desde, hasta = lados[:, :-1].reshape(-1, 2), lados[:, 1:].reshape(-1, 2)
    puntos = np.concatenate([desde + f * (hasta - desde) for f in (0, 0.5, 1 / 3, azar.random())])
    cobertura = shapely.union_all(triangulos)
    internos = puntos[shapely.contains_xy(shapely.buffer(cobertura, -1), *puntos.T)]
    hallado = Territorios.de_anillos([anillos(t) for t in triangulos]).ubicar(*internos.T)
    assert len(internos) > 15_000
    assert (hallado.solapados == 1).all()
    distancia = shapely.distance(triangulos[hallado.poligono], shapely.points(internos))
    assert distancia.max() < 1e-8  # metros


@pytest.mark.parametrize("semilla", range(3))
def test_huecos_partes_y_solapes(semilla: int) -> None:
    figuras = con_huecos_y_partes(semilla, 40)
    x, y = np.random.default_rng(semilla).uniform(-3, 13, (10_000, 2)).T
    hallado = Territorios.de_anillos([anillos(f) for f in figuras]).ubicar(x, y)
    contiene = np.array([shapely.contains_xy(f, x, y) for f in figuras])
    assert np.array_equal(hallado.solapados, contiene.sum(axis=0))
    primero = np.where(contiene.any(axis=0), contiene.argmax(axis=0), FUERA)
    assert np.array_equal(hallado.poligono, primero)


def test_las_veredas_de_uraba(fuentes: Path) -> None:
    capa = json.loads((fuentes / "submunicipal" / "veredas_uraba.geojson").read_text("utf-8"))
    crudas = [shapely.from_geojson(json.dumps(f["geometry"])) for f in capa["features"]]
    veredas = np.array(crudas)
    validas = shapely.is_valid(veredas)
    assert (len(veredas), (~validas).sum()) == (611, 33)
    oeste, sur, este, norte = shapely.total_bounds(veredas)
    x, y = np.random.default_rng(0).uniform((oeste, sur), (este, norte), (20_000, 2)).T
    hallado = Territorios.de_anillos([anillos(v) for v in veredas]).ubicar(x, y)
    contiene = np.array([shapely.contains_xy(v, x, y) for v in shapely.make_valid(veredas)])
    assert np.array_equal(hallado.solapados, contiene.sum(axis=0))
    assert hallado.fuera == (~contiene.any(axis=0)).sum()
