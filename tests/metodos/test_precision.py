"""La t de Student frente a scipy, el intervalo logit y los requisitos para publicar."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.precision import clase, cvlog, intervalo
from generador.metodos.t_student import colas_de_t, cuantil_t

GRADOS = [1, 2, 3, 4, 5, 9, 10, 30, 100, 339, 999, 1000, 1001, 4457, 10**6, 10**9]


@pytest.mark.parametrize("gl", GRADOS)
def test_el_cuantil_de_t_es_el_de_scipy(gl: int) -> None:
    for probabilidad in (0.6, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9995):
        assert cuantil_t(probabilidad, gl) == pytest.approx(
            stats.t.ppf(probabilidad, gl), rel=1e-11
        )
    assert cuantil_t(0.5, gl) == pytest.approx(0, abs=1e-12)


@given(st.integers(1, 500), st.floats(0, 40))
def test_las_colas_de_t_son_las_de_scipy(gl: int, t: float) -> None:
    assert colas_de_t(t, gl) == pytest.approx(2 * stats.t.sf(t, gl), rel=1e-9, abs=1e-300)


def test_el_cuantil_de_t_donde_tiene_forma_cerrada() -> None:
    """Con 1 grado es la tangente; con 2, (2p − 1)/√(2p(1 − p))."""
    for p in (0.6, 0.9, 0.975, 0.995):
        assert cuantil_t(p, 1) == pytest.approx(math.tan(math.pi * (p - 0.5)), rel=1e-12)
        cerrada = (2 * p - 1) / math.sqrt(2 * p * (1 - p))
        assert cuantil_t(p, 2) == pytest.approx(cerrada, rel=1e-12)


@pytest.mark.parametrize(("probabilidad", "gl"), [(1.0, 5), (0.4, 5), (0.975, 0)])
def test_un_cuantil_que_no_existe(probabilidad: float, gl: int) -> None:
    with pytest.raises(ErrorDeMetodo, match="no hay cuantil"):
        cuantil_t(probabilidad, gl)


@given(st.floats(0.0001, 0.9999), st.floats(0, 0.5), st.integers(1, 200))
def test_el_intervalo_contiene_al_valor_y_no_sale_de_0_1(r: float, ee: float, gl: int) -> None:
    bajo, alto = (float(v) for v in intervalo(r, ee, gl))
    assert 0 <= bajo <= r * (1 + 1e-12)
    assert r * (1 - 1e-12) <= alto <= 1
    otro = intervalo(1 - r, ee, gl)
    assert (bajo, alto) == pytest.approx((1 - float(otro[1]), 1 - float(otro[0])), abs=1e-9)


def test_sin_grados_o_en_los_extremos_no_hay_intervalo() -> None:
    bajo, alto = intervalo(
        [0.0, 1.0, 0.5, np.nan, 0.5], [0.0, 0.0, 0.1, 0.1, 0.1], [20, 20, 0, 20, 9]
    )
    assert np.isnan(bajo).tolist() == np.isnan(alto).tolist() == [True, True, True, True, False]
    t = stats.t.ppf(0.975, 9)
    assert (bajo[4], alto[4]) == pytest.approx(
        (1 / (1 + math.exp(0.4 * t)), 1 / (1 + math.exp(-0.4 * t)))
    )


def test_el_intervalo_de_una_tabla_usa_los_grados_de_cada_fila() -> None:
    bajo, alto = intervalo(np.full((2, 3), 0.3), np.full((2, 3), 0.05), np.array([[2], [200]]))
    assert (bajo[0] < bajo[1]).all()
    assert (alto[0] > alto[1]).all()


def test_el_coeficiente_logaritmico_es_simetrico_y_no_existe_en_los_extremos() -> None:
    assert cvlog([0.2, 0.8], [0.03, 0.03]).tolist() == pytest.approx(
        [0.03 / (0.2 * math.log(5))] * 2
    )
    assert np.isnan(cvlog([0.0, 1.0, np.nan], [0.0, 0.0, 0.1])).all()


@pytest.mark.parametrize(
    ("ee", "gl", "casos", "esperada"),
    [
        (0.17, 9, 100, "suficiente"),
        (0.18, 9, 100, "cautela"),
        (0.29, 9, 100, "cautela"),
        (0.31, 9, 100, "no_publicar"),
        (0.17, 8, 100, "no_publicar"),
        (0.17, 9, 99, "no_publicar"),
        (math.nan, 9, 100, "no_publicar"),
    ],
)
def test_los_requisitos_para_publicar(ee: float, gl: int, casos: int, esperada: str) -> None:
    """Con p = 0,25, −p·ln p = 0,3466: el error se da en unidades del coeficiente."""
    assert str(clase(0.25, ee * 0.25 * math.log(4), gl, casos)) == esperada


def test_la_clase_sale_por_territorio_y_en_0_no_se_publica() -> None:
    clases = clase([0.3, 0.0, 0.3], [0.01, 0.0, 0.09], [50, 50, 50], [900, 900, 900])
    assert clases.tolist() == ["suficiente", "no_publicar", "cautela"]
