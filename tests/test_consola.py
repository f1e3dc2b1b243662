"""La orden en una terminal que no es UTF-8, como la de Windows cuando se redirige."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generador.ordenes import consola

# Con tildes y espacios, que cp1252 tiene, y con dos signos que no.
CARPETA = "Alcaldía de Peñón, área ≥ 2 →"


@pytest.mark.parametrize(
    ("codificacion", "esperado"),
    [
        ("cp1252", "Alcaldía de Peñón, área >= 2 ->"),
        ("cp850", "Alcaldía de Peñón, área >= 2 ->"),
        ("ascii", "Alcaldia de Penon, area >= 2 ->"),
        ("utf-8", CARPETA),
    ],
)
def test_un_error_con_letras_que_la_terminal_no_tiene(
    tmp_path: Path, codificacion: str, esperado: str
) -> None:
    falta = tmp_path / CARPETA / "base.csv"
    falta.parent.mkdir()
    hecho = _kit("incidencia", str(falta), codificacion=codificacion, carpeta=falta.parent)
    assert hecho.returncode == 1
    dicho = hecho.stderr.decode(codificacion)
    assert f"{esperado}{os.sep}base.csv" in dicho
    assert "Traceback" not in dicho


def test_una_base_de_practica_de_punta_a_punta(tmp_path: Path) -> None:
    carpeta = tmp_path / CARPETA
    carpeta.mkdir()
    for orden in (
        ["sintetizar", "--municipio", "05045", "--hogares", "300", "--salida", "práctica.csv"],
        ["incidencia", "práctica.csv", "--salida", "por municipio.csv"],
        ["focalizar", "práctica.csv", "--regla", "A1..B7", "--cupo", "50", "--salida", "→.csv"],
    ):
        hecho = _kit(*orden, codificacion="cp1252", carpeta=carpeta)
        assert hecho.returncode == 0, hecho.stderr.decode("cp1252")
        assert b"Traceback" not in hecho.stderr
    assert {"práctica.csv", "por municipio.csv", "→.csv"} <= {r.name for r in carpeta.iterdir()}
    assert (carpeta / "→.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("letras", "esperado"),
    [("≥ 3", ">= 3"), ("…", "..."), ("ẽ", "e"), ("½", "?"), ("漢", "?"), ("\u202f", " ")],
)
def test_cada_letra_se_cambia_por_una_parecida(letras: str, esperado: str) -> None:
    consola.preparar()
    assert letras.encode("ascii", consola.PARECIDAS).decode() == esperado


def _kit(*orden: str, codificacion: str, carpeta: Path) -> subprocess.CompletedProcess[bytes]:
    entorno = {**os.environ, "PYTHONIOENCODING": codificacion, "LC_ALL": "C", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "generador", *orden],
        cwd=carpeta,
        env={**entorno, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
        capture_output=True,
        check=False,
    )
