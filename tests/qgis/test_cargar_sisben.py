"""Cargar la base: las tres muestras reales y una nominal con sus trampas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.metodos.datos import MUESTRAS

PERSONAS_Y_H = {"11001": 0.233, "15759": 0.146, "76113": 0.286}


@pytest.mark.parametrize("nombre", MUESTRAS)
def test_muestra_real_de_punta_a_punta(correr: Any, fuentes: Path, nombre: str) -> None:
    archivo = fuentes / "sisben" / f"SIV2022_personas_{nombre}.csv"
    cargada = correr("cargar_sisben", ARCHIVO=str(archivo), MUNICIPIO=nombre[:5])
    hogares = correr.capa(cargada["HOGARES"])
    assert not hogares.isSpatial()
    calidad = {f["concepto"]: f["cantidad"] for f in correr.filas(cargada["CALIDAD"])}
    assert calidad["Registros de otro municipio"] == 0
    medida = correr("incidencia_privaciones", HOGARES=hogares, CAMPO_HOGARES="cod_mpio")
    assert medida["TOTAL_PERSONAS"] == cargada["REGISTROS"]
    assert round(medida["H"], 3) == pytest.approx(PERSONAS_Y_H[nombre[:5]], abs=0.001)
