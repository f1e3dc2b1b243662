"""El polo de inaccesibilidad: figuras de mano, propiedades y shapely como oráculo."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from generador.metodos.polo import Polo, distancias_al_borde, polo

CUADRADO = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], dtype=float)
HUECO = np.array([(3, 3), (3, 7), (7, 7), (7, 3)], dtype=float)
ELE = np.array([(0, 0), (10, 0), (10, 2), (4, 2), (4, 10), (0, 10)], dtype=float)


def test_el_de_un_cuadrado_es_su_centro() -> None:
    hallado = polo([CUADRADO], 0.001)
    assert (hallado.x, hallado.y) == pytest.approx((5, 5), abs=0.05)
    assert hallado.distancia == pytest.approx(5, abs=0.01)


def test_un_hueco_lo_corre() -> None:
    """Con el centro quitado, lo más lejano es una esquina: a 1,5 de dos bordes o un poco más."""
    hallado = polo([CUADRADO, HUECO], 0.001)
    adentro = shapely.Polygon(CUADRADO, [HUECO])
    assert adentro.contains(shapely.Point(hallado.x, hallado.y))
    esperada = 3 * (2 - np.sqrt(2))  # la del círculo que toca dos lados y la esquina del hueco
    assert hallado.distancia == pytest.approx(esperada, abs=0.01)


def test_el_de_una_ele_cae_adentro_aunque_el_centroide_no() -> None:
    ele = shapely.Polygon(ELE)
    angosta = shapely.Polygon(ELE[[0, 1, 2, 3, 4, 5]])
    assert angosta.equals(ele)
    hallado = polo([ELE], 0.001)
    assert ele.contains(shapely.Point(hallado.x, hallado.y))
    assert hallado.distancia == pytest.approx(
        shapely.Point(hallado.x, hallado.y).distance(ele.exterior), abs=1e-9
    )


def test_de_varios_pedazos_gana_el_mas_holgado() -> None:
    grande = CUADRADO + np.array([100.0, 0.0])
    hallado = polo([CUADRADO / 5, grande])
    assert 100 < hallado.x < 110


@pytest.mark.parametrize("semilla", range(12))
def test_llega_tan_lejos_del_borde_como_el_circulo_inscrito_de_geos(semilla: int) -> None:
    azar = np.random.default_rng(semilla)
    angulos = np.sort(azar.uniform(0, 2 * np.pi, 40))
    radios = azar.uniform(2, 10, 40)
    anillo = np.column_stack([radios * np.cos(angulos), radios * np.sin(angulos)])
    estrella = shapely.Polygon(anillo)
    precision = 0.005
    hallado = polo([anillo], precision)
    geos = shapely.maximum_inscribed_circle(estrella, tolerance=1e-4).length
    lado = max(np.ptp(anillo[:, 0]), np.ptp(anillo[:, 1]))
    assert geos - precision * lado <= hallado.distancia <= geos + 1e-3
    assert estrella.contains(shapely.Point(hallado.x, hallado.y))


def test_no_depende_de_donde_empieza_ni_de_que_repita_el_primero() -> None:
    cerrado = np.vstack([ELE, ELE[:1]])
    girado = np.roll(ELE, 3, axis=0)
    a, b, c = (polo([x], 0.001) for x in (ELE, cerrado, girado[::-1]))
    assert a.distancia == pytest.approx(b.distancia) == pytest.approx(c.distancia)


def test_mover_y_escalar_mueve_y_escala() -> None:
    a, b = polo([ELE], 0.001), polo([ELE * 3 + np.array([7.0, -2.0])], 0.001)
    assert b == pytest.approx(Polo(a.x * 3 + 7, a.y * 3 - 2, a.distancia * 3))


def test_las_distancias_llevan_signo() -> None:
    siguiente = np.roll(CUADRADO, -1, axis=0)
    puntos = np.array([(5.0, 5.0), (1.0, 5.0), (-2.0, 5.0), (13.0, 14.0)])
    assert distancias_al_borde(puntos, CUADRADO, siguiente).tolist() == [5, 1, -2, -5]


@pytest.mark.parametrize("malo", [CUADRADO[:2], np.array([(0, 0), (1, 0), (2, 0.0)])])
def test_sin_area_es_un_error(malo: np.ndarray) -> None:
    with pytest.raises(ValueError, match="área"):
        polo([malo])
