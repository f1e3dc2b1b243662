"""La regla de redondeo: la misma en cada número y en toda una columna, y la del comercio."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generador import redondeo

# Con seis decimales caben en las cifras que se guardan: el número decimal es el que se escribió.
decimales_exactos = st.decimals(-99_999_999, 99_999_999, places=6, allow_nan=False)
QUINCE = Context(prec=15, rounding=ROUND_HALF_UP)
finitos = st.floats(-1e300, 1e300)


@pytest.mark.parametrize(
    ("valor", "decimales", "redondo"),
    [
        (0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-2.5, 0, -3), (-0.4, 0, 0),
        (2.675, 2, 2.68), (1.005, 2, 1.01), (0.125, 2, 0.13), (90.65, 1, 90.7),
        (0.1 + 0.2, 17, 0.3), (100 * 0.1957, 2, 19.57), (2.6749999, 2, 2.67),
        (29_134, -2, 29_100), (25_050, -2, 25_100), (4503599627370497.5, 0, 4503599627370500),
        (1e300, 2, 1e300), (5e-324, 3, 0),
    ],
)  # fmt: skip
def test_a_mano(valor: float, decimales: int, redondo: float) -> None:
    assert redondeo.redondear(valor, decimales) == redondo


@given(decimales_exactos, st.integers(0, 6))
def test_es_el_redondeo_decimal_del_numero_escrito(escrito: Decimal, decimales: int) -> None:
    esperado = escrito.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
    assert redondeo.redondear(float(escrito), decimales) == float(esperado)


@settings(deadline=None)
@given(st.lists(finitos | decimales_exactos.map(float)), st.integers(0, 6))
@example([2.675, -0.0, 1e300, 0.5, 1.4999999999999998], 2)
@example([0.049999999999999996, 8.5, 1e22], 1)
def test_la_columna_es_lo_mismo_numero_por_numero(valores: list[float], decimales: int) -> None:
    columna = redondeo.redondear_columna(np.array(valores, np.float64), decimales)
    assert columna.tolist() == [redondeo.redondear(v, decimales) for v in valores]
    assert not np.signbit(columna[columna == 0]).any()


def test_en_la_columna_lo_que_no_es_finito_queda_igual() -> None:
    hallada = redondeo.redondear_columna(np.array([[np.nan, np.inf], [-np.inf, 0.25]]), 1)
    np.testing.assert_array_equal(hallada, [[np.nan, np.inf], [-np.inf, 0.3]])


@given(decimales_exactos, st.integers(0, 6))
def test_lo_ya_redondeado_con_las_mismas_cifras_no_cambia(escrito: Decimal, decimales: int) -> None:
    redondo = redondeo.redondear(float(escrito), decimales)
    assert redondeo.redondear(redondo, decimales) == redondo


def test_dos_redondeos_no_son_lo_mismo_que_uno() -> None:
    assert redondeo.redondear(0.449, 1) == 0.4
    assert redondeo.redondear(redondeo.redondear(0.449, 2), 1) == 0.5


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (5.0, "5"), (-0.0, "0"), (90.6, "90.6"), (0.1 + 0.2, "0.3"), (0.00001, "0.00001"),
        (1 / 3, "0.333333333333333"), (52_695_952.0, "52695952"), (1e17, "100000000000000000"),
        (100 * 0.1957, "19.57"), (-12.5, "-12.5"), (213.714499976875, "213.714499976875"),
        (5.814411858603485, "5.81441185860349"),
    ],
)  # fmt: skip
def test_texto_sin_redondear_y_lo_mas_corto_posible(valor: float, texto: str) -> None:
    assert redondeo.texto(valor) == texto


@given(finitos)
def test_el_texto_vuelve_al_mismo_numero_con_sus_cifras(valor: float) -> None:
    escrito = redondeo.texto(valor)
    assert Decimal(escrito) == QUINCE.create_decimal(repr(valor))
    assert set(escrito) <= set("-0123456789.")
    assert not escrito.endswith(".") and escrito != "-0"
    assert "." not in escrito or not escrito.endswith("0")
    assert redondeo.texto(float(escrito)) == escrito


@pytest.mark.parametrize("valor", [float("nan"), float("inf"), -float("inf")])
def test_lo_que_no_es_finito_no_se_escribe_ni_se_redondea(valor: float) -> None:
    for funcion in (redondeo.texto, redondeo.redondear):
        with pytest.raises(ValueError, match="no es un número finito"):
            funcion(valor)
