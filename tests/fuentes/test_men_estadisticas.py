"""Educación: la fila nacional, las series que no se unen, 2014 y archivos dañados."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import men_estadisticas
from tests import danos
from tests.fuentes import texto
from tests.fuentes.anchas import ensanchar, fila
from tests.fuentes.en_memoria import exigir_mensaje

ANIOS = [*map(str, range(2011, 2023)), "2024"]
SERIE, DE_2024 = (archivo.ruta for archivo in men_estadisticas.ARCHIVOS)
TASAS = list(men_estadisticas.TASAS)


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return men_estadisticas.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


@pytest.fixture(scope="module")
def cruda(fuentes: Path) -> pd.DataFrame:
    """El archivo 2011-2022 con índice año y código, números donde los hay."""
    leida = pd.read_csv(fuentes / SERIE, dtype=str, encoding="utf-8-sig")
    llave = [leida["AÑO"].str.replace(",", ""), leida["CÓDIGO_MUNICIPIO"].str.zfill(5)]
    prefijos = ("POB", "TASA", "COB", "DES", "APR", "REP")
    columnas = [c for c in leida.columns if c.startswith(prefijos)]
    numeros = {c: pd.to_numeric(leida[c].str.replace(",", "")) for c in columnas}
    return pd.DataFrame(numeros).set_index(pd.MultiIndex.from_arrays(llave))


def test_trae_los_indicadores_del_catalogo_y_toda_la_base_cada_anio(tabla: pd.DataFrame) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "men_estadisticas"}
    assert set(tabla["indicador"]) == del_catalogo
    assert sorted(set(tabla["periodo"])) == ANIOS  # 2023 no se inventa
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) >= set(codigos.base())


def test_las_dos_series_de_cobertura_no_comparten_anios(tabla: pd.DataFrame) -> None:
    periodos = tabla.groupby("indicador")["periodo"].agg(lambda p: sorted(set(p))).to_dict()
    assert periodos["cobertura_educacion_anterior"] == [a for a in ANIOS if a < "2018"]
    assert periodos["cobertura_educacion"] == [a for a in ANIOS if a >= "2018"]
    assert periodos["desercion_escolar"] == ANIOS
    uno = catalogo.indicadores()["cobertura_educacion"]
    assert "cobertura_educacion_anterior" in uno.no_comparar_con


def test_la_poblacion_cambia_de_censo_en_2018(cruda: pd.DataFrame, ancha: pd.DataFrame) -> None:
    poblacion = cruda["POBLACIÓN_5_16"].drop(index="00000", level=1)
    por_anio = poblacion.groupby(level=0).sum()
    assert por_anio["2017"] == 10_240_769
    assert por_anio["2018"] == 9_420_026
    assert fila(ancha, "27025", "2017")["cobertura_educacion_anterior"] == pytest.approx(
        49.3, abs=0.05
    )
    assert fila(ancha, "27025", "2018")["cobertura_educacion"] == pytest.approx(73.9, abs=0.05)


def test_en_2014_la_columna_trae_la_neta_sobre_la_bruta(
    cruda: pd.DataFrame, tabla: pd.DataFrame
) -> None:
    de_2014 = cruda.xs("2014")
    neta = de_2014["COBERTURA_NETA"] * de_2014["COBERTURA_BRUTA"] / 100
    diferencia = (neta - de_2014["TASA_MATRICULACIÓN_5_16"]).abs()
    assert diferencia.median() < 0.01
    assert diferencia.max() < 3.5  # en los demás años la neta y la tasa difieren otro tanto
    de_2013 = cruda.xs("2013")
    assert (de_2013["COBERTURA_NETA"] - de_2013["TASA_MATRICULACIÓN_5_16"]).abs().max() < 3.5
    guardada = tabla.query("indicador == 'cobertura_educacion_anterior' and periodo == '2014'")
    assert set(guardada["estado"]) == {"no_disponible"}
    desercion = tabla.query("indicador == 'desercion_escolar' and periodo == '2014'")
    assert (desercion["estado"] == "dato").sum() > 1100


@pytest.mark.parametrize(("anio", "esperado"), [("2019", 92.4), ("2020", 92.0), ("2021", 91.9)])
def test_la_cobertura_ponderada_es_la_nacional_que_publica_el_men(
    cruda: pd.DataFrame, ancha: pd.DataFrame, anio: str, esperado: float
) -> None:
    # La fila 00000 trae proporciones: se descarta como dato y sirve de control.
    publicada = 100 * cruda["COBERTURA_NETA"].to_dict()[anio, "00000"]
    nacional = fila(ancha, "00", anio)["cobertura_educacion"]
    assert round(nacional, 1) == esperado
    assert nacional == pytest.approx(publicada, abs=0.05)


def test_solo_la_cobertura_total_va_para_departamentos_y_nacion(tabla: pd.DataFrame) -> None:
    agregados = tabla[tabla["territorio"].str.len() == 2]
    assert set(agregados["indicador"]) == {"cobertura_educacion"}
    assert set(agregados["territorio"]) == {codigos.NACION, *codigos.departamentos()}
    assert set(agregados["estado"]) == {"dato"}


def test_con_la_reprobacion_del_archivo_suman_cien_salvo_en_2011(
    cruda: pd.DataFrame, ancha: pd.DataFrame
) -> None:
    de_2011 = cruda.xs("2011")
    suma = de_2011["DESERCIÓN"] + de_2011["APROBACIÓN"] + de_2011["REPROBACIÓN"]
    assert ((suma - 100).abs() > 0.5).sum() == 21
    assert "en 21 municipios" in catalogo.indicadores()["aprobacion_escolar"].advertencias[0]
    reprobacion = cruda["REPROBACIÓN"].swaplevel().rename_axis(["territorio", "periodo"])
    suma = ancha["desercion_escolar"] + ancha["aprobacion_escolar"] + reprobacion
    suma = suma.drop("2011", level="periodo").dropna()
    assert len(suma) > 12_000
    assert (suma - 100).abs().max() < 0.21  # tres redondeos


def test_hasta_2015_las_tasas_mas_altas_vienen_vacias(ancha: pd.DataFrame) -> None:
    maxima = ancha["desercion_escolar"].groupby("periodo").max()
    assert (maxima[[a for a in ANIOS if a <= "2015"]] <= 12.4).all()
    assert (maxima[["2016", "2017", "2018", "2021"]] > 15).all()


def test_estados_de_lo_que_falta(tabla: pd.DataFrame) -> None:
    estado = tabla.set_index(["indicador", "periodo", "territorio"])["estado"]
    esperados = {
        ("desercion_escolar", "2019", "94663"): "dato",
        ("desercion_escolar", "2020", "94663"): "no_aplica",  # ya es de Barrancominas
        ("aprobacion_escolar", "2022", "97777"): "no_disponible",  # sin matrícula: trae ceros
        ("cobertura_educacion", "2024", "97777"): "no_disponible",
        ("cobertura_educacion", "2018", "91430"): "no_disponible",
        ("desercion_escolar", "2011", "23682"): "no_disponible",
        ("cobertura_educacion_media", "2024", "05001"): "dato",
    }
    assert {llave: estado[llave] for llave in esperados} == esperados


def test_2024_se_lee_sin_el_signo_y_bajira_solo_cuenta_en_choco(
    fuentes: Path, ancha: pd.DataFrame
) -> None:
    abriaqui = fila(ancha, "05004", "2024")
    assert abriaqui["cobertura_educacion"] == pytest.approx(56.1, abs=0.05)
    assert abriaqui["cobertura_educacion_transicion"] == pytest.approx(39.5, abs=0.05)
    assert abriaqui["aprobacion_escolar"] == pytest.approx(99.7, abs=0.05)
    leida = pd.read_csv(fuentes / DE_2024, dtype=str, encoding="utf-8-sig", sep=";")
    choco = leida[leida["CÓDIGO_DEPARTAMENTO"].astype(int) == 27]
    assert "27493" in set(choco["CÓDIGO_MUNICIPIO"])
    poblacion = choco["POBLACIÓN_5_16"].astype(float)
    cobertura = choco["COBERTURA_NETA"].str.rstrip("%").astype(float)
    esperada = (cobertura * poblacion).sum() / poblacion.sum()
    assert fila(ancha, "27", "2024")["cobertura_educacion"] == pytest.approx(esperada)
    riosucio = choco.loc[choco["CÓDIGO_MUNICIPIO"] == "27615", "DESERCIÓN"].item()
    assert fila(ancha, "27615", "2024")["desercion_escolar"] == float(riosucio[:-1])


@pytest.mark.parametrize(
    ("ruta", "danar", "esperado"),
    [
        (SERIE, texto.reemplazar("2011,5001,", "2011,99999,"), ["2011", "faltan 1: 05001"]),
        (SERIE, texto.reemplazar("2011,5001,", "2011,Medellín,"), ["fila 2", "«CÓDIGO_MUNICIPIO»"]),
        (SERIE, texto.reemplazar("2011,5001,", "2023,5001,"), ["fila 2", "«AÑO»", "«2023»"]),
        (SERIE, texto.reemplazar(",3.69,", ",369,"), ["fila 2", "«DESERCIÓN»", "rango"]),
        (SERIE, texto.reemplazar(",3.69,", ',"3,69",'), ["fila 2", "«3,69»", "punto decimal"]),
        (SERIE, texto.reemplazar(",DESERCIÓN,", ",ABANDONO,"), ["falta la columna", "«DESERCIÓN»"]),
        (SERIE, texto.a_latin1, ["fila 1", "Latin-1", "UTF-8"]),
        (SERIE, danos.truncar, ["los municipios de 2017", "faltan"]),
        (DE_2024, texto.reemplazar(";56.11%;56.11%", ";56.11%;0.5611"), ["fila 2", "«%»"]),
        (DE_2024, texto.reemplazar("2024;5004;", "2023;5004;"), ["fila 2", "«AÑO»", "«2024»"]),
        (DE_2024, texto.reemplazar("2024;27493;", "2024;27492;"), ["faltan 1: 27493"]),
        (DE_2024, texto.reemplazar("AÑO;", "AÑO,"), ["falta la columna"]),
        (DE_2024, texto.a_latin1, ["fila 1", "Latin-1", "UTF-8"]),
        (DE_2024, danos.truncar, ["2024", "faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    tmp_path: Path,
    ruta: str,
    danar: Callable[[Path], None],
    esperado: list[str],
) -> None:
    copias = {r: danos.copiar(fuentes, tmp_path, r) for r in (SERIE, DE_2024)}
    danar(copias[ruta])
    with pytest.raises(ErrorDeDatos) as error:
        men_estadisticas.leer(tmp_path)
    exigir_mensaje(error.value, copias[ruta].name, *esperado)
