"""Pesos en centavos: exactos o error, contra fracciones y decimales de la biblioteca estándar."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.dinero import MAXIMO, columna_en_centavos, en_centavos, en_pesos
from generador.metodos.errores import ErrorDeMetodo

# Hasta 22 billones de pesos: lo que un número de 64 bits guarda con centavos y bits de sobra.
CENTAVOS = st.integers(0, 2**51 - 1)


@given(CENTAVOS)
def test_las_cinco_escrituras_dan_los_mismos_centavos(centavos: int) -> None:
    exacto = Decimal(centavos).scaleb(-2)
    assert en_centavos(exacto, "costo") == centavos
    assert en_centavos(f"{exacto:.2f}", "costo") == centavos
    assert en_centavos(f"{exacto:.2f}".replace(".", ","), "costo") == centavos
    assert en_centavos(float(exacto), "costo") == centavos
    assert en_centavos(str(en_pesos(centavos)), "costo") == centavos


@given(st.lists(CENTAVOS, min_size=1, max_size=20))
def test_una_columna_es_lo_mismo_que_uno_por_uno(centavos: list[int]) -> None:
    valores = np.array([c / 100 for c in centavos])
    todos = np.ones(len(valores), dtype=np.bool_)
    for columna in (valores, valores.astype(object), np.array([repr(v) for v in valores.tolist()])):
        assert columna_en_centavos(columna, todos, "costo").tolist() == centavos


@given(st.floats(0, 10**13, allow_nan=False))
def test_un_numero_pasa_solo_si_es_el_mas_cercano_a_dos_decimales(valor: float) -> None:
    cerca = Decimal(round(Fraction(valor) * 100)).scaleb(-2)
    if float(cerca) == valor:
        assert en_centavos(valor, "costo") == int(cerca * 100)
    else:
        with pytest.raises(ErrorDeMetodo, match="no es un valor en pesos"):
            en_centavos(valor, "costo")


@pytest.mark.parametrize(
    "valor",
    [
        *("", "mil", "1.500", "1,234", "1.500.000", "1'000", "-5", "1e3", "0.", ".5", "$ 5", "٣"),
        *(-1, -0.01, 0.001, float("nan"), float("inf"), 10 * MAXIMO, True, None),
        *(Decimal("0.001"), Decimal("NaN"), Decimal(-1)),
    ],
)
def test_lo_que_no_son_pesos_es_un_error(valor: Any) -> None:
    with pytest.raises(ErrorDeMetodo, match="presupuesto"):
        en_centavos(valor, "presupuesto")


def test_numeros_de_32_bits() -> None:
    corta = np.array([0.9, 12.34, 450_000.0], dtype=np.float32)
    todos = np.ones(3, dtype=np.bool_)
    assert columna_en_centavos(corta, todos, "costo").tolist() == [90, 1234, 45_000_000]
    with pytest.raises(ErrorDeMetodo, match="fila 1"):  # a esa altura no distingue los centavos
        columna_en_centavos(np.array([400_000.03], dtype=np.float32), todos[:1], "costo")


def test_el_error_dice_la_fila_y_solo_se_miran_las_pedidas() -> None:
    valores = [1.5, float("nan"), 2.0, 0.125]
    pedidas = np.array([True, False, True, False])
    assert columna_en_centavos(valores, pedidas, "costo").tolist() == [150, 0, 200, 0]
    pedidas[1] = pedidas[3] = True
    with pytest.raises(ErrorDeMetodo, match="en 2 filas; la primera es la fila 2, «sin dato»"):
        columna_en_centavos(valores, pedidas, "costo")
    with pytest.raises(ErrorDeMetodo, match="la fila 21, «sin dato»"):
        columna_en_centavos(valores, pedidas, "costo", np.array([20, 21, 22, 23]))


@pytest.mark.parametrize(
    ("centavos", "pesos"), [(0, 0), (90, 0.9), (100, 1), (9_007_199_254_740_991, 90071992547409.91)]
)
def test_en_pesos(centavos: int, pesos: float) -> None:
    assert en_pesos(centavos) == pesos
    assert isinstance(en_pesos(centavos), int) == (centavos % 100 == 0)
