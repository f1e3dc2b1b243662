"""Los nacimientos por edad de la madre: sumas de control, tasas que no salen y archivos dañados."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import nacimientos_edad_madre as fuente
from tests import danos
from tests.fuentes import en_memoria
from tests.fuentes.anchas import ensanchar, fila

LIBRO_2016, LIBRO_2018 = (Path(fuente.POR_HOJAS[a]).name for a in ("2016", "2018"))
HOJA_2019 = Path(fuente.DE_UNA_HOJA["2019"]).name
Conteos = dict[str, list[int]]  # código de municipio → total, 10-14, 15-19 y sin edad


@pytest.fixture(scope="module")
def ancha(fuentes: Path) -> pd.DataFrame:
    return ensanchar(fuente.leer(fuentes))


def _de_hojas(ruta: Path) -> Conteos:
    """Todas las filas que empiezan por cinco cifras, estén donde estén, y el total de Bogotá."""
    libro, salida = CalamineWorkbook.from_path(ruta), {}
    for hoja in libro.sheet_names:
        for celdas in libro.get_sheet_by_name(hoja).to_python():
            hallado = re.match(r"(\d{5}) ", str(celdas[0]))
            bogota = "11001" if (hoja, celdas[0]) == ("11", "Total") else ""
            codigo = hallado[1] if hallado else bogota
            if codigo in codigos.base():
                salida[codigo] = [int(str(celdas[i]).removesuffix(".0")) for i in (1, 2, 3, -1)]
    return salida


def _de_2019(ruta: Path) -> Conteos:
    filas = openpyxl.load_workbook(ruta, read_only=True)["Hoja1"].iter_rows(values_only=True)
    return {
        str(f[1]): [int(str(f[i])) for i in (4, 5, 6, 14)]
        for f in filas
        if str(f[1]) in codigos.base()
    }


@pytest.fixture(scope="module")
def crudos(fuentes: Path) -> Conteos:
    """Los cuatro años sumados por municipio, de las celdas y sin pasar por la fuente."""
    suma: Conteos = defaultdict(lambda: [0, 0, 0, 0])
    anuales = [_de_hojas(fuentes / r) for r in fuente.POR_HOJAS.values()]
    for anual in [*anuales, _de_2019(fuentes / fuente.DE_UNA_HOJA["2019"])]:
        assert len(anual) == 1122
        for codigo, valores in anual.items():
            suma[codigo] = [a + b for a, b in zip(suma[codigo], valores, strict=True)]
    return suma


def test_cada_municipio_es_la_suma_de_los_cuatro_anios(
    ancha: pd.DataFrame, crudos: Conteos
) -> None:
    for codigo, (total, ninas, jovenes, sin_edad) in crudos.items():
        hallado = fila(ancha, codigo, "2019")
        base = total - sin_edad
        assert (hallado["nacimientos"], hallado["nacimientos_con_edad"]) == (total, base)
        completo = base >= 100 and sin_edad * 10 <= total
        _exigir_tasa(hallado["madres_15_19"], jovenes, base, se_publica=completo)
        _exigir_tasa(hallado["madres_10_14"], ninas, base, se_publica=completo and ninas >= 12)


def _exigir_tasa(hallada: float, casos: int, base: int, *, se_publica: bool) -> None:
    if se_publica:
        assert hallada == pytest.approx(100 * casos / base, rel=1e-12)
    else:
        assert math.isnan(hallada)


def test_los_totales_publicados(ancha: pd.DataFrame, fuentes: Path, crudos: Conteos) -> None:
    """Los del DANE para el país menos lo que no es de ningún departamento."""
    residencias = [fuente._de_hojas(fuentes, a) for a in fuente.POR_HOJAS]
    residencias.append(fuente._de_2019(fuentes))
    publicados = [647_521, 656_704, 649_115, 642_660]
    for anual, publicado in zip(residencias, publicados, strict=True):
        dentro = anual.territorios["00"]["Total"]
        assert dentro + anual.aparte["exterior"] + anual.aparte["sin_departamento"] == publicado
    assert [r.aparte["exterior"] for r in residencias] == [347, 1_196, 3_987, 11_569]
    sin_municipio = sum(r.aparte["sin_municipio"] for r in residencias)
    assert sin_municipio == 2
    pais = fila(ancha, "00", "2019")["nacimientos"]
    assert pais == sum(t for t, *_ in crudos.values()) + sin_municipio == 2_578_603


def test_bogota_es_municipio_y_departamento(ancha: pd.DataFrame) -> None:
    assert fila(ancha, "11001", "2019") == fila(ancha, "11", "2019")


def test_cuantas_tasas_se_publican(ancha: pd.DataFrame) -> None:
    municipal = ancha[[len(t) == 5 for t, _ in ancha.index]]
    assert municipal["nacimientos"].notna().all()
    assert municipal["madres_15_19"].notna().sum() == 1_024
    assert municipal["madres_10_14"].notna().sum() == 377


@pytest.mark.parametrize(
    ("archivo", "hoja", "celdas", "esperado"),
    [
        (LIBRO_2016, "08", {"C12": "De 9-14 Años"}, ["falta la columna", "De 10-14 Años"]),
        (LIBRO_2016, "08", {"C15": "x"}, ["fila 15", "De 10-14 Años", "no es un número"]),
        (LIBRO_2016, "08", {"C15": None}, ["fila 15", "De 10-14 Años", "vacía"]),
        (LIBRO_2016, "08", {"C15": -6}, ["fila 15", "fuera de rango"]),
        (LIBRO_2016, "08", {"C15": 7}, ["fila 15", "«Total»", "no es la suma de sus grupos"]),
        (LIBRO_2016, "08", {"A15": "08079 Baranoa"}, ["faltan 1: 08078", "sobran 1: 08079"]),
        (LIBRO_2016, "08", {"A15": "05078 Baranoa"}, ["fila 15", "05078", "en la hoja «08»"]),
        (LIBRO_2016, "08", {"A15": "Baranoa"}, ["fila 15", "no se sabe de qué territorio"]),
        (
            LIBRO_2016,
            "08",
            {"A14": "08078 Barranquilla", "A15": "08001 Baranoa"},
            ["fila 14", "el código 08078 es de «Baranoa»"],
        ),
        (LIBRO_2016, "08", {"A38": "Nota al pie"}, ["fila 38", "Nota al pie"]),
        (LIBRO_2016, "08", {"A8": "AÑO 2017"}, ["no dice que sea del año 2016", "ano 2017"]),
        (LIBRO_2016, "08", {"A11": "Lugar"}, ["no se encuentra el encabezado"]),
        (LIBRO_2018, "00", {"B13": 649_116}, ["fila 13", "no es la suma de sus grupos"]),
        (HOJA_2019, "Hoja1", {"B6": "05003"}, ["fila 6", "«05003»", "no se sabe"]),
        (HOJA_2019, "Hoja1", {"D6": "05002 Medellín"}, ["el código 05002 es de «Abejorral»"]),
        (HOJA_2019, "Hoja1", {"F6": 4, "E6": 147}, ["fila 4", "no es la suma de lo que reúne"]),
        (HOJA_2019, "Hoja1", {"E3": 642_661, "O3": 1_800}, ["fila 3", "no es la suma"]),
        (HOJA_2019, "Hoja1", {"F2": None}, ["falta la columna", "De 10-14 Años"]),
    ],
)
def test_celda_danada(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    archivo: str,
    hoja: str,
    celdas: dict[str, object],
    esperado: list[str],
) -> None:
    en_memoria.cambiar_celdas(monkeypatch, archivo, hoja, celdas)
    with pytest.raises(ErrorDeDatos) as error:
        fuente.leer(fuentes)
    en_memoria.exigir_mensaje(error.value, archivo, *esperado)


def test_el_libro_de_otro_anio(fuentes: Path, tmp_path: Path) -> None:
    copias = {a: danos.copiar(fuentes, tmp_path, r) for a, r in fuente.POR_HOJAS.items()}
    copias["2017"].write_bytes(copias["2018"].read_bytes())
    with pytest.raises(ErrorDeDatos, match="no dice que sea del año 2017"):
        fuente.leer(tmp_path)
