"""La oferta frente a la necesidad: casos de mano y propiedades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.herramientas.cuentas.oferta import Balance, Programa, balance

BUENO = Programa(60, pertinente=True, oportuna=True)
TARDE = Programa(60, pertinente=True, oportuna=False)
SIN_DECIR = Programa(60, pertinente=None, oportuna=None)
PROGRAMAS = st.lists(
    st.builds(Programa, st.integers(0, 500), st.none() | st.booleans(), st.none() | st.booleans())
)


@pytest.mark.parametrize(
    ("hogares", "programas", "esperado"),
    [
        (None, [BUENO], Balance(60, None, None, "sin_dato")),
        (0, [BUENO], Balance(60, 0, None, "sin_necesidad")),
        (200, [], Balance(0, 200, 0.0, "generacion")),
        (200, [BUENO], Balance(60, 140, 30.0, "debil")),
        (120, [BUENO], Balance(60, 60, 50.0, "parcial")),
        (60, [BUENO], Balance(60, 0, 100.0, "suficiente")),
        (60, [TARDE], Balance(60, 0, 100.0, "por_ajustar")),
        (60, [SIN_DECIR], Balance(60, 0, 100.0, "por_ajustar")),
        (60, [BUENO, TARDE], Balance(120, 0, 200.0, "suficiente")),
        (61, [BUENO, TARDE], Balance(120, 0, 100 * 120 / 61, "por_ajustar")),
    ],
)
def test_casos_de_mano(hogares: int | None, programas: list[Programa], esperado: Balance) -> None:
    assert balance(hogares, programas, 50, 100) == esperado


@given(st.integers(1, 2000), PROGRAMAS, st.integers(0, 500))
def test_mas_cupos_nunca_dejan_mas_hogares_sin_cupo(
    hogares: int, programas: list[Programa], mas: int
) -> None:
    antes = balance(hogares, programas, 50, 100)
    despues = balance(hogares, [*programas, Programa(mas, None, None)], 50, 100)
    assert antes.sin_cupo is not None
    assert despues.sin_cupo is not None
    assert despues.sin_cupo <= antes.sin_cupo
    assert antes.sin_cupo == hogares - min(hogares, antes.cupos)
