"""Lo que se escribe: los tres formatos dicen lo mismo y ninguno lleva datos personales."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pyogrio
import pytest

from generador import compartido
from generador.complemento_qgis import zip_del_complemento
from generador.hogares.poligonos import leer_capa
from generador.hogares.tabla_interna import DICCIONARIO
from tests.hogares import datos

SECRETOS = ("PERSONAVERDADERA", "1000000", "F00001")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    carpeta = tmp_path / "Bases de Urabá"
    carpeta.mkdir()
    columnas = datos.base_de_hogares(80, semilla=21)
    n = len(columnas["i1"])
    columnas["coord_x_auto_rec"] = [-75.9 + 0.8 * i / n + i % 2 for i in range(n)]
    columnas["coord_y_auto_rec"] = [6.5] * n
    return datos.escribir_csv(carpeta / "Sisbén ñandú.txt", columnas, "|")


@pytest.mark.parametrize("extension", ["csv", "xlsx", "gpkg"])
@pytest.mark.parametrize("orden", ["incidencia", "focalizar"])
def test_ninguna_salida_lleva_datos_personales(base: Path, extension: str, orden: str) -> None:
    salida = base.with_name(f"salida.{extension}")
    opciones: tuple[object, ...] = ("--por", "cod_vereda", "--salida", salida)
    if orden == "focalizar":
        opciones += ("--regla", "A1..C18", "--cupo", 5)
    hecho = datos.correr(orden, base, *opciones)
    assert hecho.exit_code == 0, hecho.output
    al_lado = Path(f"{salida}.auditoria.json")
    textos = [hecho.output, al_lado.read_text("utf-8")]
    if extension == "xlsx":
        libro = openpyxl.load_workbook(salida)
        filas = [fila for hoja in libro for fila in hoja.iter_rows(values_only=True)]
        textos.append(repr(filas))
    else:
        textos.append(salida.read_bytes().decode("latin-1"))
    for texto in textos:
        assert not [s for s in SECRETOS if s in texto]
    anotado = json.loads(al_lado.read_text("utf-8"))
    assert anotado["columnas_personales_descartadas"] == ["num_documento", "pri_nombre"]
    assert "«num_documento», «pri_nombre»" in hecho.stderr
    assert str(base.parent) not in al_lado.read_text("utf-8")


def test_los_tres_formatos_dicen_lo_mismo(base: Path, tmp_path: Path) -> None:
    capa = datos.cuadricula(tmp_path / "c.gpkg")
    for extension in ("csv", "xlsx", "gpkg"):
        salida = tmp_path / f"t.{extension}"
        hecho = datos.correr(
            *("incidencia", base, "--por", "codigo", "--poligonos", capa, "--salida", salida)
        )
        assert hecho.exit_code == 0, hecho.output
    de_csv = datos.leer_csv(tmp_path / "t.csv")
    assert tuple(de_csv) == tuple(DICCIONARIO)
    hoja = openpyxl.load_workbook(tmp_path / "t.xlsx")["INTERNO - no publicar"]
    encabezado, *filas = hoja.iter_rows(values_only=True)
    h = encabezado.index("h")
    assert [fila[h] for fila in filas] == [float(v) if v else None for v in de_csv["h"]]
    de_gpkg = pyogrio.read_dataframe(tmp_path / "t.gpkg")
    original = leer_capa(capa, "codigo").geometria
    assert de_gpkg["territorio"].tolist() == de_csv["territorio"][:-1]
    assert de_gpkg["m0"].dropna().tolist() == [float(v) for v in de_csv["m0"][:-1] if v]
    assert de_gpkg.geometry.geom_equals(original.geometry.reset_index(drop=True)).all()


def test_capa_en_otro_sistema_de_coordenadas(base: Path, tmp_path: Path) -> None:
    grados = leer_capa(datos.cuadricula(tmp_path / "c.gpkg"), "codigo")
    planas = grados.geometria.to_crs("EPSG:9377").reset_index()
    pyogrio.write_dataframe(planas.rename(columns={"territorio": "codigo"}), tmp_path / "p.gpkg")
    una, _ = datos.medir(base, capa=grados)
    otra, _ = datos.medir(base, capa=leer_capa(tmp_path / "p.gpkg", "codigo"))
    assert datos.iguales(una.medida, otra.medida)


def test_un_codigo_que_parece_formula_no_lo_es(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(30, semilla=2, territorios=1)
    columnas["cod_vereda"] = ["=1+1"] * len(columnas["i1"])
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    salida = tmp_path / "t.xlsx"
    datos.correr("incidencia", ruta, "--por", "cod_vereda", "--salida", salida)
    celda = openpyxl.load_workbook(salida)["INTERNO - no publicar"]["A2"]
    assert (celda.value, celda.data_type) == ("=1+1", "s")


def test_la_huella_de_metodos_cambia_con_un_byte(tmp_path: Path) -> None:
    vistas = set()
    for carpeta in compartido.COMPARTIDO:
        (tmp_path / carpeta).mkdir()
    for carpeta in ("", *compartido.COMPARTIDO):
        if carpeta:
            (tmp_path / carpeta / "a.py").write_text("x = 1\n")
        compartido.huella_de_metodos.cache_clear()
        vistas.add(compartido.huella_de_metodos(tmp_path))
    assert len(vistas) == 3


def test_la_huella_es_la_que_anota_el_complemento() -> None:
    lista = zip_del_complemento.contenido()[f"{zip_del_complemento.NOMBRE}/HUELLA"]
    assert compartido.huella_de_metodos() == hashlib.sha256(lista).hexdigest()


def test_campos_unidos_separan_veredas_con_el_mismo_nombre(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(80, semilla=2, territorios=1)
    columnas["cod_mpio"] = ["05045" if g == "A" else "05147" for g in columnas["grupo"]]
    ruta = datos.escribir_csv(tmp_path / "b.csv", columnas)
    salida = tmp_path / "t.csv"
    datos.correr("incidencia", ruta, "--por", "cod_mpio,cod_vereda", "--salida", salida)
    assert datos.leer_csv(salida)["territorio"] == ["05045-V0", "05147-V0", "TOTAL"]
