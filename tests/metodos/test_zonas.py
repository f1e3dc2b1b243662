"""Despejar cuánto pesa cada zona: propiedades y casos de mano."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.zonas import parte_de_la_primera

porcentajes = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=15
).filter(lambda pares: max(abs(a - b) for a, b in pares) > 1)


@given(porcentajes, st.floats(0, 1))
def test_recupera_la_parte_exacta(pares: list[tuple[float, float]], parte: float) -> None:
    una, otra = np.array(pares).T[:, None, :]
    conjunto = parte * una + (1 - parte) * otra
    assert parte_de_la_primera(conjunto, una, otra)[0] == pytest.approx(parte, abs=1e-9)


def test_con_el_redondeo_se_equivoca_menos_con_mas_medidas() -> None:
    azar = np.random.default_rng(7)
    una, otra = azar.uniform(0, 100, (2, 400, 15))
    parte = azar.uniform(0, 1, 400)
    conjunto = (parte[:, None] * una + (1 - parte[:, None]) * otra).round(1)
    errores = [
        np.abs(parte_de_la_primera(conjunto[:, :m], una[:, :m], otra[:, :m]) - parte).mean()
        for m in (1, 15)
    ]
    assert errores[1] < errores[0] / 5


def test_lo_que_falta_no_cuenta_y_lo_que_no_difiere_no_se_inventa() -> None:
    una = np.array([[10.0, np.nan], [20.0, 20.0], [np.nan, np.nan]])
    otra = np.array([[50.0, 5.0], [20.0, 20.0], [10.0, 10.0]])
    hallada = parte_de_la_primera([[20, 9], [20, 20], [10, 10]], una, otra)
    np.testing.assert_allclose(hallada, [0.75, np.nan, np.nan])


def test_nunca_sale_de_cero_a_uno() -> None:
    assert parte_de_la_primera([[60.0]], [[10.0]], [[50.0]]).tolist() == [0]


def test_las_tres_tablas_miden_lo_mismo() -> None:
    with pytest.raises(ErrorDeMetodo, match="formas"):
        parte_de_la_primera([[1.0]], [[1.0, 2.0]], [[1.0]])
