"""La capa con detalle: la misma geometría que lee GDAL, y cada daño con su nombre."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pytest
import shapely

from generador.errores import ErrorDeDatos
from generador.lugares import capa
from generador.rutas import DATOS

RUTA = DATOS / "mgn_2018.topojson"
Dano = Callable[[dict[str, Any]], object]


def _geometrias(topojson: dict[str, Any]) -> list[dict[str, Any]]:
    lista: list[dict[str, Any]] = topojson["objects"]["lugares"]["geometries"]
    return lista


def test_los_poligonos_son_los_de_gdal() -> None:
    leida = capa.leer("mgn_2018")
    de_gdal = gpd.read_file(RUTA, engine="pyogrio").set_index("codigo").geometry
    assert list(leida.anillos) == sorted(de_gdal.index)
    assert leida.por_territorio["52835"] == ["52835"]
    for codigo in ("05001", "52835", "88001", "94343", "27615"):
        partes = [shapely.Polygon(p[0], p[1:]) for p in leida.partes(codigo)]
        propia = shapely.MultiPolygon(partes)
        diferencia = propia.symmetric_difference(de_gdal[codigo]).area
        assert diferencia <= 1e-9 * propia.area


def test_dice_de_donde_sale_y_con_cuanto_detalle() -> None:
    leida = capa.leer("mgn_2018")
    assert leida.metadatos["tolerancia_m"] == 0
    assert "DANE" in leida.metadatos["fuente"]
    simplificada = orjson.loads((DATOS / "municipios.topojson").read_bytes())
    assert simplificada["metadatos"]["tolerancia_m"] > 0
    vertices = sum(len(arco) for arco in simplificada["arcs"])
    assert len(leida.grados) > vertices
    assert np.isfinite(leida.grados).all()


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (lambda t: t.pop("metadatos"), "no es una capa del kit"),
        (lambda t: t["metadatos"].pop("tolerancia_m"), "les falta tolerancia_m"),
        (lambda t: t["objects"].clear(), "no es una capa del kit"),
        (lambda t: _geometrias(t)[0]["properties"].update(codigo="05002"), "se repite"),
        (
            lambda t: _geometrias(t)[0]["properties"].update(territorio="1"),
            "no está en territorios",
        ),
        (lambda t: _geometrias(t)[0].update(arcs=[[10**6]]), "un arco que no existe"),
        (lambda t: _geometrias(t)[0].update(arcs=[]), "no tiene polígono"),
        (lambda t: _geometrias(t)[0]["arcs"][0].pop(), "un anillo no cierra"),
        (lambda t: t["arcs"][0][0].append(1), "no es una capa del kit"),
    ],
)
def test_cada_dano_se_nombra(danar: Dano, esperado: str) -> None:
    topojson = orjson.loads(RUTA.read_bytes())
    danar(topojson)
    with pytest.raises(ErrorDeDatos, match=esperado) as error:
        capa.desde_bytes(orjson.dumps(topojson), RUTA.name)
    assert error.value.lugar.archivo == RUTA.name


def test_la_que_no_esta_dice_cual() -> None:
    with pytest.raises(ErrorDeDatos, match=r"nada\.topojson.*no está en"):
        capa.leer("nada")
