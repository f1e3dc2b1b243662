"""El SGP por concepto: sumas de control, composición, cobertura y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import sgp_participaciones
from tests import danos
from tests.fuentes.anchas import ensanchar, fila
from tests.fuentes.texto import Dano, a_latin1, exigir_error, reemplazar

REDONDEO = 0.5  # ocho sumandos con un decimal


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return sgp_participaciones.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


def test_trae_los_indicadores_del_catalogo_en_todos_los_territorios(tabla: pd.DataFrame) -> None:
    del_catalogo = {
        i.id for i in catalogo.indicadores().values() if i.fuente == "sgp_participaciones"
    }
    assert set(tabla["indicador"]) == del_catalogo
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.territorios())


def test_no_publica_el_corte_parcial_de_2023(tabla: pd.DataFrame) -> None:
    assert set(tabla["periodo"]) == {"2020", "2021", "2022"}


@pytest.mark.parametrize(
    ("anio", "pais", "municipios"),
    [("2020", 43.8, 29.65), ("2021", 47.7, 32.25), ("2022", 49.6, 33.47)],
)
def test_sumas_de_control_en_billones(
    ancha: pd.DataFrame, anio: str, pais: float, municipios: float
) -> None:
    total = ancha.xs(anio, level="periodo")["sgp_total"] / 1e6
    assert round(total["00"], 1) == pais
    departamentos = total[list(codigos.departamentos())]
    assert departamentos.sum() == pytest.approx(total["00"], abs=1e-5)
    de_alcaldias = total[total.index.str.len() == 5]
    assert round(de_alcaldias.sum(), 2) == municipios
    assert (de_alcaldias.groupby(de_alcaldias.index.str[:2]).sum() <= departamentos + 1e-5).all()


def test_las_participaciones_suman_el_total(ancha: pd.DataFrame) -> None:
    con_dato = ancha[ancha["sgp_total"].notna()]
    partes = con_dato[list(sgp_participaciones.SUMAS["sgp_total"])].sum(axis=1)
    assert (partes - con_dato["sgp_total"]).abs().max() < REDONDEO
    for mayor, menor in [
        ("sgp_educacion", "sgp_educacion_prestacion"),
        ("sgp_salud", "sgp_regimen_subsidiado"),
        ("sgp_proposito_general", "sgp_libre_inversion"),
    ]:
        assert (con_dato[mayor] >= con_dato[menor]).all()


def test_alto_baudo_y_bogota(ancha: pd.DataFrame) -> None:
    alto_baudo = fila(ancha, "27025", "2022")
    esperado = {"sgp_total": 27_765.2, "sgp_salud": 9_641.1, "sgp_agua": 3_278.4}
    esperado |= {"sgp_educacion_prestacion": 0.0, "sgp_resguardos": 2_394.8}
    assert {i: alto_baudo[i] for i in esperado} == pytest.approx(esperado, abs=0.05)
    assert fila(ancha, "11001", "2022") == fila(ancha, "11", "2022")


def test_64_municipios_administran_la_educacion(ancha: pd.DataFrame) -> None:
    municipal = ancha[ancha.index.get_level_values("territorio").str.len() == 5]
    certificados = (municipal["sgp_educacion_prestacion"] > 0).groupby("periodo").sum()
    assert set(certificados) == {64}
    advertencias = catalogo.indicadores()["sgp_total"].advertencias
    assert any("Solo 64 municipios" in a for a in advertencias)


def test_las_areas_no_municipalizadas_solo_tienen_resguardos(tabla: pd.DataFrame) -> None:
    areas = tabla[tabla["territorio"].isin(municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS)]
    con_dato = areas[areas["estado"] == "dato"]
    assert set(con_dato["indicador"]) == {"sgp_resguardos"}
    assert set(con_dato["territorio"]) == municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS - {
        "94663"
    }
    resto = tabla[~tabla["territorio"].isin(municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS)]
    assert set(resto["estado"]) == {"dato"}
    assert set(areas["estado"]) == {"dato", "no_aplica"}


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar("05001,2020", "5001,2020"), ["fila", "«cod_dane»", "05001"]),
        (reemplazar("valor_cop", "valor"), ["falta la columna", "«valor_cop»", "«valor»"]),
        (reemplazar(",Agua Potable,", ",Agua,"), ["«Agua»", "valor desconocido", "«Salud»"]),
        (reemplazar("05000,2020,Salud,", "05000,2020,Salud,-"), ["«valor_cop»", "rango"]),
        (reemplazar("05000,2020,Salud,", "05000,2020,Salud,1"), ["«Total SGP»", "05000", "2020"]),
        (reemplazar("05000,2020,Salud,", "05000,2024,Salud,"), ["«vigencia»", "«2024»"]),
        (reemplazar("05000,2020,Salud,", "08000,2020,Salud,"), ["ya traía ese concepto"]),
        (reemplazar("91ANM,2020", "92ANM,2020"), ["«otro»", "sobran 1: 92ANM"]),
        (a_latin1, ["Latin-1", "UTF-8"]),
        (danos.truncar, ["truncado o dañado"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(sgp_participaciones, fuentes, tmp_path, danar, esperado)


def test_entidad_que_falta(fuentes: Path, tmp_path: Path) -> None:
    def quitar(copia: Path) -> None:
        # En 2022 Medellín pasa a llamarse como otra entidad de ese año que no existe.
        for _ in range(20):
            reemplazar("05001,2022", "05003,2022")(copia)

    esperado = ["entidades de 2022", "faltan 1: 05001", "sobran 1: 05003"]
    exigir_error(sgp_participaciones, fuentes, tmp_path, quitar, esperado)
