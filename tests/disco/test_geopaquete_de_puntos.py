"""El GeoPackage hecho con SQLite, leído por GDAL: filas, puntos y el estilo adentro."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

from generador.disco import geopaquete_de_puntos

COLUMNAS = (("nombre", "TEXT"), ("personas", "INTEGER"), ("tasa", "REAL"))
FILAS = [
    ((-75.5, 6.25), ("Peñón «uno»", 30, 12.5)),
    (None, ("rural", 7, None)),
    ((-81.7, 12.5), ("x'; DROP", 2_000_000, 0.0)),
]


def escrito(carpeta: Path, filas: list[object] | None = None) -> Path:
    contenido = geopaquete_de_puntos.en_bytes(
        "lugares",
        COLUMNAS,
        FILAS if filas is None else filas,  # type: ignore[arg-type]
        descripcion="De prueba",
        estilo="<qgis/>",
    )
    (carpeta / "capa.gpkg").write_bytes(contenido)
    return carpeta / "capa.gpkg"


def test_gdal_lee_lo_mismo(tmp_path: Path) -> None:
    capa = gpd.read_file(escrito(tmp_path), layer="lugares", engine="pyogrio")
    assert capa.crs.to_epsg() == 4326
    puntos = [None if p is None or p.is_empty else (p.x, p.y) for p in capa.geometry]
    assert puntos == [punto for punto, _ in FILAS]
    assert capa["nombre"].tolist() == [valores[0] for _, valores in FILAS]
    assert capa["personas"].tolist() == [30, 7, 2_000_000]
    assert capa["tasa"].fillna(-1).tolist() == [12.5, -1, 0]
    info = pyogrio.read_info(tmp_path / "capa.gpkg", layer="lugares")
    assert info["features"] == 3
    assert info["total_bounds"] == pytest.approx((-81.7, 6.25, -75.5, 12.5))


def test_el_estilo_es_el_de_la_capa(tmp_path: Path) -> None:
    base = sqlite3.connect(escrito(tmp_path))
    (fila,) = base.execute(
        "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles"
    )
    base.close()
    assert fila == ("lugares", "geom", "<qgis/>", 1)


def test_lo_mismo_da_los_mismos_bytes(tmp_path: Path) -> None:
    assert escrito(tmp_path).read_bytes() == escrito(tmp_path).read_bytes()


def test_sin_filas_tambien_es_un_archivo(tmp_path: Path) -> None:
    assert len(gpd.read_file(escrito(tmp_path, []), layer="lugares", engine="pyogrio")) == 0
