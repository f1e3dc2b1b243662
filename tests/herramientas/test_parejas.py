"""Cada cuenta del navegador tiene su pareja en Python, un dato común y una prueba que las cruza."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from generador.rutas import RAIZ

CALCULOS = RAIZ / "sitio" / "recursos" / "herramientas" / "calculos"
DICHO = json.loads(Path(__file__).with_name("parejas.json").read_text("utf-8"))


def test_no_falta_ni_sobra_ninguna() -> None:
    cuentas = {ruta.stem for ruta in CALCULOS.glob("*.js")}
    assert set(DICHO["parejas"]) | set(DICHO["sin_pareja"]) == cuentas
    assert not set(DICHO["parejas"]) & set(DICHO["sin_pareja"])
    assert all(len(motivo.split()) > 3 for motivo in DICHO["sin_pareja"].values())


@pytest.mark.parametrize("cuenta", DICHO["parejas"])
def test_la_pareja_el_dato_y_la_prueba_existen(cuenta: str) -> None:
    pareja = DICHO["parejas"][cuenta]
    assert (RAIZ / pareja["python"]).is_file()
    assert (RAIZ / pareja["dato"]).exists()
    archivo, nombre = pareja["prueba"].split("::")
    arbol = ast.parse((RAIZ / archivo).read_text("utf-8"))
    assert nombre in {n.name for n in ast.walk(arbol) if isinstance(n, ast.FunctionDef)}
    # Quien lee el guion sabe dónde está la otra.
    modulo = Path(pareja["python"]).stem
    assert modulo in (CALCULOS / f"{cuenta}.js").read_text("utf-8")[:400]
