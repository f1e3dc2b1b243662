"""Lo que la biblioteca promete: numpy y nada más, sin E/S, apta para QGIS 3.22 y auditable."""

from __future__ import annotations

import ast
import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from generador.metodos.instrumento import Instrumento
from tests.metodos.datos import METODOS, paquete

MODULOS = sorted(METODOS.rglob("*.py"))
# Biblioteca estándar que hace E/S, ejecuta código o da azar no repetible.
PROHIBIDOS = {
    "random", "os", "io", "pathlib", "csv", "pickle", "subprocess", "urllib", "socket",
    "shutil", "tempfile", "sqlite3", "xml", "logging", "time", "datetime",
}  # fmt: skip
# `tablas` es el único que lee del disco (lo que viaja con el método); `registros` parte textos que
# ya están en memoria; `calendario` cuenta días desde la fecha que recibe, y no pregunta la de hoy.
SALVO = {
    "tablas.py": {"pathlib"},
    "hogares/registros.py": {"csv", "io"},
    "calendario.py": {"datetime"},
    # El paquete de veredas se arma y se comprueba en memoria, octeto a octeto.
    "paquete/caja.py": {"io"},
    "paquete/comprobar.py": {"csv", "io"},
    "paquete/piezas.py": {"csv", "io"},
    "paquete/esquema.py": {"pathlib"},
}
LLAMADAS_PROHIBIDAS = {"open", "print", "eval", "exec", "input", "__import__"}
DE_HOY = {"today", "now", "utcnow"}
# Novedades posteriores a Python 3.9, el de QGIS 3.22 en Windows.
POSTERIORES = {"pairwise", "bit_count", "batched", "StrEnum", "Self", "TypeAlias", "override"}
ARGUMENTOS_POSTERIORES = {("zip", "strict"), ("dataclass", "slots"), ("dataclass", "kw_only")}
# Nombres de numpy que no están a la vez en 1.24 y en 2.x.
NUMPY_INESTABLES = {
    "trapz", "trapezoid", "in1d", "float_", "bool8", "NaN", "Inf", "row_stack", "concat",
    "unique_values", "unique_inverse", "permute_dims", "astype", "isdtype", "random",
}  # fmt: skip

por_modulo = pytest.mark.parametrize(
    "ruta", MODULOS, ids=lambda ruta: ruta.relative_to(METODOS).as_posix()
)


def nodos(ruta: Path) -> list[ast.AST]:
    """El árbol del módulo, leído con la gramática de Python 3.9."""
    return list(ast.walk(ast.parse(ruta.read_text("utf-8"), feature_version=(3, 9))))


def test_hay_modulos_que_mirar() -> None:
    assert len(MODULOS) > 20


@por_modulo
def test_solo_importa_numpy_la_estandar_y_a_si_misma(ruta: Path) -> None:
    propios = SALVO.get(ruta.relative_to(METODOS).as_posix(), set())
    permitidos = set(sys.stdlib_module_names) - PROHIBIDOS | {"numpy"} | propios
    for nodo in nodos(ruta):
        if isinstance(nodo, ast.Import):
            importados = {alias.name.split(".")[0] for alias in nodo.names}
        elif isinstance(nodo, ast.ImportFrom):
            # Los propios son relativos: el complemento copia la carpeta con otro nombre.
            importados = {(nodo.module or "").split(".")[0]} if nodo.level == 0 else set()
            assert nodo.level <= len(ruta.relative_to(METODOS).parts)
        else:
            continue
        assert importados <= permitidos, importados - permitidos


@por_modulo
def test_no_hace_entrada_ni_salida_ni_esconde_errores(ruta: Path) -> None:
    for nodo in nodos(ruta):
        assert not isinstance(nodo, ast.Assert)
        if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name):
            assert nodo.func.id not in LLAMADAS_PROHIBIDAS
        if isinstance(nodo, ast.Attribute):
            assert nodo.attr not in DE_HOY
        if isinstance(nodo, ast.ExceptHandler):
            assert not all(isinstance(paso, ast.Pass) for paso in nodo.body)


@por_modulo
def test_corre_en_python_39_y_en_numpy_1_y_2(ruta: Path) -> None:
    texto = ruta.read_text("utf-8")
    if texto.count("\n") > 1:
        assert "from __future__ import annotations" in texto
    for nodo in nodos(ruta):
        if isinstance(nodo, ast.Attribute):
            assert nodo.attr not in POSTERIORES
            if isinstance(nodo.value, ast.Name) and nodo.value.id == "np":
                assert nodo.attr not in NUMPY_INESTABLES
        if isinstance(nodo, ast.alias):
            assert nodo.name not in POSTERIORES
        if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Name):
            usados = {(nodo.func.id, argumento.arg) for argumento in nodo.keywords}
            assert not usados & ARGUMENTOS_POSTERIORES


@por_modulo
def test_todo_lo_publico_se_explica_y_cabe(ruta: Path) -> None:
    assert len(ruta.read_text("utf-8").splitlines()) <= 400
    partes = ("generador", "metodos", *ruta.relative_to(METODOS).with_suffix("").parts)
    modulo = importlib.import_module(".".join(p for p in partes if p != "__init__"))
    assert modulo.__doc__
    for nombre, objeto in vars(modulo).items():
        propio = getattr(objeto, "__module__", None) == modulo.__name__
        if propio and not nombre.startswith("_") and callable(objeto):
            assert objeto.__doc__, nombre


@pytest.mark.parametrize(
    "archivo", sorted((METODOS / "datos").glob("*.json")), ids=lambda r: r.stem
)
def test_los_datos_son_json_con_version(archivo: Path) -> None:
    assert json.loads(archivo.read_text("utf-8"))["version"] == 1


def test_cada_instrumento_sin_verificar_lo_advierte() -> None:
    for datos in paquete("instrumentos")["instrumentos"]:
        instrumento = Instrumento.de_datos(datos)
        assert instrumento.verificado or "por verificar" in instrumento.advertencia.lower()


def test_importar_no_toca_el_estado_de_numpy() -> None:
    assert np.geterr()["invalid"] == "warn"
