"""Propósito general por criterio: el reparto de la ley, cobertura y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import sgp_participaciones, sgp_proposito_general
from tests import danos
from tests.fuentes.anchas import ensanchar, fila
from tests.fuentes.texto import Dano, agregar, exigir_error, reemplazar


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return sgp_proposito_general.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


def test_trae_los_indicadores_del_catalogo_todos_los_anios(tabla: pd.DataFrame) -> None:
    del_catalogo = {
        i.id for i in catalogo.indicadores().values() if i.fuente == "sgp_proposito_general"
    }
    assert set(tabla["indicador"]) == del_catalogo
    assert set(tabla["territorio"]) == set(codigos.base())
    assert sorted(set(tabla["periodo"])) == [str(a) for a in range(2018, 2026)]
    assert len(tabla) == 1122 * 8 * len(del_catalogo)


def test_cada_bolsa_es_la_parte_que_fija_la_ley(ancha: pd.DataFrame) -> None:
    # Ley 1176 de 2007: 17 % a menores de 25.000; del resto, 40 % población, 40 % pobreza,
    # 10 % eficiencia fiscal y 10 % administrativa, de donde sale lo del Sisbén.
    sumas = ancha.groupby("periodo").sum()
    partes = sumas.div(sumas["sgp_pg_total"], axis=0)
    administrativa = partes["sgp_pg_eficiencia_administrativa"] + partes["sgp_pg_sisben"]
    for parte, esperado in [
        (partes["sgp_pg_menores"], 0.17),
        (partes["sgp_pg_poblacion"], 0.332),
        (partes["sgp_pg_pobreza"], 0.332),
        (partes["sgp_pg_eficiencia_fiscal"], 0.083),
        (administrativa, 0.083),
    ]:
        assert parte.tolist() == pytest.approx([esperado] * 8, abs=1e-4)


@pytest.mark.parametrize(("anio", "total"), [("2018", 3_829.0), ("2025", 8_506.2)])
def test_sumas_de_control_en_miles_de_millones(
    ancha: pd.DataFrame, anio: str, total: float
) -> None:
    suma = ancha.xs(anio, level="periodo")["sgp_pg_total"].sum() / 1000
    assert round(suma, 1) == total


def test_son_once_doceavas_de_la_participacion(fuentes: Path, ancha: pd.DataFrame) -> None:
    participacion = sgp_participaciones.leer(fuentes).query(
        "indicador == 'sgp_proposito_general' and estado == 'dato' and territorio.str.len() == 5"
    )
    total = participacion.set_index(["territorio", "periodo"])["valor"]
    criterios = ancha["sgp_pg_total"].reindex(total.index)
    cocientes = criterios.groupby("periodo").sum() / total.groupby("periodo").sum()
    assert cocientes.round(2).to_dict() == {"2020": 0.93, "2021": 0.92, "2022": 0.92}
    assert (criterios / total).dropna().between(0.85, 1.0).all()


def test_belen_de_bajira_se_suma_a_riosucio(ancha: pd.DataFrame) -> None:
    riosucio = fila(ancha, "27615", "2025")
    assert riosucio["sgp_pg_poblacion"] == pytest.approx(1_708.6 + 1_725.8, abs=0.11)
    assert riosucio["sgp_pg_pobreza"] == pytest.approx(10_693.6 + 7_237.9, abs=0.11)


def test_estados(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(["territorio", "periodo", "indicador"])["estado"]
    assert estado["94343", "2019", "sgp_pg_total"] == "no_aplica"
    assert estado["94343", "2020", "sgp_pg_total"] == "dato"
    assert estado["88001", "2018", "sgp_pg_total"] == "dato"
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["estado"]) == {"no_aplica"}
    assert set(sin["territorio"]) == municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS | {"94343"}


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar("05001,", "5001,"), ["fila 2", "«CÓDIGO DANE»", "05001"]),
        (reemplazar("Pobreza_m_2024", "Pobreza_2024"), ["falta la columna", "«Pobreza_m_2024»"]),
        (reemplazar("64509295288", "-1"), ["fila 2", "«Población_2018»", "rango"]),
        (reemplazar("64509295288", "64.509.295.288"), ["fila 2", "punto decimal"]),
        (reemplazar("05002,", "05003,"), ["faltan 1: 05002", "sobran 1: 05003"]),
        (agregar("05001,ANTIOQUIA,MEDELLÍN" + ",0" * 56), ["se repiten 1: 05001"]),
        (danos.truncar, ["faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(sgp_proposito_general, fuentes, tmp_path, danar, esperado)
