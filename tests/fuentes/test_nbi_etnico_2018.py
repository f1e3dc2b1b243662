"""El NBI por autorreconocimiento étnico: los grupos suman el municipal, y los pequeños callan."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import nbi
from generador.fuentes.oficiales import nbi_etnico_2018 as fuente
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar, fila

ARCHIVO = Path(fuente.ARCHIVO).name
NARP = ("Raizal", "Palenquero", "Negro, mulato,afrodescendiente, afrocolombiano")
Crudas = dict[str, dict[str, tuple[float, float]]]  # código → grupo → (personas, NBI)


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> Crudas:
    """Las filas municipales, de las celdas y sin pasar por la fuente."""
    libro = openpyxl.load_workbook(fuentes / fuente.ARCHIVO, read_only=True)
    salida: Crudas = defaultdict(dict)
    for celdas in libro["MUNICIPAL"].iter_rows(min_row=11, values_only=True):
        if str(celdas[0]) in codigos.base():
            salida[str(celdas[0])][str(celdas[3])] = float(str(celdas[11])), float(str(celdas[4]))
    return salida


def test_los_grupos_suman_el_nbi_del_municipio(fuentes: Path, crudas: Crudas) -> None:
    """El otro libro del DANE, con otra lectura: 1.122 de 1.122 iguales."""
    pedidos = "indicador == 'nbi' and dominio == 'total' and periodo == '2018'"
    municipal = nbi.leer(fuentes).query(pedidos)
    esperado = dict(zip(municipal["territorio"], municipal["valor"], strict=True))
    assert len(crudas) == 1122
    for codigo, grupos in crudas.items():
        personas = sum(n for n, _ in grupos.values())
        ponderado = sum(n * tasa for n, tasa in grupos.values()) / personas
        assert ponderado == pytest.approx(esperado[codigo], abs=1e-9)
    assert sum(n for g in crudas.values() for n, _ in g.values()) == 43_835_324


def test_cada_tasa_es_la_del_archivo_o_calla(tabla: pd.DataFrame, crudas: Crudas) -> None:
    ancha = ensanchar(tabla)
    for codigo, grupos in crudas.items():
        hallado = fila(ancha, codigo, "2018")
        indigenas, tasa = grupos.get("Indígena", (0, math.nan))
        assert hallado["personas_indigenas"] == indigenas
        assert hallado["nbi_indigena"] == pytest.approx(
            tasa if indigenas >= 30 else math.nan, nan_ok=True
        )
        narp = [grupos[g] for g in NARP if g in grupos]
        assert hallado["personas_narp"] == sum(n for n, _ in narp)
        assert math.isnan(hallado["nbi_narp"]) == (sum(n for n, _ in narp) < 30)


def test_el_pais_es_el_publicado(tabla: pd.DataFrame) -> None:
    pais = fila(ensanchar(tabla), "00", "2018")
    assert pais["personas_indigenas"] == 1_876_752
    assert pais["nbi_indigena"] == pytest.approx(50.70712592819936)
    assert pais["personas_narp"] == 25_344 + 6_635 + 2_942_859


def test_cuantos_grupos_callan(tabla: pd.DataFrame) -> None:
    municipal = tabla[tabla["territorio"].str.len() == 5]
    cuentas = {
        indicador: municipal.loc[municipal["indicador"] == indicador, "estado"].value_counts()
        for indicador in ("nbi_indigena", "nbi_narp")
    }
    assert {indicador: cuenta.to_dict() for indicador, cuenta in cuentas.items()} == {
        "nbi_indigena": {"dato": 538, "no_disponible": 429, "no_aplica": 155},
        "nbi_narp": {"dato": 663, "no_disponible": 432, "no_aplica": 27},
    }


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("MUNICIPAL", {"E10": "NBI"}, ["falta la columna", "Personas en NBI (%)"]),
        ("MUNICIPAL", {"E11": "mucho"}, ["fila 11", "no es un número"]),
        ("MUNICIPAL", {"E11": 101}, ["fila 11", "fuera de rango"]),
        ("MUNICIPAL", {"E11": 17.07}, ["fila 11", "número entero de personas"]),
        ("MUNICIPAL", {"L11": 0}, ["fila 11", "fuera de rango"]),
        ("MUNICIPAL", {"D11": "Indigenas"}, ["fila 11", "desconocido"]),
        ("MUNICIPAL", {"D11": "Raizal"}, ["se repiten 1: 05001 Raizal"]),
        ("MUNICIPAL", {"D11": None}, ["grupo «indigena» de 05", "no son la suma"]),
        ("MUNICIPAL", {"A11": "05002"}, ["fila 11", "05002 es de «Abejorral»"]),
        ("MUNICIPAL", {"A11": "05003"}, ["sobran 1: 05003"]),
        ("MUNICIPAL", {"D5382": "Nota: preliminar"}, ["fila 5382"]),
        ("DEPARTAMENTAL", {"A11": "5"}, ["fila 11", "cero inicial"]),
        ("TOTAL NACIONAL", {"A11": None}, ["grupo «indigena» de 00", "no son la suma"]),
    ],
)
def test_celda_danada(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, ARCHIVO, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, ARCHIVO, *esperado)
