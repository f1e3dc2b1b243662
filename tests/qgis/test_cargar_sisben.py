"""Cargar la base: las tres muestras reales y una nominal con sus trampas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.metodos.datos import MUESTRAS

PERSONAS_Y_H = {"11001": 0.233, "15759": 0.146, "76113": 0.286}
H_PESADA_DE_BOGOTA = 0.156


@pytest.mark.parametrize("nombre", MUESTRAS)
def test_muestra_real_de_punta_a_punta(correr: Any, fuentes: Path, nombre: str) -> None:
    archivo = fuentes / "sisben" / f"SIV2022_personas_{nombre}.csv"
    cargada = correr("cargar_sisben", ARCHIVO=str(archivo), MUNICIPIO=nombre[:5])
    hogares = correr.capa(cargada["HOGARES"])
    assert not hogares.isSpatial()
    calidad = {f["concepto"]: f["cantidad"] for f in correr.filas(cargada["CALIDAD"])}
    assert calidad["Registros de otro municipio"] == 0
    pedida = {"HOGARES": hogares, "CAMPO_HOGARES": "cod_mpio"}
    if nombre.startswith("11001"):
        # La base trae factor de expansión: por omisión las cifras son de la población.
        pesada = correr("incidencia_privaciones", **pedida)
        assert round(pesada["H"], 3) == H_PESADA_DE_BOGOTA
        assert "factor de expansión («fex») y se usó" in correr.registro.texto
    medida = correr("incidencia_privaciones", **pedida, CON_FACTOR=False)
    assert "se pidió no usarlo" in correr.registro.texto
    assert medida["TOTAL_PERSONAS"] == cargada["REGISTROS"]
    assert round(medida["H"], 3) == pytest.approx(PERSONAS_Y_H[nombre[:5]], abs=0.001)


# Personas pobres de más con 0,33 (33 centésimas), frente a las de h_5.
DE_MAS = {"11001_Bogota": 27, "15759_Sogamoso": 44, "76113_Bugalagrande": 44}


@pytest.mark.parametrize("nombre", MUESTRAS)
def test_con_un_tercio_se_reproduce_h_5(correr: Any, fuentes: Path, nombre: str) -> None:
    """Con 1/3 salen las personas de h_5 de las 11.524; con 0,33 sobran 115."""
    archivo = fuentes / "sisben" / f"SIV2022_personas_{nombre}.csv"
    hogares = correr.capa(correr("cargar_sisben", ARCHIVO=str(archivo))["HOGARES"])
    pobres = sum(h["personas"] for h in hogares.getFeatures() if h["h_5"] == 1)
    for k, de_mas in (("1/3", 0), ("0,33", DE_MAS[nombre])):
        medida = correr("incidencia_privaciones", HOGARES=hogares, CAMPO_HOGARES="cod_mpio", K=k,
                        CON_FACTOR=False)  # fmt: skip
        (fila,) = correr.filas(medida["SALIDA"])
        assert fila["pobres"] == pobres + de_mas
