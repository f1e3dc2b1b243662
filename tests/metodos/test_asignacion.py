"""Asignación de cupos: la suma cuadra, la cuota se respeta y los límites se cumplen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.asignacion import Limites, pesos_de_reparto, repartir
from generador.metodos.errores import ErrorDeMetodo

PESOS = st.lists(st.floats(0, 1e6), min_size=1, max_size=20).filter(lambda p: sum(p) > 0)


@given(st.integers(0, 10_000), PESOS)
def test_la_suma_cuadra_y_nadie_se_aparta_un_cupo_de_su_cuota(
    total: int, pesos: list[float]
) -> None:
    cupos = repartir(total, pesos)
    cuotas = total * np.array(pesos) / sum(pesos)
    assert cupos.sum() == total
    assert (np.abs(cupos - cuotas) < 1 + 1e-6).all()
    assert (cupos[np.array(pesos) == 0] == 0).all()


@given(st.data(), PESOS, st.integers(0, 5))
def test_los_limites_se_cumplen_y_la_suma_cuadra(
    datos: st.DataObject, pesos: list[float], minimo: int
) -> None:
    maximos = datos.draw(st.lists(st.integers(0, 60), min_size=len(pesos), max_size=len(pesos)))
    piso = np.minimum(minimo, maximos)
    techo = np.where(np.array(pesos) > 0, maximos, piso)
    total = datos.draw(st.integers(int(piso.sum()), int(techo.sum())))
    cupos = repartir(total, pesos, Limites(minimo, maximos))
    assert cupos.sum() == total
    assert (cupos >= piso).all()
    assert (cupos <= techo).all()


def test_restos_mayores() -> None:
    """10 cupos sobre 100 pobres: cuotas 5,2; 2,7; 2,1. El que falta es del segundo."""
    assert repartir(10, [52, 27, 21]).tolist() == [5, 3, 2]


def test_el_empate_de_restos_es_del_mayor_peso_y_luego_del_primero() -> None:
    assert repartir(1, [5, 5]).tolist() == [1, 0]
    assert repartir(4, [1, 3, 1, 3]).tolist() == [0, 2, 0, 2]  # cuotas 0,5; 1,5; 0,5; 1,5


def test_lo_que_no_cabe_en_un_territorio_pasa_a_los_demas() -> None:
    cupos = repartir(10, [8, 1, 1], Limites(maximos=[3, 10, 10]))
    assert cupos.tolist() == [3, 4, 3]


def test_el_minimo_se_entrega_antes_de_repartir() -> None:
    assert repartir(12, [3, 1, 0], Limites(minimo=2)).tolist() == [7, 3, 2]


def test_pesos_segun_la_regla() -> None:
    pobres, poblacion = [90, 10, 0], [900, 20, 0]  # H: 0,1 y 0,5
    assert pesos_de_reparto(pobres, poblacion, "pobres") == pytest.approx([0.9, 0.1, 0])
    assert pesos_de_reparto(pobres, poblacion, "incidencia") == pytest.approx([1 / 6, 5 / 6, 0])
    mixta = pesos_de_reparto(pobres, poblacion, "mixta", parte_pobres=0.25)
    assert mixta == pytest.approx([0.35, 0.65, 0])


@pytest.mark.parametrize(
    ("total", "limites", "mensaje"),
    [
        (5, Limites(minimo=3), "no alcanzan para los mínimos, que suman 6"),
        (9, Limites(maximos=[4, 4]), "reciben a lo sumo 8"),
    ],
)
def test_un_total_imposible_se_rechaza(total: int, limites: Limites, mensaje: str) -> None:
    with pytest.raises(ErrorDeMetodo, match=mensaje):
        repartir(total, [1, 1], limites)


def test_sin_pesos_no_se_reparte() -> None:
    with pytest.raises(ErrorDeMetodo, match="no caben"):
        repartir(1, [0, 0])
    with pytest.raises(ErrorDeMetodo, match="ningún territorio tiene pobres"):
        pesos_de_reparto([0, 0], [5, 5], "pobres")
    with pytest.raises(ErrorDeMetodo, match="más pobres que habitantes"):
        pesos_de_reparto([6], [5], "pobres")
    with pytest.raises(ErrorDeMetodo, match="«otra»"):
        pesos_de_reparto([1], [5], "otra")  # type: ignore[arg-type]
