"""La MDD de los departamentos: cada celda, los promedios, lo que no aplica y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import mdd_departamental
from tests.fuentes.en_memoria import cambiar_celdas, exigir_mensaje


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return mdd_departamental.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> list[dict[str, object]]:
    libro = openpyxl.load_workbook(fuentes / mdd_departamental.ARCHIVO, read_only=True)
    titulos, *filas = libro["Base"].iter_rows(values_only=True)
    return [dict(zip(map(str, titulos), f, strict=True)) for f in filas if f[0]]


def test_trae_los_indicadores_del_catalogo(tabla: pd.DataFrame) -> None:
    fichas = [i.id for i in catalogo.indicadores().values() if i.fuente == "mdd_departamental"]
    assert set(tabla["indicador"]) == set(fichas)
    assert set(tabla["territorio"]) == set(codigos.departamentos())
    assert set(tabla["periodo"]) == {"2020", "2021", "2022", "2023"}


def test_cada_celda_es_la_de_la_base(tabla: pd.DataFrame, crudas: list[dict[str, object]]) -> None:
    assert len(crudas) == 128
    valores = tabla.set_index(["indicador", "territorio", "periodo"])["valor"].sort_index()
    columnas = {
        **mdd_departamental.PUNTAJES,
        **mdd_departamental.GESTION,
        **mdd_departamental.RESULTADOS,
        **mdd_departamental.PORCENTAJES,
        **mdd_departamental.INGRESOS,
    }
    for indicador, titulo in columnas.items():
        for fila in crudas:
            llave = (indicador, str(fila["cdpto"])[:2], str(int(float(str(fila["año"])))))
            assert valores[llave] == fila[titulo]


def test_la_medicion_parte_de_la_gestion_y_la_ajusta(crudas: list[dict[str, object]]) -> None:
    razones = [float(str(f["mdd"])) / float(str(f["gestion"])) for f in crudas]
    assert min(razones) > 0.9
    assert max(razones) < 1.1


def test_bogota_no_aplica(tabla: pd.DataFrame) -> None:
    sin = tabla[tabla["estado"] != "dato"]
    assert set(sin["territorio"]) == {"11"}
    assert set(sin["estado"]) == {"no_aplica"}


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"BE1": "puntaje"}, ["falta la columna", "«mdd»"]),
        ({"C2": "5000"}, ["fila 2", "«cdpto»", "05000"]),
        ({"C2": "05001"}, ["fila 2", "no es el código de un departamento"]),
        ({"C2": "08000"}, ["fila 2", "no es el de su ID"]),
        ({"A2": "202008000", "C2": "08000"}, ["fila 2", "08 es de «Atlántico»", "05"]),
        ({"B2": 2021.0}, ["de cada año", "faltan 1: 052020", "se repiten 1: 052021"]),
        ({"B2": 2024.0}, ["fila 2", "«año»", "valor desconocido"]),
        ({"BE2": "81,8"}, ["fila 2", "81,8", "punto decimal"]),
        ({"BE2": 181.8}, ["fila 2", "«mdd»", "rango"]),
        ({"AV2": 60.0}, ["fila 2", "«gestion»", "no es el promedio", "81.60"]),
        ({"A129": "Fuente: DNP", "C129": None}, ["fila 129", "«cdpto»"]),
    ],
)
def test_archivo_danado_dice_donde_y_que_hacer(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    archivo = Path(mdd_departamental.ARCHIVO).name
    cambiar_celdas(monkeypatch, archivo, mdd_departamental.HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        mdd_departamental.leer(fuentes)
    exigir_mensaje(error.value, archivo, *esperado)
