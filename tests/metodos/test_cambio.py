"""El cambio entre dos censos: margen con cuentas de mano, lectura y sus bordes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from generador.metodos import cambio


def test_el_margen_a_mano() -> None:
    """Medellín, 2005: 12,424 % con un coeficiente de 2,660 %; 1,96 · 0,3305 = 0,648 puntos."""
    assert cambio.margen(12.424089750899133, 2.65984954037262) == pytest.approx(0.6477, abs=5e-5)


def test_el_margen_con_otro_oraculo() -> None:
    azar = np.random.default_rng(5)
    valores, cv = azar.uniform(0, 100, 50), azar.uniform(0, 30, 50)
    for confianza in (0.9, 0.95, 0.99):
        bajo, _ = stats.norm.interval(confianza, loc=valores, scale=valores * cv / 100)
        propio = cambio.margen(valores, cv, confianza)
        assert np.allclose(propio, valores - bajo, rtol=1e-10)


def test_sin_muestra_no_hay_margen_y_sin_dato_no_se_inventa() -> None:
    margenes = cambio.margen(np.array([40.0, np.nan, 40.0]), np.array([0.0, 3.0, np.nan]))
    assert margenes[0] == 0
    assert np.isnan(margenes[1:]).all()


@pytest.mark.parametrize(
    ("puntos", "margen", "leido"),
    [
        (-7.2, 0.6, cambio.BAJO),
        (7.2, 0.6, cambio.SUBIO),
        (-0.6, 0.6, cambio.NO_SE_DISTINGUE),
        (0.6, 0.6, cambio.NO_SE_DISTINGUE),
        (-0.61, 0.6, cambio.BAJO),
        (0.04, 0.0, cambio.NO_SE_DISTINGUE),
        (0.06, 0.0, cambio.SUBIO),
        (0.0, 0.0, cambio.NO_SE_DISTINGUE),
        (np.nan, 0.6, cambio.SIN_DATO),
        (3.0, np.nan, cambio.SIN_DATO),
    ],
)
def test_lectura(puntos: float, margen: float, leido: int) -> None:
    assert cambio.lectura(puntos, margen) == leido


def test_la_lectura_no_depende_del_orden_y_se_difunde() -> None:
    puntos = np.array([[-5.0, 5.0, 1.0]])
    leidos = cambio.lectura(puntos, np.array([[2.0], [6.0]]))
    assert leidos.tolist() == [[1, 2, 3], [3, 3, 3]]
    assert cambio.lectura(puntos[:, ::-1], 2.0).tolist() == [[3, 2, 1]]
