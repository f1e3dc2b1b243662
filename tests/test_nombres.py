"""Un nombre, una cosa: ninguna clase del kit se llama como otra, ni un archivo como otro."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from generador.rutas import GENERADOR

# Lo que se llama por su orden, y lo que viaja en el zip, que se lee siempre con su carpeta.
CON_SU_CARPETA = ("ordenes", "metodos", "resguardo")
MISMO_NOMBRE = {
    "pantalla.py": "lo que muestran `kit descargas` y `kit publicar`, cada una en su carpeta",
}


def repetidas(rutas: Iterable[Path]) -> dict[str, list[str]]:
    """{clase: archivos} de cada nombre de clase que se define en más de un módulo."""
    donde: dict[str, list[str]] = defaultdict(list)
    for ruta in sorted(rutas):
        for nodo in ast.parse(ruta.read_text("utf-8")).body:
            if isinstance(nodo, ast.ClassDef):
                donde[nodo.name].append(str(ruta))
    return {nombre: archivos for nombre, archivos in donde.items() if len(archivos) > 1}


def archivos_repetidos(raiz: Path) -> set[str]:
    """Los nombres de archivo que se repiten en las carpetas que no van en `CON_SU_CARPETA`."""
    rutas = [r for r in raiz.rglob("*.py") if r.name != "__init__.py"]
    propias = [r for r in rutas if r.relative_to(raiz).parts[0] not in CON_SU_CARPETA]
    veces = Counter(r.name for r in propias)
    return {nombre for nombre, cuantas in veces.items() if cuantas > 1}


def test_ningun_archivo_se_llama_como_otro() -> None:
    assert archivos_repetidos(GENERADOR) == set(MISMO_NOMBRE)


def test_el_archivo_repetido_se_ve(tmp_path: Path) -> None:
    for carpeta in ("cubo", "paginas", "ordenes", "metodos"):
        (tmp_path / carpeta).mkdir()
    for ruta in ("cubo/tabla.py", "paginas/tabla.py", "ordenes/leer.py", "metodos/leer.py"):
        (tmp_path / ruta).write_text("", encoding="utf-8")
    assert archivos_repetidos(tmp_path) == {"tabla.py"}


def test_ninguna_clase_se_llama_como_otra() -> None:
    assert repetidas(GENERADOR.rglob("*.py")) == {}


def test_la_repetida_se_ve(tmp_path: Path) -> None:
    for nombre in ("uno.py", "dos.py"):
        (tmp_path / nombre).write_text("class Fila: ...\n", encoding="utf-8")
    (tmp_path / "tres.py").write_text("class Otra: ...\n", encoding="utf-8")
    hallada = repetidas(tmp_path.rglob("*.py"))
    assert {n: len(archivos) for n, archivos in hallada.items()} == {"Fila": 2}
