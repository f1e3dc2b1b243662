"""La base de práctica del zip: igual siempre, sin nadie de verdad y dentro de sus territorios."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
import yaml

from generador.complemento_qgis import zip_guardado
from generador.complemento_qgis.zip_del_complemento import contenido, empaquetar
from generador.practica import en_el_zip, nombres_en_el_zip, territorios
from generador.practica.lugares_de_practica import Municipio
from generador.practica.sintesis import MARCA_DE_SINTETICA
from generador.rutas import RAIZ

URL = "https://alcaldia.example/kit/"


@pytest.fixture(scope="module")
def archivos() -> dict[str, bytes]:
    return en_el_zip.archivos()


@pytest.fixture(scope="module")
def filas(archivos: dict[str, bytes]) -> list[dict[str, str]]:
    texto = archivos[nombres_en_el_zip.BASE].decode("utf-8")
    return list(csv.DictReader(texto.splitlines(), delimiter=";"))


@pytest.fixture(scope="module")
def poligonos(archivos: dict[str, bytes]) -> dict[str, Any]:
    rasgos = json.loads(archivos[nombres_en_el_zip.TERRITORIOS])["features"]
    formas = {r["properties"]["nombre"]: r["geometry"] for r in rasgos}
    return {n: shapely.from_geojson(json.dumps(f)) for n, f in formas.items()}


def test_los_territorios_salen_de_la_capa_oficial(fuentes: Path, tmp_path: Path) -> None:
    rehecho = territorios.rehacer(fuentes, tmp_path / "t.geojson")
    assert rehecho.read_bytes() == territorios.ARCHIVO.read_bytes()


def test_la_procedencia_dice_de_que_archivo_salieron(fuentes: Path) -> None:
    import hashlib

    for nombre in ("territorios_practica", "patrones_muestra"):
        ruta = territorios.ARCHIVO.with_name(f"{nombre}.yaml")
        for archivo in yaml.safe_load(ruta.read_text("utf-8"))["archivos"]:
            leido = (fuentes / archivo["ruta"]).read_bytes()
            assert hashlib.sha256(leido).hexdigest() == archivo["sha256"], archivo["ruta"]


def test_los_territorios_son_una_cobertura_que_llena_el_municipio(
    poligonos: dict[str, Any],
) -> None:
    formas = list(poligonos.values())
    assert len(formas) == 58
    assert all(f.is_valid for f in formas)
    assert shapely.coverage_is_valid(formas)
    municipio = Municipio.de_datos("05045")
    x, y = np.meshgrid(
        *(np.linspace(municipio.caja[i], municipio.caja[i + 2], 200) for i in (0, 1))
    )
    oficial = municipio.contiene(x.ravel(), y.ravel())
    propio = shapely.contains_xy(shapely.union_all(formas), x.ravel(), y.ravel())
    assert (oficial & propio).sum() / oficial.sum() > 0.97  # falta un borde de la cabecera
    assert (propio & ~oficial).sum() / oficial.sum() < 0.01


def test_cada_hogar_esta_en_el_territorio_que_dice(
    filas: list[dict[str, str]], poligonos: dict[str, Any]
) -> None:
    """Contra GEOS, no contra el método que los puso."""
    x = np.array([float(f["coord_x_auto_rec"]) for f in filas])
    y = np.array([float(f["coord_y_auto_rec"]) for f in filas])
    donde = np.array([f["nom_vereda"] or f["nom_barrio"] for f in filas])
    for nombre in sorted(set(donde)):
        suyos = donde == nombre
        forma = shapely.buffer(poligonos[nombre], 2e-5)  # dos metros: el redondeo de los vértices
        assert shapely.contains_xy(forma, x[suyos], y[suyos]).all(), nombre


def test_es_sintetica_en_cada_fila_y_al_lado(
    filas: list[dict[str, str]], archivos: dict[str, bytes]
) -> None:
    assert {f["base_sintetica"] for f in filas} == {MARCA_DE_SINTETICA}
    assert {f["pri_nombre"] for f in filas} == {"FICTICIO"}
    assert all(f["num_documento"].startswith("FICTICIO") for f in filas)
    assert sum(f["tip_parentesco"] == "1" for f in filas) == nombres_en_el_zip.HOGARES
    assert json.loads(archivos[f"{nombres_en_el_zip.BASE}.sintetica.json"])["sintetica"] is True
    leeme = archivos["LEEME.txt"].decode("utf-8")
    assert "SINTÉTICOS" in leeme
    assert "2.500 hogares" in leeme


def test_alcanza_para_practicar_y_para_ver_la_supresion(filas: list[dict[str, str]]) -> None:
    jefes = [f["nom_vereda"] or f["nom_barrio"] for f in filas if f["tip_parentesco"] == "1"]
    cuantos = {n: jefes.count(n) for n in set(jefes)}
    assert sum(n >= 10 for n in cuantos.values()) >= 45
    assert any(n < 10 for n in cuantos.values())


def test_va_en_el_zip(archivos: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(empaquetar(tmp_path, URL)) as zip_:
        for nombre, datos in archivos.items():
            assert zip_.read(f"kit_pobreza/practica/{nombre}") == datos


def test_lo_guardado_es_lo_mismo_que_lo_recien_hecho(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_guardado, "CARPETA", tmp_path / "guardado")
    recien = empaquetar(tmp_path / "a", URL).read_bytes()
    monkeypatch.setattr(en_el_zip, "archivos", lambda: pytest.fail("no se debía rehacer"))
    assert empaquetar(tmp_path / "b", URL).read_bytes() == recien


def test_sin_donde_guardar_se_empaqueta_igual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "archivo").write_text("no es una carpeta")
    monkeypatch.setattr(zip_guardado, "CARPETA", tmp_path / "archivo" / "adentro")
    assert zipfile.is_zipfile(empaquetar(tmp_path / "a", URL))


@pytest.mark.parametrize("insumo", ["generador/hogares/x.csv", "generador/rutas.py"])
def test_la_llave_cambia_con_cualquier_insumo(tmp_path: Path, insumo: str) -> None:
    for base in zip_guardado.INSUMOS:
        ruta = tmp_path / base
        if ruta.suffix:
            ruta.parent.mkdir(parents=True, exist_ok=True)
            ruta.write_text("a")
        else:
            ruta.mkdir(parents=True, exist_ok=True)
    programa = {"a.py": b"1"}
    antes = zip_guardado.llave(programa, tmp_path)
    (tmp_path / insumo).write_text("b")
    assert zip_guardado.llave(programa, tmp_path) != antes
    assert zip_guardado.llave({"a.py": b"2"}, tmp_path) != zip_guardado.llave(programa, tmp_path)


def test_todo_lo_que_arma_la_practica_es_un_insumo() -> None:
    codigo = (
        "import sys; from generador.practica import en_el_zip; en_el_zip.archivos(); "
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('generador')), "
        "sep='\\n')"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", codigo], cwd=RAIZ, capture_output=True, text=True, check=True
    )
    rutas = {Path(r).relative_to(RAIZ).as_posix() for r in hecho.stdout.split()}
    vacios: set[str] = set()
    fuera = {r for r in rutas - vacios if not r.startswith(zip_guardado.INSUMOS)}
    assert len(rutas) > 20
    assert fuera == set()


def test_empaquetar_no_necesita_mas_que_numpy() -> None:
    """Las pruebas de QGIS arman el zip con el Python del sistema."""
    prohibidos = ["pandas", "shapely", "pyogrio", "duckdb", "orjson", "typer", "yaml", "rich"]
    codigo = (
        f"import sys; sys.modules.update(dict.fromkeys({prohibidos!r}))\n"
        "from generador.complemento_qgis.zip_del_complemento import contenido\n"
        "print(len(contenido()))"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", codigo], cwd=RAIZ, env={"PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(hecho.stdout) == len(contenido())
