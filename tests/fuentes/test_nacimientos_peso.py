"""Los nacimientos por peso: la suma de las áreas, tasas que no salen y archivos dañados."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import nacimientos_peso as fuente
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar, fila

LIBRO_2018 = Path(fuente.ARCHIVOS["2018"]).name
AREAS = {"Cabecera municipal", "Centro poblado", "Rural disperso", "Sin información"}
Conteos = dict[str, list[int]]  # código de municipio → total, bajo peso y sin peso


@pytest.fixture(scope="module")
def ancha(fuentes: Path) -> pd.DataFrame:
    return ensanchar(fuente.leer(fuentes))


@pytest.fixture(scope="module")
def crudos(fuentes: Path) -> Conteos:
    """Por municipio, la suma de las cuatro áreas en los cuatro años: la fuente lee los totales."""
    suma: Conteos = defaultdict(lambda: [0, 0, 0])
    for ruta in fuente.ARCHIVOS.values():
        libro = CalamineWorkbook.from_path(fuentes / ruta)
        for hoja in libro.sheet_names:
            codigo = "11001" if hoja == "11" else ""
            for celdas in libro.get_sheet_by_name(hoja).to_python():
                codigo = str(celdas[0])[:5].strip() or codigo if hoja != "11" else "11001"
                if len(celdas) > 2 and celdas[1] in AREAS and codigo in codigos.base():
                    cifras = [int(str(c).removesuffix(".0")) for c in celdas[2:]]
                    propios = [cifras[0], sum(cifras[1:5]), cifras[9]]
                    suma[codigo] = [a + b for a, b in zip(suma[codigo], propios, strict=True)]
    return suma


def test_cada_municipio_es_la_suma_de_sus_areas(ancha: pd.DataFrame, crudos: Conteos) -> None:
    assert len(crudos) == 1122
    for codigo, (total, bajos, sin_peso) in crudos.items():
        hallado = fila(ancha, codigo, "2018")
        base = total - sin_peso
        assert hallado["nacimientos_con_peso"] == base
        if base >= 100 and sin_peso * 10 <= total:
            assert hallado["bajo_peso"] == pytest.approx(100 * bajos / base, rel=1e-12)
        else:
            assert math.isnan(hallado["bajo_peso"])


def test_los_totales_publicados(ancha: pd.DataFrame, fuentes: Path) -> None:
    anuales = [fuente.de_un_anio(fuentes, a) for a in fuente.ARCHIVOS]
    publicados = [660_999, 647_521, 656_704, 649_115]
    for anual, publicado in zip(anuales, publicados, strict=True):
        dentro = anual.territorios["00"]["Total"]
        assert dentro + anual.aparte["exterior"] + anual.aparte["sin_departamento"] == publicado
    assert [a.aparte["sin_municipio"] for a in anuales] == [3, 1, 1, 0]
    assert fila(ancha, "00", "2018")["nacimientos_con_peso"] == 2_596_856


def test_los_dos_cuadros_cuentan_los_mismos_nacimientos(fuentes: Path) -> None:
    """El cuadro 7 (edad de la madre) y el 6A (peso) son del mismo registro."""
    from generador.fuentes.oficiales import nacimientos_edad_madre

    for anio in ("2016", "2017", "2018"):
        por_peso = fuente.de_un_anio(fuentes, anio).territorios
        por_edad = nacimientos_edad_madre._de_hojas(fuentes, anio).territorios
        assert {c: v["Total"] for c, v in por_peso.items()} == {
            c: v["Total"] for c, v in por_edad.items()
        }


@pytest.mark.parametrize(
    ("hoja", "celdas", "esperado"),
    [
        ("08", {"D13": "Menos de 900"}, ["falta la columna", "Menos de 1.000"]),
        ("08", {"D19": "mil"}, ["fila 19", "Menos de 1.000", "no es un número"]),
        ("08", {"D19": 125}, ["fila 19", "«Total»", "no es la suma de sus grupos"]),
        ("08", {"C20": 24_254}, ["fila 19", "«Total»", "no es la suma de sus áreas"]),
        ("08", {"C20": None}, ["fila 19", "no es la suma de sus áreas"]),
        ("08", {"A19": None}, ["fila 14", "no es la suma de sus áreas"]),
        ("08", {"B19": "Cabecera municipal"}, ["fila 19", "no es el total"]),
        ("08", {"A24": "99999 Baranoa"}, ["fila 24", "no se sabe de qué territorio"]),
        ("08", {"A24": "08137 Baranoa"}, ["fila 24", "el código 08137 es de"]),
        ("08", {"C138": 5}, ["fila 134", "no es la suma de sus áreas (5)"]),
        ("08", {"A10": "Año 2017"}, ["no dice que sea del año 2018"]),
        ("Extranjeros", {"C14": 3988, "L14": 6}, ["fila 14", "no es la suma de lo que reúne"]),
    ],
)
def test_celda_danada(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, LIBRO_2018, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, LIBRO_2018, *esperado)
