"""El mapa por dentro: el contorno, los puntos y los que caen afuera, con shapely como oráculo."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import orjson
import pytest
import shapely
from shapely import affinity

from generador.lugares import capa, mapa_municipal, mapas_guardados, nbi_por_dentro
from generador.lugares.mapa_municipal import LADO, MapaMunicipal
from generador.lugares.nbi_por_dentro import Nbi
from generador.rutas import DATOS

NUMERO = re.compile(r"-?\d+")


@pytest.fixture(scope="module")
def lugares() -> Nbi:
    return nbi_por_dentro.leer()


@pytest.fixture(scope="module")
def mapas(lugares: Nbi) -> dict[str, MapaMunicipal]:
    return mapa_municipal.mapas(capa.leer(nbi_por_dentro.CONTORNOS), lugares)


@pytest.fixture(scope="module")
def municipios() -> gpd.GeoSeries:
    capa_de_gdal = gpd.read_file(DATOS / "mgn_2018.topojson", engine="pyogrio")
    return capa_de_gdal.set_index("codigo").geometry.set_crs(4326, allow_override=True)


def dibujado(d: str) -> shapely.Geometry:
    """El trazo, leído de vuelta como polígonos de píxeles."""
    anillos = []
    for pedazo in d.split("z")[:-1]:
        inicio, pasos = pedazo[1:].split("l")
        pares = np.array([*NUMERO.findall(inicio), *NUMERO.findall(pasos)], dtype=int)
        anillos.append(shapely.LinearRing(pares.reshape(-1, 2).cumsum(axis=0)))
    return shapely.build_area(shapely.GeometryCollection(anillos))


def test_todos_los_municipios_caben_en_el_lienzo(mapas: dict[str, MapaMunicipal]) -> None:
    assert len(mapas) == 1122
    for mapa in mapas.values():
        assert max(mapa.ancho, mapa.alto) == LADO
        assert min(mapa.ancho, mapa.alto) > 60
        for x, y in mapa.puntos.values():
            assert 0 < x < mapa.ancho
            assert 0 < y < mapa.alto
        assert 20 < mapa.regla <= LADO / 4 + 1 or mapa.km == 1


def test_el_contorno_es_el_del_municipio(
    mapas: dict[str, MapaMunicipal], municipios: gpd.GeoSeries
) -> None:
    """Llevado a la misma caja, el dibujo y el límite oficial casi no difieren."""
    for codigo in ("27025", "52835", "05001", "91430", "97666", "05360"):
        dibujo, oficial = dibujado(mapas[codigo].d), municipios[codigo]
        oeste, sur, este, norte = oficial.bounds
        x0, y0, x1, y1 = dibujo.bounds
        lleva = affinity.affine_transform(
            dibujo,
            [
                (este - oeste) / (x1 - x0), 0, 0, -(norte - sur) / (y1 - y0),
                oeste - x0 * (este - oeste) / (x1 - x0), norte + y0 * (norte - sur) / (y1 - y0),
            ],
        )  # fmt: skip
        assert lleva.symmetric_difference(oficial).area < 0.05 * oficial.area, codigo


def test_los_puntos_de_afuera_son_los_de_shapely_y_estan_cerca(
    lugares: Nbi, mapas: dict[str, MapaMunicipal], municipios: gpd.GeoSeries
) -> None:
    numeros, afuera = lugares.tabla.numeros, []
    puntos = shapely.points(numeros["longitud"], numeros["latitud"])
    for fila in np.flatnonzero(lugares.con_punto).tolist():
        if not shapely.intersects(municipios[lugares.tabla.territorios[fila]], puntos[fila]):
            afuera.append(fila)
    assert sorted(f for mapa in mapas.values() for f in mapa.fuera) == afuera
    assert 0 < len(afuera) < 100
    suyos = municipios[[lugares.tabla.territorios[f] for f in afuera]].to_crs(9377)
    metros = gpd.GeoSeries(puntos[afuera], crs=4326).to_crs(9377)
    lejania = shapely.distance(suyos.to_numpy(), metros.to_numpy())
    assert lejania.max() < 2000  # es lo que dice la página


def test_cada_lugar_con_coordenadas_tiene_su_punto(
    lugares: Nbi, mapas: dict[str, MapaMunicipal]
) -> None:
    dibujados = sorted(fila for mapa in mapas.values() for fila in mapa.puntos)
    assert dibujados == np.flatnonzero(lugares.con_punto).tolist()
    assert len(dibujados) == 1102 + 6249


def test_lo_guardado_es_lo_mismo_y_lo_danado_se_rehace(
    lugares: Nbi, mapas: dict[str, MapaMunicipal], tmp_path: Path
) -> None:
    assert mapas_guardados.leer_mapas(DATOS, lugares, tmp_path) == mapas
    (guardado,) = tmp_path.glob("*.json")
    assert mapas_guardados.leer_mapas(DATOS, lugares, tmp_path) == mapas
    contenido = guardado.read_bytes()
    for danado in (b"{", b"[]", orjson.dumps({"05001": {"d": ""}})):
        guardado.write_bytes(danado)
        assert mapas_guardados.leer_mapas(DATOS, lugares, tmp_path) == mapas
    assert guardado.read_bytes() == contenido
