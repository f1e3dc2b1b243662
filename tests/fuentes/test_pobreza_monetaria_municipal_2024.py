"""Pobreza monetaria municipal experimental: controles, lo que no se publica y archivo dañado."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from generador.cubo import codigos
from generador.cubo.catalogo import leer_tema
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.oficiales import pobreza_monetaria_municipal_2024 as fuente
from generador.indicadores.cifras_nacionales import cifra_nacional
from generador.metodos import precision
from generador.rutas import CATALOGO, OFICIALES
from tests import danos
from tests.fuentes import en_memoria

ARCHIVO = Path(fuente.ARCHIVO).name
POBLACION = "poblacion/DCD-area-proypoblacion-Mun-2020-2035-ActPostCOVID-19.xlsx"
SIN_CALIDAD = {"15522", "27050", "27745", "52473", "91536"}


@pytest.fixture(scope="module")
def ancha(fuentes: Path) -> pd.DataFrame:
    tabla = fuente.leer(fuentes)
    assert set(tabla["dominio"]) == {"total"}
    assert set(tabla["periodo"]) == {"2024"}
    return tabla.pivot(index="territorio", columns="indicador", values=["valor", "estado"])


def poblacion_de_2024(fuentes: Path) -> pd.Series:
    columnas = {"codigo": "MPIO", "anio": "AÑO", "area": "ÁREA GEOGRÁFICA", "personas": "Población"}
    hoja = LibroOficial(fuentes / POBLACION).hoja("Hoja1")
    proyecciones = pd.DataFrame(hoja.tabla(9, columnas, clave="codigo").columnas)
    de_2024 = proyecciones.query("anio == 2024 and area == 'Total'")
    return de_2024.set_index("codigo")["personas"]


@pytest.mark.parametrize(
    ("territorio", "valor"), [("11001", 19.6), ("27001", 59.6), ("44001", 48.8), ("17001", 16.7)]
)
def test_cifras_de_control(ancha: pd.DataFrame, territorio: str, valor: float) -> None:
    assert ancha.loc[territorio, ("valor", "pm_municipal_2024")] == pytest.approx(valor, abs=0.05)
    assert ancha.loc[territorio, ("estado", "pm_municipal_2024")] == "dato"


def test_ponderada_por_la_poblacion_de_2024_da_la_del_archivo(
    ancha: pd.DataFrame, fuentes: Path
) -> None:
    """Con los 1.116 publicados: los seis que no se publican casi no pesan."""
    poblacion = poblacion_de_2024(fuentes)
    incidencia = ancha[("valor", "pm_municipal_2024")].dropna().astype(float)
    pesos = poblacion.reindex(incidencia.index).dropna()
    assert len(incidencia) == 1116
    assert set(incidencia.index) - set(pesos.index) == set()
    ponderada = (incidencia[pesos.index] * pesos).sum() / pesos.sum()
    assert round(ponderada, 1) == 32.2


def test_cubre_los_1122_y_no_publica_lo_impreciso(ancha: pd.DataFrame) -> None:
    assert set(ancha.index) == set(codigos.base())
    no_publicados = ancha[ancha[("estado", "pm_municipal_2024")] == "no_disponible"]
    assert set(no_publicados.index) == SIN_CALIDAD | {"94663"}
    cv = ancha[("valor", "pm_municipal_2024_cv")].dropna().astype(float)
    assert len(cv) == 1121
    assert set(cv[cv > 30].index) == SIN_CALIDAD
    assert cv["52473"] == pytest.approx(218.4, abs=0.05)
    assert ancha.loc["94663", ("estado", "pm_municipal_2024_cv")] == "no_disponible"
    sin_error = ancha[ancha[("estado", "pm_municipal_2024_ee")] == "no_disponible"]
    assert set(sin_error.index) == set(no_publicados.index)


def test_las_clases_son_las_del_coeficiente_del_archivo(ancha: pd.DataFrame) -> None:
    cv = ancha[("valor", "pm_municipal_2024_cv")].dropna().astype(float)
    clases = Counter(precision.clase_de_cvlog(cv.to_numpy() / 100).tolist())
    assert clases == {"suficiente": 391, "cautela": 725, "no_publicar": 5}


@pytest.fixture(scope="module")
def archivo(fuentes: Path) -> pd.DataFrame:
    """La hoja como viene, con las columnas que el kit no lee; los 1.121 municipios con dato."""
    titulos = {
        **fuente.COLUMNAS,
        "bajo": "Intervalo de Confianza Inferior",
        "alto": "Intervalo de Confianza Superior",
    }
    hoja = LibroOficial(fuentes / fuente.ARCHIVO).hoja(fuente.HOJA)
    tabla = pd.DataFrame(hoja.tabla(1, titulos, clave="codigo").columnas).set_index("codigo")
    numericas = ["estimacion", "ecm", "cv", "bajo", "alto"]
    return tabla[numericas].drop(fuente.SIN_ESTIMAR).astype(float)


def test_el_intervalo_del_archivo_es_el_de_una_muestra_de_toda_la_poblacion(
    archivo: pd.DataFrame, fuentes: Path
) -> None:
    """Por eso no se lee: p ± 1,96·√(p(1 − p)/N), con N la población proyectada de 2024."""
    poblacion = poblacion_de_2024(fuentes).reindex(archivo.index).astype(float)
    p = archivo["estimacion"]
    semiancho = 1.96 * np.sqrt(p * (1 - p) / poblacion)
    assert len(archivo) == 1121
    assert (archivo["bajo"] - (p - semiancho)).abs().max() <= 1e-9
    assert (archivo["alto"] - (p + semiancho)).abs().max() <= 1e-9


def test_la_raiz_de_la_columna_reproduce_cvlog_donde_la_estimacion_no_se_ajusto(
    archivo: pd.DataFrame,
) -> None:
    hallado = precision.cvlog(archivo["estimacion"], np.sqrt(archivo["ecm"]))
    desvio = np.abs(hallado / archivo["cv"] - 1)
    exactos = archivo.index[desvio <= 1e-9]
    assert len(exactos) == 74
    assert {c[:2] for c in exactos} == fuente.SIN_AJUSTE
    assert {c for c in archivo.index if c[:2] in fuente.SIN_AJUSTE} == set(exactos)
    assert desvio.max() == pytest.approx(0.12465185195260475, rel=1e-9)


def test_las_ciudades_de_la_encuesta_traen_la_estimacion_a_decimas(archivo: pd.DataFrame) -> None:
    ciudades = cifra_nacional("pm_municipal_2024", "2024").ciudades
    decimas = 1000 * archivo.loc[sorted(ciudades), "estimacion"]
    assert len(ciudades) == 23
    assert (decimas - decimas.round()).abs().max() <= 3.1e-3


def test_el_umbral_se_compara_sin_redondear(fuentes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    en_memoria.cambiar_celdas(
        monkeypatch, ARCHIVO, fuente.HOJA, {"I2": 0.3, "I3": 0.300001, "I4": 0.2999999}
    )
    monkeypatch.setattr(fuente, "HOLGURA_AJUSTADA", math.inf)  # aquí solo se prueba el umbral
    estados = fuente.leer(fuentes).query("indicador == 'pm_municipal_2024'")
    por_codigo = estados.set_index("territorio")["estado"]
    assert por_codigo["05001"] == "dato"
    assert por_codigo["05002"] == "no_disponible"
    assert por_codigo["05004"] == "dato"


def test_el_catalogo_describe_las_tres_series_y_no_deja_compararlas() -> None:
    indicadores = {i.id: i for i in leer_tema(CATALOGO / "pobreza_monetaria.yaml").indicadores}
    series = ("pm_2012_2021", "pm_2021_2023", "pm_municipal_2024")
    for serie in series:
        assert set(series) - {serie} <= set(indicadores[serie].no_comparar_con)
        assert "ipm_ecv" in indicadores[serie].no_comparar_con
        assert any("Sisbén" in a for a in indicadores[serie].advertencias)
    municipales = [i for i in indicadores.values() if i.id.startswith("pm_municipal")]
    propios = {"pm_municipal_2024", "pm_municipal_2024_ee", "pm_municipal_2024_cv"}
    assert {i.id for i in municipales} == propios
    assert not any(i.priorizable for i in municipales)
    for indicador in municipales:
        assert "experimental" in indicador.largo
    assert "experimental" in indicadores["pm_municipal_2024"].corto


def test_el_catalogo_y_los_metadatos_describen_lo_que_se_lee(ancha: pd.DataFrame) -> None:
    tema = leer_tema(CATALOGO / "pobreza_monetaria.yaml")
    nombre = "pobreza_monetaria_municipal_2024"
    assert {i.id for i in tema.indicadores if i.fuente == nombre} == set(ancha["valor"].columns)
    metadatos = yaml.safe_load((OFICIALES / f"{nombre}.yaml").read_text(encoding="utf-8"))
    assert [a["ruta"] for a in metadatos["archivos"]] == [fuente.ARCHIVO]


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"C2": 5001}, ["fila 2", "«Código Municipio»", "5001", "«05001»"]),
        ({"C2": "99999"}, ["faltan 1: 05001", "sobran 1: 99999"]),
        ({"C3": "05001"}, ["faltan 1: 05002", "se repiten 1: 05001"]),
        ({"E2": 22.1}, ["fila 2", "«Estimación Pobreza Monetaria»", "22.1", "rango"]),
        ({"E2": "0,221"}, ["fila 2", "0,221", "punto decimal"]),
        ({"E2": None}, ["fila 2", "vacía"]),
        ({"I2": None}, ["fila 2", "«cvlog»", "vacía"]),
        ({"I2": -0.1}, ["fila 2", "«cvlog»", "-0.1", "mínimo 0"]),
        ({"F2": None}, ["fila 2", "«Error estandar»", "vacía"]),
        ({"F2": -0.1}, ["fila 2", "«Error estandar»", "entre 0 y 1"]),
        ({"F2": 0.00719}, ["fila 2", "«Error estandar»", "no reproduce el cvlog"]),
        ({"E2": 0.122}, ["fila 2", "no reproduce el cvlog"]),
        ({"I1": "cv"}, ["falta la columna", "«cvlog»", "«cv»"]),
    ],
)
def test_archivo_danado(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, fuente.ARCHIVO)
    danos.cambiar_celdas(copia, fuente.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(tmp_path)
    en_memoria.exigir_mensaje(error.value, ARCHIVO, fuente.HOJA, *esperado)
