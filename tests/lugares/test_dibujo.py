"""Polígonos en el lienzo: no se sale ninguno, no se pierde ninguno y los vecinos no se despegan."""

from __future__ import annotations

import re

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from generador.lugares import ciudades, dibujo, mapas_guardados, nbi_por_dentro, veredas
from generador.lugares.dibujo import PASO, Lienzo
from generador.lugares.mapa_municipal import MapaMunicipal
from generador.lugares.veredas import Veredas
from generador.mapas.recorte import recortar
from generador.rutas import DATOS

Punto = tuple[int, int]


@pytest.fixture(scope="module")
def leidas() -> Veredas:
    return veredas.leer()


@pytest.fixture(scope="module")
def mapas() -> dict[str, MapaMunicipal]:
    return mapas_guardados.leer_mapas(DATOS, nbi_por_dentro.leer())


def _lienzo(mapa: MapaMunicipal) -> Lienzo:
    return Lienzo(mapa.ancho, mapa.alto, mapa.marco[:2], mapa.marco[2:])


def _puntos(d: str) -> list[list[Punto]]:
    """Los anillos de un `d` de los que escribe `dibujo`, en la rejilla."""
    anillos = []
    for parte in d.split("M")[1:]:
        if "h" in parte:
            x, y = map(int, parte.split("h")[0].split())
            anillos.append([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)])
            continue
        cabeza, resto = parte.rstrip("z").split("l")
        x, y = map(int, cabeza.split())
        anillo, pasos = [(x, y)], list(map(int, re.findall(r"-?\d+", resto)))
        for dx, dy in zip(pasos[::2], pasos[1::2], strict=True):
            x, y = x + dx, y + dy
            anillo.append((x, y))
        anillos.append(anillo)
    return anillos


def test_todas_las_veredas_se_dibujan_y_ninguna_se_sale(
    leidas: Veredas, mapas: dict[str, MapaMunicipal]
) -> None:
    assert len(leidas.municipios) == 47 + 9
    for municipio in leidas.municipios:
        lienzo = _lienzo(mapas[municipio])
        capa, codigos = leidas.de(municipio)
        trazos = dibujo.trazos(capa, codigos, lienzo)
        for codigo in set(codigos) - set(trazos):
            rejilla = np.concatenate([lienzo.rejilla(a) for p in capa.partes(codigo) for a in p])
            limites = np.array([lienzo.ancho, lienzo.alto]) / PASO
            assert ((rejilla.max(axis=0) < 1) | (rejilla.min(axis=0) > limites - 1)).any(), codigo
        puntos = np.array([p for d in trazos.values() for a in _puntos(d) for p in a])
        assert puntos.min() >= 0
        assert (puntos.max(axis=0) * PASO <= [lienzo.ancho + PASO, lienzo.alto + PASO]).all()


def test_cada_vereda_queda_donde_dicen_sus_coordenadas(
    leidas: Veredas, mapas: dict[str, MapaMunicipal]
) -> None:
    """El centro del trazo y el del polígono proyectado aparte distan menos de tres celdas."""
    for municipio in ("95001", "05045", "54810"):
        lienzo = _lienzo(mapas[municipio])
        capa, codigos = leidas.de(municipio)
        for codigo, d in dibujo.trazos(capa, codigos, lienzo).items():
            partes = capa.partes(codigo)
            original = shapely.Polygon(lienzo.rejilla(partes[0][0]))
            caja = shapely.box(0, 0, lienzo.ancho / PASO, lienzo.alto / PASO)
            if len(partes) > 1 or original.area < 60 or not caja.contains(original):
                continue
            trazado = shapely.Polygon(_puntos(d)[0])
            assert trazado.centroid.distance(original.centroid) < 3
            assert trazado.area == pytest.approx(original.area, rel=0.35)


def test_los_barrios_de_una_comuna_se_disuelven_en_su_union() -> None:
    capa = ciudades.leer().capas["cali_barrios"]
    for comuna in ("06", "13", "22"):
        barrios = [c for c, p in capa.propiedades.items() if p["comuna"] == comuna]
        union = shapely.union_all(
            [shapely.Polygon(p[0], p[1:]) for c in barrios for p in capa.partes(c)]
        )
        anillos = [
            np.concatenate([capa._arco(r)[:-1] for r in anillo])
            for anillo in dibujo.disolver(capa, barrios)
        ]
        areas = [shapely.Polygon(a).area * (1 if _reloj(a) else -1) for a in anillos]
        assert sum(areas) == pytest.approx(union.area, rel=1e-6)


def _reloj(anillo: np.ndarray) -> bool:
    return not shapely.is_ccw(shapely.LinearRing(anillo))


grado = st.floats(-30, 30, allow_nan=False).map(lambda v: round(v, 3))


@given(st.lists(st.tuples(grado, grado), min_size=3, max_size=12, unique=True))
def test_el_recorte_es_la_interseccion(puntos: list[tuple[float, float]]) -> None:
    """Frente a GEOS: la misma área (si el anillo es simple) y nada fuera de la caja."""
    caja = (-10.0, -8.0, 12.0, 9.0)
    recortado = recortar(puntos, caja)
    for x, y in recortado:
        assert -10 - 1e-9 <= x <= 12 + 1e-9
        assert -8 - 1e-9 <= y <= 9 + 1e-9
    poligono = shapely.Polygon(puntos)
    if poligono.is_valid:
        esperada = shapely.box(*caja).intersection(poligono).area
        propia = shapely.Polygon(recortado).area if len(recortado) > 2 else 0.0
        assert propia == pytest.approx(esperada, abs=1e-6)
