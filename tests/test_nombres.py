"""Un nombre, una cosa: ninguna clase del kit se llama como otra."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generador.rutas import GENERADOR


def repetidas(rutas: Iterable[Path]) -> dict[str, list[str]]:
    """{clase: archivos} de cada nombre de clase que se define en más de un módulo."""
    donde: dict[str, list[str]] = defaultdict(list)
    for ruta in sorted(rutas):
        for nodo in ast.parse(ruta.read_text("utf-8")).body:
            if isinstance(nodo, ast.ClassDef):
                donde[nodo.name].append(str(ruta))
    return {nombre: archivos for nombre, archivos in donde.items() if len(archivos) > 1}


def test_ninguna_clase_se_llama_como_otra() -> None:
    assert repetidas(GENERADOR.rglob("*.py")) == {}


def test_la_repetida_se_ve(tmp_path: Path) -> None:
    for nombre in ("uno.py", "dos.py"):
        (tmp_path / nombre).write_text("class Fila: ...\n", encoding="utf-8")
    (tmp_path / "tres.py").write_text("class Otra: ...\n", encoding="utf-8")
    hallada = repetidas(tmp_path.rglob("*.py"))
    assert {n: len(archivos) for n, archivos in hallada.items()} == {"Fila": 2}
