"""El IPM de la ECV: cifras publicadas, cobertura, coherencia entre hojas y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from generador.cubo import codigos
from generador.cubo.catalogo import leer_tema
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import ipm_ecv_departamental, ipm_ecv_nacional
from generador.fuentes.lectura.ipm_ecv_privaciones import PRIVACIONES
from generador.fuentes.lectura.privaciones_censales import PRIVACIONES as CENSALES
from generador.fuentes.oficiales import ipm_ecv
from generador.rutas import CATALOGO, OFICIALES
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar

NACIONAL = Path(ipm_ecv_nacional.ARCHIVO).name
DEPARTAMENTAL = Path(ipm_ecv_departamental.ARCHIVO).name


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return ipm_ecv.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla, con_dominio=True)


@pytest.mark.parametrize(
    ("llave", "indicador", "valor"),
    [
        (("00", "total", "2018"), "ipm_ecv", 19.1),
        (("00", "total", "2019"), "ipm_ecv", 17.5),
        (("00", "total", "2023"), "ipm_ecv", 12.1),
        (("00", "total", "2024"), "ipm_ecv", 11.5),
        (("00", "total", "2025"), "ipm_ecv", 9.9),
        (("00", "cabecera", "2024"), "ipm_ecv", 7.8),
        (("00", "rural", "2024"), "ipm_ecv", 24.3),
        (("00", "total", "2022"), "ipm_ecv_ajustada", 0.052),
        (("00", "total", "2024"), "ecv_priv_rezago_escolar", 22.0),
        (("00", "total", "2023"), "ecv_priv_hacinamiento", 7.1),
        (("00", "total", "2024"), "ecv_priv_barreras_salud", 2.9),
        (("00", "cabecera", "2022"), "ecv_priv_trabajo_informal", 67.7),
        (("00", "rural", "2022"), "ecv_priv_trabajo_informal", 90.9),
        (("11", "total", "2024"), "ipm_ecv", 5.4),
        (("91", "total", "2024"), "ipm_ecv", 15.6),
        (("99", "rural", "2024"), "ecv_priv_trabajo_informal", 99.1),
        (("05", "total", "2025"), "ipm_ecv", 9.5),
        (("27", "total", "2025"), "ipm_ecv", 30.8),
        (("99", "total", "2025"), "ipm_ecv", 55.2),
        (("27", "total", "2025"), "ipm_ecv_li", 27.7),
        (("27", "total", "2025"), "ipm_ecv_ls", 33.9),
        (("11", "total", "2025"), "ipm_ecv_cv", 25.7),
        (("99", "rural", "2025"), "ecv_priv_trabajo_informal", 98.7),
    ],
)
def test_cifras_publicadas(
    ancha: pd.DataFrame, llave: tuple[str, str, str], indicador: str, valor: float
) -> None:
    assert ancha.loc[llave, indicador] == pytest.approx(valor, rel=1e-12)


def test_cubre_la_nacion_y_los_33_departamentos(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == {"00", *codigos.departamentos()}
    incidencia = tabla[tabla["indicador"] == "ipm_ecv"]
    assert len(incidencia) == 16 * 3 + 33 * 8 * 3
    privaciones = tabla[tabla["indicador"].str.startswith("ecv_priv_")]
    assert len(privaciones) == 15 * len(incidencia)
    assert set(tabla.query("territorio == '00'")["periodo"]) == set(map(str, range(2010, 2026)))
    assert set(tabla.query("territorio != '00'")["periodo"]) == set(map(str, range(2018, 2026)))


def test_solo_falta_2017_fuera_de_cabecera_y_lo_rural_de_san_andres(tabla: pd.DataFrame) -> None:
    sin_dato = tabla[tabla["estado"] != "dato"]
    assert set(sin_dato["estado"]) == {"no_disponible"}
    es_2017 = (sin_dato["periodo"] == "2017") & (sin_dato["dominio"] != "cabecera")
    es_san_andres = (sin_dato["territorio"] == "88") & (sin_dato["dominio"] == "rural")
    assert (es_2017 | es_san_andres).all()
    assert es_2017.sum() == 2 * 21
    assert es_san_andres.sum() == 8 * 16 + 3 * 3


def test_la_ajustada_es_la_incidencia_por_la_intensidad(ancha: pd.DataFrame) -> None:
    completas = ancha.dropna(subset=["ipm_ecv", "ipm_ecv_intensidad", "ipm_ecv_ajustada"])
    assert len(completas) == 16 * 3 - 2 + 33 * 8
    producto = completas["ipm_ecv"] * completas["ipm_ecv_intensidad"] / 10_000
    # Los tres vienen redondeados: medio milésimo propio y el de los factores.
    assert (completas["ipm_ecv_ajustada"] - producto).abs().max() < 0.0015


def test_los_limites_rodean_la_incidencia_de_la_otra_hoja(ancha: pd.DataFrame) -> None:
    con_limites = ancha.dropna(subset=["ipm_ecv_li"])
    assert len(con_limites) == 46 + 3 * (33 * 3 - 1)
    assert (con_limites["ipm_ecv_li"] <= con_limites["ipm_ecv"]).all()
    assert (con_limites["ipm_ecv"] <= con_limites["ipm_ecv_ls"]).all()
    assert con_limites.loc[("00", "total", "2024"), "ipm_ecv_li"] == 11.0
    assert con_limites.loc[("88", "total", "2024"), "ipm_ecv_cv"] == 18.4


def test_las_privaciones_son_las_censales_con_desempleo_en_vez_de_dependencia() -> None:
    assert set(CENSALES) - set(PRIVACIONES) == {"dependencia_economica"}
    assert set(PRIVACIONES) - set(CENSALES) == {"desempleo_larga_duracion"}


def test_el_catalogo_y_los_metadatos_describen_lo_que_se_lee(tabla: pd.DataFrame) -> None:
    metadatos = yaml.safe_load((OFICIALES / "ipm_ecv.yaml").read_text(encoding="utf-8"))
    rutas = [archivo["ruta"] for archivo in metadatos["archivos"]]
    assert rutas == [ipm_ecv_nacional.ARCHIVO, ipm_ecv_departamental.ARCHIVO]
    tema = leer_tema(CATALOGO / "ipm_ecv.yaml")
    assert {i.id for i in tema.indicadores} == set(tabla["indicador"])
    assert {i.fuente for i in tema.indicadores} == {"ipm_ecv"}
    for indicador in tema.indicadores:
        assert any("Sisbén" in a and "censal" in a for a in indicador.advertencias)
        if indicador.id == "ipm_ecv":
            assert "ipm_censal" in indicador.no_comparar_con
        elif indicador.id.startswith("ecv_priv_"):
            assert any(otro.startswith("priv_") for otro in indicador.no_comparar_con)


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("IPM_Dominios", {"B10": 101.3}, ["fila 10", "«Año | 2010»", "101.3", "rango"]),
        ("IPM_Dominios", {"B10": "29,7"}, ["fila 10", "29,7", "punto decimal"]),
        ("IPM_Dominios", {"J10": None}, ["fila 10", "«Año | 2018»", "vacía"]),
        ("IPM_Dominios", {"I11": None}, ["fila 11", "«Año | 2017*»", "vacía"]),
        ("IPM_Dominios", {"J9": "Dos mil"}, ["falta la columna", "«Año | 2018»", "Dos mil"]),
        ("IPM_Dominios", {"A12": "Rural"}, ["fila 12", "«Rural»", "valor desconocido"]),
        ("IPM_Dominios", {"A12": None}, ["los dominios", "faltan 1: rural"]),
        ("IPM_Dominios", {"A20": "Caribe y Llanos"}, ["Caribe", "no está en el anexo nacional"]),
        ("Incidencia Ajustada_IPM", {"B13": 12.7}, ["fila 13", "12.7", "rango"]),
        ("IPM_Indicadores", {"B14": "Desempleo"}, ["fila 14", "«Desempleo»", "desconocido"]),
        ("IPM_Indicadores", {"A33": None}, ["«Nacional»", "una sola vez"]),
        ("IPM_Indicadores", {"C32": 2009.0}, ["fila 32", "mismas columnas"]),
        ("IC_IPM", {"D10": 10.0}, ["fila 10", "Estimación", "no está entre sus límites"]),
        ("IC_IPM", {"A84": "Otro cuadro"}, ["faltan 1: 2024"]),
        ("IC_IPM", {"C87": None, "A87": "Zona"}, ["faltan 1: 2024"]),
    ],
)
def test_anexo_nacional_danado(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, NACIONAL, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        ipm_ecv.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, *esperado)


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("IPM_Departamentos", {"A14": "Antioqia"}, ["fila 14", "¿es «Antioquia»?"]),
        ("IPM_Departamentos", {"A15": "Antioquia"}, ["faltan 1: 08", "se repiten 1: 05"]),
        ("IPM_Departamentos", {"A46": None}, ["los departamentos", "faltan 1: 99"]),
        ("IPM_Departamentos", {"B41": None}, ["fila 41", "«2018 | Total»", "vacía"]),
        ("IPM_Departamentos", {"D14": None}, ["fila 14", "rural disperso»", "vacía"]),
        ("IPM_Indicadores_Departamento ", {"C14": -1.0}, ["fila 14", "-1.0", "rango"]),
        ("IPM_Indicadores_Departamento ", {"A40": None}, ["«Antioquia»", "una sola vez"]),
        ("IPM_Indicadores_Departamento ", {"D39": "Total"}, ["fila 39", "mismas columnas"]),
        ("IC_IPM", {"D31": 9.6}, ["fila 31", "«2023 | Total | Estimación»", "límites"]),
        ("IPM_Regiones", {"B14": 33.0}, ["fila 14", "«2018 | Total»", "33.0", "misma revisión"]),
    ],
)
def test_anexo_departamental_danado(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, DEPARTAMENTAL, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        ipm_ecv.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, DEPARTAMENTAL, hoja.strip(), *esperado)
