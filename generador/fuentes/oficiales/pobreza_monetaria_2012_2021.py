"""DANE, pobreza monetaria y extrema de la serie del censo 2005: nación y departamentos."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from generador.cubo.codigos import NACION
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import anexos, geih, larga
from generador.fuentes.lectura.rejillas import HojaOficial, LibroOficial, Tabla, llave
from generador.fuentes.lectura.valores_de_celdas import DOMINIOS, categorias, exigir_exactos

DEPARTAMENTAL = "pobreza/anexo_pobreza_monetaria_20_departamento.xls"
NACIONAL = "pobreza/anexo_pobreza_monetaria_21_nacional.xls"
HOJA_NACIONAL = "Pobreza Monetaria Act.Met."
PERIODOS = [str(anio) for anio in range(2012, 2022)]
PERIODOS_DEPARTAMENTALES = PERIODOS[:-1]  # la serie departamental termina en 2020
COLUMNAS_NACIONALES = {f"Dominio | {periodo}": periodo for periodo in PERIODOS}
ROTULOS = {
    "Nacional": "total",
    "Cabeceras": "cabecera",
    "Centros poblados y rural disperso": "rural",
}
# Indicador → hoja del anexo departamental y encabezado de su cuadro en el nacional.
CUADROS = {"pm_2012_2021": ("IP Act.Met.", (14, 15)), "pme_2012_2021": ("IPE Act.Met.", (43, 44))}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `pm_2012_2021` y `pme_2012_2021`, en % de personas.

    Nación: tres dominios, 2012-2021. Departamentos: total, 2012-2020; los nueve sin estimación son
    «no_disponible». ErrorDeDatos si el total nacional no es el mismo en los dos anexos.
    """
    departamental, nacional = (
        LibroOficial(carpeta / DEPARTAMENTAL),
        LibroOficial(carpeta / NACIONAL),
    )
    partes: list[pd.DataFrame] = []
    for indicador, (hoja, encabezado) in CUADROS.items():
        tabla, dominios = _cuadro_nacional(nacional.hoja(HOJA_NACIONAL), encabezado)
        totales = {}
        for columna, periodo in COLUMNAS_NACIONALES.items():
            numeros = anexos.valores(tabla, columna)
            totales[periodo] = numeros[dominios.index("total")][0]
            partes.append(
                larga.parte([NACION] * 3, indicador, numeros, periodo=periodo, dominio=dominios)
            )
        partes += _departamentos(departamental.hoja(hoja), indicador, totales)
    return larga.unir(partes, lugar=nacional.lugar)


def _cuadro_nacional(hoja: HojaOficial, encabezado: tuple[int, int]) -> tuple[Tabla, list[str]]:
    """Las tres filas de la nación (el cuadro trae además trece ciudades) y su dominio."""
    tabla = anexos.cuadro(hoja, encabezado, "Dominio", COLUMNAS_NACIONALES)
    rotulos = {llave(r) for r in ROTULOS}
    tabla = tabla.filtrar([llave(nombre) in rotulos for nombre in tabla["nombre"]])
    dominios = categorias(tabla, "nombre", ROTULOS)
    exigir_exactos(tabla.lugar, dominios, DOMINIOS, "los dominios")
    return tabla, dominios


def _departamentos(
    hoja: HojaOficial, indicador: str, totales: dict[str, float]
) -> Iterator[pd.DataFrame]:
    columnas = {f"Año | {periodo}": periodo for periodo in PERIODOS_DEPARTAMENTALES}
    tabla, territorios = geih.cuadro(hoja, (14, 15), columnas, con_nacion=True)
    fila = territorios.index(NACION)
    for columna, periodo in columnas.items():
        numeros = anexos.valores(tabla, columna)
        if numeros[fila][0] != totales[periodo]:
            raise ErrorDeDatos(
                f"el total nacional es {totales[periodo]} en el anexo nacional: "
                "los dos anexos no son de la misma serie",
                lugar=tabla.lugar_de(fila, columna),
                valor=numeros[fila][0],
                que_hacer=f"use los dos anexos citados en los metadatos ({NACIONAL})",
            )
        parte = geih.parte(territorios, indicador, numeros, periodo)
        yield parte[parte["territorio"] != NACION]
