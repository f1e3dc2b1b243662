"""Pobreza monetaria, serie del censo 2005: cifras publicadas, cobertura y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from generador.cubo import codigos
from generador.cubo.catalogo import leer_tema
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import geih
from generador.fuentes.oficiales import pobreza_monetaria_2012_2021 as fuente
from generador.rutas import CATALOGO, OFICIALES
from tests import danos
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar

DEPARTAMENTAL = Path(fuente.DEPARTAMENTAL).name
NACIONAL = Path(fuente.NACIONAL).name
# Archivo y hoja de cada cuadro.
MONETARIA, EXTREMA = (DEPARTAMENTAL, "IP Act.Met."), (DEPARTAMENTAL, "IPE Act.Met.")
NACION = (NACIONAL, fuente.HOJA_NACIONAL)


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla, con_dominio=True)


@pytest.mark.parametrize(
    ("llave", "indicador", "valor"),
    [
        (("00", "total", "2012"), "pm_2012_2021", 40.8),
        (("00", "total", "2019"), "pm_2012_2021", 35.7),
        (("00", "total", "2020"), "pm_2012_2021", 42.5),
        (("00", "total", "2021"), "pm_2012_2021", 39.3),
        (("00", "cabecera", "2021"), "pm_2012_2021", 37.8),
        (("00", "rural", "2020"), "pm_2012_2021", 42.9),
        (("00", "total", "2020"), "pme_2012_2021", 15.1),
        (("00", "rural", "2021"), "pme_2012_2021", 18.8),
        (("11", "total", "2020"), "pm_2012_2021", 40.1),
        (("27", "total", "2012"), "pm_2012_2021", 73.9),
        (("44", "total", "2020"), "pme_2012_2021", 39.7),
    ],
)
def test_cifras_publicadas(
    ancha: pd.DataFrame, llave: tuple[str, str, str], indicador: str, valor: float
) -> None:
    assert ancha.loc[llave, indicador] == valor


def test_cobertura(tabla: pd.DataFrame) -> None:
    assert len(geih.CON_ESTIMACION) == 24
    assert set(tabla["territorio"]) == {"00", *codigos.departamentos()}
    assert len(tabla) == 2 * (3 * 10 + 33 * 9)
    sin_dato = tabla[tabla["estado"] != "dato"]
    assert set(sin_dato["territorio"]) == set(geih.SIN_ESTIMACION)
    assert set(sin_dato["estado"]) == {"no_disponible"}
    assert len(sin_dato) == 2 * 9 * 9


def test_la_extrema_no_supera_a_la_monetaria(ancha: pd.DataFrame) -> None:
    completas = ancha.dropna()
    assert len(completas) == 3 * 10 + 24 * 9
    assert (completas["pme_2012_2021"] < completas["pm_2012_2021"]).all()


def test_el_catalogo_y_los_metadatos_describen_lo_que_se_lee(tabla: pd.DataFrame) -> None:
    tema = leer_tema(CATALOGO / "pobreza_monetaria.yaml")
    nombre = "pobreza_monetaria_2012_2021"
    assert {i.id for i in tema.indicadores if i.fuente == nombre} == set(tabla["indicador"])
    metadatos = yaml.safe_load((OFICIALES / f"{nombre}.yaml").read_text(encoding="utf-8"))
    assert [a["ruta"] for a in metadatos["archivos"]] == [fuente.DEPARTAMENTAL, fuente.NACIONAL]


@pytest.mark.parametrize(
    ("cuadro", "celdas", "esperado"),
    [
        (MONETARIA, {"B16": 135.3}, ["fila 16", "«Año | 2012»", "rango"]),
        (MONETARIA, {"B16": "35,3"}, ["fila 16", "35,3", "punto decimal"]),
        (MONETARIA, {"J20": None}, ["fila 20", "«Año | 2020»", "vacía"]),
        (EXTREMA, {"C15": "x"}, ["falta la columna", "«Año | 2013»"]),
        (EXTREMA, {"A16": "Antoquia"}, ["fila 16", "¿es «Antioquia»?"]),
        (EXTREMA, {"A39": None}, ["faltan 2: 00, 76"]),
        (EXTREMA, {"A39": "Arauca"}, ["faltan 1: 76", "sobran 1: 81"]),
        (MONETARIA, {"J40": 42.6}, ["fila 40", "42.6", "42.5", "misma serie"]),
        (NACION, {"B29": 400.8}, ["fila 29", "2012", "rango"]),
        (NACION, {"A58": "Total"}, ["faltan 1: total"]),
        (NACION, {"K44": "2022"}, ["falta la columna", "2021"]),
    ],
)
def test_cuadro_danado(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    cuadro: tuple[str, str],
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, *cuadro, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, *cuadro, *esperado)


def test_un_anexo_por_otro_dice_que_hoja_falta(fuentes: Path, tmp_path: Path) -> None:
    nacional = danos.copiar(fuentes, tmp_path, fuente.NACIONAL)
    otro = danos.copiar(fuentes, tmp_path, fuente.DEPARTAMENTAL)
    nacional.write_bytes(otro.read_bytes())
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(tmp_path)
    en_memoria.exigir_mensaje(
        error.value, NACIONAL, fuente.HOJA_NACIONAL, "falta la hoja", "«IPE Act.Met.»"
    )
