"""FGT contra cuentas de mano, su descomposición y los ejemplos del artículo."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.fgt import fgt
from generador.metodos.grupos import Agrupacion


def test_a_mano() -> None:
    """Línea 100; ingresos 50, 75, 100 y 200: dos pobres, y en la línea no se es pobre."""
    hecho = fgt([50, 75, 100, 200], [100] * 4, Agrupacion.unica(4))
    assert hecho.incidencia.tolist() == [0.5]
    assert hecho.brecha.tolist() == [0.1875]
    assert hecho.severidad.tolist() == [(0.25 + 0.0625) / 4]
    assert hecho.brecha_de_los_pobres.tolist() == [0.375]
    assert hecho.faltante.tolist() == [75]


def test_lo_que_no_se_sabe_no_entra_y_se_cuenta() -> None:
    grupos = Agrupacion(np.array([0, 0, 1, -1]), 3)
    hecho = fgt([np.nan, 10, 50, 1], [100, np.nan, 100, 100], grupos, [2, 3, 4, 5])
    assert hecho.sin_dato.tolist() == [2, 0, 0]
    assert hecho.registros.tolist() == [0, 1, 0]
    assert hecho.poblacion.tolist() == [0, 4, 0]
    np.testing.assert_array_equal(hecho.incidencia, [np.nan, 1, np.nan])
    np.testing.assert_array_equal(hecho.brecha_de_los_pobres, [np.nan, 0.5, np.nan])


hogares = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 200), st.integers(1, 9), st.integers(0, 2)),
    min_size=1,
    max_size=40,
)


@given(hogares)
def test_es_la_formula_con_fracciones(filas: list[tuple[int, int, int, int]]) -> None:
    y, z, w, grupo = map(list, zip(*filas, strict=True))
    hecho = fgt(y, z, Agrupacion(np.array(grupo), 3), w)
    for g in range(3):
        suyas = [f for f in filas if f[3] == g]
        gente = sum(f[2] for f in suyas)
        for alfa, medida in enumerate((hecho.incidencia, hecho.brecha, hecho.severidad)):
            suma = sum(
                (Fraction(b - a, b) ** alfa * c for a, b, c, _ in suyas if a < b), Fraction(0)
            )
            if gente:
                assert medida[g] == pytest.approx(float(suma / gente))
            else:
                assert np.isnan(medida[g])


@given(hogares)
def test_el_total_es_el_promedio_de_los_grupos(filas: list[tuple[int, int, int, int]]) -> None:
    """FGT se descompone: la del total es la de los grupos, pesada por su población."""
    y, z, w, grupo = map(list, zip(*filas, strict=True))
    partes, total = (
        fgt(y, z, a, w) for a in (Agrupacion(np.array(grupo), 3), Agrupacion.unica(len(y)))
    )
    for campo in ("incidencia", "brecha", "severidad"):
        sumas = np.nansum(getattr(partes, campo) * partes.poblacion)
        assert sumas == pytest.approx(getattr(total, campo)[0] * total.poblacion[0])


@pytest.mark.parametrize(
    ("y", "z", "dicho"),
    [
        ([1, -5], [10, 10], "negativo o infinito en 1 filas; la primera es la 2, con -5"),
        ([1, 1], [10, 0], "no es mayor que 0 en 1 filas; la primera es la 2, con 0"),
        ([np.inf], [10], "negativo o infinito"),
    ],
)
def test_lo_que_no_sirve_se_dice(y: list[float], z: list[float], dicho: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=dicho):
        fgt(y, z, Agrupacion.unica(len(y)))
