"""El valor agregado municipal: sumas de control, cobertura por año y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import LibroOficial, limpiar
from generador.fuentes.oficiales import valor_agregado
from tests import danos
from tests.fuentes.anchas import ensanchar

ANIOS = [str(anio) for anio in range(2011, 2023)]


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return valor_agregado.leer(fuentes)


@pytest.fixture(scope="module")
def ancha(tabla: pd.DataFrame) -> pd.DataFrame:
    return ensanchar(tabla)


def test_trae_los_indicadores_del_catalogo_todos_los_anios(tabla: pd.DataFrame) -> None:
    del_catalogo = {
        i.id
        for i in catalogo.indicadores().values()
        if i.fuente == "valor_agregado" and not i.derivado_de
    }
    assert set(tabla["indicador"]) == del_catalogo
    assert set(tabla["territorio"]) == set(codigos.base())
    assert sorted(set(tabla["periodo"])) == ANIOS
    assert len(tabla) == 1122 * len(ANIOS) * len(del_catalogo)


def test_mapiripana_no_aplica_desde_2020(tabla: pd.DataFrame) -> None:
    sin = tabla.query("estado != 'dato'")
    assert set(sin["territorio"]) == {"94663"}
    assert set(sin["periodo"]) == {"2020", "2021", "2022"}
    assert set(sin["estado"]) == {"no_aplica"}


@pytest.mark.parametrize(
    ("anio", "total"), [("2011", 562_283), ("2021", 1_079_574), ("2022", 1_321_264)]
)
def test_la_suma_del_pais_es_el_valor_agregado_nacional(
    ancha: pd.DataFrame, anio: str, total: int
) -> None:
    suma = ancha.xs(anio, level="periodo")["valor_agregado"].sum()
    assert suma == pytest.approx(total, abs=0.05)


def test_el_cuadro_1_es_el_total_de_los_demas(fuentes: Path, ancha: pd.DataFrame) -> None:
    filas = LibroOficial(fuentes / valor_agregado.ARCHIVO).hoja("Cuadro 1").celdas[11:]
    valores = ancha["valor_agregado"].to_dict()
    comparados = 0
    for fila in filas:
        codigo = limpiar(fila[0])
        if not codigo.isdigit():
            continue
        for anio, celda in zip(ANIOS, fila[4:16], strict=True):
            valor = valores[codigo, anio]
            if pd.isna(valor):
                assert celda == 0
            else:
                assert valor == pytest.approx(celda, abs=0.00051)
            comparados += 1
    assert comparados == 1122 * len(ANIOS)


def test_las_actividades_suman_el_total(ancha: pd.DataFrame) -> None:
    partes = ancha[list(valor_agregado.ACTIVIDADES)].sum(axis=1, min_count=3)
    assert (partes - ancha["valor_agregado"]).abs().max() < 0.0021


def test_el_reparto_del_departamento_es_el_que_publica_el_dane(
    fuentes: Path, ancha: pd.DataFrame
) -> None:
    """El peso que trae el archivo, que el kit no guarda, sale de dividir lo que sí guarda."""
    filas = LibroOficial(fuentes / valor_agregado.ARCHIVO).hoja("Cuadro 13").celdas
    pesos = {fila[0]: fila[8] for fila in filas if str(fila[0]).isdigit()}
    de_2022 = ancha["valor_agregado"].xs("2022", level="periodo").dropna()
    total = de_2022.groupby(de_2022.index.str[:2]).transform("sum")
    assert len(pesos) == 1121
    assert (100 * de_2022 / total - pd.Series(pesos)).abs().max() < 0.01


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("Cuadro 13", {"A12": "5001"}, ["fila 12", "«Código Municipio»", "05001"]),
        ("Cuadro 13", {"H12": 7}, ["fila 12", "«Valor agregado»", "suman 76890.364", "«7.0»"]),
        ("Cuadro 13", {"E12": -248.0}, ["fila 12", "«Actividades primarias *»", "rango"]),
        ("Cuadro 13", {"H12": "76.890,3"}, ["fila 12", "76.890,3", "punto decimal"]),
        ("Cuadro 13", {"H11": "VA"}, ["falta la columna", "«Valor agregado»", "«VA»"]),
        ("Cuadro 13", {"A5": "Valor agregado. Año 2021p"}, ["no dice «Año 2022p»"]),
        ("Cuadro 11", {"A13": "94663"}, ["2020", "faltan 1: 05002", "sobran 1: 94663"]),
        ("Cuadro 2", {"B13": None}, ["2011", "faltan 1: 05002"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, hoja: str, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, valor_agregado.ARCHIVO)
    danos.parchar_celdas(copia, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        valor_agregado.leer(tmp_path)
    for pedazo in [copia.name, hoja, "Qué hacer", *esperado]:
        assert pedazo in str(error.value)


def test_hoja_que_falta_dice_cuales_hay(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, valor_agregado.ARCHIVO)
    danos.parchar_hoja(copia, "Cuadro 7", "Otra")
    with pytest.raises(ErrorDeDatos, match=r"hoja «Cuadro 7».*falta la hoja.*«Otra»"):
        valor_agregado.leer(tmp_path)
