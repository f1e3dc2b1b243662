"""Lo de todo el país se reabre con DuckDB, GDAL y Frictionless, y dice lo que dice el cubo."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from math import isnan
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import geopandas as gpd
import numpy as np
import pytest
import shapely

from generador.cubo.leer import DATO
from generador.descargas import capas, del_pais, tabla_larga
from generador.descargas.paquete import descriptor
from generador.descargas.tabla_larga import TablaLarga
from generador.disco.arbol import Arbol
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.llevadas import DICCIONARIO, Archivo, ruta_de_tema
from generador.redondeo import redondear
from tests.descargas.conftest import FORMULA


def leer_sql(consulta: str) -> list[tuple[Any, ...]]:
    return list(duckdb.execute(consulta).fetchall())


@pytest.fixture(scope="module")
def gpkg(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    destino = tmp_path_factory.mktemp("capas") / "kit.gpkg"
    destino.write_bytes(capas.geopaquete(acervo))
    return destino


def test_el_parquet_trae_todas_las_cifras_del_cubo(acervo: DatosDelSitio, parquet: Path) -> None:
    cubo = acervo.cubo
    hallados = leer_sql(
        f"SELECT indicador, dominio, CAST(periodo AS VARCHAR), count(*), count(valor), sum(valor) "
        f"FROM '{parquet}' GROUP BY ALL"
    )
    assert {fila[:3] for fila in hallados} == set(cubo.columnas)
    for indicador, dominio, periodo, filas, datos, suma in hallados:
        ficha, llave = acervo.catalogo[indicador], (indicador, dominio, periodo)
        assert filas == int((cubo.estados[llave] != 0).sum())
        if not ficha.categorias:
            hay = cubo.estados[llave] == DATO
            assert datos == int(hay.sum())
            propias = [redondear(v, ficha.decimales_de_descarga) for v in cubo.columnas[llave][hay]]
            assert (suma or 0) == pytest.approx(sum(propias), rel=1e-9, abs=1e-6)


def test_el_parquet_nombra_y_pone_numeros(parquet: Path) -> None:
    tipos = dict(leer_sql(f"SELECT column_name, column_type FROM (DESCRIBE '{parquet}')"))
    assert tipos["valor"] == "DOUBLE"
    assert tipos["periodo"] == "SMALLINT"
    (fila,) = leer_sql(
        f"SELECT nombre, departamento, valor, unidad, fuente FROM '{parquet}' WHERE territorio = "
        "'27025' AND indicador = 'ipm_censal' AND dominio = 'total'"
    )
    assert fila == ("Alto Baudó", "Chocó", 90.6, "%", "medida_censal_2018")


def _leer_tema(destino: Path) -> list[list[str]]:
    with zipfile.ZipFile(destino) as archivo:
        (nombre,) = archivo.namelist()
        texto = archivo.read(nombre).decode("utf-8")
    assert texto.startswith("\ufeff")
    assert "\r" not in texto
    return list(csv.reader(io.StringIO(texto.removeprefix("\ufeff")), delimiter=";", strict=True))


@pytest.mark.parametrize("tema", ["pobreza_multidimensional", "capacidades"])
def test_un_tema_dice_lo_del_cubo(
    acervo: DatosDelSitio, larga: TablaLarga, tmp_path: Path, tema: str
) -> None:
    cuantas = larga.de_tema(tema, tmp_path / "t.zip")
    titulos, *filas = _leer_tema(tmp_path / "t.zip")
    assert len(filas) == cuantas > 1000
    zonas = {"Total": "total", "Cabecera": "cabecera", "Rural": "rural"}
    vistas = 0
    for fila in filas[::37]:
        dicho = dict(zip(titulos, fila, strict=False))
        ficha = acervo.catalogo[dicho["Indicador"]]
        for anio in titulos[len(tabla_larga.PRIMERAS) :]:
            if celda := dicho.get(anio, ""):
                valor = acervo.cubo.valor(ficha.id, dicho["Código"], zonas[dicho["Zona"]], anio)
                vistas += 1
                if isnan(valor):
                    assert celda in ("no aplica", "no disponible")
                elif ficha.categorias:
                    assert celda == ficha.categorias[int(valor)]
                else:
                    escrito = float(celda.replace(",", "."))
                    assert escrito == redondear(valor, ficha.decimales_de_descarga)
    assert vistas > 100


def test_ninguna_formula_en_los_temas_ni_en_el_diccionario(
    hostil: DatosDelSitio, tmp_path: Path
) -> None:
    with tabla_larga.abierta(hostil) as larga:
        larga.de_tema("capacidades", tmp_path / "t.zip")
    filas = _leer_tema(tmp_path / "t.zip")
    del_diccionario = list(
        csv.reader(io.StringIO(del_pais.EN_BYTES[DICCIONARIO](hostil).decode()), delimiter=";")
    )
    dichos = {celda for fila in (*filas, *del_diccionario) for celda in fila}
    assert {f"'{FORMULA}", "'@Chocó", "'+1+1"} <= dichos
    assert not any(c.startswith(("=", "@", "\t")) for c in dichos)
    assert all(c[1:].replace(",", "").isdigit() for c in dichos if c.startswith(("+", "-")))


@pytest.mark.parametrize(("capa", "cuantas"), [("municipios", 1122), ("departamentos", 33)])
def test_el_geopaquete_trae_poligonos_validos_con_sus_cifras(
    acervo: DatosDelSitio, gpkg: Path, capa: str, cuantas: int
) -> None:
    leida = gpd.read_file(gpkg, layer=capa)
    assert len(leida) == cuantas
    assert leida.crs == "EPSG:4326"
    assert leida.geometry.is_valid.all()
    assert not leida.geometry.is_empty.any()
    for codigo, valor in zip(leida["codigo"], leida["ipm_censal"], strict=True):
        esperado = acervo.cubo.valor("ipm_censal", codigo)
        assert np.isnan(valor) if isnan(esperado) else abs(valor - esperado) < 0.0051


def test_los_departamentos_cubren_lo_de_sus_municipios(gpkg: Path) -> None:
    areas = {
        capa: gpd.read_file(gpkg, layer=capa).to_crs(9377).geometry.area.sum()
        for capa in ("municipios", "departamentos")
    }
    assert areas["departamentos"] == pytest.approx(areas["municipios"], rel=1e-6)
    assert areas["municipios"] / 1e6 == pytest.approx(1_141_748, rel=0.01)


def test_los_lugares_no_dicen_la_tasa_que_se_calla(acervo: DatosDelSitio, gpkg: Path) -> None:
    leida = gpd.read_file(gpkg, layer="lugares")
    pares = zip(acervo.nbi_por_lugar.codigos, acervo.nbi_por_lugar.se_muestra, strict=True)
    callados = [codigo for codigo, se_muestra in pares if not se_muestra]
    suyas = leida[leida["codigo"].isin(callados)]
    assert len(suyas) == len(callados) > 0
    assert suyas[["nbi", "miseria", "con_nbi"]].isna().all().all()


def test_los_estilos_tienen_lo_que_qgis_pide(gpkg: Path) -> None:
    """Las columnas de su tabla, uno por omisión en cada capa, y campos que existen."""
    with closing(sqlite3.connect(gpkg)) as base:
        columnas = [c[1] for c in base.execute("PRAGMA table_info(layer_styles)")]
        estilos = base.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        )
        assert {"id", "update_time", "ui", "useAsDefault"} <= set(columnas)
        assert sorted(e[0] for e in estilos if e[2]) == ["departamentos", "lugares", "municipios"]
        for capa, geometria, _, qml in estilos:
            campos = {c[1] for c in base.execute(f'PRAGMA table_info("{capa}")')}
            assert geometria in campos
            assert "<qgis" in qml


def test_geoparquet_dice_lo_mismo_que_el_geopaquete(
    acervo: DatosDelSitio, gpkg: Path, tmp_path: Path
) -> None:
    destino = tmp_path / "m.parquet"
    capas.geoparquet_de_municipios(acervo, destino)
    (dicho,) = leer_sql(
        f"SELECT decode(value) FROM parquet_kv_metadata('{destino}') WHERE decode(key) = 'geo'"
    )
    geo = json.loads(dicho[0])
    assert geo["primary_column"] == "geometry"
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    filas = leer_sql(f"SELECT codigo, nbi, ST_AsWKB(geometry) FROM '{destino}' ORDER BY codigo")
    propia = gpd.read_file(gpkg, layer="municipios").sort_values("codigo")
    assert [f[0] for f in filas] == propia["codigo"].tolist()
    assert np.array_equal(
        np.array([f[1] for f in filas], float), propia["nbi"].to_numpy(), equal_nan=True
    )
    formas = shapely.from_wkb([bytes(f[2]) for f in filas])
    assert shapely.equals(formas, propia.geometry.to_numpy()).all()


def test_el_paquete_es_valido_para_frictionless(
    acervo: DatosDelSitio, larga: TablaLarga, tmp_path: Path
) -> None:
    """El descriptor de lo que hay, con las tablas leídas enteras; y una celda dañada se nota."""
    (tmp_path / "temas").mkdir()
    for tema in ("viviendas", "territorio"):
        larga.de_tema(tema, tmp_path / f"temas/{tema}.zip")
    (tmp_path / "diccionario.csv").write_bytes(del_pais.EN_BYTES[DICCIONARIO](acervo))
    rutas = [DICCIONARIO, ruta_de_tema("viviendas"), ruta_de_tema("territorio")]
    archivos = tuple(_archivo(tmp_path, ruta) for ruta in rutas)
    (tmp_path / "datapackage.json").write_bytes(descriptor(acervo, archivos))
    informe = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert informe.flatten(["type", "message"]) == []
    assert sum(t.stats["rows"] for t in informe.tasks) > 3_000
    (tmp_path / "temas/viviendas.zip").write_bytes(b"otra cosa")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def _archivo(carpeta: Path, ruta: str) -> Archivo:
    contenido = (carpeta / ruta.removeprefix("datos/")).read_bytes()
    return Archivo(ruta, len(contenido), hashlib.sha256(contenido).hexdigest(), "")


def test_lo_que_sale_igual_se_enlaza(tmp_path: Path) -> None:
    (tmp_path / "antes/datos").mkdir(parents=True)
    (tmp_path / "antes/datos/a").write_bytes(b"igual")
    arbol = Arbol(tmp_path / "nueva", tmp_path / "antes")
    del_pais.por_archivo(arbol, "datos/a", lambda destino: destino.write_bytes(b"igual"))
    assert (tmp_path / "nueva/datos/a").samefile(tmp_path / "antes/datos/a")
    assert [r.name for r in (tmp_path / "nueva/datos").iterdir()] == ["a"]
