"""El tiempo de viaje de la CEPAL: cada celda del archivo, su rótulo y archivos dañados."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from generador.cubo import catalogo, codigos
from generador.fuentes.oficiales import viaje_a_salud as fuente
from tests import danos
from tests.fuentes import texto
from tests.fuentes.anchas import ensanchar, fila


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return fuente.leer(fuentes)


def test_cada_celda_es_la_del_archivo(tabla: pd.DataFrame, fuentes: Path) -> None:
    ancha = ensanchar(tabla)
    with (fuentes / fuente.ARCHIVO).open(encoding="utf-8", newline="") as entrada:
        crudas = list(csv.DictReader(entrada))
    assert {f["dam2"] for f in crudas} == set(codigos.base())
    for cruda in crudas:
        assert fila(ancha, cruda["dam2"], fuente.PERIODO) == {
            fuente.MOTORIZADO: float(cruda["accesibilidad_hospitales"]),
            fuente.A_PIE: float(cruda["accesibilidad_hosp_caminado"]),
        }


def test_el_rotulo_va_en_todo_lo_que_se_lee() -> None:
    """En el nombre, que es lo que muestran el mapa y las descargas, y en sus advertencias."""
    propios = [i for i in catalogo.indicadores().values() if i.fuente == "viaje_a_salud"]
    assert len(propios) == 2
    for indicador in propios:
        for nombre in (indicador.corto, indicador.largo):
            assert "superficie" in nombre
            assert "no oficial" in nombre
        assert "no de su población" in indicador.advertencias[0]
        assert indicador.perfil == ""
        assert not indicador.priorizable


MEDELLIN = "05001,46.057007,2.099595,29.963575,0.688234,9.465066,44.077826"


@pytest.mark.parametrize(
    ("despues", "esperado"),
    [
        (MEDELLIN.replace("05001", "5001"), ["fila 2", "«dam2»", "cero inicial"]),
        (MEDELLIN.replace("05001", "05003"), ["faltan 1: 05001", "sobran 1: 05003"]),
        (MEDELLIN.replace("05001", "05002"), ["faltan 1: 05001", "se repiten 1: 05002"]),
        (MEDELLIN.replace("9.465066", "NA"), ["fila 2", "no es un número"]),
        (MEDELLIN.replace("9.465066", ""), ["fila 2", "vacía"]),
        (MEDELLIN.replace("9.465066", "-1"), ["fila 2", "fuera de rango"]),
        (MEDELLIN.replace("44.077826", "9.1"), ["fila 2", "a pie se llega antes"]),
    ],
)
def test_celda_danada(fuentes: Path, tmp_path: Path, despues: str, esperado: list[str]) -> None:
    texto.exigir_error(fuente, fuentes, tmp_path, texto.reemplazar(MEDELLIN, despues), esperado)


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (texto.reemplazar("accesibilidad_hospitales", "minutos"), ["falta la columna"]),
        (texto.agregar("Total,,,,,60,240"), ["fila 1124", "no es un código"]),
        (danos.truncar, []),
    ],
)
def test_archivo_danado(
    fuentes: Path, tmp_path: Path, danar: texto.Dano, esperado: list[str]
) -> None:
    texto.exigir_error(fuente, fuentes, tmp_path, danar, esperado)
