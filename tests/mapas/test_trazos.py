"""Proyección y escritura de `d`: enteros, relativos y sin huecos entre vecinos."""

from __future__ import annotations

import math
import re
from itertools import pairwise, permutations

import numpy as np
import pytest

from generador.mapas.proyeccion import en_fila
from generador.mapas.topologia import Caja
from generador.mapas.trazos import (
    Contorno,
    Trazos,
    acortar,
    redondear,
    rombo,
    sin_intermedios,
    unir,
)
from generador.metodos.generalizacion import generalizar
from tests.mapas.lector_svg import anillos

COLOMBIA = Caja(-79.0, -4.2, -66.8, 12.4)


def test_la_caja_cabe_y_la_latitud_crece_hacia_arriba() -> None:
    (proyeccion,), ancho, alto = en_fila([COLOMBIA], 320, 360, 4)
    esquinas = proyeccion(
        np.array([[COLOMBIA.oeste, COLOMBIA.norte], [COLOMBIA.este, COLOMBIA.sur]])
    )
    assert esquinas[0] == pytest.approx((4, 4))
    assert esquinas[1] == pytest.approx((ancho - 4, alto - 4), abs=1)
    assert (ancho <= 320, alto) == (True, 360)


def test_conserva_las_proporciones_en_la_latitud_media() -> None:
    caja = Caja(-76.0, 5.0, -75.0, 7.0)
    (proyeccion,), _, _ = en_fila([caja], 320, 360, 4)
    (x0, y0), (x1, y1) = proyeccion(np.array([[-76.0, 5.0], [-75.0, 7.0]]))
    assert (x1 - x0) / (y0 - y1) == pytest.approx(math.cos(math.radians(6)) / 2)


def test_dos_cajas_en_fila_comparten_escala_y_no_se_pisan() -> None:
    cajas = [Caja(-81.74, 12.48, -81.68, 12.6), Caja(-81.4, 13.31, -81.34, 13.4)]
    (a, b), ancho, alto = en_fila(cajas, 320, 360, 16)
    assert a.por_grado == b.por_grado
    assert b.x == pytest.approx(a(np.array([[-81.68, 12.5]]))[0, 0] + 16)
    assert ancho <= 320
    assert alto <= 360


def test_un_cuadrado_partido_en_dos_comparte_la_frontera() -> None:
    # 0: frontera vertical; 1: borde izquierdo; 2: borde derecho.
    pixeles = np.array(
        [[5, 0], [5, 9], [5, 9], [0, 9], [0, 0], [5, 0], [5, 0], [9, 0], [9, 9], [5, 9]]
    )
    trazos = Trazos(np.arange(3), pixeles.astype(float), np.array([0, 2, 6, 10]), 0.5)
    izquierda, derecha = trazos.contorno((0, 1)), trazos.contorno((2, ~0))
    assert izquierda == Contorno(5, 0, " 0 9-5 0 0-9", 90)
    assert derecha == Contorno(5, 0, " 4 0 0 9-4 0", 72)
    assert izquierda is not None
    assert derecha is not None
    assert unir([izquierda, derecha]) == "m5 0 0 9-5 0 0-9zm0 0 4 0 0 9-4 0z"
    assert trazos.caja([(0, 1)]) == (0, 0, 5, 9)


def test_despues_de_una_linea_abierta_se_sigue_desde_su_fin() -> None:
    lineas = [Contorno(10, 10, " 5 5", fin=(15, 15)), Contorno(20, 10, " 1 1", fin=(21, 11))]
    assert unir(lineas) == "m10 10 5 5m5-5 1 1"


def test_un_anillo_que_se_aplasta_no_se_dibuja() -> None:
    minimo = np.array([[1.0, 1.0], [1.2, 1.1], [1.1, 1.3], [1.0, 1.0]])
    trazos = Trazos(np.array([7]), minimo, np.array([0, 4]), 0.0)
    assert trazos.contorno((7,)) is None
    assert anillos(unir([rombo(1, 1)])) == [[(0, 1), (1, 0), (2, 1), (1, 2)]]


def test_generalizar_conserva_extremos_y_respeta_el_umbral() -> None:
    azar = np.random.default_rng(3)
    pixeles = azar.random((200, 2)).cumsum(axis=0)
    inicios = np.array([0, 2, 50, 120, 200])
    puntos, cortes = generalizar(pixeles, inicios, 1.0)
    assert len(puntos) < len(pixeles)
    for (a, b), (c, d) in zip(_pares(inicios), _pares(cortes), strict=True):
        assert (puntos[c] == pixeles[a]).all()
        assert (puntos[d - 1] == pixeles[b - 1]).all()
        for i in range(c + 1, d - 1):
            (x0, y0), (x1, y1), (x2, y2) = puntos[i - 1 : i + 2]
            assert abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2 >= 1.0


def test_redondear_quita_repetidos_pero_no_arcos() -> None:
    pixeles = np.array([[0.1, 0.2], [0.3, 0.1], [4.0, 4.0], [7.1, 7.0], [7.2, 7.1]])
    puntos, inicios = redondear(pixeles, np.array([0, 3, 5]))
    assert puntos.tolist() == [[0, 0], [4, 4], [7, 7]]
    assert inicios.tolist() == [0, 2, 3]


def test_solo_enteros_y_ordenes_relativas() -> None:
    d = unir([Contorno(3, 4, " 5-6-7 8", 10), Contorno(1, 9, "-1-1 2 2", 4)])
    assert re.fullmatch(r"[mz0-9 -]+", d)
    assert anillos(d) == [[(3, 4), (8, -2), (1, 6)], [(1, 9), (0, 8), (2, 10)]]


def _pares(cortes: np.ndarray) -> list[tuple[int, int]]:
    return list(pairwise(cortes.tolist()))


def _absolutos(d: str) -> list[tuple[str, int, int]]:
    """Cada paso de un trazo, con el punto adonde llega y si se dibuja («l») o se salta («m»)."""
    x = y = x0 = y0 = 0
    puntos: list[tuple[str, int, int]] = []
    for orden, resto in re.findall(r"([Mmlhvz])([^Mmlhvz]*)", d):
        numeros = [int(n) for n in re.findall(r"-?\d+", resto)]
        if orden == "z":
            x, y = x0, y0
            puntos.append(("z", x, y))
        pares = {
            "h": [(n, 0) for n in numeros],
            "v": [(0, n) for n in numeros],
        }.get(orden) or list(zip(numeros[::2], numeros[1::2], strict=True))
        for primero, (dx, dy) in enumerate(pares):
            x, y = (dx, dy) if orden == "M" else (x + dx, y + dy)
            salta = orden in "Mm" and primero == 0
            if salta:
                x0, y0 = x, y
            if not (salta and puntos and puntos[-1][0] == "l" and (dx, dy) == (0, 0)):
                puntos.append(("m" if salta else "l", x, y))
    return puntos


@pytest.mark.parametrize(
    ("d", "corto"),
    [
        ("M5 5l1 0 2 0 0 3-1 1z", "M5 5h1 2v3l-1 1z"),
        ("M5 5l-4-2 0-1 0-1 3 0z", "M5 5l-4-2v-1-1h3z"),
        ("", ""),
    ],
)
def test_acortar_no_cambia_por_donde_pasa(d: str, corto: str) -> None:
    assert acortar(d) == corto
    assert _absolutos(acortar(d)) == _absolutos(d)


def test_lo_que_sigue_se_escribe_seguido() -> None:
    """Tres arcos que se tocan, dados en cualquier orden y sentido, son una sola línea."""
    arcos = {
        7: [[5, 5], [9, 5]],
        2: [[1, 1], [5, 5]],
        4: [[12, 9], [9, 5]],
        5: [[30, 30], [31, 30]],
    }
    trazos = Trazos.de_puntos(arcos)
    for orden in permutations(arcos):
        d = unir(trazos.lineas(orden))
        assert d.count("m") == 2, d
        tramos = [list(pairwise(puntos)) for puntos in anillos(d)]
        hallados = {frozenset(tramo) for linea in tramos for tramo in linea}
        assert hallados == {frozenset(map(tuple, puntos)) for puntos in arcos.values()}


def test_una_linea_cerrada_y_otra_que_sale_de_ella() -> None:
    trazos = Trazos.de_puntos({0: [[0, 0], [4, 0], [4, 4], [0, 0]], 1: [[0, 0], [0, 9]]})
    assert sorted(map(len, anillos(unir(trazos.lineas([0, 1]))))) in ([5], [2, 4])


def test_despues_de_un_anillo_se_vuelve_a_empezar() -> None:
    anillo, linea = Contorno(1, 1, " 2 0 0 2", 4), Contorno(1, 1, " 5 5", fin=(6, 6))
    assert unir([anillo, linea]) == "m1 1 2 0 0 2zm0 0 5 5"


@pytest.mark.parametrize(
    ("pasos", "menos"),
    [
        (" 2 0 5 0-1 0 0 3 0 4", " 7 0-1 0 0 7"),
        (" 2 1 4 2 1 1", " 6 3 1 1"),
        (" 3 0 0 3-3 0", " 3 0 0 3-3 0"),
        ("", ""),
    ],
)
def test_sin_los_puntos_que_no_doblan(pasos: str, menos: str) -> None:
    """Lo que se devuelve por donde vino no se quita: deja de verse la punta."""
    assert sin_intermedios(Contorno(1, 2, pasos, 9)) == Contorno(1, 2, menos, 9)
