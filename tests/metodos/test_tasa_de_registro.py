"""Qué tasas de un registro se publican y cuándo una se distingue de la referencia."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.tasa_de_registro import frente_a, publicables


@pytest.mark.parametrize(
    ("casos", "base", "registrados", "minimo", "se_publica"),
    [
        (20, 100, 100, 0, True),
        (20, 99, 99, 0, False),  # un nacimiento menos
        (20, 100, 111, 0, True),  # le falta el dato a 11 de 111: 9,9 %
        (20, 100, 112, 0, False),  # a 12 de 112: 10,7 %
        (12, 1000, 1000, 12, True),
        (11, 1000, 1000, 12, False),
        (0, 500, 500, 0, False),  # sin coeficiente: la proporción es 0
        (1, 100, 100, 0, False),  # cvlog de 1 %: 0,00995/(0,01·4,605) = 21,6 %
        (2, 100, 100, 0, False),  # 0,0140/(0,02·3,912) = 17,9 %
        (3, 100, 100, 0, True),  # 0,01706/(0,03·3,507) = 16,2 %
        (0, 0, 0, 0, False),
    ],
)
def test_cuentas_de_mano(
    casos: int, base: int, registrados: int, minimo: int, se_publica: bool
) -> None:
    assert publicables([casos], [base], [registrados], minimo).tolist() == [se_publica]


def test_frente_a_la_referencia_con_el_intervalo_a_mano() -> None:
    """30 de 100: logit −0,847, error 0,218; con t(99) = 1,984, de 21,8 % a 39,8 %."""
    bajo, alto = (1 / (1 + math.exp(-(math.log(3 / 7) + s * 0.4329892))) for s in (-1, 1))
    assert (round(bajo, 3), round(alto, 3)) == (0.218, 0.398)
    hallado = [str(frente_a([30], [100], r)[0]) for r in (0.217, 0.219, 0.397, 0.399)]
    assert hallado == ["mas", "no_se_distingue", "no_se_distingue", "menos"]


def test_sin_base_o_en_los_extremos_no_se_compara() -> None:
    assert frente_a([0, 0, 100], [0, 100, 100], 0.2).tolist() == ["", "", ""]


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300))
def test_mas_registrados_sin_dato_nunca_vuelve_publicable(
    casos: int, base: int, faltan: int
) -> None:
    casos = min(casos, base)
    sin_falta, con_falta = publicables([casos] * 2, [base] * 2, np.array([base, base + faltan]))
    assert sin_falta or not con_falta
