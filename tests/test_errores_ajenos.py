"""Ningún error sale como traza: el sistema, el motor y los archivos dañados se dicen en español."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from jinja2 import TemplateNotFound
from typer.testing import CliRunner

from generador import errores_ajenos
from generador.errores import ErrorDeDatos
from generador.metodos.errores import ErrorDeMetodo
from generador.ordenes import construir
from generador.ordenes.kit import principal
from generador.paginas import construir as modulo
from generador.rutas import RAIZ
from tests.hogares import datos

INGLES = re.compile(r"\b(no such file|permission denied|read-only|errno|traceback)\b", re.I)


def lanzar(parche: pytest.MonkeyPatch, error: BaseException) -> Any:
    """Corre `kit construir` con una construcción que falla así."""

    def falla(*_: object, **__: object) -> None:
        raise error

    parche.setattr(modulo, "construir", falla)
    return CliRunner().invoke(principal, ["construir"])


@pytest.mark.parametrize("numero", [*errores_ajenos.POR_NUMERO, errno.EPROTO])
def test_cada_numero_del_sistema(monkeypatch: pytest.MonkeyPatch, numero: int) -> None:
    hecho = lanzar(monkeypatch, OSError(numero, os.strerror(numero), "/una/ruta.csv"))
    assert hecho.exit_code == 1
    assert isinstance(hecho.exception, SystemExit)
    assert "/una/ruta.csv" in hecho.stderr
    assert "Qué hacer: " in hecho.stderr
    if numero in errores_ajenos.POR_NUMERO:
        assert not INGLES.search(hecho.stderr)


@pytest.mark.parametrize(
    ("error", "dice"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no queda espacio"),
        (MemoryError(), "no alcanza la memoria"),
        (zipfile.BadZipFile("File is not a zip file"), "dañado o truncado"),
        (zlib.error("Error -3"), "dañado o truncado"),
        (EOFError("Compressed file ended"), "dañado o truncado"),
        (json.JSONDecodeError("Expecting value", "{", 1), "dañado o truncado"),
        (yaml.YAMLError("mapping"), "dañado o truncado"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "UTF-8"),
        (ErrorDeMetodo("k no sirve", que_hacer="use 1/3"), "use 1/3"),
        (ErrorDeDatos("x", que_hacer="y"), "Qué hacer: y"),
        (KeyError("nada"), "el kit falló donde no debía"),
        (TemplateNotFound("perfil.html"), "el kit falló donde no debía"),
        (RecursionError("maximum recursion depth exceeded"), "el kit falló donde no debía"),
        (ModuleNotFoundError("No module named 'duckdb'", name="duckdb"), "[hogares]"),
        (ModuleNotFoundError("No module named 'z'", name="z"), "el kit falló donde no debía"),
    ],
    ids=lambda algo: type(algo).__name__ if isinstance(algo, BaseException) else "",
)
def test_cada_clase(monkeypatch: pytest.MonkeyPatch, error: BaseException, dice: str) -> None:
    hecho = lanzar(monkeypatch, error)
    assert hecho.exit_code == 1
    assert isinstance(hecho.exception, SystemExit)
    assert dice in hecho.stderr
    assert "Traceback" not in hecho.output


@pytest.mark.parametrize(
    ("clase", "texto", "dice"),
    [
        ("IOException", "IO Error: No space left on device", "no queda espacio"),
        ("OutOfMemoryException", "Out of Memory Error: 2GB", "no alcanza la memoria"),
        ("BinderException", 'Binder Error: column "x"\nLINE 1', "DuckDB"),
    ],
)
def test_cada_error_del_motor(
    monkeypatch: pytest.MonkeyPatch, clase: str, texto: str, dice: str
) -> None:
    hecho = lanzar(monkeypatch, getattr(duckdb, clase)(texto))
    assert hecho.exit_code == 1
    assert dice in hecho.stderr
    assert "LINE" not in hecho.stderr


def test_un_fallo_del_kit_dice_donde_fue(monkeypatch: pytest.MonkeyPatch) -> None:
    def falla(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(modulo, "construir", falla)
    assert f"{Path(construir.__file__).name}, línea" in (
        CliRunner().invoke(principal, ["construir"]).stderr
    )


def test_con_la_variable_se_ve_la_traza(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(errores_ajenos.VARIABLE, "1")
    hecho = lanzar(monkeypatch, KeyError("nada"))
    assert isinstance(hecho.exception, KeyError)


def kit(*argumentos: object, previo: str = "", **opciones: Any) -> subprocess.Popen[str]:
    """La orden de verdad, en otro proceso; `previo` corre antes en él."""
    guion = f"import sys\n{previo}\nfrom generador.ordenes.kit import principal\nprincipal()"
    return subprocess.Popen(
        [sys.executable, "-c", guion, *map(str, argumentos)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=RAIZ,
        env={**os.environ, "PYTHONPATH": str(RAIZ)},
        **opciones,
    )


def exigir_frase(proceso: subprocess.Popen[str], dice: str, codigo: int = 1) -> None:
    _, dicho = proceso.communicate(timeout=120)
    salio = proceso.returncode
    # Si Ctrl-C llega mientras Python corre un texto (una dataclass al importarse), Python muere por
    # la señal aunque ya esté atendida: para quien mira el código, 128 más la señal, igual.
    assert (salio if salio >= 0 else 128 - salio) == codigo, dicho
    assert "Traceback" not in dicho
    assert dice in dicho


@pytest.mark.skipif(sys.platform == "win32", reason="los límites son de Unix")
def test_si_el_disco_no_da_no_queda_nada(tmp_path: Path) -> None:
    """Un archivo que pasa del tamaño admitido falla a medio escribir, como un disco lleno."""
    previo = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    opciones = ("--territorios", "27025", "--salida", tmp_path / "publico")
    exigir_frase(kit("construir", *opciones, previo=previo), "no se pudo escribir")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows no tiene SIGINT entre procesos")
def test_una_interrupcion_no_deja_nada(tmp_path: Path) -> None:
    proceso = kit("construir", "--salida", tmp_path / "publico")
    limite = time.monotonic() + 60
    while not (tmp_path / ".publico.nuevo").exists() and time.monotonic() < limite:
        time.sleep(0.05)
    proceso.send_signal(signal.SIGINT)
    exigir_frase(proceso, "se interrumpió", codigo=130)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc es de Linux")
def test_una_salida_donde_no_se_puede_escribir() -> None:
    exigir_frase(kit("construir", "--salida", "/proc/nada/publico"), "no se pudo escribir")


def test_un_territorio_que_no_existe_se_dice(tmp_path: Path) -> None:
    hecho = CliRunner().invoke(
        principal, ["construir", "--territorios", "27025,99999", "--salida", str(tmp_path / "p")]
    )
    assert hecho.exit_code == 1
    assert "99999" in hecho.stderr
    assert list(tmp_path.iterdir()) == []


REGLAS = [
    '{"a": ', "[]", "3", "null", "[3]", "[[]]", '[{"nombre": "x"}]',
    '[{"nombre": "x", "condicion": 3}]',
    '[{"nombre": "x", "condicion": {}}]',
    '[{"nombre": "x", "condicion": {"campo": ["a"]}}]',
    '[{"nombre": "x", "condicion": {"campo": "orden", "entre": [1]}}]',
    '[{"nombre": "x", "condicion": {"campo": "orden", "entre": ["a", {}]}}]',
    '[{"nombre": "x", "condicion": {"campo": "orden", "en": 3}}]',
    '[{"nombre": "x", "condicion": {"campo": "no_esta", "en": [1]}}]',
    '[{"nombre": "x", "condicion": {"todas": [[]]}}]',
    '[{"nombre": "x", "condicion": {"todas": 3}}]',
    '[{"nombre": "x", "condicion": {"de": [{"campo": "pobre", "en": [1]}], "al_menos": "z"}}]',
]  # fmt: skip


@pytest.mark.parametrize("reglas", REGLAS)
def test_un_json_de_reglas_malo(tmp_path: Path, reglas: str) -> None:
    base = datos.escribir_csv(tmp_path / "b.csv", datos.base_de_hogares(20, semilla=1))
    ruta = tmp_path / "reglas.json"
    ruta.write_text(reglas, encoding="utf-8")
    hecho = datos.correr("focalizar", base, "--reglas", ruta, "--cupo", 5)
    assert hecho.exit_code == 1
    assert isinstance(hecho.exception, SystemExit)
    assert "Qué hacer" in hecho.stderr


@pytest.mark.parametrize("columna", ["territorio", "Territorio", "hogares", "n", "rowid", "select"])
@pytest.mark.parametrize("por", [True, False])
def test_una_columna_que_se_llama_como_las_del_kit(tmp_path: Path, columna: str, por: bool) -> None:
    columnas = datos.base_de_hogares(60, semilla=1)
    base = datos.escribir_csv(tmp_path / "b.csv", {**columnas, columna: columnas["cod_vereda"]})
    opciones = ["--por", columna] if por else []
    hecho = datos.correr("incidencia", base, "--salida", tmp_path / "s.csv", *opciones)
    assert hecho.exit_code == 0, hecho.stderr


@pytest.mark.parametrize("nombre", ["b.xlsx", "b.csv.gz", "b.parquet", "b.gpkg", "b.shp", "b.csv"])
@pytest.mark.parametrize("contenido", [b"", b"PK\x03\x04basura", b"\x1f\x8bbasura", b"\x00" * 400])
def test_una_base_que_no_lo_es(tmp_path: Path, nombre: str, contenido: bytes) -> None:
    ruta = tmp_path / nombre
    ruta.write_bytes(contenido)
    hecho = datos.correr("incidencia", ruta)
    assert hecho.exit_code == 1
    assert isinstance(hecho.exception, SystemExit)
    assert "Qué hacer" in hecho.stderr
