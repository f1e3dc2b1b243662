"""Moran local y tasa de falsos descubrimientos, contra su definición y contra esda."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from esda import Moran, Moran_Local, fdr
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from libpysal.weights import W, lat2W

from generador.metodos.agrupamientos import (
    ALTO_ALTO,
    ALTO_BAJO,
    BAJO_BAJO,
    NO_SIGNIFICATIVO,
    SIN_VECINOS,
    agrupamientos,
    descubrimientos,
)
from generador.metodos.errores import ErrorDeMetodo


def cuadricula(lado: int) -> list[list[int]]:
    pesos = lat2W(lado, lado)
    return [list(pesos.neighbors[i]) for i in range(lado * lado)]


def tablero(lado: int, ruido: float, semilla: int = 1) -> np.ndarray:
    """Mitad alta y mitad baja, con ruido."""
    azar = np.random.default_rng(semilla)
    return np.repeat(np.arange(lado) < lado / 2, lado) * 50.0 + azar.normal(0, ruido, lado * lado)


def test_caso_de_mano() -> None:
    """Cuatro en fila, 1-2-3-4: media 2,5, m2 = 5/3, y el primero solo ve al segundo."""
    hallado = agrupamientos([1, 2, 3, 4], [[1], [0, 2], [1, 3], [2]])
    np.testing.assert_allclose(hallado.moran, np.array([0.75, 0.25, 0.25, 0.75]) / (5 / 3))
    np.testing.assert_allclose(hallado.retraso, [2, 2, 3, 3])


@pytest.mark.parametrize("semilla", range(4))
def test_igual_que_esda(semilla: int) -> None:
    lado = 14
    vecinos, x = cuadricula(lado), tablero(lado, 30, semilla)
    pesos = W(dict(enumerate(vecinos)))
    pesos.transform = "r"
    nuestro = agrupamientos(x, vecinos, permutaciones=999, semilla=semilla)
    suyo = Moran_Local(x, pesos, permutations=999, seed=semilla, keep_simulations=False)
    np.testing.assert_allclose(nuestro.moran, suyo.Is, atol=1e-12)
    assert nuestro.global_ == pytest.approx(Moran(x, pesos, permutations=0).I)
    # Los valores p salen de otro sorteo: deben parecerse, no coincidir.
    diferencia = np.abs(nuestro.p - suyo.p_sim)
    assert diferencia.max() < 0.1
    assert diferencia.mean() < 0.02
    marcados = nuestro.clase > 0
    np.testing.assert_array_equal(nuestro.clase[marcados], suyo.q[marcados])


@given(hnp.arrays(np.float64, st.integers(1, 200), elements=st.floats(0.001, 1)))
def test_el_corte_es_el_de_esda(p: np.ndarray) -> None:
    # En el corte exacto el artículo dice «menor o igual» y esda, «menor».
    assume(not np.isclose(np.sort(p), 0.05 * np.arange(1, len(p) + 1) / len(p)).any())
    np.testing.assert_array_equal(descubrimientos(p, 0.05), p <= fdr(p, 0.05))


def test_en_el_corte_exacto_si_es_un_hallazgo() -> None:
    assert descubrimientos(np.array([0.05, 0.05])).all()
    assert descubrimientos(np.array([0.025, 0.9])).tolist() == [True, False]
    assert not descubrimientos(np.array([0.06, np.nan])).any()


def test_encuentra_lo_que_se_puso_y_nada_mas() -> None:
    lado = 16
    x = np.random.default_rng(2).normal(20, 5, (lado, lado))
    x[4:9, 4:9] += 60
    clase = agrupamientos(x.ravel(), cuadricula(lado)).clase.reshape(lado, lado)
    assert (clase[5:8, 5:8] == ALTO_ALTO).all()
    assert (clase[10:] != ALTO_ALTO).all()
    azar = np.random.default_rng(3).permutation(x.ravel())
    assert (agrupamientos(azar, cuadricula(lado)).clase != NO_SIGNIFICATIVO).mean() < 0.05


def test_uno_alto_entre_bajos() -> None:
    """Un caso aislado pide más permutaciones: su p debe bajar de 0,05 entre 225."""
    lado = 15
    x = np.random.default_rng(5).normal(40, 15, lado * lado)
    centro = lado * (lado // 2) + lado // 2
    vecinos = cuadricula(lado)
    x[vecinos[centro]] = [-90, -91, -92, -93]
    x[centro] = 200
    clase = agrupamientos(x, vecinos, permutaciones=9999).clase
    assert clase[centro] == ALTO_BAJO
    assert (clase[vecinos[centro]] != BAJO_BAJO).all()


def test_sin_vecinos_o_sin_dato_no_se_evalua() -> None:
    x = np.array([1.0, 2.0, np.nan, 5.0, 9.0])
    hallado = agrupamientos(x, [[1], [0, 2], [1], [2], []])
    assert hallado.clase[[2, 3, 4]].tolist() == [SIN_VECINOS] * 3
    assert np.isnan(hallado.p[[2, 3, 4]]).all()
    assert hallado.retraso[1] == 1  # el vecino sin dato no cuenta


def test_todos_iguales_no_hay_que_agrupar() -> None:
    hallado = agrupamientos(np.full(9, 3.0), cuadricula(3))
    assert (hallado.clase == NO_SIGNIFICATIVO).all()
    assert np.isnan(hallado.moran).all()


@given(st.integers(0, 2**32 - 1))
def test_la_misma_semilla_da_lo_mismo(semilla: int) -> None:
    x, vecinos = tablero(6, 20), cuadricula(6)
    uno, otro = (agrupamientos(x, vecinos, permutaciones=49, semilla=semilla) for _ in range(2))
    np.testing.assert_array_equal(uno.p, otro.p)


def test_una_lista_de_vecinos_por_valor() -> None:
    with pytest.raises(ErrorDeMetodo, match="3 valores y 2 listas"):
        agrupamientos([1, 2, 3], [[1], [0]])


def test_no_avisa_de_nada() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        agrupamientos([np.nan, np.nan], [[1], [0]])
