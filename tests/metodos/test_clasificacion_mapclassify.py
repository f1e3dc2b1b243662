"""Oráculo: mapclassify sobre incidencias al azar con empates, como las publicadas."""

from __future__ import annotations

import mapclassify
import numpy as np
import pytest

from generador.metodos.clasificacion import clasificar, cuantiles, fisher_jenks

pytestmark = pytest.mark.filterwarnings("ignore:Numba not installed")


def incidencias(semilla: int) -> np.ndarray:
    return np.round(100 * np.random.default_rng(semilla).beta(2, 3, 400), 1)


@pytest.mark.parametrize("clases", [2, 5, 7])
@pytest.mark.parametrize("semilla", range(3))
def test_fisher_jenks_tiene_la_misma_dispersion_y_las_mismas_clases(
    semilla: int, clases: int
) -> None:
    valores = incidencias(semilla)
    suyo = mapclassify.FisherJenks(valores, k=clases)
    assert fisher_jenks(valores, clases).tolist() == suyo.bins[:-1].tolist()
    assert clasificar(valores, fisher_jenks(valores, clases)).tolist() == suyo.yb.tolist()


@pytest.mark.parametrize("clases", [2, 4, 5, 10])
def test_cuantiles(clases: int) -> None:
    valores = incidencias(clases)
    suyo = mapclassify.Quantiles(valores, k=clases)
    assert cuantiles(valores, clases) == pytest.approx(suyo.bins[:-1])
    assert clasificar(valores, cuantiles(valores, clases)).tolist() == suyo.yb.tolist()
