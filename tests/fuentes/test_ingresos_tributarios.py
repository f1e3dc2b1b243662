"""Ingresos tributarios: lo no refrendado, los promedios del origen y archivos dañados."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.lectura import municipios_de_entonces
from generador.fuentes.oficiales import ingresos_tributarios
from tests import danos
from tests.fuentes.texto import Dano, a_latin1, exigir_error, reemplazar

ANIOS = ingresos_tributarios.ANIOS


@pytest.fixture(scope="module")
def todo(fuentes: Path) -> pd.DataFrame:
    return ingresos_tributarios.leer(fuentes)


@pytest.fixture(scope="module")
def tabla(todo: pd.DataFrame) -> pd.DataFrame:
    """Solo el recaudo, sin la observación."""
    return todo[todo["indicador"] == "ingresos_tributarios"]


@pytest.fixture(scope="module")
def crudo(fuentes: Path) -> dict[str, dict[str, str]]:
    ruta = fuentes / ingresos_tributarios.ARCHIVO
    with ruta.open(encoding="utf-8-sig", newline="") as entrada:
        return {fila["CÓDIGO DANE"]: fila for fila in csv.DictReader(entrada)}


def test_trae_los_indicadores_del_catalogo_todos_los_anios(todo: pd.DataFrame) -> None:
    propios = {i for i, f in catalogo.indicadores().items() if f.fuente == "ingresos_tributarios"}
    assert set(todo["indicador"]) == propios
    assert sorted(set(todo["periodo"])) == [str(a) for a in range(2013, 2025)]
    for _, propia in todo.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.base())


def test_de_miles_a_millones(tabla: pd.DataFrame) -> None:
    valor = tabla.set_index(["territorio", "periodo"])["valor"]
    assert valor["05001", "2024"] == pytest.approx(3_278_049.6, abs=0.05)
    assert valor["27025", "2024"] == pytest.approx(898.2, abs=0.05)
    assert valor["27615", "2024"] == pytest.approx(1_445.6 + 686.3, abs=0.11)


def test_lo_no_refrendado_es_no_disponible(
    tabla: pd.DataFrame, crudo: dict[str, dict[str, str]]
) -> None:
    estado = tabla.set_index(["territorio", "periodo"])["estado"]
    ceros = 0
    for codigo, fila in crudo.items():
        if codigo not in codigos.base():
            continue
        for anio in ANIOS:
            if float(fila[anio]) == 0:
                esperado = "no_aplica" if (codigo, anio < "2020") == ("94343", True) else None
                assert estado[codigo, anio] == (esperado or "no_disponible")
                ceros += 1
    assert ceros > 2000
    assert estado["05001", "2021"] == "no_disponible"
    assert set(estado[list(municipios_de_entonces.AREAS_NO_MUNICIPALIZADAS)]) == {"no_aplica"}


def test_la_observacion_es_la_de_2024_y_son_136(
    todo: pd.DataFrame, tabla: pd.DataFrame, crudo: dict[str, dict[str, str]]
) -> None:
    inconsistentes = {c for c, f in crudo.items() if f["OBSERVACIÓN"] == "Inconsistente"}
    assert len(inconsistentes) == 136
    assert inconsistentes == {c for c, f in crudo.items() if float(f["2024"]) == 0}
    de_ellos = tabla[tabla["territorio"].isin(inconsistentes) & (tabla["estado"] == "dato")]
    assert de_ellos["periodo"].max() == "2023"
    observacion = todo[todo["indicador"] == "tributarios_observacion"].set_index("territorio")
    assert set(observacion["periodo"]) == {"2024"}
    assert set(observacion.index[observacion["valor"] == 2]) == inconsistentes
    assert observacion.loc["27615", "valor"] == 1  # la de 27493 no se le suma
    assert set(observacion["estado"]) == {"dato", "no_aplica"}
    advertencias = catalogo.indicadores()["ingresos_tributarios"].advertencias
    assert any("136 municipios" in a for a in advertencias)


def test_no_publica_los_promedios_del_origen(
    tabla: pd.DataFrame, crudo: dict[str, dict[str, str]]
) -> None:
    estado = tabla.set_index(["territorio", "periodo"])["estado"]
    promedios = [
        (codigo, anio)
        for codigo, fila in crudo.items()
        for anio in ANIOS
        if abs(float(fila[anio]) - round(float(fila[anio]), 5)) > 1e-6
    ]
    assert {anio for _, anio in promedios} == {"2013", "2014", "2015"}
    assert {estado[p] for p in promedios} == {"no_disponible"}
    advertencias = catalogo.indicadores()["ingresos_tributarios"].advertencias
    assert any(f"{len(promedios)} valores de 2013 a 2015" in a for a in advertencias)
    assert estado["76126", "2015"] == "no_disponible"


def test_ningun_valor_queda_por_debajo_de_la_centesima_de_su_mediana(tabla: pd.DataFrame) -> None:
    con_dato = tabla[tabla["estado"] == "dato"]
    mediana = con_dato.groupby("territorio")["valor"].transform("median")
    assert (con_dato["valor"] / mediana).min() > 0.01


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (reemplazar("05001,", "5001,"), ["fila 2", "«CÓDIGO DANE»", "05001"]),
        (reemplazar("OBSERVACIÓN", "NOTA"), ["falta la columna", "«OBSERVACIÓN»", "«NOTA»"]),
        (reemplazar("Refrendado", "Sin dato"), ["fila 2", "«Sin dato»", "«Inconsistente»"]),
        (reemplazar("Refrendado", "Inconsistente"), ["fila 2", "no concuerda", "2024"]),
        (reemplazar("1207315671.0", '"1207315671,0"'), ["fila 2", "«2013»", "punto decimal"]),
        (reemplazar("1207315671.0", "-5"), ["fila 2", "«2013»", "rango"]),
        (reemplazar(",977.0,", ",977000.0,"), ["«2015»", "977000.0", "ERRADOS"]),
        (reemplazar("05002,", "05003,"), ["faltan 1: 05002", "sobran 1: 05003"]),
        (a_latin1, ["fila 1", "Latin-1", "UTF-8"]),
        (danos.truncar, ["faltan"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, danar: Dano, esperado: list[str]
) -> None:
    exigir_error(ingresos_tributarios, fuentes, tmp_path, danar, esperado)
