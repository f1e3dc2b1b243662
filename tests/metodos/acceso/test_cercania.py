"""La sede más cercana y las de un radio, contra cKDTree y con las sedes de verdad."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

from generador.metodos.acceso import cercania
from generador.metodos.acceso.cercania import Sedes
from generador.metodos.errores import ErrorDeMetodo

ENTERAS = st.integers(-20, 20).map(float)


def al_azar(modo: str, puntos: int, sedes: int) -> tuple[np.ndarray, np.ndarray]:
    azar = np.random.default_rng(7)
    if modo == "regadas":
        return azar.uniform(0, 1e6, (puntos, 2)), azar.uniform(0, 1e6, (sedes, 2))
    ciudades = azar.uniform(0, 1e6, (20, 2))
    cerca = ciudades[azar.integers(0, 20, sedes)] + azar.normal(0, 3000, (sedes, 2))
    if modo == "juntas":
        return ciudades[azar.integers(0, 20, puntos)] + azar.normal(0, 9000, (puntos, 2)), cerca
    return azar.uniform(-5e6, 5e6, (puntos, 2)), cerca


@pytest.mark.parametrize("modo", ["regadas", "juntas", "lejos"])
@pytest.mark.parametrize("sedes", [1, 8, 9, 17, 2000])
def test_la_distancia_es_la_de_ckdtree(modo: str, sedes: int) -> None:
    puntos, lugares = al_azar(modo, 3000, sedes)
    hallada = Sedes.de_puntos(*lugares.T).mas_cercana(*puntos.T)
    distancia, cual = cKDTree(lugares).query(puntos)
    assert np.array_equal(hallada.distancia, distancia)
    assert np.array_equal(hallada.sede, cual)


@pytest.mark.parametrize("radio", [0.0, 5e3, 2e5, 1e8])
def test_las_de_un_radio_son_las_de_ckdtree(radio: float) -> None:
    puntos, lugares = al_azar("juntas", 400, 150)
    lugares[3] = lugares[4]
    x, y = puntos.T
    parejas = list(Sedes.de_puntos(*lugares.T).dentro_de(x, y, radio))
    halladas = {(p, s) for b in parejas for p, s in zip(b.punto, b.sede, strict=True)}
    suyas = cKDTree(lugares).query_ball_point(puntos, radio)
    assert halladas == {(i, s) for i, lista in enumerate(suyas) for s in lista}


@given(
    hnp.arrays(float, st.tuples(st.integers(1, 12), st.just(2)), elements=ENTERAS),
    hnp.arrays(float, st.tuples(st.integers(1, 40), st.just(2)), elements=ENTERAS),
)
def test_en_empate_gana_la_de_menor_numero(puntos: np.ndarray, lugares: np.ndarray) -> None:
    hallada = Sedes.de_puntos(*lugares.T).mas_cercana(*puntos.T)
    cuadrado = ((puntos[:, None] - lugares[None]) ** 2).sum(axis=2)
    assert np.array_equal(hallada.sede, cuadrado.argmin(axis=1))
    assert np.array_equal(hallada.distancia, np.sqrt(cuadrado.min(axis=1)))


def test_lo_que_no_tiene_coordenada_no_es_cero() -> None:
    indice = Sedes.de_puntos([np.nan, 5, 5], [0, np.nan, 5])
    hallada = indice.mas_cercana([5, np.nan, 5], [5, 5, np.inf])
    assert hallada.sede.tolist() == [2, -1, -1]
    assert hallada.distancia[0] == 0
    assert np.isnan(hallada.distancia[1:]).all()
    assert [p.sede.tolist() for p in indice.dentro_de([5.0, np.nan], [5.0, 5.0], 1)] == [[2]]


def test_sin_sedes_es_un_error() -> None:
    with pytest.raises(ErrorDeMetodo, match="ninguna sede tiene coordenadas"):
        Sedes.de_puntos([np.nan], [1])


def test_muchas_a_la_misma_distancia_van_por_partes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Todas las sedes en un círculo: el índice no puede descartar ninguna."""
    monkeypatch.setattr(cercania, "PAREJAS_POR_BLOQUE", 5000)
    giro = np.linspace(0, 2 * np.pi, 700, endpoint=False)
    circulo = Sedes.de_puntos(np.cos(giro) * 1e4, np.sin(giro) * 1e4)
    hallada = circulo.mas_cercana(np.zeros(90), np.zeros(90))
    assert np.allclose(hallada.distancia, 1e4)
    assert np.all(hallada.sede >= 0)
