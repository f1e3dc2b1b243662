"""La población 2005-2035: totales publicados, cobertura, ceros y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import proyecciones_poblacion
from tests import danos
from tests.fuentes.recorte import recortar

ANTES, DESPUES = proyecciones_poblacion.TRAMOS


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return proyecciones_poblacion.leer(fuentes)


@pytest.mark.parametrize(("periodo", "personas"), [("2018", 48_258_494), ("2024", 52_695_952)])
def test_totales_publicados(tabla: pd.DataFrame, periodo: str, personas: int) -> None:
    del_anio = tabla[tabla["periodo"] == periodo]
    assert del_anio.loc[del_anio["dominio"] == "total", "valor"].sum() == personas
    assert del_anio.loc[del_anio["dominio"] != "total", "valor"].sum() == personas


def test_una_sola_serie_con_los_1122_por_ano_y_area(tabla: pd.DataFrame) -> None:
    assert set(tabla["periodo"]) == {str(a) for a in range(2005, 2036)}
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 31 * 3
    assert set(tabla["indicador"]) == {"poblacion"}


@pytest.mark.parametrize(
    ("territorio", "dominio", "periodo", "personas"),
    [
        ("05001", "cabecera", "2005", 1_997_763),
        ("05001", "rural", "2020", 43_023),
        ("99773", "total", "2035", 99_832),
    ],
)
def test_celdas_leidas_a_ojo_en_el_archivo(
    tabla: pd.DataFrame, territorio: str, dominio: str, periodo: str, personas: int
) -> None:
    fila = tabla.query("territorio == @territorio and dominio == @dominio and periodo == @periodo")
    assert fila["valor"].item() == personas


def test_un_cero_es_no_aplica_y_no_hay_ceros(tabla: pd.DataFrame) -> None:
    assert set(tabla["estado"]) == {"dato", "no_aplica"}
    assert tabla["valor"].min() > 0
    sin_total = tabla.query("dominio == 'total' and estado == 'no_aplica'")
    anios = sin_total.groupby("territorio")["periodo"].agg(["min", "max"])
    assert anios.T.to_dict("list") == {
        "13490": ["2005", "2007"],
        "19300": ["2005", "2006"],
        "23682": ["2005", "2007"],
        "23815": ["2005", "2007"],
        "94663": ["2020", "2035"],
    }


def test_sin_cabecera_en_2018_las_mismas_20_de_la_medida_censal(tabla: pd.DataFrame) -> None:
    sin = tabla.query("periodo == '2018' and dominio == 'cabecera' and estado == 'no_aplica'")
    assert len(sin) == 20
    despues = tabla.query("periodo == '2020' and dominio == 'cabecera' and territorio == '94343'")
    assert despues["estado"].item() == "dato"


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"E12": "ANIO"}, ["falta la columna", "«AÑO»", "«ANIO»"]),
        ({"C12": "MPIO", "D12": "DPMP"}, ["fila 13", "«MPIO»", "«Medellín»", "código de 5 cifras"]),
        ({"D13": 5001}, ["fila 13", "«MPIO»", "5001", "05001"]),
        ({"E14": 2020}, ["fila 14", "«AÑO»", "«2020", "«2019»"]),
        ({"F15": "Resto"}, ["fila 15", "«ÁREA GEOGRÁFICA»", "«Resto»", "«Total»"]),
        ({"F15": "Cabecera Municipal"}, ["fila 15", "05001 en 2005 repite"]),
        ({"G15": -4}, ["fila 15", "«Población»", "«-4", "fuera de rango"]),
        ({"G15": "2.046.341"}, ["fila 15", "«2.046.341»", "punto decimal"]),
        ({"G15": None}, ["fila 15", "«Población»", "vacía"]),
        ({"G13": 0}, ["fila 15", "«Población»", "05001 en 2005", "cabecera (0)"]),
        ({}, ["faltan 16822", "05001 en 2006", "completo"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = recortar(fuentes, tmp_path, ANTES.archivo, ANTES.hoja, 12 + 24)
    danos.cambiar_celdas(copia, ANTES.hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        proyecciones_poblacion.leer(tmp_path)
    texto = str(error.value)
    for pedazo in [copia.name, ANTES.hoja, "Qué hacer", *esperado]:
        assert pedazo in texto


def test_falta_un_area(fuentes: Path, tmp_path: Path) -> None:
    recortar(fuentes, tmp_path, ANTES.archivo, ANTES.hoja, 12 + 2)
    with pytest.raises(ErrorDeDatos, match=r"05001 en 2005 no trae sus tres áreas.*total"):
        proyecciones_poblacion.leer(tmp_path)


def test_el_segundo_archivo_tambien_se_revisa(fuentes: Path, tmp_path: Path) -> None:
    danos.copiar(fuentes, tmp_path, ANTES.archivo)
    danos.truncar(danos.copiar(fuentes, tmp_path, DESPUES.archivo))
    with pytest.raises(ErrorDeDatos, match=r"2020-2035.*truncado(.|\n)*Qué hacer"):
        proyecciones_poblacion.leer(tmp_path)
