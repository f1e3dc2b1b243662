"""Los hogares 2018-2042: cobertura, Nuevo Belén de Bajirá plegado y archivos dañados."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura.rejillas import LibroOficial, limpiar
from generador.fuentes.oficiales import proyecciones_hogares
from tests import danos
from tests.fuentes.recorte import recortar

ARCHIVO, HOJA = proyecciones_hogares.ARCHIVO, proyecciones_hogares.HOJA


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return proyecciones_hogares.leer(fuentes)


@pytest.fixture(scope="module")
def crudo(fuentes: Path) -> dict[tuple[str, str], float]:
    """Hogares del área «Total» por código y año, de las celdas y sin pasar por la fuente."""
    celdas = LibroOficial(fuentes / ARCHIVO).hoja(HOJA).celdas
    anios = celdas[9][5:]
    return {
        (limpiar(fila[2]), anio): hogares
        for fila in celdas[11:]
        if fila[4] == "Total"
        for anio, hogares in zip(anios, fila[5:], strict=True)
    }


def test_todos_los_anos_de_los_1122_por_area(tabla: pd.DataFrame) -> None:
    assert set(tabla["periodo"]) == {str(a) for a in range(2018, 2043)}
    assert set(tabla["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 25 * 3


def test_los_totales_del_pais_son_los_del_archivo(
    tabla: pd.DataFrame, crudo: dict[tuple[str, str], float]
) -> None:
    totales = tabla[tabla["dominio"] == "total"]
    for periodo in sorted(set(tabla["periodo"])):
        pais = totales.loc[totales["periodo"] == periodo, "valor"].sum()
        assert pais == sum(h for (_, anio), h in crudo.items() if anio == periodo)
    assert totales.loc[totales["periodo"] == "2018", "valor"].sum() == 15_161_241


@pytest.mark.parametrize("periodo", ["2023", "2024", "2042"])
def test_nuevo_belen_de_bajira_se_suma_a_riosucio(
    tabla: pd.DataFrame, crudo: dict[tuple[str, str], float], periodo: str
) -> None:
    nuevo, riosucio = crudo["27493", periodo], crudo["27615", periodo]
    fila = tabla.query("territorio == '27615' and dominio == 'total' and periodo == @periodo")
    assert fila["valor"].item() == nuevo + riosucio
    assert (nuevo == 0) == (periodo == "2023")


def test_un_cero_es_no_aplica(tabla: pd.DataFrame) -> None:
    assert tabla["valor"].min() > 0
    sin_cabecera = tabla.query("dominio == 'cabecera' and estado == 'no_aplica'")
    assert sin_cabecera.groupby("periodo").size().to_dict() == {
        str(a): 20 if a < 2020 else 19 for a in range(2018, 2043)
    }
    sin_total = tabla.query("dominio == 'total' and estado == 'no_aplica'")
    assert set(sin_total["territorio"]) == {"94663"}
    assert sin_total["periodo"].min() == "2020"


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"E9": "Zona"}, ["falta la columna", "«Área»", "«Zona»"]),
        ({"G10": "2019p"}, ["falta la columna", "| 2019»", "2019p"]),
        ({"C13": 5001}, ["fila 13", "«Código Municipio»", "5001", "05001"]),
        ({"C13": "Medellín"}, ["fila 13", "«Medellín»", "código de 5 cifras"]),
        ({"E13": "Urbano"}, ["fila 13", "«Urbano»", "«Cabecera»"]),
        ({"E13": "Total"}, ["fila 13", "05001 repite"]),
        ({"F14": "14.393"}, ["fila 12", "| 2018»", "05001", "rural (14)"]),
        ({"F14": "14.393,0"}, ["fila 14", "| 2018»", "«14.393,0»", "punto decimal"]),
        ({"AD12": -1}, ["fila 12", "| 2042»", "fuera de rango"]),
        ({"H13": None}, ["fila 13", "| 2020»", "vacía"]),
        ({}, ["faltan 1112", "completo"]),
    ],
)
def test_celda_danada_dice_donde_y_que_hacer(
    fuentes: Path, tmp_path: Path, celdas: dict[str, object], esperado: list[str]
) -> None:
    copia = recortar(fuentes, tmp_path, ARCHIVO, HOJA, 11 + 30)
    danos.cambiar_celdas(copia, HOJA, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        proyecciones_hogares.leer(tmp_path)
    texto = str(error.value)
    for pedazo in [copia.name, HOJA, "Qué hacer", *esperado]:
        assert pedazo in texto


def test_codigo_desconocido_pide_agregarlo_a_las_equivalencias(
    fuentes: Path, tmp_path: Path
) -> None:
    copia = recortar(fuentes, tmp_path, ARCHIVO, HOJA, 4000)
    hoja = LibroOficial(copia).hoja(HOJA).celdas
    fila = next(n for n, celdas in enumerate(hoja, start=1) if celdas[2] in (27493, "27493"))
    danos.cambiar_celdas(copia, HOJA, {f"C{fila + n}": "99999" for n in range(3)})
    with pytest.raises(ErrorDeDatos, match=r"99999.*equivalencias"):
        proyecciones_hogares.leer(tmp_path)
