"""Oráculo: mpitb 0.2 da los mismos puntos (no errores estándar) sobre bases al azar."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from mpitb import MPIToolbox

from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM, PESOS_DEL_IPM, Metodo
from generador.metodos.privaciones import medir

UN_TERCIO = 100 / 3  # mpitb recibe k en porcentaje; con 33 contaría como pobres 840 patrones más


def base(semilla: int) -> pd.DataFrame:
    azar = np.random.default_rng(semilla)
    tabla = pd.DataFrame(azar.binomial(1, 0.35, size=(400, 15)), columns=list(IPM.nombres))
    return tabla.assign(region=azar.integers(0, 4, 400), personas=azar.integers(1, 9, 400))


def oraculo() -> MPIToolbox:
    caja = MPIToolbox()
    caja.set(name="ipm", dimensions=[([nombre], nombre) for nombre in IPM.nombres])
    caja.svyset(weight="personas")
    return caja


@pytest.mark.parametrize("semilla", range(5))
def test_puntos_por_region_ponderados(semilla: int) -> None:
    tabla = base(semilla)
    pesos = {n: p / 100 for n, p in zip(IPM.nombres, PESOS_DEL_IPM, strict=True)}
    resultados = pd.DataFrame(
        oraculo().est(tabla.copy(), "ipm", [UN_TERCIO], pesos, over=["region"], svy=True)
    ).query("loa == 'region'")
    medida = medir(
        tabla[list(IPM.nombres)].to_numpy(np.uint8),
        IPM,
        ponderador=tabla["personas"],
        agrupacion=Agrupacion(tabla["region"].to_numpy(), 4),
    )

    def de(medicion: str) -> np.ndarray:
        filas = resultados[resultados["measure"] == medicion]
        return filas["b"].to_numpy(float).reshape(4, -1).squeeze()

    assert medida.incidencia == pytest.approx(de("H"))
    assert medida.intensidad == pytest.approx(de("A"))
    assert medida.m0 == pytest.approx(de("M0"))
    assert medida.tasas == pytest.approx(de("hd"))
    assert medida.tasas_censuradas == pytest.approx(de("hdk"))
    assert medida.contribuciones == pytest.approx(de("pctb"))


def test_en_la_serie_de_tiempo_su_hdk_es_la_media_entre_pobres() -> None:
    """`est_cot` solo admite k entero: pesos de 25 centésimas, exactos en coma flotante."""
    metodo = Metodo.declarar(IPM.nombres[:4], ["1/4"] * 4, "50 %")
    anios = [base(11).assign(anio=2019), base(12).assign(anio=2020)]
    caja = MPIToolbox()
    caja.set(name="cuatro", dimensions=[([nombre], nombre) for nombre in metodo.nombres])
    cambios = pd.DataFrame(caja.est_cot(pd.concat(anios), "cuatro", "anio", [50], ["hdk"])).query(
        "change_type == 'total'"
    )
    antes, despues = [
        (m.tasas_censuradas / m.incidencia[:, None])[0]
        for m in (medir(t[list(metodo.nombres)].to_numpy(np.uint8), metodo) for t in anios)
    ]
    assert cambios["raw"].to_numpy(float) == pytest.approx(despues - antes)
