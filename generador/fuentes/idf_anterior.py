"""DNP, Índice de Desempeño Fiscal con la metodología anterior: se publica de 2012 a 2022."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.fuentes import codigos, finanzas, larga, unidades
from generador.fuentes.lectura import Tabla, leer_texto, limpiar
from generador.fuentes.valores import Numeros, numeros
from generador.fuentes.valores import codigos as leer_codigos

ARCHIVO = "finanzas/IDF_2000_2022_metodologia_anterior.csv"
INDICADOR = "idf_anterior"
ANIOS = tuple(str(anio) for anio in range(2012, 2023))
DECIMALES = 2
DESCARTABLES = {e.codigo for e in codigos.equivalencias() if e.regla == "descartar"}
# Municipios que el archivo no trae ese año.
SIN_FILA = {
    "2018": {"25168", "25295", "27050", "99773"},
    "2019": {
        *("05790", "13030", "13300", "20517", "25841"),
        *("27800", "27810", "50124", "86755"),
    },
    "2020": {"15839", "68235", "68502", "70429", "94343"},
    "2021": {"94343"},
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: el índice (0 a 100) de 2012 a 2022; dominio total.

    «no_disponible» si el municipio no tiene fila ese año o trae 0; lo que no era municipio queda en
    «no_aplica». Un código que la tabla de equivalencias manda descartar se descarta.
    """
    columnas = {"codigo": "cod_mpio", "anio": "anio", "idf": "idf"}
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, columnas, clave="codigo")
    leer_codigos(tabla, "codigo")  # también los años que no se publican
    anios = [limpiar(a) for a in tabla["anio"]]
    partes = [
        parte
        for anio in ANIOS
        for parte in _del_anio(tabla.filtrar([a == anio for a in anios]), anio)
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _del_anio(tabla: Tabla, anio: str) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    propios = [c for c in territorios if c not in DESCARTABLES]
    finanzas.exigir_codigos(tabla, propios, _esperados(anio), f"los municipios de {anio}")
    valores: Numeros = [
        (round(v, DECIMALES), "dato") if v else (math.nan, "no_disponible")
        for v, _ in numeros(tabla, "idf", minimo=0, maximo=100)
    ]
    yield larga.parte(territorios, INDICADOR, valores, periodo=anio)
    yield unidades.faltantes(territorios, INDICADOR, anio, unidades.estado_de_municipio)


def _esperados(anio: str) -> set[str]:
    municipios = {c for c in codigos.base() if unidades.es_municipio(c, anio)}
    return municipios - SIN_FILA.get(anio, set())
