"""Todo lo público del kit lo usa alguien que no es una prueba, o se dice por qué está."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generador.rutas import RAIZ

CODIGO = ("generador", "plugin_qgis", "medir")
# Lo que llama por su nombre a lo que está en Python sin importarlo.
TEXTOS = ("plantillas", "sitio", "mkdocs.yml", "pyproject.toml")
EXTENSIONES = frozenset({".html", ".jinja", ".j2", ".md", ".yml", ".toml", ".xml", ".txt"})
# Lo demás que decora una función la entrega a alguien: una orden, una fuente, una guía.
NO_ENTREGAN = frozenset({"dataclass", "cache", "lru_cache", "contextmanager", "total_ordering"})
SIN_USO = {"classFactory": "la llama QGIS al cargar el complemento"}
PALABRA = re.compile(r"\w+")


@cache
def arboles() -> dict[Path, ast.Module]:
    """Los módulos que no son pruebas, ya leídos."""
    rutas = [ruta for carpeta in CODIGO for ruta in sorted((RAIZ / carpeta).rglob("*.py"))]
    return {ruta: ast.parse(ruta.read_text("utf-8")) for ruta in rutas}


def publicas(arbol: ast.Module) -> Iterator[str]:
    """Las funciones y clases de un módulo que nadie recibe por estar decoradas."""
    for nodo in arbol.body:
        if isinstance(nodo, ast.FunctionDef | ast.ClassDef) and not nodo.name.startswith("_"):
            entregada = {_nombre(d) for d in nodo.decorator_list} - NO_ENTREGAN
            if not entregada:
                yield nodo.name


def nombrados(arbol: ast.Module) -> Iterator[str]:
    """Los nombres que un módulo usa; importar algo no es usarlo, salvo para entregarlo."""
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Name):
            yield nodo.id
        elif isinstance(nodo, ast.Attribute):
            yield nodo.attr
        elif isinstance(nodo, ast.Constant) and isinstance(nodo.value, str):
            # Una anotación entre comillas, o un nombre con el que se busca.
            yield from PALABRA.findall(nodo.value) if " " not in nodo.value else ()


def _nombre(decorador: ast.expr) -> str:
    llamado = decorador.func if isinstance(decorador, ast.Call) else decorador
    return llamado.attr if isinstance(llamado, ast.Attribute) else getattr(llamado, "id", "")


def en_los_textos() -> Iterator[str]:
    for nombre in TEXTOS:
        base = RAIZ / nombre
        for ruta in [base] if base.is_file() else sorted(base.rglob("*")):
            if ruta.suffix in EXTENSIONES and ruta.is_file():
                yield from PALABRA.findall(ruta.read_text("utf-8"))


def sin_uso(modulos: dict[Path, ast.Module], ajenos: set[str]) -> dict[str, str]:
    """{nombre: archivo} de lo público que nadie nombra."""
    usados = Counter(nombre for arbol in modulos.values() for nombre in nombrados(arbol))
    return {
        nombre: ruta.name
        for ruta, arbol in modulos.items()
        for nombre in publicas(arbol)
        if not usados[nombre] and nombre not in ajenos
    }


def test_todo_lo_publico_se_usa_o_se_explica() -> None:
    hallado = sin_uso(arboles(), set(en_los_textos()))
    assert {n: a for n, a in hallado.items() if n not in SIN_USO} == {}


def test_lo_que_se_explica_sigue_sin_usarse() -> None:
    assert SIN_USO.keys() - sin_uso(arboles(), set(en_los_textos())).keys() == set()


def test_la_comprobacion_ve_lo_que_sobra() -> None:
    codigo = (
        "from dataclasses import dataclass\nfrom otro import importada\n"
        "@dataclass\nclass Sobra: ...\ndef usada(): ...\ndef sobra(): usada()\n"
        "@app.command()\ndef orden(): ...\ndef _privada(): ...\ndef de_plantilla(): ...\n"
    )
    modulos = {
        Path("uno.py"): ast.parse(codigo),
        Path("dos.py"): ast.parse("def importada(): ...\nfrom uno import sobra\n"),
    }
    hallado = sin_uso(modulos, {"de_plantilla"})
    assert hallado == {"Sobra": "uno.py", "sobra": "uno.py", "importada": "dos.py"}
