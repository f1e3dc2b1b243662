"""Clasificaciones: óptimo por fuerza bruta, límites de clase y cruce de cuadrantes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.clasificacion import (
    CUADRANTES,
    clasificar,
    corte_en_la_media,
    cortes_fijos,
    cruzar,
    cuantiles,
    fisher_jenks,
)
from generador.metodos.errores import ErrorDeMetodo

LISTAS = st.lists(st.integers(-20, 20).map(lambda v: v / 4), min_size=1, max_size=11)


def dispersion(valores: np.ndarray, cortes: np.ndarray) -> float:
    """Suma de cuadrados dentro de las clases que forman `cortes`."""
    clases = clasificar(valores, cortes)
    return sum(
        float(((valores[clases == c] - valores[clases == c].mean()) ** 2).sum())
        for c in np.unique(clases)
    )


@given(LISTAS, st.integers(1, 5))
def test_fisher_jenks_es_el_optimo_entre_todas_las_particiones(
    lista: list[float], clases: int
) -> None:
    valores = np.array(lista)
    distintos = np.unique(valores)
    hallado = fisher_jenks(valores, clases)
    cuantos = min(clases, len(distintos)) - 1
    mejor = min(dispersion(valores, np.array(c)) for c in combinations(distintos[:-1], cuantos))
    assert len(hallado) == cuantos
    assert dispersion(valores, hallado) == pytest.approx(mejor, abs=1e-9)


def test_fisher_jenks_lejos_del_cero_no_pierde_precision() -> None:
    grupos = np.array([0.0, 0.1, 0.2, 5.0, 5.1, 9.0, 9.1]) + 1e9
    assert fisher_jenks(grupos, 3).tolist() == [grupos[2], grupos[4]]


def test_fisher_jenks_de_cien_mil_valores_respeta_los_saltos() -> None:
    azar = np.random.default_rng(7)
    centros = np.array([0.0, 100.0, 250.0, 400.0])
    valores = np.concatenate([c + azar.random(25_000) for c in centros])
    assert clasificar(centros + 0.5, fisher_jenks(valores, 4)).tolist() == [0, 1, 2, 3]


@given(LISTAS, st.integers(1, 6))
def test_ningun_metodo_deja_clases_vacias(lista: list[float], clases: int) -> None:
    valores = np.array([*lista, np.nan])
    for metodo in (cuantiles, fisher_jenks):
        cortes = metodo(valores, clases)
        usadas = set(clasificar(valores, cortes).tolist()) - {-1}
        assert len(cortes) < clases
        assert usadas == set(range(len(cortes) + 1))


def test_el_limite_pertenece_a_la_clase_de_abajo() -> None:
    assert clasificar([9.9, 10, 10.1, 20, 99, np.nan], [10, 20]).tolist() == [0, 0, 1, 1, 2, -1]


def test_la_media_de_referencia_se_puede_ponderar() -> None:
    assert corte_en_la_media([10, 20, np.nan]).tolist() == [15]
    assert corte_en_la_media([10, 20, np.nan], [3, 1, 50]).tolist() == [12.5]


def test_cruce_de_incidencia_y_concentracion() -> None:
    codigos = cruzar(
        [10, 30, 10, 30, 20, np.nan],
        [1, 1, 9, 9, 5, 9],
        umbral_incidencia=20,
        umbral_concentracion=5,
    )
    assert codigos.tolist() == [0, 1, 2, 3, 0, -1]
    assert CUADRANTES[codigos[1]] == "incidencia alta y concentración baja"


@pytest.mark.parametrize("cortes", [[2, 1], [1, 1], [1, np.nan], [[1, 2]]])
def test_cortes_desordenados_se_rechazan(cortes: list[float]) -> None:
    with pytest.raises(ErrorDeMetodo, match="orden creciente"):
        cortes_fijos(cortes)


@pytest.mark.parametrize("valores", [[], [np.nan], [1, np.inf]])
def test_sin_valores_no_hay_clases(valores: list[float]) -> None:
    for metodo in (cuantiles, fisher_jenks):
        with pytest.raises(ErrorDeMetodo, match="clases"):
            metodo(valores, 3)
    with pytest.raises(ErrorDeMetodo, match="clases"):
        fisher_jenks([1.0, 2.0], 0)


def test_sin_pesos_no_hay_media() -> None:
    with pytest.raises(ErrorDeMetodo, match="media"):
        corte_en_la_media([1, 2], [0, 0])
