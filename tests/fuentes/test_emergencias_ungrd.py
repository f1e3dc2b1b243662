"""Las emergencias de la UNGRD: el año repetido, los códigos ajenos y archivos dañados."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.fuentes.oficiales import emergencias_ungrd as fuente
from tests import danos
from tests.fuentes import texto
from tests.fuentes.anchas import ensanchar, fila

POR_COPIA = 4_093


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> list[dict[str, str]]:
    """Las filas sin repetir: de 2022, la última de las tres copias que trae el archivo."""
    with (fuentes / fuente.ARCHIVO).open(encoding="utf-8", newline="") as entrada:
        filas = list(csv.DictReader(entrada))
    assert len(filas) == 22_945
    ultima = filas[-POR_COPIA:]
    assert {f["fecha"][:4] for f in ultima} == {"2022"}
    return [f for f in filas if f["fecha"][:4] != "2022"] + ultima


def test_el_pais_por_anio_y_por_tipo(tabla: pd.DataFrame, crudas: list[dict[str, str]]) -> None:
    del_pais = tabla.query("territorio == '00'")[["indicador", "periodo", "valor"]]
    pais = {(str(i), str(a)): float(v) for i, a, v in del_pais.itertuples(index=False)}
    anios = Counter(f["fecha"][:4] for f in crudas)
    assert anios == {"2019": 3_851, "2020": 3_328, "2021": 3_487, "2022": 4_093}
    assert {a: pais["emergencias", a] for a in anios} == anios
    eventos = Counter(f["evento"].upper() for f in crudas)
    assert (
        pais["emergencias_incendios", "2022"] == eventos["INCENDIO DE COBERTURA VEGETAL"] == 5_786
    )
    assert pais["emergencias_movimientos", "2022"] == eventos["MOVIMIENTO EN MASA"] == 3_322
    assert pais["emergencias_inundaciones", "2022"] == eventos["INUNDACION"] == 2_565
    tipos = [v for (i, _), v in pais.items() if i != "emergencias"]
    assert sum(tipos) == sum(anios.values()) == len(crudas) == 14_759


def test_cada_municipio_cuenta_lo_suyo(tabla: pd.DataFrame, crudas: list[dict[str, str]]) -> None:
    cuenta = Counter((f["divipola"].zfill(5), f["fecha"][:4]) for f in crudas)
    ancha = ensanchar(tabla[tabla["indicador"] == "emergencias"])
    for codigo in codigos.base():
        ajenos = ["27086"] if codigo == "27615" else []
        if not any(cuenta[c, a] for c in (codigo, *ajenos) for a in fuente.ANIOS):
            continue
        for anio in fuente.ANIOS:
            esperado = sum(cuenta[c, anio] for c in (codigo, *ajenos))
            assert fila(ancha, codigo, anio) == {"emergencias": esperado}


def test_lo_que_un_departamento_reporta_no_es_de_ningun_municipio(
    tabla: pd.DataFrame, crudas: list[dict[str, str]]
) -> None:
    sin_municipio = [f for f in crudas if len(f["divipola"]) <= 2 or f["divipola"] == "94000"]
    totales = tabla[tabla["indicador"] == "emergencias"].groupby("territorio")["valor"].sum()
    deptos = sum(v for c, v in totales.items() if len(str(c)) == 2 and c != "00")
    municipios = sum(v for c, v in totales.items() if len(str(c)) == 5)
    assert deptos == totales["00"] == municipios + len(sin_municipio)
    assert len(sin_municipio) == 63 + 1  # el otro lleva el código de Guainía


def test_sin_reporte_no_es_cero(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["estado"]) == {"no_disponible"}
    assert sin["territorio"].nunique() == 43
    assert "91430" in set(sin["territorio"])
    assert (tabla["valor"] == 0).any()


ANZA = "INCENDIO DE COBERTURA VEGETAL,5044,ANZA,ANTIOQUIA,2019-01-01T00:00:00.000"


@pytest.mark.parametrize(
    ("despues", "esperado"),
    [
        (ANZA.replace("5044", "5045"), ["fila 2", "«municipio»", "05045 es de «Apartadó»"]),
        (ANZA.replace("5044", "5046"), ["fila 2", "«divipola»", "«5046»", "no es un código"]),
        (ANZA.replace("5044", "Anzá"), ["fila 2", "«divipola»", "no es un código"]),
        (ANZA.replace("INCENDIO", "FUEGO"), ["fila 2", "«evento»", "desconocido"]),
        (ANZA.replace("2019", "2018"), ["fila 2", "«fecha»", "de 2019 a 2022"]),
        (ANZA.replace("2019-01-01T00:00:00.000", "ayer"), ["fila 2", "«fecha»", "«ayer»"]),
        (ANZA.replace("2019", "2022"), ["fila 2", "1 veces", "cada uno 3"]),
        (ANZA.replace("ANTIOQUIA", "CALDAS"), ["fila 2", "05 es de «Antioquia»"]),
    ],
)
def test_celda_danada(fuentes: Path, tmp_path: Path, despues: str, esperado: list[str]) -> None:
    dano = texto.reemplazar(ANZA, despues)
    texto.exigir_error(fuente, fuentes, tmp_path, dano, esperado)


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (texto.reemplazar("evento,", "tipo,"), ["falta la columna", "«evento»"]),
        (texto.agregar("Total,14759,,,"), ["fila 22947", "desconocido"]),
        (danos.truncar, []),
        (texto.a_latin1, ["Latin-1"]),
    ],
)
def test_archivo_danado(
    fuentes: Path, tmp_path: Path, danar: texto.Dano, esperado: list[str]
) -> None:
    texto.exigir_error(fuente, fuentes, tmp_path, danar, esperado)
