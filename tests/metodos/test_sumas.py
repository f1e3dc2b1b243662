"""La suma en orden: la de mano, y la del navegador, en cualquier Python."""

from __future__ import annotations

from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.sumas import en_orden

REALES = st.lists(st.floats(-1e9, 1e9), max_size=30)


def test_no_corrige_el_redondeo() -> None:
    # Desde Python 3.12, sum([0.1] * 10) da 1.0.
    assert en_orden([0.1] * 10) == 0.9999999999999999
    assert en_orden([]) == 0.0


@given(REALES)
def test_como_reduce_en_javascript(valores: list[float]) -> None:
    assert en_orden(valores) == reduce(add, valores, 0)
