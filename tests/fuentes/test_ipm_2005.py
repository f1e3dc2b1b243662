"""El IPM municipal de 2005 del DNP: celdas, cobertura, los 100 que no son medición y daños."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import ipm_2005
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar

LIBRO = Path(ipm_2005.ARCHIVO).name


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return ipm_2005.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> dict[tuple[str, str], float]:
    """(código, indicador) → valor de 2005, con openpyxl y por posición."""
    libro = openpyxl.load_workbook(fuentes / ipm_2005.ARCHIVO, read_only=True, data_only=True)
    return {
        (str(fila[2]), str(fila[6])): float(fila[7])
        for fila in libro["Datos"].iter_rows(min_row=2, values_only=True)
        if str(fila[9]) == "2005" and "IPM" in str(fila[6]) and fila[7] not in (None, "")
    }


def test_cada_celda_es_la_del_libro(
    tabla: pd.DataFrame, crudas: dict[tuple[str, str], float]
) -> None:
    propias = tabla[tabla["estado"] == "dato"].set_index(["territorio", "dominio"])["valor"]
    esperadas = {
        (codigo, dominio): valor
        for dominio, titulo in ipm_2005.TITULOS.items()
        for (codigo, indicador), valor in crudas.items()
        if indicador == titulo and codigo in codigos.base() and valor != 100
    }
    assert propias.loc["05001", "total"] == 32.4
    assert {k: v for k, v in esperadas.items() if k[0] not in ("19050", "27425")} == dict(propias)
    assert len(propias) == 1095 + 1094 + 1090


def test_un_cien_no_es_una_medicion(
    tabla: pd.DataFrame, crudas: dict[tuple[str, str], float]
) -> None:
    cien = {codigo for (codigo, _), valor in crudas.items() if valor == 100}
    assert cien == {"19050", "27425", "54553", "81065"}
    assert tabla["valor"].max() < 100
    estados = ensanchar(tabla.assign(valor=tabla["estado"]), con_dominio=True)["ipm_2005"]
    for codigo in ("19050", "27425"):
        assert {estados[codigo, d, "2005"] for d in ipm_2005.TITULOS} == {"no_disponible"}
    assert estados["54553", "total", "2005"] == "dato"


def test_lo_que_no_era_municipio_no_aplica(tabla: pd.DataFrame) -> None:
    assert set(tabla["territorio"]) == set(codigos.base())
    sin = tabla.query("estado == 'no_aplica'")
    nuevos = {"13490", "19300", "23682", "23815", "94343"}
    assert nuevos | {"88001"} <= set(sin["territorio"])
    assert len(sin) == 3 * 25


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"H1": "Dato"}, ["falta la columna", "Dato Numérico"]),
        ({"G1": "Nombre"}, ["falta la columna", "«Indicador»"]),
    ],
)
def test_libro_danado(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, LIBRO, "Datos", celdas)
    with pytest.raises(ErrorDeDatos) as error:
        ipm_2005.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, LIBRO, *esperado)


@pytest.mark.parametrize(
    ("columna", "valor", "esperado"),
    [
        ("H", 132.4, ["rango"]),
        ("H", "32,4", ["punto decimal"]),
        ("C", "05002", ["se repiten 1: 05002", "faltan 1: 05001"]),
        ("C", "5001", ["05001"]),
        ("D", "Abejorral", ["el código 05001 es de"]),
        ("G", "IPM", ["faltan 1: 05001"]),
        ("J", "2006", ["faltan 1: 05001"]),
    ],
)
def test_fila_danada(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    columna: str,
    valor: object,
    esperado: list[str],
) -> None:
    libro = openpyxl.load_workbook(fuentes / ipm_2005.ARCHIVO, read_only=True, data_only=True)
    fila = next(
        n
        for n, f in enumerate(libro["Datos"].iter_rows(values_only=True), start=1)
        if f[2] == "05001" and f[6] == ipm_2005.TITULOS["total"] and str(f[9]) == "2005"
    )
    en_memoria.cambiar_celdas(monkeypatch, LIBRO, "Datos", {f"{columna}{fila}": valor})
    with pytest.raises(ErrorDeDatos) as error:
        ipm_2005.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, LIBRO, *esperado)
