"""Números como se escriben en Colombia, con el redondeo que espera quien lee una tabla."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.formato import (
    DURO,
    MENOS,
    con_signo,
    lista,
    numero,
    numeros,
    porcentaje,
    redonda,
)
from generador.redondeo import redondear

FORMA = re.compile(rf"{MENOS}?\d{{1,3}}(\.\d{{3}})*(,\d+)?")
cifras = st.decimals(-10_000_000, 10_000_000, places=3, allow_nan=False)


@pytest.mark.parametrize(
    ("valor", "decimales", "texto"),
    [
        (0, 0, "0"), (0, 1, "0,0"), (-0.0, 1, "0,0"), (-0.04, 1, "0,0"), (-0.4, 0, "0"),
        (1234.5, 1, "1.234,5"), (52_695_952, 0, "52.695.952"), (999.95, 1, "1.000,0"),
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, f"{MENOS}3"),
        (2.675, 2, "2,68"), (1.005, 2, "1,01"), (90.65, 1, "90,7"), (0.125, 2, "0,13"),
        (-1234.56, 1, f"{MENOS}1.234,6"),
    ],
)  # fmt: skip
def test_numero(valor: float, decimales: int, texto: str) -> None:
    assert numero(valor, decimales) == texto


@given(cifras, st.integers(0, 3))
def test_numero_redondea_como_en_el_comercio(valor: Decimal, decimales: int) -> None:
    esperado = valor.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
    texto = numero(float(valor), decimales)
    assert FORMA.fullmatch(texto)
    leido = Decimal(texto.replace(".", "").replace(",", ".").replace(MENOS, "-"))
    assert leido == esperado
    assert len(texto.partition(",")[2]) == decimales


@given(st.lists(cifras, max_size=20), st.integers(0, 3))
def test_numeros_es_numero_en_cada_uno(valores: list[Decimal], decimales: int) -> None:
    columna = np.array([float(v) for v in valores])
    assert numeros(columna, decimales) == [numero(v, decimales) for v in columna.tolist()]


@given(cifras, st.integers(0, 3))
def test_redondear_y_numero_dicen_lo_mismo(valor: Decimal, decimales: int) -> None:
    redondo = redondear(float(valor), decimales)
    assert numero(redondo, decimales) == numero(float(valor), decimales)
    assert redondear(-float(valor), decimales) == -redondo


@given(cifras)
def test_con_signo_lleva_signo_si_y_solo_si_no_es_cero(valor: Decimal) -> None:
    texto = con_signo(float(valor))
    assert (texto[0] in f"+{MENOS}") == (texto.strip(f"+{MENOS}") != "0,0")
    assert con_signo(-float(valor)).strip(f"+{MENOS}") == texto.strip(f"+{MENOS}")


@pytest.mark.parametrize(
    ("valor", "texto"),
    [(3.21, "+3,2"), (-1, f"{MENOS}1,0"), (0.04, "0,0"), (-0.04, "0,0"), (0.05, "+0,1")],
)
def test_con_signo(valor: float, texto: str) -> None:
    assert con_signo(valor) == texto


def test_porcentaje_no_se_parte_en_dos_renglones() -> None:
    assert porcentaje(90.6) == f"90,6{DURO}%"
    assert porcentaje(90.6, 0) == f"91{DURO}%"


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (0, "0"), (7.4, "7"), (99.6, "100"), (812, "812"), (999.6, "1.000"), (1234, "1.230"),
        (29_134, "29.100"), (25_050, "25.100"), (9_999, "10.000"), (12_640_000, "12.600.000"),
    ],
)  # fmt: skip
def test_redonda(valor: float, texto: str) -> None:
    assert redonda(valor) == texto


@given(st.floats(0, 60_000_000))
def test_redonda_no_se_aleja_mas_de_medio_por_ciento(valor: float) -> None:
    leido = float(redonda(valor).replace(".", ""))
    assert abs(leido - valor) <= max(0.5, 0.005 * valor) + 1e-6
    assert len(redonda(valor).replace(".", "").rstrip("0")) <= 3


@pytest.mark.parametrize(
    ("partes", "texto"),
    [
        ([], ""), (["a"], "a"), (["a", "b"], "a y b"), (["a", "b", "c"], "a, b y c"),
        (["agua", "Ibagué"], "agua e Ibagué"), (["padres", "hijos"], "padres e hijos"),
        (["agua", "hielo"], "agua y hielo"),
    ],
)  # fmt: skip
def test_lista(partes: list[str], texto: str) -> None:
    assert lista(partes) == texto


@given(st.lists(cifras, min_size=1, max_size=40), st.integers(0, 3))
def test_numeros_de_una_columna_larga_tambien(valores: list[Decimal], decimales: int) -> None:
    """Desde cierto largo se buscan ya escritos los que caben: los mismos textos."""
    larga = np.resize([*map(float, valores), 0.0, 999.95, 9999.4, 9999.5, 10_000.0, -3.0], 700)
    assert numeros(larga, decimales) == [numero(v, decimales) for v in larga.tolist()]
