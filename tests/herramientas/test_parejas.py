"""Cada cuenta del navegador tiene su pareja en Python, un dato común y una prueba que las cruza."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from generador.rutas import RAIZ

HERRAMIENTAS = RAIZ / "sitio" / "recursos" / "herramientas"
AQUI = Path(__file__).parent
DICHO = {
    "calculos": json.loads((AQUI / "parejas.json").read_text("utf-8")),
    "publicable": json.loads((AQUI / "parejas_publicable.json").read_text("utf-8")),
}
CUENTAS = [(carpeta, cuenta) for carpeta, dicho in DICHO.items() for cuenta in dicho["parejas"]]


@pytest.mark.parametrize(("carpeta", "dicho"), DICHO.items())
def test_no_falta_ni_sobra_ninguna(carpeta: str, dicho: dict[str, Any]) -> None:
    cuentas = {ruta.stem for ruta in (HERRAMIENTAS / carpeta).glob("*.js")}
    assert set(dicho["parejas"]) | set(dicho["sin_pareja"]) == cuentas
    assert not set(dicho["parejas"]) & set(dicho["sin_pareja"])
    assert all(len(motivo.split()) > 3 for motivo in dicho["sin_pareja"].values())


@pytest.mark.parametrize(("carpeta", "cuenta"), CUENTAS)
def test_la_pareja_el_dato_y_la_prueba_existen(carpeta: str, cuenta: str) -> None:
    pareja = DICHO[carpeta]["parejas"][cuenta]
    assert (RAIZ / pareja["python"]).is_file()
    assert (RAIZ / pareja["dato"]).exists()
    archivo, nombre = pareja["prueba"].split("::")
    arbol = ast.parse((RAIZ / archivo).read_text("utf-8"))
    assert nombre in {n.name for n in ast.walk(arbol) if isinstance(n, ast.FunctionDef)}
    # Quien lee el guion sabe dónde está la otra.
    modulo = Path(pareja["python"]).stem
    assert modulo in (HERRAMIENTAS / carpeta / f"{cuenta}.js").read_text("utf-8")[:400]
