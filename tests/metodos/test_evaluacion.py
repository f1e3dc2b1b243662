"""Evaluación: un caso a mano, las identidades y la curva frente a su definición."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.evaluacion import Razon, curva_de_concentracion, evaluar, evaluar_por
from generador.metodos.grupos import Agrupacion

OBJETIVO = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
RECIBE = np.array([1, 1, 1, 0, 1, 0, 0, 0, 0, 0], dtype=bool)


def test_caso_a_mano() -> None:
    hallado = evaluar(OBJETIVO, RECIBE)
    assert hallado.inclusion == Razon(1, 4)
    assert hallado.exclusion == Razon(1, 4)
    assert hallado.cobertura.valor == 0.75
    assert hallado.cgh == pytest.approx(0.75 / 0.4)


def test_los_recursos_cambian_el_cgh_y_no_los_errores() -> None:
    recursos = np.where(OBJETIVO, 1, 7)
    hallado = evaluar(OBJETIVO, RECIBE, recursos=recursos)
    assert hallado.inclusion == Razon(1, 4)
    assert hallado.cgh == pytest.approx((3 / 10) / 0.4)


BASES = st.integers(1, 30).flatmap(
    lambda n: st.tuples(
        hnp.arrays(np.bool_, n),
        hnp.arrays(np.bool_, n),
        hnp.arrays(np.float64, n, elements=st.integers(0, 9).map(float)),
    )
)


@given(BASES)
def test_identidades(base: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    objetivo, recibe, personas = base
    hallado = evaluar(objetivo, recibe, ponderador=personas)
    if personas[objetivo].sum():
        assert hallado.cobertura.valor + hallado.exclusion.valor == pytest.approx(1)
        todos = evaluar(objetivo, np.ones_like(recibe), ponderador=personas)
        assert todos.cgh == pytest.approx(1)
    if personas[recibe].sum():
        assert hallado.inclusion.valor + hallado.recursos_al_objetivo.valor == pytest.approx(1)


def test_sin_denominador_no_hay_valor() -> None:
    nadie = np.zeros(3, dtype=bool)
    hallado = evaluar(nadie, nadie)
    assert all(np.isnan(v) for v in (hallado.inclusion.valor, hallado.cobertura.valor, hallado.cgh))


def test_curva_a_mano() -> None:
    curva = curva_de_concentracion([1, 2, 3, 4], [4, 3, 2, 1])
    assert curva.poblacion == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert curva.beneficio == pytest.approx([0, 0.4, 0.7, 0.9, 1])
    assert curva.indice == pytest.approx(-0.25)


@given(
    st.lists(
        st.tuples(st.integers(1, 51), st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=20
    ).filter(lambda filas: any(r for _, r, _ in filas))
)
def test_la_curva_no_depende_del_orden_de_las_filas_y_es_la_covarianza(
    filas: list[tuple[int, int, int]],
) -> None:
    """Índice = 2·cov(recurso por persona, rango fraccional) / media (O'Donnell et al., cap. 8)."""
    orden, recursos, personas = np.array(filas, dtype=float).T
    curva = curva_de_concentracion(orden, recursos, personas)
    al_reves = curva_de_concentracion(orden[::-1], recursos[::-1], personas[::-1])
    assert curva.indice == pytest.approx(al_reves.indice, abs=1e-12)
    gente = personas / personas.sum()
    rango = np.array([gente[orden < o].sum() + gente[orden == o].sum() / 2 for o in orden])
    por_persona = recursos / personas
    media = (gente * por_persona).sum()
    covarianza = (gente * (por_persona - media) * (rango - 0.5)).sum()
    assert curva.indice == pytest.approx(2 * covarianza / media, abs=1e-9)


@pytest.mark.parametrize(
    ("orden", "recursos", "mensaje"),
    [([1, np.nan], [1, 1], "1 filas no tienen dato"), ([1, 2], [0, 0], "no hay recursos")],
)
def test_curvas_imposibles(orden: list[float], recursos: list[float], mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        curva_de_concentracion(orden, recursos)


def test_formas_distintas() -> None:
    with pytest.raises(ErrorDeMetodo, match="forma"):
        evaluar(OBJETIVO, RECIBE[:3])


@given(
    st.lists(
        st.tuples(
            *(st.booleans(), st.booleans(), st.integers(0, 9), st.integers(0, 9)),
            st.integers(-1, 2),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_por_grupo_es_evaluar_solo_a_los_suyos(
    filas: list[tuple[bool, bool, int, int, int]],
) -> None:
    objetivo, recibe, peso, dinero, grupo = (np.array(c) for c in zip(*filas, strict=True))
    hechas = evaluar_por(Agrupacion(grupo, 3), objetivo, recibe, ponderador=peso, recursos=dinero)
    for g, hecha in enumerate(hechas):
        s = grupo == g
        assert hecha == evaluar(objetivo[s], recibe[s], ponderador=peso[s], recursos=dinero[s])
