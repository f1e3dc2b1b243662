"""Las defunciones de menores de un año de 2020: sumas de control, ausentes y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import defunciones_2020 as fuente
from tests.fuentes import en_memoria

ARCHIVO = Path(fuente.ARCHIVO).name


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes).set_index("territorio")


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> dict[str, int]:
    """Las tres celdas (J a L) de cada código de la columna B, sin pasar por la fuente."""
    libro = openpyxl.load_workbook(fuentes / fuente.ARCHIVO, read_only=True)
    filas = list(libro["Hoja1"].iter_rows(min_row=3, values_only=True))
    return {str(f[1]): sum(int(str(celda)) for celda in f[9:12]) for f in filas}


def test_cada_municipio_y_departamento_es_el_del_archivo(
    tabla: pd.DataFrame, crudas: dict[str, int]
) -> None:
    leidas = tabla[tabla["estado"] == "dato"]["valor"]
    con_dato = {str(codigo): float(valor) for codigo, valor in leidas.items()}
    municipios = {c: v for c, v in con_dato.items() if len(c) == 5}
    assert municipios == {c: v for c, v in crudas.items() if c in codigos.base()}
    for departamento in codigos.departamentos():
        propias = [v for c, v in municipios.items() if c.startswith(departamento)]
        assert con_dato[departamento] == crudas[f"{departamento}000"] == sum(propias)
    assert con_dato["00"] == sum(municipios.values()) == 6_194


def test_lo_que_no_es_de_ningun_departamento_queda_aparte(
    fuentes: Path, tabla: pd.DataFrame, crudas: dict[str, int]
) -> None:
    exterior = sum(v for c, v in crudas.items() if c.startswith("75") and c != "75000")
    assert (exterior, crudas["01999"]) == (68, 45)
    assert crudas["03000"] == 6_307 == 6_194 + exterior + crudas["01999"]
    residencias = fuente.residencias(fuentes)
    publicado = residencias.territorios["00"]["TOTAL"] + sum(residencias.aparte.values())
    assert publicado == 298_150


def test_los_cinco_sin_ninguna_defuncion_no_son_cero(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin.index) == fuente.SIN_FILA
    assert set(sin["estado"]) == {"no_disponible"}
    assert (tabla["valor"] == 0).sum() == 381


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"J1": "Menor de 2 años"}, ["falta la columna", "Menor 1 año | Hombres"]),
        ({"J5": "ciento dos"}, ["fila 5", "«Menor 1 año | Hombres»", "no es un número"]),
        ({"J5": None}, ["fila 5", "vacía"]),
        ({"J5": 103}, ["fila 5", "«TOTAL»", "no es la suma de sus grupos"]),
        ({"J5": 103, "F5": 17_003}, ["fila 4", "no es la suma de lo que reúne"]),
        ({"B5": "05003"}, ["fila 5", "«05003»", "no se sabe"]),
        ({"D5": "05001 Abejorral"}, ["fila 5", "el código 05001 es de «Medellín»"]),
        ({"B5": "68370", "D5": "68370 Jordán"}, ["faltan 1: 05001", "sobran 1: 68370"]),
        ({"E5": "Enfermedades"}, ["fila 5", "«Causa»", "desconocido"]),
        ({"B1190": "Fuente: DANE"}, ["fila 1190", "Fuente: DANE", "no se sabe"]),
    ],
)
def test_celda_danada(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, ARCHIVO, fuente.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, ARCHIVO, *esperado)
