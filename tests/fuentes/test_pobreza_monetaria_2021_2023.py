"""Pobreza monetaria, serie del censo 2018: cifras publicadas, cobertura y archivo dañado."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from generador.cubo import codigos
from generador.cubo.catalogo import leer_tema
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import geih
from generador.fuentes.oficiales import pobreza_monetaria_2012_2021
from generador.fuentes.oficiales import pobreza_monetaria_2021_2023 as fuente
from generador.rutas import CATALOGO, OFICIALES
from tests import danos
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar

ARCHIVO = Path(fuente.ARCHIVO).name


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


@pytest.mark.parametrize(
    ("territorio", "periodo", "indicador", "valor"),
    [
        ("00", "2021", "pm_2021_2023", 39.7),
        ("00", "2022", "pm_2021_2023", 36.6),
        ("00", "2023", "pm_2021_2023", 33.0),
        ("00", "2023", "pme_2021_2023", 11.4),
        ("00", "2021", "linea_pobreza_2021_2023", 351_480),
        ("00", "2022", "linea_pobreza_2021_2023", 396_864),
        ("00", "2023", "linea_pobreza_2021_2023", 435_375),
        ("00", "2022", "linea_pobreza_extrema_2021_2023", 198_698),
        ("00", "2023", "linea_pobreza_extrema_2021_2023", 218_846),
        ("00", "2023", "gini_2021_2023", 0.546),
        ("27", "2022", "pm_2021_2023", 66.7),
        ("44", "2023", "pme_2021_2023", 40.6),
        ("25", "2022", "pm_2021_2023", 22.7),
        ("11", "2023", "pm_2021_2023_li", 22.5),
        ("11", "2023", "pm_2021_2023_ls", 25.0),
        ("11", "2023", "pm_personas_2021_2023", 1_884_000),
        ("27", "2023", "pme_personas_2021_2023", 243_000),
    ],
)
def test_cifras_publicadas(
    ancha: pd.DataFrame, territorio: str, periodo: str, indicador: str, valor: float
) -> None:
    assert ancha.loc[(territorio, periodo), indicador] == valor


def test_cobertura(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == {"00", *codigos.departamentos()}
    assert set(tabla["dominio"]) == {"total"}
    assert len(tabla) == 34 * 3 * 11
    sin_dato = tabla[tabla["estado"] != "dato"]
    assert set(sin_dato["estado"]) == {"no_disponible"}
    de_la_nacion = sin_dato[sin_dato["territorio"] == "00"]
    assert set(de_la_nacion["indicador"]) == {
        "pm_2021_2023_li",
        "pm_2021_2023_ls",
        "pme_2021_2023_li",
        "pme_2021_2023_ls",
    }
    assert set(sin_dato["territorio"]) == {"00", *geih.SIN_ESTIMACION}
    assert len(sin_dato) == 9 * 3 * 11 + 4 * 3


def test_los_limites_rodean_la_incidencia_de_la_otra_hoja(ancha: pd.DataFrame) -> None:
    con_limites = ancha.dropna()
    assert len(con_limites) == 24 * 3
    for indicador in fuente.INTERVALOS:
        assert (con_limites[f"{indicador}_li"] <= con_limites[indicador]).all()
        assert (con_limites[indicador] <= con_limites[f"{indicador}_ls"]).all()


def test_las_personas_implican_una_poblacion_creible(ancha: pd.DataFrame) -> None:
    """Personas entre incidencia da la población: la misma por las dos líneas de pobreza."""
    datos = ancha.dropna(subset=["pm_2021_2023"])
    por_pobreza = datos["pm_personas_2021_2023"] / datos["pm_2021_2023"] * 100
    por_extrema = datos["pme_personas_2021_2023"] / datos["pme_2021_2023"] * 100
    assert por_pobreza.loc[("00", "2023")] == pytest.approx(50.6e6, rel=0.01)
    assert ((por_pobreza / por_extrema) - 1).abs().max() < 0.02


def test_2021_no_es_el_de_la_serie_anterior(ancha: pd.DataFrame, fuentes: Path) -> None:
    anterior = pobreza_monetaria_2012_2021.leer(fuentes).query(
        "territorio == '00' and dominio == 'total' and periodo == '2021' "
        "and indicador == 'pm_2012_2021'"
    )
    assert anterior["valor"].item() == 39.3
    assert ancha.loc[("00", "2021"), "pm_2021_2023"] == 39.7


def test_el_catalogo_y_los_metadatos_describen_lo_que_se_lee(tabla: pd.DataFrame) -> None:
    tema = leer_tema(CATALOGO / "pobreza_monetaria.yaml")
    nombre = "pobreza_monetaria_2021_2023"
    assert {i.id for i in tema.indicadores if i.fuente == nombre} == set(tabla["indicador"])
    metadatos = yaml.safe_load((OFICIALES / f"{nombre}.yaml").read_text(encoding="utf-8"))
    assert [a["ruta"] for a in metadatos["archivos"]] == [fuente.ARCHIVO]


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("IP Act.Met.", {"B16": 132.8}, ["fila 16", "«Año | 2021»", "132.8", "rango"]),
        ("IP Act.Met.", {"B16": "32,8"}, ["fila 16", "32,8", "punto decimal"]),
        ("IP Act.Met.", {"D40": None}, ["fila 40", "«Año | 2023»", "vacía"]),
        ("IPE Act.Met.", {"D15": 2024.0}, ["falta la columna", "«Año | 2023»"]),
        ("AP Act.Met.", {"A16": "Antioquía del norte"}, ["fila 16", "no es el nombre"]),
        ("AP Act.Met.", {"B16": -2224.0}, ["fila 16", "-2224.0", "mínimo 0"]),
        ("Gini", {"B16": 53.1}, ["fila 16", "53.1", "rango"]),
        ("LP Act.Met.", {"A40": None}, ["faltan 1: 00"]),
        ("IC_IP Act.Met.", {"D16": 33.0}, ["fila 16", "«2021 | Estimación»", "sus límites"]),
        ("IC_IPE Act.Met.", {"A39": "Total Nacional"}, ["faltan 1: 76", "sobran 1: 00"]),
    ],
)
def test_cuadro_danado(
    fuentes: Path, tmp_path: Path, hoja: str, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, fuente.ARCHIVO)
    danos.cambiar_celdas(copia, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(tmp_path)
    en_memoria.exigir_mensaje(error.value, ARCHIVO, hoja, *esperado)


def test_una_estimacion_fuera_de_los_limites_de_la_otra_hoja(tabla: pd.DataFrame) -> None:
    """Dos departamentos con las filas cambiadas en una sola hoja."""
    lugar = Lugar(ARCHIVO)
    geih.exigir_en_su_intervalo(tabla, fuente.INTERVALOS, lugar)
    cambiada = tabla.copy()
    suya = cambiada["indicador"] == "pm_2021_2023"
    cambiada.loc[suya, "territorio"] = cambiada.loc[suya, "territorio"].replace(
        {"05": "27", "27": "05"}
    )
    with pytest.raises(ErrorDeDatos, match=r"departamento (05|27) en 2021 no está entre"):
        geih.exigir_en_su_intervalo(cambiada, fuente.INTERVALOS, lugar)
