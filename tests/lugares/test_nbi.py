"""Qué se muestra de cada lugar: nada pequeño, y nada que salga restando de lo que sí se muestra."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from generador.lugares import nbi_por_dentro
from generador.lugares.cortes_de_nbi import CORTES
from generador.lugares.nbi_por_dentro import CABECERA, CENTRO, COMPONENTES, DISPERSO, Nbi


@pytest.fixture(scope="module")
def lugares() -> Nbi:
    return nbi_por_dentro.leer()


def test_ninguna_tasa_de_menos_de_treinta_personas(lugares: Nbi) -> None:
    pequenos = lugares.personas < 30
    assert pequenos.sum() == 298
    assert not lugares.se_muestra[pequenos].any()
    for tasa, valores in lugares.publicadas.items():
        assert np.isnan(valores[~lugares.se_muestra]).all(), tasa
        assert np.isfinite(valores[lugares.se_muestra]).all(), tasa
    assert np.isnan(lugares.con_nbi[~lugares.se_muestra]).all()
    assert {c for c, se in zip(lugares.color, lugares.se_muestra, strict=True) if not se} == {-1}
    assert {p for p, se in zip(lugares.pesa_mas, lugares.se_muestra, strict=True) if not se} == {""}


def test_la_resta_con_lo_rural_junta_a_varios_y_a_treinta_personas(lugares: Nbi) -> None:
    """Lo que se deduce es la suma de los callados de cada zona rural: nunca uno ni pocos."""
    callados: dict[str, list[float]] = defaultdict(list)
    for fila in np.flatnonzero(~lugares.se_muestra).tolist():
        assert lugares.clases[fila] != CABECERA  # la cabecera también se publica sola
        callados[lugares.tabla.territorios[fila]].append(float(lugares.personas[fila]))
    assert len(callados) > 150
    assert min(map(len, callados.values())) >= 2
    assert min(map(sum, callados.values())) >= 30


def test_no_se_calla_lo_que_no_hace_falta(lugares: Nbi) -> None:
    con_pequenos = {
        lugares.tabla.territorios[f] for f in np.flatnonzero(lugares.personas < 30).tolist()
    }
    for fila in np.flatnonzero(~lugares.se_muestra).tolist():
        assert lugares.tabla.territorios[fila] in con_pequenos


def test_las_personas_con_nbi_son_un_entero_del_archivo(lugares: Nbi) -> None:
    exactas = lugares.publicadas["nbi"] * lugares.personas / 100
    se = lugares.se_muestra
    assert np.abs(exactas[se] - lugares.con_nbi[se]).max() < 1e-6


def test_lo_que_pesa_mas_es_el_mayor_componente(lugares: Nbi) -> None:
    for fila in np.flatnonzero(lugares.se_muestra).tolist():
        valores = {n: float(lugares.publicadas[c][fila]) for c, n in COMPONENTES.items()}
        mayor = max(valores.values())
        iguales = [nombre for nombre, valor in valores.items() if valor == mayor]
        esperado = {1: iguales[0], 2: " y ".join(iguales[:2])}.get(
            len(iguales), nbi_por_dentro.VARIOS
        )
        assert lugares.pesa_mas[fila] == (nbi_por_dentro.NINGUNO if mayor == 0 else esperado)


def test_el_orden_es_cabecera_disperso_y_centros_por_personas(lugares: Nbi) -> None:
    for municipio, filas in lugares.orden.items():
        assert sorted(filas) == lugares.tabla.tramos[municipio]
        clases = [lugares.clases[fila] for fila in filas]
        centros = [float(lugares.personas[f]) for f in filas if lugares.clases[f] == CENTRO]
        assert centros == sorted(centros, reverse=True)
        inicio = [CABECERA, DISPERSO] if CABECERA in clases else [DISPERSO]
        assert clases == [*inicio, *[CENTRO] * len(centros)]


@pytest.mark.parametrize(("valor", "clase"), [(0, 0), (9.99, 0), (10, 1), (74.9, 3), (100, 4)])
def test_cada_corte_es_de_la_clase_de_arriba(valor: float, clase: int) -> None:
    assert np.searchsorted(CORTES, valor, side="right") == clase
