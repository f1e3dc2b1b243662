"""El dibujo de una serie: bandas, tramos a trazos y rótulos que no se chocan."""

from __future__ import annotations

import re
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.paginas.territorios.serie import DE_ALTO, Linea, dibujo, separados


def _trazos(html: str, clase: str) -> list[str]:
    return re.findall(rf'<path class="{clase}" d="([^"]+)"', html)


def test_lo_proyectado_va_a_trazos_y_empieza_donde_termina_lo_demas() -> None:
    una = dibujo([Linea("propio", "", [0, 5, 10], "10", proyectado=1)], 10)
    assert _trazos(una.trazos, "de-propio") == ["M0 90L180 45"]
    assert _trazos(una.trazos, "de-propio a-trazos") == ["M180 45L360 0"]


def test_sin_proyeccion_no_hay_trazos() -> None:
    una = dibujo([Linea("propio", "", [0, 5, 10], "10")], 10)
    assert _trazos(una.trazos, "de-propio") == ["M0 90L180 45L360 0"]
    assert "a-trazos" not in una.trazos


def test_la_banda_se_parte_donde_falta_un_anio() -> None:
    limites = [(1, 3), (2, 4), (nan, nan), (5, 6)]
    una = dibujo([Linea("depto", "", [2, 3, 4, 5.5], "5,5")], 10, banda=limites)
    assert _trazos(una.trazos, "banda") == [
        "M0 63L120 54L120 72L0 81zM357 36L363 36L363 45L357 45z"
    ]


def test_las_puntas_dicen_el_primero_y_el_ultimo_con_dato() -> None:
    una = dibujo([Linea("propio", "<b>", [nan, 5, 2.5, nan], "2,5", "5,0")], 10)
    assert '<i style="left:66.7%;bottom:25.0%">' in una.puntas
    assert '<b style="bottom:25.0%">2,5 <small>&lt;b&gt;</small></b>' in una.puntas
    assert '<b class="inicio" style="left:33.3%;bottom:50.0%">5,0</b>' in una.puntas


@pytest.mark.parametrize(
    ("altos", "esperados"),
    [
        ([50.0], [50.0]),
        ([10.0, 90.0], [10.0, 90.0]),
        ([50.0, 50.0], [34.0, 66.0]),
        ([66.0, 50.0], [74.0, 42.0]),
        ([3.0, 4.0], [8.0, 40.0]),
        ([99.0, 97.0], [92.0, 60.0]),
    ],
)
def test_separados_a_mano(altos: list[float], esperados: list[float]) -> None:
    assert separados(altos) == pytest.approx(esperados)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=2))
def test_dos_rotulos_ni_se_chocan_ni_se_salen_ni_cambian_de_orden(altos: list[float]) -> None:
    lugares = separados(altos)
    assert abs(lugares[0] - lugares[1]) >= DE_ALTO - 1e-9
    assert all(0 <= lugar <= 100 for lugar in lugares)
    if altos[0] != altos[1]:
        assert (lugares[0] < lugares[1]) == (altos[0] < altos[1])
