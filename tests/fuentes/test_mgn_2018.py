"""El marco geoestadístico 2018: áreas, cobertura simplificada y archivos dañados."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import orjson
import pandas as pd
import pytest
import shapely
from libpysal.graph import Graph

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import mgn_2018
from generador.mapas import topologia
from generador.rutas import DATOS

DESVIO_SIMPLIFICADA = 0.03
"""Admitido entre el área simplificada y MPIO_NAREA: 2 % de la fuente y 2 % de la tolerancia."""


@pytest.fixture(scope="module")
def original(fuentes: Path) -> gpd.GeoDataFrame:
    tabla = gpd.read_file(fuentes / mgn_2018.ARCHIVO, layer=mgn_2018.CAPA, engine="pyogrio")
    return tabla.set_crs(4326, allow_override=True).set_index("MPIO_CCNCT").sort_index()


@pytest.fixture(scope="module")
def contenido(fuentes: Path) -> bytes:
    return mgn_2018.leer_geometria(fuentes)


@pytest.fixture(scope="module")
def simplificada(contenido: bytes, tmp_path_factory: pytest.TempPathFactory) -> gpd.GeoDataFrame:
    """La salida leída por GDAL, que no comparte código con el proyecto."""
    ruta = tmp_path_factory.mktemp("mgn") / mgn_2018.SALIDA
    ruta.write_bytes(contenido)
    tabla = gpd.read_file(ruta, engine="pyogrio").set_crs(4326, allow_override=True)
    return tabla.set_index("codigo").sort_index()


@pytest.fixture
def copia(fuentes: Path, tmp_path: Path) -> Path:
    ruta = tmp_path / mgn_2018.ARCHIVO
    ruta.parent.mkdir(parents=True)
    ruta.write_bytes((fuentes / mgn_2018.ARCHIVO).read_bytes())
    return ruta


def test_area_oficial(fuentes: Path, original: gpd.GeoDataFrame) -> None:
    tabla = mgn_2018.leer(fuentes)
    assert set(tabla["territorio"]) == set(codigos.base())
    assert set(tabla["estado"]) == {"dato"}
    assert tabla["valor"].sum() == pytest.approx(original["MPIO_NAREA"].sum())
    assert tabla["valor"].sum() == pytest.approx(1_140_969.6, abs=0.6)
    areas = tabla.set_index("territorio")["valor"]
    assert areas["88564"] == pytest.approx(22.284, abs=0.001)


def test_es_una_cobertura_valida_y_completa(simplificada: gpd.GeoDataFrame) -> None:
    geometrias = simplificada.geometry.to_numpy()
    assert list(simplificada.index) == list(codigos.base())
    assert not simplificada.is_empty.any()
    assert simplificada.is_valid.all()
    assert shapely.coverage_is_valid(geometrias)
    union = shapely.get_parts(shapely.coverage_union_all(geometrias))
    assert shapely.get_num_interior_rings(union).sum() == 0


def test_cada_frontera_se_guarda_una_sola_vez(contenido: bytes) -> None:
    arcos = orjson.loads(contenido)["arcs"]
    tramos = [tramo for arco in arcos for tramo in _tramos(arco)]
    assert len(tramos) == len(set(tramos))


def test_las_areas_se_conservan(simplificada: gpd.GeoDataFrame, original: gpd.GeoDataFrame) -> None:
    areas = simplificada.to_crs(9377).area / 1e6
    desvio = (areas / original["MPIO_NAREA"] - 1).abs()
    assert desvio.max() < DESVIO_SIMPLIFICADA
    assert areas.sum() == pytest.approx(original.to_crs(9377).area.sum() / 1e6, rel=1e-4)


def test_los_vertices_son_de_la_rejilla_original(fuentes: Path, contenido: bytes) -> None:
    fuente = orjson.loads((fuentes / mgn_2018.ARCHIVO).read_bytes())
    salida = orjson.loads(contenido)
    assert salida["transform"] == fuente["transform"]
    assert _vertices(salida) <= _vertices(fuente)


def test_las_islas_se_conservan(simplificada: gpd.GeoDataFrame, original: gpd.GeoDataFrame) -> None:
    partes = shapely.get_num_geometries(simplificada.geometry.to_numpy())
    assert partes.tolist() == shapely.get_num_geometries(original.geometry.to_numpy()).tolist()
    # San Andrés y Providencia van sin simplificar.
    islas = ["88001", "88564"]
    enteras = shapely.normalize(simplificada.geometry[islas].to_numpy())
    assert shapely.equals_exact(
        enteras, shapely.normalize(original.geometry[islas].to_numpy()), tolerance=1e-9
    ).all()


def test_el_exterior_gira_como_el_reloj(simplificada: gpd.GeoDataFrame) -> None:
    exteriores = shapely.get_exterior_ring(shapely.get_parts(simplificada.geometry.to_numpy()))
    assert not shapely.is_ccw(exteriores).any()


def test_peso_metadatos_y_propiedades(contenido: bytes) -> None:
    topojson = orjson.loads(contenido)
    assert len(contenido) <= 1_200_000
    assert topojson["metadatos"]["tolerancia_m"] == mgn_2018.TOLERANCIA
    assert topojson["metadatos"]["omitido"] == []
    assert len(topojson["metadatos"]["sha256"]) == 64
    objetos = topojson["objects"][mgn_2018.OBJETO]["geometries"]
    assert {tuple(o["properties"]) for o in objetos} == {("codigo",)}


def test_es_determinista_y_es_la_versionada(fuentes: Path, contenido: bytes) -> None:
    assert mgn_2018.leer_geometria(fuentes) == contenido
    assert (DATOS / mgn_2018.SALIDA).read_bytes() == contenido


def test_vecinos_frente_a_libpysal_en_la_geometria_original(
    contenido: bytes, original: gpd.GeoDataFrame
) -> None:
    topo = topologia.desde_bytes(contenido)
    propios = {
        (min(c, v.codigo), max(c, v.codigo)) for c, lista in topo.vecinos.items() for v in lista
    }
    reina = _pares(Graph.build_contiguity(original, rook=False))
    torre = _pares(Graph.build_contiguity(original, rook=True))
    assert propios == torre
    # Lo único que la reina agrega son los que se tocan en puntos, que aquí no son vecinos.
    solo_punto = reina - propios
    assert len(solo_punto) == 87
    for a, b in solo_punto:
        assert shapely.intersection(original.geometry[a], original.geometry[b]).length == 0


def test_longitud_de_frontera(contenido: bytes, original: gpd.GeoDataFrame) -> None:
    topo, metros = topologia.desde_bytes(contenido), original.to_crs(9377).geometry
    for codigo in ("05001", "44847", "11001"):
        for vecino in topo.vecinos[codigo]:
            real = shapely.intersection(metros[codigo], metros[vecino.codigo]).length / 1000
            assert vecino.km == pytest.approx(real, rel=0.1, abs=0.5)


def _sin_capa(t: dict[str, Any]) -> None:
    t["objects"]["MUNICIPIOS"] = t["objects"].pop(mgn_2018.CAPA)


def _sin_columna(t: dict[str, Any]) -> None:
    for objeto in t["objects"][mgn_2018.CAPA]["geometries"]:
        objeto["properties"]["AREA"] = objeto["properties"].pop("MPIO_NAREA")


def _primero(t: dict[str, Any]) -> dict[str, Any]:
    propiedades: dict[str, Any] = t["objects"][mgn_2018.CAPA]["geometries"][0]["properties"]
    return propiedades


def _corto(t: dict[str, Any]) -> None:
    for objeto in t["objects"][mgn_2018.CAPA]["geometries"]:
        p = objeto["properties"]
        p["MPIO_CCNCT"] = p["MPIO_CCNCT"].lstrip("0")


def _ajeno(t: dict[str, Any]) -> None:
    _primero(t)["MPIO_CCNCT"] = "18999"


def _area_en_hectareas(t: dict[str, Any]) -> None:
    _primero(t)["MPIO_NAREA"] *= 100


def _area_negativa(t: dict[str, Any]) -> None:
    _primero(t)["MPIO_NAREA"] = -1


def _sin_transform(t: dict[str, Any]) -> None:
    del t["transform"]


@pytest.mark.parametrize(
    ("dano", "esperado"),
    [
        (_sin_capa, ["falta la capa", "«MUNICIPIOS»"]),
        (_sin_columna, ["«MPIO_NAREA»", "falta la propiedad", "AREA"]),
        (_corto, ["«MPIO_CCNCT»", "cero inicial"]),
        (_ajeno, ["faltan 1: 18001", "sobran 1: 18999"]),
        (_area_en_hectareas, ["fila 1", "«MPIO_NAREA»", "254763", "fuera de rango"]),
        (_area_negativa, ["fila 1", "-1", "fuera de rango"]),
        (_sin_transform, ["cuantizado", "transform"]),
    ],
)
def test_propiedades_danadas(
    copia: Path, dano: Callable[[dict[str, Any]], None], esperado: list[str]
) -> None:
    _danar(copia, dano)
    _falla_diciendo(mgn_2018.leer, copia, esperado)


def _abrir_hueco(t: dict[str, Any]) -> None:
    """El primer municipio pierde el último vértice de su primer arco; su vecino lo conserva."""
    refs = t["objects"][mgn_2018.CAPA]["geometries"][0]["arcs"][0]
    t["arcs"].append([*t["arcs"][refs[0]][:-1], [0, 0]])
    refs[0] = len(t["arcs"]) - 1


def _solapar(t: dict[str, Any]) -> None:
    """El primer municipio mete en el vecino un vértice de su primer arco."""
    refs = t["objects"][mgn_2018.CAPA]["geometries"][0]["arcs"][0]
    arco = [list(p) for p in t["arcs"][refs[0]]]
    arco[40][0] += 60
    arco[41][0] -= 60
    t["arcs"].append(arco)
    refs[0] = len(t["arcs"]) - 1


def _ejes_cambiados(t: dict[str, Any]) -> None:
    for arco in t["arcs"]:
        for punto in arco:
            punto.reverse()
    for miembro in t["transform"].values():
        miembro.reverse()


def _area_ajena(t: dict[str, Any]) -> None:
    _primero(t)["MPIO_NAREA"] *= 1.1


@pytest.mark.parametrize(
    ("dano", "esperado"),
    [
        (_abrir_hueco, ["cobertura sin huecos ni solapes"]),
        (_solapar, ["cobertura sin huecos ni solapes"]),
        (_ejes_cambiados, ["Colombia", "EPSG:4326"]),
        (_area_ajena, ["fila 1", "18001", "no su área oficial"]),
    ],
)
def test_geometria_danada(
    copia: Path, dano: Callable[[dict[str, Any]], None], esperado: list[str]
) -> None:
    _danar(copia, dano)
    _falla_diciendo(mgn_2018.leer_geometria, copia, esperado)


def test_truncado_o_ausente(copia: Path) -> None:
    copia.write_bytes(copia.read_bytes()[:1000])
    _falla_diciendo(mgn_2018.leer, copia, ["truncado", "kit datos descargar"])
    copia.unlink()
    _falla_diciendo(mgn_2018.leer, copia, ["no está en"])


def _danar(copia: Path, dano: Callable[[dict[str, Any]], None]) -> None:
    topojson = orjson.loads(copia.read_bytes())
    dano(topojson)
    copia.write_bytes(orjson.dumps(topojson))


def _falla_diciendo(leer: Callable[[Path], object], copia: Path, esperado: list[str]) -> None:
    with pytest.raises(ErrorDeDatos) as error:
        leer(copia.parent.parent)
    texto = str(error.value)
    for pedazo in [copia.name, "Qué hacer", *esperado]:
        assert pedazo in texto


def _pares(grafo: Graph) -> set[tuple[str, str]]:
    vecinos: pd.DataFrame = grafo.adjacency.reset_index().query("weight > 0")
    return {(a, b) for a, b in zip(vecinos["focal"], vecinos["neighbor"], strict=True) if a < b}


def _absolutos(arco: list[list[int]]) -> list[tuple[int, int]]:
    x, y, salida = 0, 0, []
    for dx, dy in arco:
        x, y = x + dx, y + dy
        salida.append((x, y))
    return salida


def _tramos(arco: list[list[int]]) -> list[frozenset[tuple[int, int]]]:
    return [frozenset(par) for par in pairwise(_absolutos(arco))]


def _vertices(topojson: dict[str, Any]) -> set[tuple[int, int]]:
    return {punto for arco in topojson["arcs"] for punto in _absolutos(arco)}
