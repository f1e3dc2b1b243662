"""ADRES, afiliados activos al sistema de salud por municipio y régimen, diciembre de 2024."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "sectorial/ADRES_afiliados_2024-12.xlsx"
HOJA = "Hoja2"
PERIODO, MES = "2024", "Diciembre"
REGIMENES = {
    "afiliados_subsidiado": "NÚMERO DE AFILIADOS Subsidiado",
    "afiliados_contributivo": "NÚMERO DE AFILIADOS Contributivo",
}
TOTAL = "afiliados_salud"  # la suma de los dos, que el archivo no trae
BELEN_DE_BAJIRA = "27086"  # código viejo; la tabla de equivalencias lo suma a Riosucio
PERSONAS = 12_000_000  # más de las que viven en el municipio más poblado


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con los afiliados (personas), dominio total, diciembre de 2024.

    Por régimen y, en `afiliados_salud`, los dos juntos. Departamento y nación se obtienen sumando.
    Mapiripana, absorbida por Barrancominas, queda en «no_aplica». La columna «Excepcion» no se
    toma: trae 280 personas en todo el país.
    """
    columnas = {"anio": "AÑO", "mes": "MES", "codigo": "CODIGO_MUNICIPIO"}
    columnas |= {"nombre": "NOMBRE MUNICIPIO", "nombre_departamento": "NOMBRE DEPTO"}
    hoja = LibroOficial(carpeta / ARCHIVO).hoja(HOJA)
    tabla = hoja.tabla(1, {**columnas, **REGIMENES}, clave="codigo")
    for columna, valor in (("anio", PERIODO), ("mes", MES)):
        categorias(tabla, columna, {valor: valor})
    return larga.unir(_partes(tabla), lugar=hoja.lugar, aditivos=None)


def _partes(tabla: Tabla) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    esperados = set(codigos.base()) - municipios_de_entonces.absorbidas(PERIODO) | {BELEN_DE_BAJIRA}
    exigir_exactos(tabla.lugar, territorios, esperados, "los códigos de diciembre de 2024")
    cruce_de_nombres.exigir(tabla, territorios)
    valores = {i: numeros(tabla, i, minimo=0, maximo=PERSONAS) for i in REGIMENES}
    valores[TOTAL] = [
        (math.fsum(afiliados for afiliados, _ in fila), "dato")
        for fila in zip(*valores.values(), strict=True)
    ]
    for indicador, propios in valores.items():
        yield larga.parte(territorios, indicador, propios, periodo=PERIODO)
        yield municipios_de_entonces.faltantes(
            territorios, indicador, PERIODO, municipios_de_entonces.estado_de_territorio
        )
