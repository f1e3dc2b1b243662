"""La población por pertenencia étnico-racial: de qué serie es, sumas y archivos dañados."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import poblacion_etnica as fuente
from generador.fuentes.oficiales import proyecciones_poblacion
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar, fila

ARCHIVO = Path(fuente.ARCHIVO).name
Llave = tuple[str, str]  # código y año
Fila = list[int]  # total, indígena, rrom, raizal, palenquera, negra y ninguno


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


@pytest.fixture(scope="module")
def crudas(fuentes: Path) -> dict[Llave, Fila]:
    """La cabecera más el resto de cada municipio y año: la fuente lee la fila del total."""
    hoja = CalamineWorkbook.from_path(fuentes / fuente.ARCHIVO).get_sheet_by_name(fuente.HOJA)
    suma: dict[Llave, Fila] = defaultdict(lambda: [0] * 7)
    for celdas in hoja.to_python()[2:]:
        if celdas[5] != "Total":
            llave = str(celdas[2]), str(celdas[4]).removesuffix(".0")
            propias = [int(str(c).removesuffix(".0")) for c in celdas[6:13]]
            suma[llave] = [a + b for a, b in zip(suma[llave], propias, strict=True)]
    return suma


def test_es_la_serie_de_poblacion_del_kit(fuentes: Path, crudas: dict[Llave, Fila]) -> None:
    """Todos los años salvo 2019; así el porcentaje divide dos cifras de la misma serie."""
    poblacion = proyecciones_poblacion.leer(fuentes).query("dominio == 'total'")
    distintos: dict[str, int] = defaultdict(int)
    for codigo, anio, total in poblacion[["territorio", "periodo", "valor"]].itertuples(
        index=False
    ):
        if (codigo, anio) in crudas and not math.isnan(total):
            distintos[anio] += crudas[codigo, anio][0] != total
    assert {a for a, n in distintos.items() if n} == {"2019"}
    assert distintos["2019"] == 1117
    assert set(fuente.ANIOS) <= set(distintos) - {"2019"}


def test_cada_municipio_suma_sus_areas(tabla: pd.DataFrame, crudas: dict[Llave, Fila]) -> None:
    ancha = ensanchar(tabla)
    for codigo in codigos.base():
        for anio in fuente.ANIOS:
            total, indigena, _, raizal, palenquera, negra, _ = crudas[codigo, anio]
            if total == 0:
                assert codigo == "94663"
                continue
            assert fila(ancha, codigo, anio) == {
                "poblacion_indigena": indigena,
                "poblacion_narp": raizal + palenquera + negra,
            }
    assert len(tabla) == 1122 * len(fuente.ANIOS) * 2
    assert set(tabla.loc[tabla["estado"] != "dato", "estado"]) == {"no_aplica"}


@pytest.mark.parametrize(
    ("celdas", "esperado"),
    [
        ({"H2": "Indígenas"}, ["falta la columna", "Indígena"]),
        ({"H3": "dos mil"}, ["fila 3", "no es un número"]),
        ({"H3": -1}, ["fila 3", "fuera de rango"]),
        ({"H3": 2_107}, ["fila 5", "«Pertenencia Étnico-Racial | Indígena»", "cabecera (2107)"]),
        ({"G3": 2_382_400, "G5": 2_427_130}, ["fila 3", "no es la suma de los seis grupos"]),
        ({"C3": "05003"}, ["fila 3", "no trae sus tres áreas"]),
        ({"D3": "Abejorral"}, ["fila 3", "05001 es de «Medellín»"]),
        ({"E3": 2017}, ["fila 3", "«AÑO»", "desconocido"]),
        ({"F3": "Resto"}, ["fila 3", "«ÁREA GEOGRÁFICA»", "desconocido"]),
        ({"A60590": None, "C60590": "Fuente: DANE"}, ["fila 60590", "no es un código"]),
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
