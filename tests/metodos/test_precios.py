"""Pesos constantes: cuentas de mano y propiedades del deflactor."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos import precios
from generador.metodos.errores import ErrorDeMetodo

INDICE = st.floats(10, 500)
PESOS = st.floats(0, 1e9)


def test_a_mano() -> None:
    """100 pesos con el índice en 50, a precios de un índice de 150: 300."""
    assert precios.a_precios_de(100, 50, 150) == pytest.approx(300)
    assert precios.promedio_anual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]).tolist() == [6.5]


def test_sin_un_mes_no_hay_promedio_y_sin_indice_no_hay_pesos() -> None:
    meses = np.full((2, 12), 100.0)
    meses[1, 3] = np.nan
    hallados = precios.promedio_anual(meses)
    assert hallados[0] == 100
    assert np.isnan(hallados[1])
    assert np.isnan(precios.a_precios_de([5.0, np.nan], [np.nan, 100.0], 100.0)).all()
    assert np.isnan(precios.a_precios_de(5.0, 0.0, 100.0))


@pytest.mark.parametrize("forma", [(12,), (2, 11), (1, 2, 12)])
def test_no_son_doce_meses(forma: tuple[int, ...]) -> None:
    with pytest.raises(ErrorDeMetodo, match="forma"):
        precios.promedio_anual(np.ones(forma))


@given(PESOS, INDICE, INDICE)
def test_ida_y_vuelta(pesos: float, uno: float, otro: float) -> None:
    llevados = precios.a_precios_de(pesos, uno, otro)
    assert precios.a_precios_de(llevados, otro, uno) == pytest.approx(pesos, rel=1e-12, abs=1e-9)


@given(PESOS, INDICE, INDICE, INDICE)
def test_no_importa_la_base_del_indice(pesos: float, uno: float, otro: float, k: float) -> None:
    directo = precios.a_precios_de(pesos, uno, otro)
    assert precios.a_precios_de(pesos, uno * k, otro * k) == pytest.approx(directo, rel=1e-12)


@given(PESOS, INDICE)
def test_el_ano_base_queda_igual(pesos: float, indice: float) -> None:
    assert precios.a_precios_de(pesos, indice, indice) == pytest.approx(pesos, rel=1e-15)
