"""Supresión: un atacante que resta todo lo publicado no recupera ningún territorio."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.grupos import Agrupacion
from generador.metodos.supresion import (
    COMPLEMENTARIA,
    PRIMARIA,
    PUBLICADO,
    Supresion,
    suprimir,
)

Caso = tuple[list[int], list[Agrupacion]]


@st.composite
def casos(dibujar: st.DrawFn) -> Caso:
    """Hasta 10 territorios en 0, 1 o 2 niveles de grupos, algunos sin grupo y muchos pequeños."""
    tamano = st.one_of(st.integers(0, 12), st.sampled_from([10, 30, 200]))
    hogares = dibujar(st.lists(tamano, min_size=1, max_size=10))
    niveles, elementos = [], len(hogares)
    for _ in range(dibujar(st.integers(0, 2))):
        numero = dibujar(st.integers(1, 4))
        grupo = dibujar(
            st.lists(st.integers(-1, numero - 1), min_size=elementos, max_size=elementos)
        )
        niveles.append(Agrupacion(np.array(grupo), numero))
        elementos = numero
    return hogares, niveles


def arbol(hogares: list[int], niveles: list[Agrupacion]) -> tuple[np.ndarray, np.ndarray]:
    """Hogares de cada nodo (territorios, grupos, total) y padre de cada uno (−1 el total)."""
    n, padres, base = [np.array(hogares)], [], 0
    raiz = len(hogares) + sum(nivel.numero for nivel in niveles)
    for nivel in niveles:
        base += len(n[-1])
        padres.append(np.where(nivel.grupo < 0, raiz, nivel.grupo + base))
        n.append(nivel.sumar(n[-1]).astype(int))
    padres.append(np.full(len(n[-1]), raiz))
    padre = np.append(np.concatenate(padres), -1)
    total = sum(hogares)
    return np.append(np.concatenate(n), total), padre


def codigos(supresion: Supresion) -> np.ndarray:
    return np.concatenate([supresion.territorios, *supresion.niveles, [supresion.total]])


@settings(max_examples=400)
@given(casos())
def test_el_atacante_no_recupera_ningun_oculto(caso: Caso) -> None:
    """Cada oculto es una incógnita y cada grupo una ecuación: ninguna queda determinada."""
    hogares, padre = arbol(*caso)
    codigo = codigos(suprimir(caso[0], caso[1]))
    ocultos = np.flatnonzero(codigo != PUBLICADO)
    ecuaciones = []
    for nodo in np.unique(padre[padre >= 0]):
        hijos = np.flatnonzero(padre == nodo)
        fila = np.isin(ocultos, hijos).astype(int) - (ocultos == nodo)
        ecuaciones.append(fila)
    sistema = np.array(ecuaciones)
    rango = np.linalg.matrix_rank(sistema) if ocultos.size else 0
    for incognita in np.eye(len(ocultos)):
        assert np.linalg.matrix_rank(np.vstack([sistema, incognita])) > rango
    assert (hogares[ocultos] > 0).all()


@settings(max_examples=400)
@given(casos())
def test_lo_que_se_recupera_restando_junta_al_menos_el_minimo(caso: Caso) -> None:
    hogares, padre = arbol(*caso)
    codigo = codigos(suprimir(caso[0], caso[1]))
    resto = np.zeros(len(hogares), dtype=int)
    for territorio in range(len(caso[0])):
        nodo = territorio
        while nodo >= 0 and codigo[nodo] != PUBLICADO:
            nodo = padre[nodo]
        if nodo not in (-1, territorio):
            resto[nodo] += hogares[territorio]
    assert ((resto == 0) | (resto >= 10)).all()


@given(casos())
def test_la_primaria_es_exacta_y_lo_demas_solo_si_hace_falta(caso: Caso) -> None:
    hogares, _ = arbol(*caso)
    codigo = codigos(suprimir(caso[0], caso[1]))
    chicos = (hogares > 0) & (hogares < 10)
    assert np.array_equal(codigo == PRIMARIA, chicos)
    if not chicos.any() or sum(caso[0]) >= 10:
        assert codigo[-1] == PUBLICADO
    if not chicos.any():
        assert (codigo == PUBLICADO).all()


def test_un_territorio_pequeno_arrastra_al_siguiente_menor() -> None:
    hallada = suprimir([4, 50, 20, 0, 90])
    assert hallada.territorios.tolist() == [
        PRIMARIA,
        PUBLICADO,
        COMPLEMENTARIA,
        PUBLICADO,
        PUBLICADO,
    ]


def test_dos_pequenos_que_juntos_no_llegan_al_minimo_arrastran_otro() -> None:
    assert suprimir([3, 4, 30, 40]).territorios.tolist() == [1, 1, 2, 0]
    assert suprimir([3, 8, 30, 40]).territorios.tolist() == [1, 1, 0, 0]


def test_un_grupo_pequeno_arrastra_a_otro_grupo_y_a_uno_de_sus_territorios() -> None:
    grupos = Agrupacion(np.array([0, 1, 1, 2, 2]), 3)
    hallada = suprimir([6, 20, 25, 80, 90], [grupos])
    assert hallada.niveles[0].tolist() == [PRIMARIA, COMPLEMENTARIA, PUBLICADO]
    assert hallada.territorios.tolist() == [PRIMARIA, COMPLEMENTARIA, PUBLICADO, 0, 0]
    assert hallada.total == PUBLICADO


@pytest.mark.parametrize("hogares", [[-1, 5], [1.5, 2], [[1, 2]]])
def test_lo_que_no_es_un_conteo_se_rechaza(hogares: list[float]) -> None:
    with pytest.raises(ErrorDeMetodo, match="no son conteos"):
        suprimir(hogares)


def test_un_nivel_que_no_cuadra_se_rechaza() -> None:
    with pytest.raises(ErrorDeMetodo, match="agrupa 1 elementos y hay 2"):
        suprimir([20, 30], [Agrupacion.unica(1)])
