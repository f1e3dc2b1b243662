"""Cada algoritmo que el kit registra da lo mismo en la caja, en un modelo, en lotes y sin ventana.

La caja es el diálogo de QGIS con su botón; los lotes, su tabla, con una fila de otras entradas y
una de las mismas en una ruta con tildes y comillas, donde van también el modelo y `qgis_process`.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessingAlgorithm

from tests.qgis import vias
from tests.qgis.entradas import OTRAS, RARA, en
from tests.qgis.usos import PRINCIPALES, USOS

A_LA_VEZ = 2
Procesos = dict[str, tuple[Path, Future[dict[str, Any]]]]
IDS = [algoritmo for algoritmo, _ in PRINCIPALES]
# Los que no tocan un dato de la base ni una capa interna.
SIN_MODO = {"cargar_referencia", "preparar_para_publicar", "fichas_por_vereda"}


def test_estan_todos_los_que_se_registran(proveedor: Any) -> None:
    """Un algoritmo nuevo sin su fila en `usos.py` falla aquí, y todos admiten lotes."""
    assert {a.name() for a in proveedor.algorithms()} == set(USOS)
    lotes = QgsProcessingAlgorithm.Flag.FlagSupportsBatch
    assert all(a.flags() & lotes for a in proveedor.algorithms())


@pytest.fixture(scope="module")
def procesos() -> Procesos:
    """Lo llena la primera prueba: corren de a dos mientras se prueba lo demás."""
    return {}


@pytest.fixture
def en_proceso(
    procesos: Procesos, entradas: Path, perfil: dict[str, str], tmp_path_factory: Any,
    request: pytest.FixtureRequest,
) -> Procesos:  # fmt: skip
    """{algoritmo: (carpeta de salida, los números que su `qgis_process` dará)}."""
    if not procesos:
        elegidos = {i.callspec.id for i in request.session.items if hasattr(i, "callspec")}
        quien = ThreadPoolExecutor(A_LA_VEZ)
        for algoritmo, valores in PRINCIPALES:
            if algoritmo in elegidos:
                salida = tmp_path_factory.mktemp("proceso") / RARA
                orden = vias.orden(algoritmo, valores, entradas / RARA, salida)
                procesos[algoritmo] = salida, quien.submit(vias.en_proceso, orden, perfil)
        quien.shutdown(wait=False)
    return procesos


@pytest.mark.parametrize(("algoritmo", "valores"), PRINCIPALES, ids=IDS)
def test_lo_mismo_por_las_cuatro(
    correr: Any, entradas: Path, en_proceso: Procesos, tmp_path: Path, algoritmo: str,
    valores: dict[str, Any],
) -> None:  # fmt: skip
    rara = tmp_path / RARA
    dados = vias.en_la_caja(algoritmo, valores, entradas, tmp_path / "caja")
    caja = vias.leida(tmp_path / "caja")
    assert caja
    modo = next(v["modo"] for n, v in caja.items() if n.endswith(".auditoria.json"))
    assert (modo is None) == (algoritmo in SIN_MODO)

    vias.en_un_modelo(algoritmo, valores, entradas / RARA, rara / "modelo")
    assert vias.leida(rara / "modelo") == caja

    lotes = [(entradas / OTRAS, tmp_path / "fila 1"), (entradas / RARA, rara / "fila 2")]
    vias.por_lotes(algoritmo, valores, lotes)
    otra, misma = (vias.leida(salida) for _, salida in lotes)
    assert misma == caja
    correr(algoritmo, **en(entradas / OTRAS, valores), **vias.destinos(algoritmo, tmp_path / "o"))
    assert otra == vias.leida(tmp_path / "o")
    assert otra != caja

    salida, llegaran = en_proceso[algoritmo]
    assert llegaran.result() == dados
    assert vias.leida(salida) == caja
