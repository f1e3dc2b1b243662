"""La población 1985-2035: totales publicados, cobertura, ceros y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import proyecciones_poblacion
from tests import danos
from tests.fuentes.recorte import recortar

RETRO, _, ANTES, DESPUES = proyecciones_poblacion.TRAMOS


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return proyecciones_poblacion.leer(fuentes)


@pytest.mark.parametrize(
    ("periodo", "personas"),
    [
        ("1985", 30_419_892),
        ("2004", 41_188_093),
        ("2018", 48_258_494),
        ("2024", 52_695_952),
    ],
)
def test_totales_publicados(tabla: pd.DataFrame, periodo: str, personas: int) -> None:
    del_anio = tabla[tabla["periodo"] == periodo]
    assert del_anio.loc[del_anio["dominio"] == "total", "valor"].sum() == personas
    assert del_anio.loc[del_anio["dominio"] != "total", "valor"].sum() == personas


def test_una_sola_serie_con_los_1122_por_ano_y_area(tabla: pd.DataFrame) -> None:
    assert set(tabla["periodo"]) == {str(a) for a in range(1985, 2036)}
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 51 * 3
    assert set(tabla["indicador"]) == {"poblacion"}


@pytest.mark.parametrize(
    ("territorio", "dominio", "periodo", "personas"),
    [
        ("05001", "total", "1985", 1_450_177),
        ("99773", "rural", "2004", 43_408),
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
    despues_de_2005 = {t: [a, b] for t, a, b in anios.itertuples() if b >= "2005"}
    assert despues_de_2005 == {
        "13490": ["1985", "2007"],
        "19300": ["1985", "2006"],
        "23682": ["1985", "2007"],
        "23815": ["1985", "2007"],
        "94663": ["1985", "2035"],  # hasta 1990, y otra vez desde 2020
    }
    assert len(anios) == 89
    assert set(anios["min"]) == {"1985"}


def test_nadie_desaparece_en_medio(tabla: pd.DataFrame) -> None:
    """Cada municipio tiene población en años seguidos: empieza una vez y no vuelve a faltar."""
    con_dato = tabla.query("dominio == 'total' and estado == 'dato'")
    for codigo, anios in con_dato.groupby("territorio")["periodo"]:
        lista = sorted(map(int, anios))
        assert lista == list(range(lista[0], lista[-1] + 1)), codigo


def test_los_tramos_se_empalman_sin_saltos_de_pais(tabla: pd.DataFrame) -> None:
    pais = tabla.query("dominio == 'total'").groupby("periodo")["valor"].sum()
    assert pais.pct_change().dropna().between(0, 0.025).all()


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
        proyecciones_poblacion.leer_tramo(tmp_path, ANTES)
    texto = str(error.value)
    for pedazo in [copia.name, ANTES.hoja, "Qué hacer", *esperado]:
        assert pedazo in texto


def test_falta_un_area(fuentes: Path, tmp_path: Path) -> None:
    recortar(fuentes, tmp_path, ANTES.archivo, ANTES.hoja, 12 + 2)
    with pytest.raises(ErrorDeDatos, match=r"05001 en 2005 no trae sus tres áreas.*total"):
        proyecciones_poblacion.leer_tramo(tmp_path, ANTES)


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"C12": "MPIO", "D12": "DPMP"}, ["fila 13", "«DPMP»", "«Medellín»", "código de 5 cifras"]),
        ({"C13": 5001}, ["fila 13", "«DPMP»", "05001"]),
        ({"E14": 1995}, ["fila 14", "«AÑO»", "«1985»"]),
        ({"G15": 1450178}, ["fila 15", "«Población»", "05001 en 1985"]),
        ({}, ["05001 en 1986", "completo"]),
    ],
)
def test_antes_de_2005_el_codigo_y_el_nombre_van_al_reves(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = recortar(fuentes, tmp_path, RETRO.archivo, RETRO.hoja, 12 + 3)
    danos.cambiar_celdas(copia, RETRO.hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        proyecciones_poblacion.leer_tramo(tmp_path, RETRO)
    texto = str(error.value)
    for pedazo in [copia.name, RETRO.hoja, "Qué hacer", *esperado]:
        assert pedazo in texto


def test_el_ultimo_archivo_tambien_se_revisa(fuentes: Path, tmp_path: Path) -> None:
    for tramo in proyecciones_poblacion.TRAMOS[:-1]:
        danos.copiar(fuentes, tmp_path, tramo.archivo)
    danos.truncar(danos.copiar(fuentes, tmp_path, DESPUES.archivo))
    with pytest.raises(ErrorDeDatos, match=r"2020-2035.*truncado(.|\n)*Qué hacer"):
        proyecciones_poblacion.leer(tmp_path)
