"""Anillos, vecinos, departamentos y cajas, con shapely como oráculo."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from generador.errores import ErrorDeDatos
from generador.mapas import topologia
from generador.mapas.topojson import Anillo, codificar_arcos, decodificar_arcos
from generador.mapas.topologia import Topologia
from generador.rutas import DATOS


@pytest.fixture(scope="module")
def municipios() -> gpd.GeoSeries:
    tabla = gpd.read_file(DATOS / "municipios.topojson", engine="pyogrio")
    return tabla.set_index("codigo").sort_index().geometry


def test_los_anillos_son_los_de_gdal(topo: Topologia, municipios: gpd.GeoSeries) -> None:
    assert list(topo.codigos) == list(municipios.index)
    for codigo in ("05001", "13001", "44378", "88564"):
        propios = shapely.build_area(
            shapely.MultiLineString([_coordenadas(topo, a) for a in topo.anillos[codigo]])
        )
        assert shapely.symmetric_difference(propios, municipios[codigo]).area < 1e-9


def test_los_departamentos_son_la_union_de_sus_municipios(
    topo: Topologia, municipios: gpd.GeoSeries
) -> None:
    assert len(topo.departamentos) == 33
    for lista in topo.departamentos.values():
        contorno = shapely.build_area(
            shapely.MultiLineString([_coordenadas(topo, a) for a in topo.anillos_disueltos(lista)])
        )
        union = shapely.coverage_union_all(municipios[list(lista)].to_numpy())
        assert shapely.symmetric_difference(contorno, union).area < 1e-9


def test_los_anillos_disueltos_cierran_y_no_repiten_arcos(topo: Topologia) -> None:
    for lista in topo.departamentos.values():
        anillos = topo.anillos_disueltos(lista)
        refs = [ref if ref >= 0 else ~ref for anillo in anillos for ref in anillo]
        assert len(refs) == len(set(refs))
        for anillo in anillos:
            puntos = _coordenadas(topo, anillo)
            assert puntos[0].tolist() == puntos[-1].tolist()


def test_vecinos_son_mutuos_y_van_del_mayor_al_menor(topo: Topologia) -> None:
    for codigo, lista in topo.vecinos.items():
        assert [v.km for v in lista] == sorted((v.km for v in lista), reverse=True)
        assert codigo not in {v.codigo for v in lista}
        for vecino in lista:
            assert (codigo, vecino.km) in topo.vecinos[vecino.codigo]


def test_vecinos_conocidos(topo: Topologia) -> None:
    aburra = {"05631", "05088", "05360"}  # Sabaneta no toca a Medellín
    assert {v.codigo for v in topo.vecinos["05001"]} & aburra == {"05088", "05360"}
    assert [c for c, lista in topo.vecinos.items() if not lista] == ["88001", "88564"]


def test_cajas_y_centros_son_los_de_shapely(topo: Topologia, municipios: gpd.GeoSeries) -> None:
    for codigo in ("05631", "91540", "13001", "88001"):
        assert topo.caja([codigo]) == pytest.approx(municipios[codigo].bounds)
        centro = municipios[codigo].centroid
        assert topo.centro(codigo) == pytest.approx((centro.x, centro.y), abs=1e-6)
    union = shapely.coverage_union_all(municipios.to_numpy())
    assert topo.caja(topo.municipios("00")) == pytest.approx(union.bounds)
    assert topo.centro("00") == pytest.approx((union.centroid.x, union.centroid.y), abs=1e-6)


def test_cada_arco_tiene_uno_o_dos_duenos(topo: Topologia) -> None:
    assert ((topo.duenos >= 0).sum(axis=1) >= 1).all()
    assert (topo.duenos[:, 0] != topo.duenos[:, 1]).all()


def test_los_arcos_van_y_vuelven_del_formato() -> None:
    arcos = [
        np.array([[5, 5], [7, 4], [7, 9]]),
        np.array([[7, 9], [5, 5]]),
        np.array([[1, 2], [3, 4]]),
    ]
    puntos, inicios = decodificar_arcos({"arcs": codificar_arcos(arcos)})
    assert inicios.tolist() == [0, 3, 5, 7]
    assert puntos.tolist() == np.concatenate(arcos).tolist()


def test_archivo_ausente_o_danado(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDatos, match=r"municipios\.topojson.*no está en"):
        topologia.cargar(tmp_path / "municipios.topojson")
    contenido = (DATOS / "municipios.topojson").read_bytes()
    for malo in (contenido[:5000], b'{"arcs": [], "objects": {}}', b"[]"):
        with pytest.raises(ErrorDeDatos, match="kit datos importar"):
            topologia.desde_bytes(malo)


def _coordenadas(topo: Topologia, anillo: Anillo) -> np.ndarray:
    tramos = []
    for ref in anillo:
        arco = ref if ref >= 0 else ~ref
        puntos = topo.puntos[topo.inicios[arco] : topo.inicios[arco + 1]]
        tramos.append(puntos if ref >= 0 else puntos[::-1])
    return np.concatenate(tramos)
