"""Cada algoritmo da lo mismo con sus capas llanas que filtradas, ordenadas, unidas o editadas.

`test_lectura.py` prueba que se lean igual; aquí, que el resultado entero lo sea.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.qgis import vias
from tests.qgis.entradas import abrir, de_archivo, en
from tests.qgis.usos import TODOS
from tests.qgis.variantes import VARIANTES, nombre_raro, soltar

# La posición en la capa: en otro orden, es otra.
DE_LA_POSICION = {"registro", "fila", "fila_antes", "fila_despues", "fila_en_la_base"}
# Lo que el diagnóstico dice de la lectura: ahí las variantes no son iguales, y se debe decir.
POR_DONDE = re.compile(r"(Arrow|entidad por entidad): [^<]*")


def capas_de(algoritmo: str, valores: dict[str, Any]) -> dict[str, str]:
    """Los parámetros de capa que ese uso llena, y con qué archivo."""
    declarado = vias.crear(algoritmo)
    return {
        d.name(): de_archivo(valores.get(d.name()))
        for d in declarado.parameterDefinitions()
        if d.type() == "source" and de_archivo(valores.get(d.name()))
    }


CON_CAPAS = [(f"{a} {uso}", a, v) for a, uso, v in TODOS if any(
    de_archivo(x).endswith(".gpkg") for x in v.values()) and a != "cargar_referencia"]  # fmt: skip


def test_cada_parametro_de_capa_esta_en_algun_uso(proveedor: Any) -> None:
    declarados = {
        (a.name(), d.name())
        for a in proveedor.algorithms()
        for d in a.parameterDefinitions()
        if d.type() == "source"
    }
    assert {(a, n) for _, a, v in CON_CAPAS for n in capas_de(a, v)} == declarados


@pytest.fixture(scope="module")
def llanas() -> dict[str, Any]:
    """Lo que da cada uso con sus capas llanas; se calcula una vez."""
    return {}


@pytest.fixture(autouse=True)
def _sin_ediciones() -> Iterator[None]:
    yield
    soltar()


@pytest.mark.parametrize("variante", VARIANTES)
@pytest.mark.parametrize(("uso", "algoritmo", "valores"), CON_CAPAS, ids=[c[0] for c in CON_CAPAS])
def test_la_capa_es_lo_que_se_ve(
    correr: Any, entradas: Path, llanas: dict[str, Any], tmp_path: Path, uso: str, algoritmo: str,
    valores: dict[str, Any], variante: str,
) -> None:  # fmt: skip
    capas = capas_de(algoritmo, valores)
    dados = en(entradas, valores)
    if uso not in llanas:
        propias = {n: abrir(entradas / archivo) for n, archivo in capas.items()}
        llanas[uso] = hacer(correr, algoritmo, {**dados, **propias}, tmp_path / "llana")
    for n, archivo in capas.items():
        carpeta = tmp_path / n
        carpeta.mkdir()
        dados[n] = VARIANTES[variante](entradas / archivo, carpeta)
        registro = entradas / f"{archivo}.auditoria.json"
        if registro.is_file():
            raro = nombre_raro((entradas / archivo).stem)
            shutil.copy(registro, carpeta / f"{raro}.gpkg.auditoria.json")
    assert hacer(correr, algoritmo, dados, tmp_path / variante) == llanas[uso]


def hacer(correr: Any, algoritmo: str, valores: dict[str, Any], salida: Path) -> dict[str, Any]:
    """Lo que deja el algoritmo, con las filas de sus capas sin su lugar."""
    correr(algoritmo, **valores, **vias.destinos(algoritmo, salida))
    return {n: sin_orden(v) for n, v in vias.leida(salida).items()}


def sin_orden(dicho: Any) -> Any:
    """Las filas, ordenadas por lo que dicen y sin su posición; un texto, sin por dónde se leyó."""
    if isinstance(dicho, str):
        return POR_DONDE.sub("", dicho)
    if not isinstance(dicho, list) or not dicho or not isinstance(dicho[0], dict):
        return dicho
    return sorted(
        sorted((c, POR_DONDE.sub("", str(v))) for c, v in fila.items() if c not in DE_LA_POSICION)
        for fila in dicho
    )
