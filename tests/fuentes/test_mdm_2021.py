"""La Medición de Desempeño Municipal 2021: identidades, cobertura y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import mdm_2021
from tests import danos

GESTION = ["mdm_movilizacion", "mdm_ejecucion", "mdm_gobierno", "mdm_ordenamiento"]
RESULTADOS = ["mdm_educacion", "mdm_salud", "mdm_servicios", "mdm_seguridad"]
VARIABLES = "Variables sin estandarizar"


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return mdm_2021.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return tabla.pivot(index="territorio", columns="indicador", values="valor")


def test_trae_los_indicadores_del_catalogo_para_toda_la_base(tabla: pd.DataFrame) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "mdm_2021"}
    assert set(tabla["indicador"]) == del_catalogo
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * len(del_catalogo)


def test_las_veinte_unidades_que_no_son_municipio_no_aplican(tabla: pd.DataFrame) -> None:
    puntaje = tabla.query("indicador == 'mdm'")
    sin = puntaje.query("estado == 'no_aplica'")
    assert set(sin["territorio"]) == municipios_de_entonces.NO_SON_MUNICIPIO
    assert len(puntaje.query("estado == 'dato'")) == 1102


def test_el_puntaje_es_la_gestion_por_el_ajuste_y_los_componentes_promedian(
    ancha: pd.DataFrame,
) -> None:
    assert (ancha["mdm_gestion"] * ancha["mdm_ar"] - ancha["mdm"]).abs().max() < 0.015
    assert (ancha[GESTION].mean(axis=1) - ancha["mdm_gestion"]).abs().max() < 0.011
    assert (ancha[RESULTADOS].mean(axis=1) - ancha["mdm_resultados"]).abs().max() < 0.011


def test_los_grupos_son_13_ciudades_y_cinco_grupos_de_mas_a_menos(ancha: pd.DataFrame) -> None:
    assert ancha["mdm_grupo"].value_counts().sort_index().tolist() == [13, 217, 218, 218, 218, 218]
    ingresos = ancha.groupby("mdm_grupo")["mdm_ingresos_propios"].median()
    assert ingresos.is_monotonic_decreasing
    rotulos = catalogo.indicadores()["mdm_grupo"].categorias
    assert {g: rotulos[int(c)].split(" ")[0] for g, c in mdm_2021.GRUPOS.items()} == {
        g: g for g in mdm_2021.GRUPOS
    }


def test_las_proporciones_salen_como_porcentaje_y_en_su_anio(tabla: pd.DataFrame) -> None:
    fila = tabla.query("territorio == '05001'").set_index("indicador")
    assert fila.loc["mdm_inversion_propia", "valor"] == pytest.approx(45.4, abs=0.05)
    assert fila.loc["mdm_cobertura_media", "valor"] == pytest.approx(54.4, abs=0.05)
    assert fila.loc["mdm_vacunacion", "valor"] == pytest.approx(94.0, abs=0.05)
    assert fila.loc["mdm_mortalidad_infantil", "valor"] == pytest.approx(9.3, abs=0.05)
    periodos = {"mdm_vacunacion": "2020", "mdm_mortalidad_infantil": "2020"}
    periodos |= {"mdm_energia_rural": "2019", "mdm_saber_lenguaje": "2021"}
    assert {i: fila.loc[i, "periodo"] for i in periodos} == periodos
    assert fila.loc["mdm_ingresos_propios", "valor"] == pytest.approx(575_401, abs=0.5)


def test_lo_vacio_de_un_municipio_es_no_disponible(tabla: pd.DataFrame) -> None:
    sin = tabla.query("estado == 'no_disponible'")
    assert sin["indicador"].value_counts().to_dict() == {
        "mdm_ejecucion_regalias": 99,
        "mdm_energia_rural": 1,
    }


def test_la_advertencia_sobre_la_ejecucion_en_cero_cuenta_bien(ancha: pd.DataFrame) -> None:
    ceros = (ancha["mdm_ejecucion_economico"] == 0) & (ancha["mdm_ejecucion_social"] == 0)
    advertencias = catalogo.indicadores()["mdm_ejecucion_social"].advertencias
    assert f"En {ceros.sum()} municipios" in advertencias[0]


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("Indicadores", {"A2": "5001"}, ["fila 2", "«Código DANE»", "5001", "05001"]),
        ("Indicadores", {"F2": 836.8}, ["fila 2", "«MDM»", "836.8", "rango"]),
        ("Indicadores", {"F2": "83,68"}, ["fila 2", "83,68", "punto decimal"]),
        ("Indicadores", {"F2": None}, ["fila 2", "«MDM»", "vacía"]),
        ("Indicadores", {"D3": "G6"}, ["fila 3", "«G6»", "valor desconocido", "«G5»"]),
        ("Indicadores", {"F1": "Puntaje"}, ["falta la columna", "«MDM»", "«Puntaje»"]),
        ("Indicadores", {"A4": "91263"}, ["faltan 1: 05004", "sobran 1: 91263"]),
        (VARIABLES, {"F3": 45.43}, ["fila 3", "recursos propios", "45.43", "rango"]),
        (VARIABLES, {"A3": 5001}, ["fila 3", "«Código DANE»", "05001"]),
        (VARIABLES, {"J2": "IGPR"}, ["falta la columna", "eficiencia del IGPR"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, hoja: str, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, mdm_2021.ARCHIVO)
    danos.parchar_celdas(copia, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        mdm_2021.leer(tmp_path)
    texto = str(error.value)
    for pedazo in [copia.name, hoja, "Qué hacer", *esperado]:
        assert pedazo in texto
