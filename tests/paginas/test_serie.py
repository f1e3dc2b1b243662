"""El dibujo de una serie: bandas, tramos a trazos y rótulos que no se chocan."""

from __future__ import annotations

import re
from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.paginas.territorios.serie import DE_ALTO, Linea, area, dibujo, separados, trazo


def _trazos(html: str, clase: str) -> list[str]:
    return re.findall(rf'<path class="{clase}" d="([^"]+)"', html)


def test_lo_proyectado_va_a_trazos_y_empieza_donde_termina_lo_demas() -> None:
    una = dibujo([Linea("propio", "", [0, 5, 10], "10", proyectado=1)], 10)
    assert _trazos(una.trazos, "de-propio") == ["M0 90l1-45"]
    assert _trazos(una.trazos, "de-propio a-trazos") == ["M1 45l1-45"]


def test_sin_proyeccion_no_hay_trazos() -> None:
    una = dibujo([Linea("propio", "", [0, 5, 10], "10")], 10)
    assert _trazos(una.trazos, "de-propio") == ["M0 90l1-45 1-45"]
    assert "a-trazos" not in una.trazos


def test_la_banda_se_parte_donde_falta_un_anio() -> None:
    limites = [(1, 3), (2, 4), (nan, nan), (5, 6)]
    una = dibujo([Linea("depto", "", [2, 3, 4, 5.5], "5,5")], 10, banda=limites)
    assert _trazos(una.trazos, "banda") == [
        "M0 63L1 54L1 72L0 81zM2.95 36L3.05 36L3.05 45L2.95 45z"
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


def test_un_hueco_parte_el_trazo() -> None:
    assert trazo([0, 10, nan, 10], 10) == "M0 90l1-90M3 0"
    assert trazo([10, 0, 0], 10) == "M0 0l1 90 1 0"
    assert trazo([nan, nan], 10) == ""


def test_el_area_se_cierra_o_no_se_dibuja() -> None:
    assert area([0, 10], 10) == "M0 90l1-90V90H0z"
    assert area([0, nan], 10) == ""
    assert area([], 10) == ""
    assert area([nan, 5, 10, nan, 10, 10], 10) == "M1 45l1-45V90H1zM4 0l1 0V90H4z"


@given(st.lists(st.one_of(st.floats(0, 1e6), st.just(nan)), max_size=40))
def test_el_trazo_cabe_en_su_lienzo_y_no_acumula_lo_redondeado(valores: list[float]) -> None:
    puntos: list[tuple[int, int]] = []
    for orden, numeros in re.findall(r"([Ml])([-\d ]+)", trazo(valores, 1e6)):
        pares = re.findall(r"(-?\d+) ?(-?\d+)", numeros)
        for x, y in pares:
            de = puntos[-1] if orden == "l" else (0, 0)
            puntos.append((de[0] + int(x), de[1] + int(y)))
    con_dato = [i for i, v in enumerate(valores) if not isnan(v)]
    assert [x for x, _ in puntos] == con_dato
    assert all(abs(y - (90 - 90 * valores[x] / 1e6)) <= 0.5 for x, y in puntos)
