"""Cada celda de `datos/`, y la que se publica, contra el archivo oficial leído por otro camino.

Tres fuentes con más decimales que el catálogo: el libro se lee con openpyxl (el kit usa otra
biblioteca; el .xls de 2005, que openpyxl no abre, por posición y no por título) y todo se compara
en decimal. Un solo redondeo, con la mitad lejos de cero.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from generador.cubo.catalogo import indicadores
from generador.formato import numero
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion.texto_de_celda import celdas
from generador.rutas import DATOS

Llave = tuple[str, str, str, str]  # territorio, dominio, periodo, indicador
Oficiales = dict[Llave, Decimal]
CATALOGO = indicadores()
QUINCE = Context(prec=15, rounding=ROUND_HALF_UP)  # las cifras que guarda datos/


def hoja(ruta: Path, nombre: str) -> Iterator[tuple[object, ...]]:
    libro = openpyxl.load_workbook(ruta, read_only=True, data_only=True)
    yield from libro[nombre].iter_rows(values_only=True)


def exacto(celda: object) -> Decimal:
    assert isinstance(celda, int | float)
    return Decimal(repr(celda))


def de_valor_agregado(fuentes: Path) -> Oficiales:
    ruta = fuentes / "finanzas/anex-PIBDep-ValorAgreMuni-2011-2022p.xlsx"
    columnas = [f"valor_agregado{s}" for s in ("_primarias", "_secundarias", "_terciarias", "")]
    return {
        (str(fila[0]), "total", str(anio), indicador): exacto(celda)
        for anio in range(2011, 2023)
        for fila in hoja(ruta, f"Cuadro {anio - 2009}")
        if str(fila[0]).isdigit() and fila[1]
        for indicador, celda in zip(columnas, fila[4:8], strict=True)
    }


def de_nbi(fuentes: Path) -> Oficiales:
    return de_nbi_2018(fuentes) | de_nbi_2005(fuentes)


COMPONENTES = ("", "_miseria", "_vivienda", "_servicios", "_hacinamiento", "_inasistencia",
               "_dependencia")  # fmt: skip


def de_nbi_2005(fuentes: Path) -> Oficiales:
    """Sin lo que el libro dice que se asignó, ni lo que no midió en Arauquita y Puerto Rondón."""
    libro = CalamineWorkbook.from_path(fuentes / "nbi/NBI_total_dpto_30_Jun_2012.xls")
    salida: Oficiales = {}
    for nombre, primera, ultima in (("Municipios", 7, 1128), ("Departamentos", 7, 40)):
        filas = libro.get_sheet_by_name(nombre).to_python(skip_empty_area=False)
        for fila in filas[primera - 1 : ultima]:
            municipal = nombre == "Municipios"
            codigo = f"{int(float(str(fila[0]))):02}"
            codigo += f"{int(float(str(fila[2]))):03}" if municipal else ""
            if municipal and "se asignó el máximo" in str(fila[46]).lower():
                continue
            inicio = 4 if municipal else 2
            for d, dominio in enumerate(("cabecera", "rural", "total")):
                if codigo in ("81065", "81591") and dominio != "cabecera":
                    continue
                for c, componente in enumerate(COMPONENTES):
                    puesto = inicio + 14 * d + 2 * c
                    for celda, final in zip(fila[puesto : puesto + 2], ("", "_cv"), strict=True):
                        if isinstance(celda, float):
                            llave = (codigo, dominio, "2005", f"nbi{componente}{final}")
                            salida[llave] = exacto(celda)
    return salida


def de_nbi_2018(fuentes: Path) -> Oficiales:
    ruta = fuentes / "poblacion/CNPV-2018-NBI.xlsx"
    llaves = [(d, f"nbi{c}") for d in ("total", "cabecera", "rural") for c in COMPONENTES]
    filas = [(f"{f[0]}{f[2]}", f[4:25]) for f in hoja(ruta, "Municipios") if str(f[2]).isdigit()]
    filas = [(codigo, celdas) for codigo, celdas in filas if codigo != "00000"]
    filas += [(str(f[0]), f[2:23]) for f in hoja(ruta, "Departamento") if str(f[0]).isdigit()]
    return {
        (codigo, dominio, "2018", indicador): exacto(celda)
        for codigo, celdas in filas
        for (dominio, indicador), celda in zip(llaves, celdas, strict=True)
        if celda is not None
    }


def de_idf(fuentes: Path) -> Oficiales:
    ruta = fuentes / "finanzas/IDF_2000_2022_metodologia_anterior.csv"
    with ruta.open(encoding="utf-8-sig", newline="") as entrada:
        return {
            (f["cod_mpio"], "total", f["anio"], "idf_anterior"): Decimal(f["idf"])
            for f in csv.DictReader(entrada)
            if Decimal(f["idf"]) and f["cod_mpio"] not in ("88001", "23685")
        }


FUENTES = {"valor_agregado": de_valor_agregado, "nbi": de_nbi, "idf_anterior": de_idf}
CUANTAS = {"valor_agregado": 53_844, "nbi": 57_863, "idf_anterior": 24_000}


@pytest.fixture(scope="module", params=FUENTES)
def oficiales(request: pytest.FixtureRequest, fuentes: Path) -> tuple[str, Oficiales]:
    return request.param, FUENTES[request.param](fuentes)


@pytest.fixture(scope="module")
def publicadas(acervo: DatosDelSitio) -> dict[Llave, str]:
    """El texto que descarga la gente, de las tres fuentes."""
    todas, publicadas = celdas(acervo), {}
    for codigo in acervo.territorios:
        for fila in csv.reader(todas.de(codigo).csv.splitlines()):
            if fila[7] in FUENTES and fila[5] == "dato":
                publicadas[fila[0], fila[1], fila[2], fila[3]] = fila[4]
    return publicadas


def test_cada_celda_guardada_es_la_del_archivo(oficiales: tuple[str, Oficiales]) -> None:
    fuente, esperadas = oficiales
    with (DATOS / f"{fuente}.csv").open(encoding="utf-8", newline="") as entrada:
        guardadas = {
            (f["territorio"], f["dominio"], f["periodo"], indicador): Decimal(texto)
            for f in csv.DictReader(entrada)
            for indicador, texto in list(f.items())[3:]
            if texto not in ("", "NA", "ND")
        }
    assert len(esperadas) >= CUANTAS[fuente]
    assert guardadas == {llave: QUINCE.plus(valor) for llave, valor in esperadas.items()}


def test_cada_celda_publicada_se_redondeo_una_sola_vez(
    oficiales: tuple[str, Oficiales], publicadas: dict[Llave, str]
) -> None:
    malas = [
        (llave, publicadas[llave], valor)
        for llave, valor in oficiales[1].items()
        if Decimal(publicadas[llave])
        != valor.quantize(Decimal(1).scaleb(-CATALOGO[llave[3]].decimales - 1), ROUND_HALF_UP)
    ]
    assert malas == []


def test_cada_celda_que_se_lee_en_las_paginas_tambien(
    oficiales: tuple[str, Oficiales], acervo: DatosDelSitio
) -> None:
    malas = []
    for (codigo, dominio, periodo, indicador), valor in oficiales[1].items():
        decimales = CATALOGO[indicador].decimales
        leido = numero(acervo.cubo.valor(indicador, codigo, dominio, periodo), decimales)
        redondo = valor.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
        if leido != f"{redondo:,f}".translate(str.maketrans(",.", ".,")):
            malas.append((codigo, indicador, periodo, leido, valor))
    assert malas == []
