"""Resguardos, parques y reserva campesina: cuántos, dónde, y lo que no se toma de sus archivos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import orjson
import pytest

from generador.fuentes.oficiales import (
    mgn_2018,
    parques_amazonia,
    reserva_campesina_guaviare,
    resguardos_amazonia,
    resguardos_guaviare,
)
from generador.lugares import contexto
from generador.rutas import DATOS
from tests.fuentes import geojson

CUANTAS = {
    resguardos_amazonia: 121,
    resguardos_guaviare: 10,
    parques_amazonia: 11,
    reserva_campesina_guaviare: 1,
}
DE_UN_ESTUDIO = ("defo", "degra", "afec", "bosque", "rifamilia")


@pytest.mark.parametrize("modulo", CUANTAS)
def test_no_se_pierde_ninguna_y_conserva_su_area(
    fuentes: Path, tmp_path: Path, modulo: Any
) -> None:
    propios = geojson.rasgos(fuentes / modulo.ARCHIVO)
    original = gpd.GeoDataFrame.from_features(propios, crs=4326)
    original["geometry"] = original.geometry.make_valid()
    nombre = modulo.__name__.rpartition(".")[2]
    capa = geojson.tabla((DATOS / f"{nombre}.topojson").read_bytes(), tmp_path / "c.topojson")
    assert len(capa) == len(propios) == CUANTAS[modulo]
    areas = sorted(original.to_crs(9377).area)
    assert sorted(capa.area) == pytest.approx(areas, rel=0.015)
    assert not any(c.lower().startswith(DE_UN_ESTUDIO) for c in capa.columns)


def test_los_municipios_que_toca_cada_parque(fuentes: Path) -> None:
    """Medido otra vez con GeoPandas: 1 km² o más dentro del municipio."""
    limites = gpd.read_file(fuentes / mgn_2018.ARCHIVO, layer=mgn_2018.CAPA, engine="pyogrio")
    limites = limites.set_crs(4326, allow_override=True).set_index("MPIO_CCNCT").to_crs(9377)
    propios = geojson.rasgos(fuentes / parques_amazonia.ARCHIVO)
    parques = gpd.GeoDataFrame.from_features(propios, crs=4326)
    parques["geometry"] = parques.geometry.make_valid()
    por_nombre = parques.to_crs(9377).set_index(parques["NOM_PNN"].str.lower()).geometry
    for propias in contexto.leer().capas["parques_amazonia"].propiedades.values():
        dentro = limites.intersection(por_nombre[propias["nombre"].lower()]).area / 1e6
        assert set(propias["territorios"]) == set(dentro.index[dentro >= 1])
        assert propias["territorio"] == dentro.idxmax()


def test_el_mismo_resguardo_no_sale_dos_veces() -> None:
    guaviare = contexto.leer().por_municipio["95001"]
    nombres = [a.nombre for a in guaviare if a.clase == contexto.RESGUARDO]
    assert len(nombres) == len(set(nombres))
    assert next(a for a in guaviare if a.nombre == "Corocoro").fuente == "resguardos_guaviare"
    assert {a.clase for a in guaviare} == {"resguardo", "parque", "reserva"}


def test_nada_se_recorta_contra_el_municipio() -> None:
    """Chiribiquete pasa de un municipio a otro y está entero, una sola vez."""
    objetos = orjson.loads((DATOS / "parques_amazonia.topojson").read_bytes())["objects"]
    propias = [g["properties"] for g in objetos["lugares"]["geometries"]]
    (chiribiquete,) = [p for p in propias if "Chiribiquete" in p["nombre"]]
    assert len(chiribiquete["territorios"]) > 3


def test_sin_nombre_de_columna(fuentes: Path, tmp_path: Path) -> None:
    def quitar(propios: list[dict[str, Any]]) -> None:
        propios[0]["properties"]["NOMBRE"] = propios[0]["properties"].pop("NOM_RI")

    copia = geojson.danada(fuentes, tmp_path, resguardos_amazonia.ARCHIVO, quitar)
    geojson.falla_diciendo(resguardos_amazonia.leer_capa, tmp_path, [copia.name, "«NOM_RI»"])
