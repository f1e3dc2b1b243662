"""Raster por territorio en QGIS: las cifras del método, con NoData, otro SRC y capas filtradas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsVectorLayer

from tests.qgis.capas import crs, cuadricula, cuadros, guardar, hogares
from tests.qgis.corridas import filas, qgis_process


def test_cada_cuadro_suma_lo_suyo(correr: Any, tmp_path: Path) -> None:
    """4 veredas sobre 10 × 10 celdas: 25 enteras cada una, y una celda sin dato no es cero."""
    valores = np.arange(100.0).reshape(10, 10)
    valores[0, 0] = np.nan
    ruta = cuadros(tmp_path / "población «2020».tif", valores)
    hecha = correr("raster_territorios", TERRITORIOS=cuadricula(2), RASTER=str(ruta))
    tabla = {f["codigo"]: f for f in correr.filas(hecha["SALIDA"])}
    sur, norte = valores[5:], valores[:5]
    partes = {
        "05001": sur[:, :5],
        "05002": sur[:, 5:],
        "05003": norte[:, :5],
        "05004": norte[:, 5:],
    }
    for codigo, parte in partes.items():
        fila = tabla[codigo]
        assert fila["suma"] == pytest.approx(np.nansum(parte))
        assert fila["media"] == pytest.approx(np.nanmean(parte))
        assert (fila["minimo"], fila["maximo"]) == (np.nanmin(parte), np.nanmax(parte))
        assert fila["cubierto"] == pytest.approx(np.isfinite(parte).mean())
    assert (hecha["SIN_DATO"], hecha["EN_PARTE"]) == (0, 1)
    assert hecha["SUMA"] == pytest.approx(np.nansum(valores))
    assert hecha["FUERA"] is None
    assert "1 territorios tienen dato solo en una parte" in correr.registro.texto


def test_lo_que_queda_fuera_del_raster_no_es_cero(correr: Any, tmp_path: Path) -> None:
    ruta = cuadros(tmp_path / "r.tif", marco=(-77, 7, -76.5, 8))
    veredas = guardar(cuadricula(2), tmp_path / "veredas año.gpkg")
    assert veredas.setSubsetString("codigo <> '05001'")
    hecha = correr("raster_territorios", TERRITORIOS=veredas, RASTER=str(ruta))
    tabla = {f["codigo"]: f for f in correr.filas(hecha["SALIDA"])}
    assert set(tabla) == {"05002", "05003", "05004"}
    for codigo in ("05002", "05004"):
        assert [tabla[codigo][c] for c in ("suma", "media", "minimo", "maximo")] == [None] * 4
        assert tabla[codigo]["cubierto"] == 0
    assert tabla["05003"]["suma"] is not None
    assert hecha["SIN_DATO"] == 2


def test_un_raster_en_otro_sistema(correr: Any, tmp_path: Path) -> None:
    """Los territorios van al sistema del raster: en metros da la misma media."""
    en_metros = (4_600_000.0, 2_300_000.0, 4_700_000.0, 2_400_000.0)
    ruta = cuadros(tmp_path / "metros.tif", np.full((20, 20), 7.5), en_metros, crs=9377)
    veredas = cuadricula(2, en_metros, "EPSG:9377")
    assert veredas.crs() == crs("EPSG:9377")
    hecha = correr("raster_territorios", TERRITORIOS=veredas, RASTER=str(ruta))
    for fila in correr.filas(hecha["SALIDA"]):
        assert (fila["media"], fila["celdas"]) == (7.5, pytest.approx(100))
        assert fila["cubierto"] == pytest.approx(1)


def test_el_subregistro_es_la_base_frente_a_la_poblacion(correr: Any, tmp_path: Path) -> None:
    capa = guardar(hogares(400), tmp_path / "hogares.gpkg")
    assert capa.setSubsetString("codigo <> '05004'")
    ruta = cuadros(tmp_path / "p.tif", np.full((10, 10), 20.0))
    hecha = correr("raster_territorios", TERRITORIOS=cuadricula(2), RASTER=str(ruta), HOGARES=capa)
    tabla = {f["codigo"]: f for f in correr.filas(hecha["SALIDA"])}
    personas = dict.fromkeys(tabla, 0)
    for entidad in capa.getFeatures():
        personas[entidad["codigo"]] += entidad["personas"]
    for codigo, fila in tabla.items():
        assert fila["personas"] == personas[codigo]
        assert fila["fuera"] == pytest.approx(500 - personas[codigo])
        assert fila["subreg"] == pytest.approx(1 - personas[codigo] / 500)
        km2 = fila["fuera"] / fila["dens_fuera"]
        assert km2 == pytest.approx(55.2 * 55.3, rel=0.01)  # medio grado por medio grado
        assert fila["lectura"] == "faltan en la base"
    assert tabla["05004"]["personas"] == 0
    assert hecha["FUERA"] == pytest.approx(2000 - sum(personas.values()))
    registro = correr.auditoria(hecha["AUDITORIA"])
    assert registro["modo"] == "interno"
    assert {e["nombre"] for e in registro["entradas"]} == {"veredas", "hogares", "p"}


def test_un_raster_girado_se_rechaza(correr: Any, tmp_path: Path) -> None:
    from osgeo import gdal

    ruta = cuadros(tmp_path / "girado.tif")
    girado = gdal.Open(str(ruta), gdal.GA_Update)
    girado.SetGeoTransform((-77, 0.1, 0.02, 8, 0, -0.1))
    girado = None
    with pytest.raises(RuntimeError, match="girado o no tiene el norte arriba"):
        correr("raster_territorios", TERRITORIOS=cuadricula(1), RASTER=str(ruta))


def test_desde_qgis_process(perfil: dict[str, str], tmp_path: Path) -> None:
    veredas = guardar(cuadricula(2), tmp_path / "veredas ñ.gpkg")
    ruta, salida = cuadros(tmp_path / "luz ñ.tif"), tmp_path / "salida.gpkg"
    dicho = qgis_process(
        ["run", "kit_pobreza:raster_territorios", f"--TERRITORIOS={veredas.source()}",
         f"--RASTER={ruta}", f"--SALIDA={salida}"],
        perfil,
    )  # fmt: skip
    assert salida.is_file(), dicho
    tabla = filas(QgsVectorLayer(str(salida), "s", "ogr"))
    assert sum(f["suma"] for f in tabla) == pytest.approx(4950)
    registro = json.loads(Path(f"{salida}.auditoria.json").read_text("utf-8"))
    assert str(tmp_path) not in json.dumps(registro)


def test_las_luces_del_guaviare(correr: Any, fuentes: Path, tmp_path: Path) -> None:
    """Las 119 veredas; la suma, la de exactextract (tests/metodos) sobre el mismo archivo."""
    nombre = "DANE_veredas_con_codigo_amazonia_catatumbo.geojson.gz"
    todas = QgsVectorLayer(f"/vsigzip/{fuentes}/veredas/{nombre}", "v", "ogr")
    assert todas.setSubsetString("CODIGO_VER LIKE '95%'")
    hecha = correr(
        "raster_territorios", TERRITORIOS=guardar(todas, tmp_path / "v.gpkg"),
        RASTER=str(fuentes / "raster" / "viirs_luces_nocturnas_col_2020.tif"),
    )  # fmt: skip
    tabla = correr.filas(hecha["SALIDA"])
    assert len(tabla) == 119
    assert all(f["cubierto"] > 0.999 for f in tabla)
    assert hecha["SIN_DATO"] == 0
