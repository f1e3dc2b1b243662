"""Lo calculado que se guardó es lo mismo que calcularlo, y no se usa si algo cambió."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generador.cubo.catalogo import indicadores
from generador.cubo.leer import Cubo, leer
from generador.indicadores import calculadas
from generador.mapas import topologia
from generador.mapas.topologia import Topologia
from generador.rutas import DATOS

CATALOGO = indicadores()


@pytest.fixture(scope="module")
def geometria() -> Topologia:
    return topologia.cargar(DATOS / "municipios.topojson")


def crudo() -> Cubo:
    return leer(DATOS, CATALOGO)


def exigir_iguales(uno: Cubo, otro: Cubo) -> None:
    assert list(uno.columnas) == list(otro.columnas)
    for llave, valores in uno.columnas.items():
        np.testing.assert_array_equal(valores, otro.columnas[llave])
        np.testing.assert_array_equal(uno.estados[llave], otro.estados[llave])


def test_la_segunda_vez_no_se_calcula_y_da_lo_mismo(
    geometria: Topologia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una, otra, directa = crudo(), crudo(), crudo()
    hechas = calculadas.calcular(directa, CATALOGO, geometria)
    assert hechas.agregadas
    assert hechas.derivadas
    assert not set(hechas.agregadas) & set(hechas.derivadas)
    assert calculadas.calcular_o_recordar(una, CATALOGO, geometria, "a", tmp_path) == hechas
    monkeypatch.setattr(calculadas, "calcular", lambda *_: pytest.fail("se volvió a calcular"))
    assert calculadas.calcular_o_recordar(otra, CATALOGO, geometria, "a", tmp_path) == hechas
    exigir_iguales(una, directa)
    exigir_iguales(otra, directa)


@pytest.mark.parametrize("que", ["tablas", "codigo"])
def test_si_algo_cambio_se_vuelve_a_calcular(
    geometria: Topologia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, que: str
) -> None:
    cubo = crudo()
    calculadas.calcular_o_recordar(cubo, CATALOGO, geometria, "a", tmp_path)
    if que == "codigo":
        monkeypatch.setattr(calculadas, "_codigo", lambda: [("indicadores/x.py", b"otro")])
    otra = calculadas.Calculadas([("ipm_vecinos", "total", "2018")], [])
    monkeypatch.setattr(calculadas, "calcular", lambda *_: otra)
    identidad = "b" if que == "tablas" else "a"
    hecha = calculadas.calcular_o_recordar(cubo, CATALOGO, geometria, identidad, tmp_path)
    assert hecha is otra


def test_lo_guardado_que_se_dano_se_rehace(geometria: Topologia, tmp_path: Path) -> None:
    una, otra = crudo(), crudo()
    hechas = calculadas.calcular_o_recordar(una, CATALOGO, geometria, "a", tmp_path)
    (ruta,) = tmp_path.glob("*.npz")
    ruta.write_bytes(ruta.read_bytes()[:1000])
    assert calculadas.calcular_o_recordar(otra, CATALOGO, geometria, "a", tmp_path) == hechas
    exigir_iguales(una, otra)


def test_la_huella_mira_los_metodos_y_los_indicadores() -> None:
    nombres = {nombre for nombre, _ in calculadas._codigo()}
    assert {"metodos/agrupamientos.py", "indicadores/derivados.py", "cubo/periodos.py"} <= nombres
