"""Las órdenes de hogares no pierden nada ajeno: ni la entrada, ni lo que hizo otra persona."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from generador.disco.tablas_sin_formulas import inofensivo, original
from generador.metodos.hogares.textos import componer
from generador.rutas import RAIZ
from tests.hogares import datos

ORDENES = {
    "incidencia": ("--por", "cod_vereda"),
    "focalizar": ("--regla", "A1..C18", "--cupo", 5),
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return datos.escribir_csv(tmp_path / "base.csv", datos.base_de_hogares(60, semilla=4))


def correr(orden: str, base: Path, salida: Path, *opciones: object) -> tuple[int, str]:
    hecho = datos.correr(orden, base, *ORDENES[orden], "--salida", salida, *opciones)
    assert "Traceback" not in hecho.output
    return hecho.exit_code, " ".join(hecho.stderr.split())


@pytest.mark.parametrize("orden", ORDENES)
def test_la_entrada_no_se_escribe(base: Path, orden: str) -> None:
    antes = base.read_bytes()
    codigo, dicho = correr(orden, base, base, "--reemplazar")
    assert (codigo, base.read_bytes()) == (1, antes)
    assert "es la misma que la entrada" in dicho
    assert [r.name for r in base.parent.iterdir()] == ["base.csv"]


def test_los_poligonos_y_las_reglas_tampoco(base: Path, tmp_path: Path) -> None:
    capa = datos.cuadricula(tmp_path / "c.gpkg")
    antes = capa.read_bytes()
    hecho = datos.correr(
        *("incidencia", base, "--por", "codigo", "--poligonos", capa, "--salida", capa)
    )
    assert (hecho.exit_code, capa.read_bytes()) == (1, antes)
    reglas = tmp_path / "t.csv.auditoria.json"
    reglas.write_text('[{"nombre": "n", "condicion": {"campo": "orden", "entre": [1, 9]}}]')
    antes = reglas.read_bytes()
    hecho = datos.correr(
        *("focalizar", base, "--reglas", reglas, "--cupo", 5, "--salida", tmp_path / "t.csv")
    )
    assert (hecho.exit_code, reglas.read_bytes()) == (1, antes)
    assert not (tmp_path / "t.csv").exists()


@pytest.mark.parametrize("orden", ORDENES)
@pytest.mark.parametrize("extension", ["csv", "xlsx", "gpkg"])
def test_la_propia_se_rehace_y_la_que_alguien_cambio_no(
    base: Path, orden: str, extension: str
) -> None:
    salida = base.with_name(f"t.{extension}")
    assert correr(orden, base, salida)[0] == 0
    assert correr(orden, base, salida)[0] == 0
    salida.write_bytes(salida.read_bytes() + b"\n")
    antes = salida.read_bytes(), datos.registro_de(salida)
    codigo, dicho = correr(orden, base, salida)
    assert (codigo, salida.read_bytes(), datos.registro_de(salida)) == (1, *antes)
    assert "--reemplazar" in dicho
    assert correr(orden, base, salida, "--reemplazar")[0] == 0
    assert salida.read_bytes() != antes[0]


def test_sintetizar_no_pisa_una_base_de_verdad(tmp_path: Path) -> None:
    salida = tmp_path / "sisben.csv"
    salida.write_text("la base de verdad", encoding="utf-8")
    orden = ("sintetizar", "--municipio", "05045", "--hogares", 5, "--salida", salida)
    assert datos.correr(*orden).exit_code == 1
    assert salida.read_text("utf-8") == "la base de verdad"
    assert datos.correr(*orden, "--reemplazar").exit_code == 0
    assert datos.correr(*orden, "--semilla", 2).exit_code == 0
    metadatos = json.loads(salida.with_name("sisben.csv.sintetica.json").read_text("utf-8"))
    assert metadatos["semilla"] == 2


@pytest.mark.parametrize("extension", ["csv", "xlsx", "gpkg"])
def test_disco_lleno(base: Path, extension: str) -> None:
    """Con un límite de tamaño que no deja escribir la tabla: nada cambia y no sobra nada."""
    salida = base.with_name(f"t.{extension}")
    assert correr("incidencia", base, salida)[0] == 0
    antes = {r.name: r.read_bytes() for r in base.parent.iterdir()}
    tope = 2000
    assert salida.stat().st_size > tope
    codigo = (
        "import resource, sys; from generador.ordenes.kit import principal\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({tope}, {tope}))\n"
        "principal(sys.argv[1:])"
    )
    orden = ["incidencia", str(base), "--por", "cod_vereda", "--salida", str(salida)]
    hecho = subprocess.run(
        [sys.executable, "-c", codigo, *orden], cwd=RAIZ, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != tope
    assert hecho.returncode == 1, hecho.stderr
    assert "lo que había quedó como estaba" in " ".join(hecho.stderr.split())
    assert "Traceback" not in hecho.stderr
    assert {r.name: r.read_bytes() for r in base.parent.iterdir()} == antes


FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", '=A"B')


def test_ninguna_celda_de_texto_es_una_formula(tmp_path: Path) -> None:
    columnas = datos.base_de_hogares(140, semilla=2)
    hogar = [int(f[1:]) for f in columnas["ide_ficha_origen"]]
    columnas["cod_vereda"] = [FORMULAS[h % 7] for h in hogar]
    columnas["coord_x"] = [f"-75.{h:05d}" for h in hogar]
    columnas["=2+2"] = [f"=H{h}" for h in hogar]
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    for orden in ORDENES:
        opciones: tuple[object, ...] = ("--por", "cod_vereda")
        if orden == "focalizar":
            opciones = (*opciones, "--conservar", "coord_x", "--conservar", "=2+2")
        salida = tmp_path / f"{orden}.csv"
        assert correr(orden, base, salida, *opciones)[0] == 0
        leidas = datos.leer_csv(salida)
        veredas = {v for v in leidas["territorio"] if v != "TOTAL"}
        assert {original(v) for v in veredas} == {componer(f) for f in FORMULAS}
        assert all(v.startswith("'") for v in veredas)
    assert set(leidas["coord_x"]) == set(columnas["coord_x"])
    assert all(v.startswith("'=H") for v in leidas["'=2+2"])


@pytest.mark.parametrize("texto", [*FORMULAS, "EL ROSAL", "", "'comillas'", "'=ya", "a=b", "05001"])
def test_lo_que_se_lee_vuelve_a_ser_lo_que_era(texto: str) -> None:
    assert original(inofensivo(texto)) == texto or texto == "'=ya"
    assert inofensivo(inofensivo(texto)) == inofensivo(texto)
