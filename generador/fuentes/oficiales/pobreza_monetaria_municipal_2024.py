"""DANE, estimación experimental de la pobreza monetaria municipal 2024 (áreas pequeñas)."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import anexos, cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import Libro
from generador.fuentes.lectura.valores import Numeros, exigir_exactos
from generador.fuentes.lectura.valores import codigos as leer_codigos

ARCHIVO = "pobreza/SAE_pobreza_monetaria_municipal_2024.xlsx"
HOJA = "Monetaria 2024"
PERIODO = "2024"
# El error estándar y el intervalo del archivo se contradicen con `cvlog`: no se leen.
COLUMNAS = {
    "codigo": "Código Municipio",
    "nombre": "Municipio",
    "nombre_departamento": "Departamento",
    "estimacion": "Estimación Pobreza Monetaria",
    "cv": "cvlog",
}
SIN_ESTIMAR = "94663"
INCIDENCIA = anexos.Forma(maximo=1, factor=100)
VARIACION = anexos.Forma(factor=100)
CV_MAXIMO = 30  # nota al pie: por encima, la estimación no tiene calidad para publicarse


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga de los 1.122 municipios, dominio total, 2024.

    `pm_municipal_2024` (% de personas) es «no_disponible» si su coeficiente de variación pasa de
    30 % o si el archivo no la trae; `pm_municipal_2024_cv` (%) se da siempre que exista.
    """
    hoja = Libro(carpeta / ARCHIVO).hoja(HOJA)
    tabla = hoja.tabla(1, COLUMNAS, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    huecos = [territorio == SIN_ESTIMAR for territorio in territorios]
    cv = anexos.valores(tabla, "cv", VARIACION, huecos)
    estimacion = anexos.valores(tabla, "estimacion", INCIDENCIA, huecos)
    partes = [
        larga.parte(territorios, indicador, numeros, periodo=PERIODO)
        for indicador, numeros in (
            ("pm_municipal_2024", _con_calidad(estimacion, cv)),
            ("pm_municipal_2024_cv", cv),
        )
    ]
    return larga.unir(partes, lugar=hoja.lugar)


def _con_calidad(estimacion: Numeros, cv: Numeros) -> Numeros:
    return [
        (math.nan, "no_disponible") if variacion > CV_MAXIMO else numero
        for numero, (variacion, _) in zip(estimacion, cv, strict=True)
    ]
