"""Las veredas: cuántas, de quién, cuánto cubren, que encajen, y archivos dañados."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import pytest
import shapely

from generador.fuentes.lectura.ortografia import sin_letras_rotas
from generador.fuentes.oficiales import mgn_2018, veredas_dane, veredas_uraba
from generador.lugares import veredas
from generador.rutas import DATOS
from tests import danos
from tests.fuentes import geojson

CON_CODIGO = veredas_dane.ARCHIVO
# Lo que suma menos del 90 %: cinco pedazos de municipios vecinos y dos a medias.
PARCIALES = {"18610", "20310", "41001", "41006", "41298", "41319", "50330"}
# Suman el 90 % con un borde que no es el del marco de 2018: cubren menos de adentro.
OTRO_BORDE = {"18001", "18094", "18247", "18256", "18410", "18860"}


@pytest.fixture(scope="module")
def original(fuentes: Path) -> gpd.GeoDataFrame:
    ruta = f"/vsigzip/{fuentes / CON_CODIGO}"
    leida = gpd.read_file(ruta, engine="pyogrio").set_crs(4326, allow_override=True)
    leida["geometry"] = leida.geometry.make_valid()
    return leida.set_index("CODIGO_VER").sort_index().to_crs(9377)


@pytest.fixture(scope="module")
def capa(tmp_path_factory: pytest.TempPathFactory) -> gpd.GeoDataFrame:
    contenido = (DATOS / "veredas_dane.topojson").read_bytes()
    return geojson.tabla(contenido, tmp_path_factory.mktemp("v") / "v.topojson")


@pytest.fixture(scope="module")
def cobertura() -> pd.DataFrame:
    leida = pd.read_csv(DATOS / "veredas_dane.csv", dtype={"territorio": str})
    return leida.set_index("territorio")


def test_ninguna_vereda_se_pierde(fuentes: Path, capa: gpd.GeoDataFrame) -> None:
    propios = [r["properties"] for r in geojson.rasgos(fuentes / CON_CODIGO)]
    assert len(propios) == len({p["CODIGO_VER"] for p in propios}) == 3608
    assert set(capa.index) == {p["CODIGO_VER"] for p in propios}
    assert (capa["territorio"] == capa.index.str[:5]).all()
    sin_nombre = {p["CODIGO_VER"] for p in propios if p["NOM_VEREDA"] == "SIN DEFINIR"}
    assert set(capa.index[capa["nombre"] == ""]) == sin_nombre
    assert len(sin_nombre) == 60


ROTAS = {
    "86568038": ("CARMEN DEL PIÑU¤A", "Carmen del Piñuña"),
    "86568043": ("PIÑU¤A BLANCO", "Piñuña Blanco"),
    "86568053": ("ALTO PIÑU¤A (LA CHIPA)", "Alto Piñuña (La Chipa)"),
    "86571024": ("NUEVA UNI¢N", "Nueva Unión"),
    "86573088": ("PIÑU¤A NEGRO", "Piñuña Negro"),
}


def test_las_letras_rotas_se_leen_como_se_escribieron(
    fuentes: Path, capa: gpd.GeoDataFrame
) -> None:
    """Cada nombre con un signo que no es de un nombre, y no más, sale con su letra."""
    propios = [r["properties"] for r in geojson.rasgos(fuentes / CON_CODIGO)]
    hallados = {
        p["CODIGO_VER"]: p["NOM_VEREDA"] for p in propios if set(p["NOM_VEREDA"]) & set("¡¢£¤¥\x82")
    }
    assert hallados == {codigo: rota for codigo, (rota, _) in ROTAS.items()}
    assert {codigo: capa["nombre"][codigo] for codigo in ROTAS} == {
        codigo: buena for codigo, (_, buena) in ROTAS.items()
    }
    assert not capa["nombre"].str.contains(r"[^\w\s().,'\-/#&\"°ºª:;+]").any()


@pytest.mark.parametrize("letra", "éíóúñÑüÜ")
def test_cada_letra_de_la_pagina_850_vuelve(letra: str) -> None:
    rota = letra.encode("cp850").decode("latin-1")
    assert sin_letras_rotas(f"la {rota}") == f"la {letra}"
    assert sin_letras_rotas(f"LA PE{rota}A") == f"LA PE{letra.upper()}A"


@pytest.mark.parametrize("sano", ["Unión", "PIÑUÑA", "Güicán", "N.º 1", "", "Á"])
def test_lo_sano_no_cambia(sano: str) -> None:
    assert sin_letras_rotas(sano) == sano


def test_las_sumas_del_archivo(cobertura: pd.DataFrame) -> None:
    assert (len(cobertura), cobertura["veredas"].sum()) == (54, 3608)
    deptos = Counter(cobertura.index.str[:2])
    assert [deptos[d] for d in ("18", "95", "86", "54", "50")] == [16, 4, 9, 13, 7]
    assert cobertura.loc[cobertura.index.str.startswith("95"), "veredas"].sum() == 119


def test_cuarenta_y_siete_municipios_cubiertos(
    fuentes: Path, original: gpd.GeoDataFrame, cobertura: pd.DataFrame
) -> None:
    """La cobertura, medida otra vez con GDAL y GeoPandas sobre el área del límite leído aparte."""
    limites = gpd.read_file(fuentes / mgn_2018.ARCHIVO, layer=mgn_2018.CAPA, engine="pyogrio")
    limites = limites.set_crs(4326, allow_override=True).set_index("MPIO_CCNCT").to_crs(9377)
    duenos = original.index.str[:5]
    sumas = original.area.groupby(duenos).sum() / limites.area[sorted(set(duenos))] * 100
    assert np.allclose(cobertura["suma"], sumas[cobertura.index], atol=0.05)
    for codigo in ("18785", "18205", "95001", "18247"):
        dentro = original[duenos == codigo].union_all().intersection(limites.geometry[codigo])
        parte = 100 * dentro.area / limites.geometry[codigo].area
        assert cobertura.loc[codigo, "cubierto"] == pytest.approx(parte, abs=0.05)
    assert (cobertura["suma"] >= veredas.MINIMO).sum() == 47
    assert set(cobertura.index[cobertura["suma"] < veredas.MINIMO]) == PARCIALES
    bastan = cobertura[cobertura["suma"] >= veredas.MINIMO]
    assert set(bastan.index[bastan["cubierto"] < veredas.MINIMO]) == OTRO_BORDE
    assert cobertura.loc["18785", "suma"] == pytest.approx(130, abs=0.5)
    assert cobertura.loc["18205", "suma"] == pytest.approx(124, abs=0.5)


def test_encajan_sin_solapes_y_conservan_su_area(
    original: gpd.GeoDataFrame, capa: gpd.GeoDataFrame
) -> None:
    grados = capa.to_crs(4326).geometry.to_numpy()
    rejilla = shapely.set_precision(grados, 1e-9, mode="pointwise")
    assert shapely.is_valid(rejilla).all()
    assert not shapely.is_empty(rejilla).any()
    _, otros = shapely.STRtree(rejilla).query(rejilla, predicate="overlaps")
    assert len(otros) == 0
    cambio = (capa.area / original.area - 1).abs()
    assert cambio.median() < 0.006
    assert cambio.quantile(0.99) < 0.07
    assert cambio.idxmax() == "54206018"
    assert capa.area.sum() == pytest.approx(original.area.sum(), rel=0.005)


def test_lo_reparado_se_nombra(fuentes: Path) -> None:
    metadatos = orjson.loads((DATOS / "veredas_dane.topojson").read_bytes())["metadatos"]
    invalidas = {
        r["properties"]["CODIGO_VER"]
        for r in geojson.rasgos(fuentes / CON_CODIGO)
        if not shapely.is_valid(shapely.geometry.shape(r["geometry"]))
    }
    assert set(metadatos["reparados"]) == invalidas
    assert len(invalidas) == 3
    assert metadatos["tolerancia_m"] == veredas_dane.RECETA.tolerancia
    assert "sin recortar" in metadatos["metodo"]


def test_uraba_cubre_nueve_municipios_y_no_trae_codigo(fuentes: Path) -> None:
    propios = [r["properties"] for r in geojson.rasgos(fuentes / veredas_uraba.ARCHIVO)]
    assert len(propios) == 611
    assert not any("cod" in campo.lower() for campo in propios[0])
    topojson = orjson.loads((DATOS / "veredas_uraba.topojson").read_bytes())
    hechas = [g["properties"] for g in topojson["objects"]["lugares"]["geometries"]]
    assert Counter(p["territorio"] for p in hechas) == Counter(p["dptompio"] for p in propios)
    assert not any(p["codigo"].isdigit() for p in hechas)
    veces = Counter((p["dptompio"], p["nombre_ver"]) for p in propios)
    assert [llave for llave, n in veces.items() if n > 1] == [("05480", "MONTERÍA LEÓN")]
    assert {"05480-monteria-leon", "05480-monteria-leon-2"} < {p["codigo"] for p in hechas}
    assert len({p["codigo"] for p in hechas}) == 611
    assert len(topojson["metadatos"]["reparados"]) == 33
    tabla = pd.read_csv(DATOS / "veredas_uraba.csv")
    assert (tabla["cubierto"] >= veredas.MINIMO).all()
    assert (len(tabla), tabla["reparadas"].sum()) == (9, 33)


def _repetir(propios: list[dict[str, Any]]) -> None:
    propios[5]["properties"]["CODIGO_VER"] = propios[4]["properties"]["CODIGO_VER"]
    propios[5]["properties"]["NOM_MPIO"] = propios[4]["properties"]["NOM_MPIO"]


def _sin_columna(propios: list[dict[str, Any]]) -> None:
    for rasgo in propios:
        del rasgo["properties"]["CODIGO_VER"]


def _sin_cero(propios: list[dict[str, Any]]) -> None:
    propios[0]["properties"]["CODIGO_VER"] = "5001001"


def _otro_municipio(propios: list[dict[str, Any]]) -> None:
    propios[0]["properties"]["CODIGO_VER"] = "05001001"


def _sin_geometria(propios: list[dict[str, Any]]) -> None:
    propios[2]["geometry"] = None


def _una_linea(propios: list[dict[str, Any]]) -> None:
    propios[2]["geometry"] = {"type": "LineString", "coordinates": [[-75, 1], [-74, 1]]}


def _sin_area(propios: list[dict[str, Any]]) -> None:
    anillo = [[-75.0, 1.0], [-74.9, 1.0], [-75.0, 1.0], [-75.0, 1.0]]
    propios[2]["geometry"] = {"type": "Polygon", "coordinates": [anillo]}


def _ejes_cambiados(propios: list[dict[str, Any]]) -> None:
    anillo = [[1.0, -75.0], [1.1, -75.0], [1.1, -74.9], [1.0, -75.0]]
    propios[2]["geometry"] = {"type": "Polygon", "coordinates": [anillo]}


@pytest.mark.parametrize(
    ("dano", "esperado"),
    [
        (_repetir, ["se repiten 1"]),
        (_sin_columna, ["«CODIGO_VER»", "falta la propiedad", "NOM_VEREDA"]),
        (_sin_cero, ["fila 1", "cero inicial"]),
        (_otro_municipio, ["fila 1", "«NOM_MPIO»", "05001", "Medellín"]),
        (_sin_geometria, ["fila 3", "no es un polígono"]),
        (_una_linea, ["fila 3", "LineString"]),
        (_sin_area, ["fila 3", "no tiene área"]),
        (_ejes_cambiados, ["fila 3", "fuera de Colombia"]),
    ],
)
def test_archivo_danado(
    fuentes: Path, tmp_path: Path, dano: geojson.Dano, esperado: list[str]
) -> None:
    copia = geojson.danada(fuentes, tmp_path, CON_CODIGO, dano)
    geojson.falla_diciendo(veredas_dane.leer_capa, tmp_path, [copia.name, *esperado])


def test_truncado_o_ausente(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, CON_CODIGO)
    danos.truncar(copia)
    geojson.falla_diciendo(veredas_dane.leer_capa, tmp_path, [copia.name, "truncado"])
    copia.unlink()
    geojson.falla_diciendo(veredas_dane.leer_capa, tmp_path, [copia.name, "no está en"])


def test_un_poligono_que_se_cruza_se_repara_y_se_nombra(fuentes: Path, tmp_path: Path) -> None:
    def cruzar(propios: list[dict[str, Any]]) -> None:
        del propios[6:]
        x, y = next(_puntos(propios[0]["geometry"]["coordinates"]))
        corbata = [[x, y], [x + 0.05, y + 0.05], [x + 0.05, y], [x, y + 0.05], [x, y]]
        propios[0]["geometry"] = {"type": "Polygon", "coordinates": [corbata]}

    geojson.danada(fuentes, tmp_path, CON_CODIGO, cruzar)
    topojson = orjson.loads(veredas_dane.leer_capa(tmp_path))
    codigo = geojson.rasgos(fuentes / CON_CODIGO)[0]["properties"]["CODIGO_VER"]
    assert "Self-intersection" in topojson["metadatos"]["reparados"][codigo]


def _puntos(coordenadas: list[Any]) -> Iterator[list[float]]:
    for parte in coordenadas:
        if isinstance(parte[0], float):
            yield parte
        else:
            yield from _puntos(parte)
