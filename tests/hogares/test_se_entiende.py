"""Lo que lee quien no programa: el XLSX, la marca de práctica y los errores con su salida."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from generador.metodos.hogares.mapeo import FORMA
from tests.hogares import datos


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(80, semilla=21))


def practica(carpeta: Path) -> Path:
    """Una base de `kit sintetizar`, con vereda en la mitad de sus hogares."""
    hecha = carpeta / "practica.csv"
    hecho = datos.correr("sintetizar", "--municipio", "05045", "--hogares", 300, "--salida", hecha)
    assert hecho.exit_code == 0, hecho.output
    assert "sin --veredas, las columnas de vereda van vacías" in hecho.stderr
    return hecha


def test_en_excel_cada_numero_se_ve_como_lo_que_es_y_vale_lo_mismo(base: Path) -> None:
    for extension in ("csv", "xlsx"):
        salida = base.with_name(f"t.{extension}")
        assert datos.correr("incidencia", base, "--salida", salida).exit_code == 0
    hoja = openpyxl.load_workbook(base.with_name("t.xlsx")).worksheets[0]
    celdas = {c.value: hoja.cell(2, c.column) for c in hoja[1]}
    formatos = {c: celdas[c].number_format for c in ("h", "m0", "t_i9", "personas", "territorio")}
    esperados = {"h": "0.0%", "m0": "0.000", "t_i9": "0.0%", "personas": "#,##0"}
    assert formatos == {**esperados, "territorio": "General"}
    exacto = datos.leer_csv(base.with_name("t.csv"))["h"][0]
    assert celdas["h"].value == pytest.approx(float(exacto), abs=1e-15)


def test_el_registro_del_libro_dice_los_textos_sin_comillas(base: Path) -> None:
    salida = base.with_name("t.xlsx")
    assert datos.correr("incidencia", base, "--salida", salida).exit_code == 0
    pares = openpyxl.load_workbook(salida)["Registro"].iter_rows(values_only=True)
    escrito = {str(dato): str(valor) for dato, valor in pares}
    assert escrito["uso"] == "INTERNO: no publicar"
    assert json.loads(escrito["parametros"]) == datos.registro_de(salida)["parametros"]


def test_lo_de_practica_se_dice_y_nunca_es_publicable(tmp_path: Path) -> None:
    hecha, salida = practica(tmp_path), tmp_path / "t.csv"
    interna = datos.correr("incidencia", hecha, "--salida", salida)
    assert interna.exit_code == 0, interna.output
    assert "es una base de práctica" in interna.stderr
    assert "es una base de práctica" in datos.registro_de(salida)["avisos_de_la_orden"][0]
    publica = tmp_path / "p.xlsx"
    hecho = datos.correr("incidencia", hecha, "--modo", "publicable", "--salida", publica)
    assert hecho.exit_code == 0, hecho.output
    libro = openpyxl.load_workbook(publica)
    assert libro.sheetnames[0].startswith("PRÁCTICA")
    columna = [c.value for c in libro.worksheets[0][1]].index("publicable")
    assert {f[columna] for f in libro.worksheets[0].iter_rows(2, values_only=True)} == {"no"}
    assert datos.registro_de(publica)["publicable"] == "no"


def test_un_territorio_vacio_en_todos_los_hogares_dice_cual_elegir(tmp_path: Path) -> None:
    hecho = datos.correr("incidencia", practica(tmp_path), "--por", "nom_vereda")
    assert hecho.exit_code == 1
    assert "ninguno de los 300 hogares tiene territorio" in hecho.stderr
    assert "--por" in hecho.stderr


def test_el_mapeo_se_descubre_desde_el_error_y_su_ejemplo_sirve(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(30, semilla=3)
    columnas["priv_01"] = columnas.pop("i1")
    columnas["parent"] = columnas.pop("tip_parentesco")
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    hecho = datos.correr("incidencia", base)
    assert hecho.exit_code == 1 and "--columnas mapeo.json" in hecho.stderr
    assert FORMA in " ".join(hecho.stderr.split())
    (tmp_path / "mapeo.json").write_text(FORMA, "utf-8")
    hecho = datos.correr("incidencia", base, "--columnas", tmp_path / "mapeo.json")
    assert hecho.exit_code == 0, hecho.output


def test_un_campo_desconocido_de_una_regla_ofrece_los_del_hogar(base: Path) -> None:
    hecho = datos.correr("focalizar", base, "--regla", "pobres=1", "--cupo", 5)
    assert hecho.exit_code == 1
    assert "elija una de: orden, grupo, nivel" in " ".join(hecho.stderr.split())


def test_leer_una_capa_no_deja_nada_a_su_lado(tmp_path: Path) -> None:
    hecha = tmp_path / "practica.gpkg"
    hecho = datos.correr("sintetizar", "--municipio", "05045", "--hogares", 50, "--salida", hecha)
    assert hecho.exit_code == 0, hecho.output
    antes = {r.name for r in tmp_path.iterdir()}
    assert datos.correr("incidencia", hecha).exit_code == 0
    assert {r.name for r in tmp_path.iterdir()} == antes


def test_la_orden_tambien_corre_como_modulo() -> None:
    pedido = [sys.executable, "-m", "generador", "incidencia", "--help"]
    hecho = subprocess.run(pedido, capture_output=True, text=True, check=True)
    assert "--modo" in hecho.stdout
