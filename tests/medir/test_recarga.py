"""Lo que mide la recarga existe en el kit, y sus filas dicen lo medido."""

from __future__ import annotations

import pytest

from generador.rutas import RAIZ
from medir.recarga import CASOS, Caso, Medida, filas


@pytest.mark.parametrize("caso", CASOS, ids=lambda caso: caso.nombre)
def test_cada_caso_cambia_un_archivo_que_esta(caso: Caso) -> None:
    assert (RAIZ / caso.archivo).is_file()
    assert "x-1" in caso.agrega.format("x-1")


def test_las_filas_dicen_el_reloj_la_cpu_y_el_cociente() -> None:
    medidas = {"A": [Medida(1.0, 0.2), Medida(3.0, 0.4), Medida(2.5, 0.3)], "B": [Medida(0.5, 0.1)]}
    entero, a, b = filas(medidas, 6.0)
    assert entero[1] == "6,00 s"
    assert a == ("A", "2,50 s; CPU 0,30 s (0,050)", "≤ 2 s", "no")
    assert b[3] == "sí"
