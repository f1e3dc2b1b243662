"""El IPC: índices publicados, todas las celdas contra la otra hoja del libro y daños."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import ipc
from tests import danos


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return ipc.leer(fuentes)


@pytest.mark.parametrize(
    ("mes", "anio", "valor"),
    [
        ("diciembre", "2018", 100),
        ("diciembre", "2020", 105.48),
        ("diciembre", "2024", 144.88),
        ("diciembre", "2025", 152.27),
        ("enero", "2026", 154.07),
        ("enero", "2003", 50.42),
    ],
)
def test_indices_publicados(tabla: pd.DataFrame, mes: str, anio: str, valor: float) -> None:
    fila = tabla.query(
        "indicador == @indicador and periodo == @anio",
        local_dict={"indicador": f"ipc_{mes}", "anio": anio},
    )
    assert fila["valor"].item() == valor


def test_cada_celda_es_la_de_la_otra_hoja(fuentes: Path, tabla: pd.DataFrame) -> None:
    """La hoja «IPC» repite los índices: se lee con otra biblioteca y por posición."""
    libro = openpyxl.load_workbook(fuentes / ipc.ARCHIVO, read_only=True, data_only=True)
    anios, *meses = libro["IPC"].iter_rows(values_only=True)
    esperadas = {
        (f"ipc_{str(mes[0]).lower()}", str(int(anio))): celda
        for mes in meses
        for anio, celda in zip(anios[1:], mes[1:], strict=True)
        if celda is not None
    }
    assert len(esperadas) == 23 * 12 + 1
    assert dict(tabla.set_index(["indicador", "periodo"])["valor"]) == esperadas
    assert set(tabla["territorio"]) == {"00"}


def test_del_ultimo_anio_solo_los_meses_publicados(tabla: pd.DataFrame) -> None:
    assert list(tabla.query("periodo == '2026'")["indicador"]) == ["ipc_enero"]
    assert (tabla.groupby("periodo").size().drop("2026") == 12).all()


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"B10": "50,42"}, ["fila 10", "«2003»", "50,42", "punto decimal"]),
        ({"C12": None}, ["fila 12", "«2004»", "vacía"]),
        ({"B12": None}, ["los doce meses", "faltan 1: Marzo"]),
        ({"Q21": 101.0}, ["fila 21", "«2018»", "la base no es diciembre de 2018"]),
        ({"W14": 14.292}, ["fila 14", "«2024»", "10 %", "142.32"]),
        ({"W14": -1}, ["fila 14", "rango"]),
        ({"Y12": 155.0}, ["fila 11", "«2026»", "falta un mes antes"]),
        ({"A10": "Ene"}, ["los doce meses", "faltan 1: Enero"]),
        ({"A11": "Enero"}, ["los doce meses", "se repiten 1: Enero"]),
        ({"Y9": 2027}, ["los años", "faltan 1: 2026", "sobran 1: 2027"]),
        ({"Z9": 2027}, ["los años", "sobran 1: 2027"]),
        ({"A9": "Periodo"}, ["falta la columna", "«Mes»"]),
    ],
)
def test_libro_danado(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = danos.copiar(fuentes, tmp_path, ipc.ARCHIVO)
    danos.cambiar_celdas(copia, ipc.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        ipc.leer(tmp_path)
    texto = str(error.value)
    for pedazo in [copia.name, ipc.HOJA, "Qué hacer", *esperado]:
        assert pedazo in texto, texto


def test_sin_la_hoja_y_truncado(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, ipc.ARCHIVO)
    danos.renombrar_hoja(copia, ipc.HOJA, "Otra")
    with pytest.raises(ErrorDeDatos, match="falta la hoja"):
        ipc.leer(tmp_path)
    danos.truncar(copia)
    with pytest.raises(ErrorDeDatos, match="truncado"):
        ipc.leer(tmp_path)
