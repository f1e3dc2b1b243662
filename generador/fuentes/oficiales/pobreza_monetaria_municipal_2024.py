"""DANE, estimación experimental de la pobreza monetaria municipal 2024 (áreas pequeñas)."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import anexos, cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import LibroOficial, Tabla
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos
from generador.metodos import precision

ARCHIVO = "pobreza/SAE_pobreza_monetaria_municipal_2024.xlsx"
HOJA = "Monetaria 2024"
PERIODO = "2024"
# El intervalo del archivo no se lee: es el de una muestra del tamaño de toda la población.
COLUMNAS = {
    "codigo": "Código Municipio",
    "nombre": "Municipio",
    "nombre_departamento": "Departamento",
    "estimacion": "Estimación Pobreza Monetaria",
    "ecm": "Error estandar",
    "cv": "cvlog",
}
SIN_ESTIMAR = "94663"
INCIDENCIA = anexos.FormaDelAnexo(maximo=1, factor=100)
VARIACION = anexos.FormaDelAnexo(factor=100)
CV_MAXIMO = 30  # nota al pie: por encima, la estimación no tiene calidad para publicarse
# Donde la estimación no se ajustó después del modelo, cvlog se reproduce con la raíz de la columna
# «Error estandar» (que es, entonces, un error cuadrático medio); en los demás departamentos la
# estimación se movió y se desvía hasta 12,5 %.
SIN_AJUSTE = frozenset({"81", "85", "86", "88", "91", "94", "95", "97", "99"})
HOLGURA_EXACTA, HOLGURA_AJUSTADA = 1e-9, 0.13


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga de los 1.122 municipios, dominio total, 2024.

    `pm_municipal_2024` (% de personas) es «no_disponible» si su coeficiente de variación pasa de
    30 % o si el archivo no la trae, y con ella su error; `pm_municipal_2024_cv` (%) se da siempre
    que exista. `pm_municipal_2024_ee` (p. p.) es la raíz del error cuadrático medio que el archivo
    titula «Error estandar»; ErrorDeDatos si con ella no se reproduce cvlog.
    """
    hoja = LibroOficial(carpeta / ARCHIVO).hoja(HOJA)
    tabla = hoja.tabla(1, COLUMNAS, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(tabla.lugar, territorios, codigos.base(), "los municipios")
    cruce_de_nombres.exigir(tabla, territorios)
    huecos = [territorio == SIN_ESTIMAR for territorio in territorios]
    cv = anexos.valores(tabla, "cv", VARIACION, huecos)
    estimacion = anexos.valores(tabla, "estimacion", INCIDENCIA, huecos)
    error = _raices(anexos.valores(tabla, "ecm", anexos.PROPORCION, huecos))
    _exigir_raiz(tabla, territorios, estimacion, error, cv)
    partes = [
        larga.parte(territorios, indicador, numeros, periodo=PERIODO)
        for indicador, numeros in (
            ("pm_municipal_2024", _con_calidad(estimacion, cv)),
            ("pm_municipal_2024_ee", _con_calidad(error, cv)),
            ("pm_municipal_2024_cv", cv),
        )
    ]
    return larga.unir(partes, lugar=hoja.lugar)


def _raices(errores: Numeros) -> Numeros:
    """De error cuadrático medio (proporción al cuadrado) a su raíz, en puntos porcentuales."""
    return [(100 * math.sqrt(ecm), estado) for ecm, estado in errores]


def _exigir_raiz(
    tabla: Tabla, territorios: list[str], estimacion: Numeros, error: Numeros, cv: Numeros
) -> None:
    """El cvlog sale de la estimación y la raíz; si no, la columna no es lo que se cree."""
    p, s, publicado = (np.array([n for n, _ in c]) / 100 for c in (estimacion, error, cv))
    desvio = np.abs(precision.cvlog(p, s) / publicado - 1)
    exactos = np.array([t[:2] in SIN_AJUSTE for t in territorios])
    malos = desvio > np.where(exactos, HOLGURA_EXACTA, HOLGURA_AJUSTADA)
    if malos.any():
        raise tabla.error(
            int(malos.argmax()),
            "ecm",
            "su raíz no reproduce el cvlog de la fila: no es el error cuadrático medio",
            "compare con el archivo publicado y revise qué columna trae el error",
        )


def _con_calidad(numeros: Numeros, cv: Numeros) -> Numeros:
    return [
        (math.nan, "no_disponible") if variacion > CV_MAXIMO else numero
        for numero, (variacion, _) in zip(numeros, cv, strict=True)
    ]
