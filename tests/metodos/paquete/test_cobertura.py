"""La simplificación: los vecinos siguen tocándose, contra GEOS, y nada se mueve de lugar."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.lugares import veredas
from generador.metodos.cobertura import DECIMALES, Cobertura
from generador.metodos.paquete.armar import PARTE_DEL_MEDIANO


def de_apartado() -> list[list[list[np.ndarray]]]:
    capa, codigos = veredas.leer().de("05045")
    return [capa.partes(codigo) for codigo in codigos]


def en_shapely(cobertura: Cobertura) -> list[shapely.MultiPolygon]:
    escala = 10**DECIMALES
    return [
        shapely.MultiPolygon([(p[0] / escala, [h / escala for h in p[1:]]) for p in suyos])
        for suyos in map(cobertura.poligonos, range(len(cobertura.anillos)))
    ]


def las_publicadas(carpeta: Path) -> list[list[list[np.ndarray]]]:
    """Las de Urabá como las publica la entidad, reparadas."""
    todas = json.loads((carpeta / "submunicipal" / "veredas_uraba.geojson").read_text("utf-8"))
    formas = [
        shapely.make_valid(shapely.from_geojson(json.dumps(e["geometry"])))
        for e in todas["features"]
        if e["properties"]["dptompio"] == "05045"
    ]
    return [
        [
            [np.array(a.coords)[:, :2] for a in (p.exterior, *p.interiors)]
            for parte in shapely.get_parts(forma)
            for p in shapely.get_parts(parte)
            if p.geom_type == "Polygon"
        ]
        for forma in formas
    ]


def test_las_veredas_publicadas_siguen_en_su_lugar(fuentes: Path) -> None:
    """Con el umbral del paquete: la mitad de los vértices, y nada inválido ni corrido."""
    antes = Cobertura.de_poligonos(las_publicadas(fuentes))
    despues = antes.simplificada(PARTE_DEL_MEDIANO * float(np.median(antes.areas())))
    assert len(despues.puntos) < 0.5 * len(antes.puntos)
    for forma, original in zip(en_shapely(despues), en_shapely(antes), strict=True):
        assert forma.is_valid
        assert forma.symmetric_difference(shapely.make_valid(original)).area < 0.02 * original.area


def test_las_veredas_del_kit_siguen_siendo_una_cobertura() -> None:
    antes = Cobertura.de_poligonos(de_apartado())
    despues = antes.simplificada(2_000.0)
    assert len(despues.puntos) < len(antes.puntos)
    formas = en_shapely(despues)
    assert all(f.is_valid for f in formas)
    assert shapely.coverage_is_valid(formas)
    union = shapely.union_all(en_shapely(antes)), shapely.union_all(formas)
    assert union[0].symmetric_difference(union[1]).area < 0.01 * union[0].area


def test_sin_umbral_es_la_misma_capa_en_la_rejilla() -> None:
    originales = [shapely.MultiPolygon([(p[0], p[1:]) for p in suyos]) for suyos in de_apartado()]
    for forma, original in zip(
        en_shapely(Cobertura.de_poligonos(de_apartado()).simplificada(0.0)), originales, strict=True
    ):
        assert forma.hausdorff_distance(original) <= 1e-5


def test_el_exterior_gira_a_la_izquierda_y_el_hueco_a_la_derecha() -> None:
    cuadro = np.array([(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)], dtype=float)
    hueco = np.array([(0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), (0.4, 0.4)])
    ((exterior, interior),) = Cobertura.de_poligonos([[[cuadro, hueco]]]).poligonos(0)
    assert shapely.LinearRing(exterior).is_ccw
    assert not shapely.LinearRing(interior).is_ccw


def test_lo_que_no_mide_un_metro_se_cuenta() -> None:
    grande = np.array([(0, 0), (1, 0), (1, 1)], dtype=float)
    cobertura = Cobertura.de_poligonos([[[grande], [grande * 1e-6]], [[grande * 1e-7]]])
    assert cobertura.perdidos == 2
    assert [len(suyos) for suyos in cobertura.anillos] == [1, 0]


def test_un_enclave_comparte_su_borde() -> None:
    """Un anillo sin nodos, hueco de uno y exterior de otro, es un solo arco."""
    t = np.linspace(0, 2 * np.pi, 60)[:-1]
    redondo = np.column_stack([np.cos(t), np.sin(t)]) * 0.1
    marco = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=float)
    cobertura = Cobertura.de_poligonos([[[marco, redondo]], [[np.roll(redondo[::-1], 7, axis=0)]]])
    assert len(cobertura.inicios) - 1 == 2
    formas = en_shapely(cobertura.simplificada(1e6))
    assert shapely.coverage_is_valid(formas)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 6), st.integers(0, 2**32 - 1), st.floats(0, 1e9), st.booleans()
)  # una malla con los cruces movidos es una cobertura cualquiera
def test_ninguna_malla_se_abre_ni_pierde_un_cuadro(
    lado: int, semilla: int, umbral: float, derecho: bool
) -> None:
    azar = np.random.default_rng(semilla)
    cruces = np.stack(np.meshgrid(np.arange(lado + 1.0), np.arange(lado + 1.0)), -1)
    cruces += azar.uniform(-0.2, 0.2, cruces.shape)
    cuadros = []
    for i in range(lado):
        for j in range(lado):
            anillo = [cruces[i, j], cruces[i, j + 1], cruces[i + 1, j + 1], cruces[i + 1, j]]
            cuadros.append([[np.array(anillo if derecho or (i + j) % 2 else anillo[::-1])]])
    formas = en_shapely(Cobertura.de_poligonos(cuadros).simplificada(umbral))
    assert all(f.area > 0 for f in formas)
    assert shapely.coverage_is_valid([f for f in formas if f.is_valid])
