"""Festivos contra los calendarios publicados, y plazos hábiles de mano y por propiedad."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generador.metodos.errores import ErrorDeMetodo
from tests.herramientas.cuentas import calendario

PUBLICADOS = json.loads(Path(__file__).with_name("festivos_publicados.json").read_text("utf-8"))
FECHAS = st.dates(date(1984, 1, 1), date(2198, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize("anio", PUBLICADOS)
def test_los_festivos_son_los_publicados(anio: str) -> None:
    assert list(calendario.festivos(int(anio))) == PUBLICADOS[anio]


@pytest.mark.parametrize(
    ("anio", "domingo"),
    [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2038, (4, 25)), (2285, (3, 22))],
)
def test_la_pascua_en_sus_extremos(anio: int, domingo: tuple[int, int]) -> None:
    assert calendario.pascua(anio) == date(anio, *domingo)


def test_el_festivo_nuevo_rige_desde_su_ley() -> None:
    assert "2026-07-13" in calendario.festivos(2026)
    assert "2025-07-14" not in calendario.festivos(2025)


def test_dos_festivos_el_mismo_dia_se_nombran_los_dos() -> None:
    # En 2011 el Sagrado Corazón (71 días después de Pascua) y San Pedro cayeron el 4 de julio.
    nombres = calendario.festivos(2011)["2011-07-04"]
    assert "Sagrado Corazón" in nombres
    assert "San Pedro" in nombres


@pytest.mark.parametrize(
    ("desde", "dias", "hasta"),
    [
        ("2026-03-20", 1, "2026-03-24"),  # el lunes 23 es San José
        ("2026-03-31", 3, "2026-04-07"),  # Semana Santa: 2 y 3 de abril
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-03-21", 0, "2026-03-24"),
        ("2026-03-24", 0, "2026-03-24"),
    ],
)
def test_los_plazos_de_mano(desde: str, dias: int, hasta: str) -> None:
    assert calendario.sumar_habiles(desde, dias) == hasta


@given(FECHAS, st.integers(1, 120))
def test_sumar_y_contar_se_deshacen(desde: str, dias: int) -> None:
    hasta = calendario.sumar_habiles(desde, dias)
    assert calendario.es_habil(hasta)
    assert calendario.habiles_entre(desde, hasta) == dias
    assert calendario.habiles_entre(hasta, desde) == -dias
    corrido = date.fromisoformat(hasta) - date.fromisoformat(desde)
    assert corrido >= timedelta(dias)


@given(st.integers(1984, 2199))
def test_lo_que_pasa_al_lunes_cae_en_lunes(anio: int) -> None:
    fijos = {f"{anio}-{mes:02d}-{dia:02d}" for mes, dia, _ in calendario.EN_SU_FECHA}
    for fecha, nombre in calendario.festivos(anio).items():
        if fecha not in fijos and "Santo" not in nombre.replace("Todos los Santos", ""):
            assert date.fromisoformat(fecha).weekday() == 0, nombre


def test_lo_que_no_se_puede_se_explica() -> None:
    with pytest.raises(ErrorDeMetodo, match="1983"):
        calendario.festivos(1983)
    with pytest.raises(ErrorDeMetodo, match="no es una fecha"):
        calendario.es_habil("2026-02-30")
    with pytest.raises(ErrorDeMetodo, match="plazo"):
        calendario.sumar_habiles("2026-03-24", -1)
