"""Las viviendas 2018-2042: sumas de control, Nuevo Belén de Bajirá plegado y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import LibroOficial, limpiar
from generador.fuentes.oficiales import proyecciones_hogares
from generador.fuentes.oficiales import proyecciones_viviendas as fuente
from tests.fuentes import en_memoria

ARCHIVO = Path(fuente.ARCHIVO).name


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> dict[tuple[str, str], float]:
    """Viviendas por código y año, sumando cabecera y resto, de las celdas."""
    celdas = LibroOficial(fuentes / fuente.ARCHIVO).hoja(fuente.HOJA).celdas
    anios = [limpiar(a) for a in celdas[9][5:]]
    suma: dict[tuple[str, str], float] = {}
    for fila in celdas[11:]:
        if fila[4] and fila[4] != "Total":
            for anio, cuantas in zip(anios, fila[5:], strict=True):
                llave = limpiar(fila[2]), anio
                suma[llave] = suma.get(llave, 0) + cuantas
    return suma


def test_cada_total_es_la_suma_de_sus_areas(
    tabla: pd.DataFrame, crudas: dict[tuple[str, str], float]
) -> None:
    assert {codigo for codigo, _ in crudas} == {*codigos.base(), "27493"}
    totales = tabla[tabla["dominio"] == "total"]
    assert set(totales["periodo"]) == set(fuente.ANIOS)
    for codigo, anio, valor in totales[["territorio", "periodo", "valor"]].itertuples(index=False):
        esperado = crudas[codigo, anio]
        esperado += crudas["27493", anio] if codigo == "27615" else 0
        assert valor == esperado or (esperado == 0 and codigo == "94663")
    pais = totales.groupby("periodo")["valor"].sum().to_dict()
    assert pais == {"2018": 16_664_954, "2026": 19_855_738, "2042": 24_201_629}


def test_hay_mas_viviendas_que_hogares_en_el_pais(tabla: pd.DataFrame, fuentes: Path) -> None:
    """Son de la misma serie, y las viviendas cuentan también las desocupadas."""
    hogares = proyecciones_hogares.leer(fuentes)
    for anio in fuente.ANIOS:
        viviendas, propios = (
            t.loc[(t["dominio"] == "total") & (t["periodo"] == anio), "valor"].sum()
            for t in (tabla, hogares)
        )
        assert 1 < viviendas / propios < 1.2


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"F10": "2017"}, ["falta la columna", "| 2018»"]),
        ({"C12": "5001"}, ["fila 12", "«5001»", "cero inicial"]),
        ({"C12": "05003"}, ["no trae sus tres áreas"]),
        ({"D12": "Abejorral"}, ["fila 12", "05001 es de «Medellín»"]),
        ({"E12": "Todo"}, ["fila 12", "«Área»", "desconocido"]),
        ({"F12": "x"}, ["fila 12", "| 2018»", "no es un número"]),
        ({"G12": 895_730}, ["fila 12", "| 2019»", "no es cabecera"]),  # un año que no se publica
        ({"C3383": "Fuente: DANE"}, ["fila 3383", "no es un código"]),
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
