"""DNP, Índice de Desempeño Fiscal con la metodología anterior, de 2000 a 2022."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.lectura import larga, municipios_de_entonces
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, leer_texto
from generador.fuentes.lectura.valores_de_celdas import Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

ARCHIVO = "finanzas/IDF_2000_2022_metodologia_anterior.csv"
INDICADOR = "idf_anterior"
# San Andrés no tiene alcaldía: el archivo lo trae un solo año, 2005.
OMITIDOS = {
    municipios_de_entonces.ISLA,
    *(e.codigo for e in codigos.equivalencias() if e.regla == "descartar"),
}
# Cuántos municipios trae el archivo cada año: los demás no reportaron.
CON_FILA = {
    "2000": 955,
    "2001": 1002,
    "2002": 1021,
    "2003": 1081,
    "2004": 1066,
    "2005": 1097,
    "2006": 1087,
    "2007": 1088,
    "2008": 1089,
    "2009": 1096,
    **{str(anio): 1101 for anio in range(2010, 2018)},
    "2018": 1097,
    "2019": 1092,
    "2020": 1097,
    "2021": 1101,
    "2022": 1102,
}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga: el índice (0 a 100) de 2000 a 2022; dominio total.

    «no_disponible» si el municipio no tiene fila ese año o trae 0; lo que no era municipio queda en
    «no_aplica». Se omiten San Andrés y los códigos que la tabla de equivalencias manda descartar.
    """
    columnas = {"codigo": "cod_mpio", "anio": "anio", "idf": "idf"}
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, columnas, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    tabla = tabla.filtrar([codigo not in OMITIDOS for codigo in territorios])
    anios = categorias(tabla, "anio", {anio: anio for anio in CON_FILA})
    partes = [
        parte
        for anio in CON_FILA
        for parte in _del_anio(tabla.filtrar([a == anio for a in anios]), anio)
    ]
    return larga.unir(partes, lugar=tabla.lugar)


def _del_anio(tabla: Tabla, anio: str) -> Iterable[pd.DataFrame]:
    territorios = leer_codigos(tabla, "codigo")
    propios = set(codigos.base()).intersection(territorios)
    exigir_exactos(tabla.lugar, territorios, propios, f"los municipios de {anio}")
    if len(territorios) != CON_FILA[anio]:
        raise ErrorDeDatos(
            f"en {anio} trae {len(territorios)} municipios y se esperaban {CON_FILA[anio]}",
            lugar=tabla.lugar,
            que_hacer=f"{DESCARGAR}; si la versión es otra, actualice CON_FILA",
        )
    valores: Numeros = [
        (v, "dato") if v else (math.nan, "no_disponible")
        for v, _ in numeros(tabla, "idf", minimo=0, maximo=100)
    ]
    yield larga.parte(territorios, INDICADOR, valores, periodo=anio)
    yield municipios_de_entonces.faltantes(
        territorios, INDICADOR, anio, municipios_de_entonces.estado_de_municipio
    )
