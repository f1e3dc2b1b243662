"""Proyectos PDET: lo que se suma y lo que no, rehecho por otro camino, y archivos dañados."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import catalogo
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import pdet_inversion, pdet_zomac
from tests.fuentes.en_memoria import cambiar_celdas, exigir_mensaje

Fila = tuple[str, str, Decimal, str, str]


@pytest.fixture(scope="module")
def valores(fuentes: Path) -> pd.Series:
    tabla = pdet_inversion.leer(fuentes)
    fichas = [i.id for i in catalogo.indicadores().values() if i.fuente == "pdet_inversion"]
    assert set(tabla["indicador"]) == set(fichas)
    con_dato = tabla[tabla["estado"] == "dato"]
    return con_dato.set_index(["indicador", "territorio"])["valor"].sort_index()


@pytest.fixture(scope="module")
def filas(fuentes: Path) -> list[Fila]:
    """Proyecto, municipios, valor exacto, estado y pilar de cada fila, con otra biblioteca."""
    libro = openpyxl.load_workbook(fuentes / pdet_inversion.ARCHIVO, read_only=True)
    celdas = libro["Inversión Nacional"].iter_rows(min_row=13, values_only=True)
    return [
        (str(f[0]).strip(), str(f[2] or "").strip(), Decimal(repr(f[5])), str(f[7]), str(f[8]))
        for f in celdas
        if f[0]
    ]


def test_el_archivo_es_el_descrito(filas: list[Fila]) -> None:
    assert len(filas) == 9422
    assert len({f[0] for f in filas}) == 6909
    estados = [f[3] for f in filas]
    assert [estados.count(e) for e in pdet_inversion.ESTADOS] == [6553, 2521, 348]
    lugares = [f[1] for f in filas]
    assert [lugares.count(s) for s in pdet_inversion.SIN_MUNICIPIO] == [409, 107, 1]


def test_solo_se_suma_lo_de_un_unico_municipio(filas: list[Fila], valores: pd.Series) -> None:
    donde: dict[str, set[str]] = defaultdict(set)
    for proyecto, lugar, *_ in filas:
        donde[proyecto].add(lugar)
    sumas: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    propias = 0
    for proyecto, lugar, valor, estado, pilar in filas:
        if len(donde[proyecto]) > 1 or lugar.count("(") != 1:
            continue
        propias += 1
        codigo, fin = lugar[1:6], pdet_inversion.ESTADOS[estado]
        numeros = re.findall(r"(\d) - ", pilar)
        grupo = numeros[0] if len(numeros) == 1 else "varios"
        sumas[f"pdet_{fin}", codigo] += valor
        if fin != "estructurado":
            sumas[f"pdet_{fin}_{grupo}", codigo] += valor
    assert propias == 5876
    montos = valores[~valores.index.get_level_values(0).str.startswith("pdet_proyectos")]
    assert len(montos) == 170 * 21
    for (indicador, codigo), publicado in zip(montos.index, montos, strict=True):
        assert publicado == pytest.approx(float(sumas[indicador, codigo]), abs=1e-6)
    assert float(sum(v for (i, _), v in sumas.items() if i.count("_") == 1)) == pytest.approx(
        14_297_089.14, abs=0.01
    )


def test_los_pilares_suman_su_estado(valores: pd.Series) -> None:
    for estado in ("terminado", "ejecucion"):
        partes = sum(valores[f"pdet_{estado}_{g}"] for g in pdet_inversion.GRUPOS)
        assert (partes - valores[f"pdet_{estado}"]).abs().max() < 1e-6


def test_los_municipios_son_los_pdet(fuentes: Path, valores: pd.Series) -> None:
    lista = pdet_zomac.leer(fuentes)
    pdet = lista[(lista["indicador"] == "pdet_subregion") & (lista["estado"] == "dato")]
    assert set(valores["pdet_terminado"].index) == set(pdet["territorio"])


def test_un_proyecto_de_varios_cuenta_en_cada_uno_y_no_vale_en_ninguno(
    filas: list[Fila], valores: pd.Series
) -> None:
    # 2017000060054: Florencia y Belén de los Andaquíes, con un valor distinto en cada fila.
    propios = [f for f in filas if f[0] == "2017000060054"]
    assert {f[1][1:6] for f in propios} == {"18001", "18094"}
    de_florencia = {f[0] for f in filas if "(18001)" in f[1]}
    lugares: dict[str, set[str]] = defaultdict(set)
    for proyecto, lugar, *_ in filas:
        lugares[proyecto] |= set(re.findall(r"\((\d{5})\)", lugar)) or {lugar}
    compartidos = sum(len(lugares[p]) > 1 for p in de_florencia)
    assert valores["pdet_proyectos_compartidos", "18001"] == compartidos
    assert valores["pdet_proyectos_propios", "18001"] == len(de_florencia) - compartidos


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"F12": "Valor"}, ["falta la columna", "«Valor (Valores en millones de pesos)»"]),
        ({"C9432": "VILLAGARZÓN"}, ["fila 9432", "«Municipio(s)»", "no dice de qué municipio"]),
        ({"C9432": "(86885) ORITO"}, ["fila 9432", "86885 es de «Villagarzón»", "86320"]),
        ({"C9432": "(86999) OTRO"}, ["trae 171 municipios", "no existen: 86999"]),
        ({"F9432": "2178,65"}, ["fila 9432", "2178,65", "punto decimal"]),
        ({"F9432": -5.0}, ["fila 9432", "rango"]),
        ({"H9432": "6. LIQUIDADO"}, ["fila 9432", "«Estado»", "valor desconocido"]),
        ({"I9432": "9 - OTRO"}, ["fila 9432", "«Pilar(es)»", "no es un pilar conocido"]),
        ({"A9432": None}, ["trae 9421 filas", "se esperaban 9422"]),
        ({"C9434": "TOTAL"}, ["fila 9434", "no dice de qué municipio"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    archivo = Path(pdet_inversion.ARCHIVO).name
    cambiar_celdas(monkeypatch, archivo, pdet_inversion.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        pdet_inversion.leer(fuentes)
    exigir_mensaje(error.value, archivo, *esperado)
