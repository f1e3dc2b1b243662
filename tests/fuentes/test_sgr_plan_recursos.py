"""Plan de recursos del SGR: unidad, composición, cobertura y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import sgr_plan_recursos
from tests import danos
from tests.fuentes.anchas import ensanchar, fila
from tests.fuentes.texto import Dano, a_latin1, agregar, exigir_error, reemplazar

INGRESOS_CORRIENTES = 25_536_162.427940  # millones, presupuesto 2025-2026 que publica SICODIS


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return sgr_plan_recursos.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


def test_trae_los_indicadores_del_catalogo_rotulados_como_proyeccion(tabla: pd.DataFrame) -> None:
    fichas = [i for i in catalogo.indicadores().values() if i.fuente == "sgr_plan_recursos"]
    assert set(tabla["indicador"]) == {i.id for i in fichas}
    assert set(tabla["periodo"]) == {"2025", "2026"}
    assert set(tabla["territorio"]) == set(codigos.base())
    for ficha in fichas:
        assert "proyec" in f"{ficha.largo} {ficha.definicion}"
        assert ficha.advertencias[0].startswith("Es una proyección")


def test_la_unidad_es_el_peso_y_no_el_mil(ancha: pd.DataFrame) -> None:
    # La inversión local de los municipios más pobres es el 12,68 % de los ingresos corrientes.
    parte = ancha["sgr_local"].sum() / INGRESOS_CORRIENTES
    assert parte == pytest.approx(0.1268, abs=0.0005)


@pytest.mark.parametrize(("anio", "total"), [("2025", 3_382.6), ("2026", 3_412.8)])
def test_sumas_de_control_en_miles_de_millones(
    ancha: pd.DataFrame, anio: str, total: float
) -> None:
    assert round(ancha.xs(anio, level="periodo")["sgr_total"].sum() / 1000, 1) == total


def test_composicion(ancha: pd.DataFrame) -> None:
    diferencia = ancha["sgr_total"] - ancha["sgr_inversion"] - ancha["sgr_ahorro"]
    assert diferencia.abs().max() < 0.2
    resto = (ancha["sgr_inversion"] - ancha["sgr_directas"] - ancha["sgr_local"]).abs()
    assert set(resto[resto > 0.2].index.get_level_values("territorio")) == {"11001"}
    assert (ancha["sgr_local_ambiente"].dropna() <= ancha["sgr_local"].dropna()).all()


def test_municipios_conocidos(ancha: pd.DataFrame) -> None:
    conocidos = {
        "sgr_total": 4_211.5,
        "sgr_inversion": 4_211.5,
        "sgr_directas": 0.0,
        "sgr_local": 4_211.5,
        "sgr_local_ambiente": 561.5,
        "sgr_ahorro": 0.0,
    }
    assert fila(ancha, "27025", "2025") == pytest.approx(conocidos, abs=0.05)
    assert fila(ancha, "44847", "2025")["sgr_directas"] == pytest.approx(32_096.9, abs=0.05)
    riosucio = fila(ancha, "27615", "2025")["sgr_total"]
    assert riosucio == pytest.approx(4_727.1 + 3_733.9, abs=0.11)


def test_lo_que_no_es_municipio_no_aplica(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["territorio"]) == municipios_de_entonces.NO_SON_MUNICIPIO
    assert set(sin["estado"]) == {"no_aplica"}


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar("2025,05001,", "2025,5001,"), ["fila 2", "«CODIGO ENTIDAD»", "05001"]),
        (reemplazar("2025,05001,", "2027,05001,"), ["fila 2", "«Vigencia»", "«2027»"]),
        (reemplazar("2025,05001,", "2026,05001,"), ["municipios de 2025", "faltan 1: 05001"]),
        (reemplazar(",TOTAL", ",SUMA"), ["falta la columna", "«TOTAL»"]),
        (reemplazar("10568986209", "9"), ["fila 2", "«TOTAL»", "suman 10568986209"]),
        (reemplazar("10568986209", "-9"), ["fila 2", "«TOTAL»", "rango"]),
        (reemplazar("10568986209", '"10568986209,0"'), ["fila 2", "punto decimal"]),
        (agregar("2026,05001,Medellín" + ",0" * 15), ["de 2026", "se repiten 1: 05001"]),
        (a_latin1, ["fila 1", "Latin-1", "UTF-8"]),
        (danos.truncar, ["faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(sgr_plan_recursos, fuentes, tmp_path, danar, esperado)
