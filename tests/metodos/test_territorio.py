"""Punto en polígono: contra la regla par-impar exacta, bordes incluidos, y entradas imposibles."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.territorio import FUERA, Territorios

Anillo = list[tuple[int, int]]
ANILLOS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=3, max_size=9)
POLIGONOS = st.lists(st.lists(ANILLOS, min_size=1, max_size=3), min_size=1, max_size=4)
CUADRICULA = np.array([(x / 2, y / 2) for x in range(-1, 18) for y in range(-1, 18)])


def dentro(x: float, y: float, anillos: list[Anillo]) -> bool:
    """Par-impar con fracciones: cuenta los lados estrictamente a la derecha del punto."""
    px, py, par = Fraction(x), Fraction(y), False
    for anillo in anillos:
        for (x1, y1), (x2, y2) in zip(anillo, [*anillo[1:], anillo[0]], strict=True):
            if (y1 > py) != (y2 > py):
                par ^= px < x1 + (py - y1) * Fraction(x2 - x1, y2 - y1)
    return par


def vale(poligonos: list[list[Anillo]]) -> bool:
    return any(len(set(anillo)) > 1 for anillos in poligonos for anillo in anillos)


@given(POLIGONOS.filter(vale), st.integers(-50, 50))
def test_es_la_regla_par_impar_tambien_en_los_bordes(
    poligonos: list[list[Anillo]], corrimiento: int
) -> None:
    """Anillos cualesquiera, con cruces y repetidos; los puntos son vértices, lados e interiores."""
    corridos = [[np.array(a) + corrimiento for a in anillos] for anillos in poligonos]
    hallado = Territorios.de_anillos(corridos).ubicar(*(CUADRICULA + corrimiento).T)
    for i, (x, y) in enumerate(CUADRICULA):
        esperados = [k for k, anillos in enumerate(poligonos) if dentro(x, y, anillos)]
        assert hallado.poligono[i] == (esperados[0] if esperados else FUERA), (x, y)
        assert hallado.solapados[i] == len(esperados), (x, y)


def test_en_una_cobertura_cada_punto_de_lindero_es_de_uno_solo() -> None:
    cuadros = [
        [[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]] for x in range(4) for y in range(4)
    ]
    hallado = Territorios.de_anillos(cuadros).ubicar(*CUADRICULA.T)
    en_la_cobertura = ((CUADRICULA >= 0) & (CUADRICULA < 4)).all(axis=1)
    assert np.array_equal(hallado.solapados, en_la_cobertura.astype(int))
    x, y = np.floor(CUADRICULA[en_la_cobertura]).astype(int).T
    assert hallado.poligono[en_la_cobertura].tolist() == (4 * x + y).tolist()


def test_huecos_y_partes() -> None:
    con_hueco = [[(0, 0), (9, 0), (9, 9), (0, 9)], [(3, 3), (6, 3), (6, 6), (3, 6)]]
    dos_partes = [[(4, 4), (5, 4), (5, 5), (4, 5)], [(20, 0), (21, 0), (21, 1), (20, 1)]]
    hallado = Territorios.de_anillos([con_hueco, dos_partes]).ubicar(
        [1, 3.5, 4.5, 20.5, 12], [1, 3.5, 4.5, 0.5, 0.5]
    )
    assert hallado.poligono.tolist() == [0, -1, 1, 1, -1]
    assert hallado.fuera == 2


def test_sin_coordenada_y_fuera_se_cuentan_aparte() -> None:
    cuadro = [[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]
    hallado = Territorios.de_anillos([cuadro]).ubicar([0.5, np.nan, 7, np.inf], [0.5, 0.5, 7, 0.5])
    assert hallado.poligono.tolist() == [0, -1, -1, -1]
    assert (hallado.sin_coordenada, hallado.fuera) == (1, 2)


def test_ningun_punto() -> None:
    assert len(Territorios.de_anillos([[[(0, 0), (1, 0), (1, 1)]]]).ubicar([], []).poligono) == 0


@pytest.mark.parametrize(
    ("poligonos", "mensaje"),
    [
        ([], "no tiene polígonos"),
        ([[], []], "no tiene polígonos"),
        ([[[(1, 1), (1, 1), (1, 1)]]], "no tiene polígonos"),
        ([[[(0, 0), (1, 0), (1, 1)]], [[(0, 0), (1, np.nan), (1, 1)]]], "el polígono 1"),
        ([[[(0, 0, 5), (1, 0, 5), (1, 1, 5)]]], "parejas"),
    ],
)
def test_capas_imposibles(poligonos: list[list[Anillo]], mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        Territorios.de_anillos(poligonos)
