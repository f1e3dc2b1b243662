"""DANE, personas en hogares particulares por zona, del libro de NBI por centro poblado, 2018."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import larga
from generador.fuentes.lectura.rejillas import Libro, Tabla
from generador.fuentes.lectura.valores import DOMINIOS, Numeros, categorias, exigir_exactos, numeros
from generador.fuentes.lectura.valores import codigos as leer_codigos

ARCHIVO = "nbi/CNPV-2018-NBI-CENTROS-POBLADOS.xlsx"
HOJA = "NBI-PERSONAS"
ENCABEZADO, DATOS_DESDE = 8, 10
PERIODO = "2018"
INDICADOR = "personas_hogares_particulares"
COLUMNAS = {
    "municipio": "Código de municipio",
    "clase": "Clase",
    "centro": "Código de centro poblado",
    "personas": "Total personas en hogares particulares",
}
CLASES = {"Cabecera municipal": "cabecera", "Centro Poblado": "rural", "Rural Disperso": "rural"}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `personas_hogares_particulares` en los tres dominios de cada municipio.

    El total es la suma de las zonas; sin fila de cabecera, la cabecera «no aplica». Lanza
    `ErrorDeDatos` si falta un municipio o si un centro poblado está dos veces.
    """
    hoja = Libro(carpeta / ARCHIVO).hoja(HOJA)
    filas = hoja.tabla(ENCABEZADO, COLUMNAS, datos_desde=DATOS_DESDE, clave="municipio")
    municipios = leer_codigos(filas, "municipio")
    zonas = categorias(filas, "clase", CLASES)
    personas = [valor for valor, _ in numeros(filas, "personas", minimo=0)]
    _exigir_sin_repetidos(filas, leer_codigos(filas, "centro", cifras=8))
    exigir_exactos(
        filas.lugar,
        sorted(set(municipios)),
        codigos.base(),
        "los municipios del marco 2018",
    )
    sumas: dict[tuple[str, str], float] = defaultdict(float)
    for municipio, zona, cuantas in zip(municipios, zonas, personas, strict=True):
        sumas[municipio, zona] += cuantas
        sumas[municipio, "total"] += cuantas
    territorios = list(codigos.base())
    partes = [
        larga.parte(
            territorios,
            INDICADOR,
            _columna(sumas, territorios, dominio),
            periodo=PERIODO,
            dominio=dominio,
        )
        for dominio in DOMINIOS
    ]
    return larga.unir(partes, lugar=filas.lugar, aditivos=None)


def _columna(
    sumas: Mapping[tuple[str, str], float], territorios: Sequence[str], dominio: str
) -> Numeros:
    """Un par por territorio; el que no trae la zona queda «no aplica»."""
    llaves = [(territorio, dominio) for territorio in territorios]
    return [(sumas[k], "dato") if k in sumas else (math.nan, "no_aplica") for k in llaves]


def _exigir_sin_repetidos(filas: Tabla, centros: Sequence[str]) -> None:
    """Un centro poblado dos veces sumaría dos veces a su gente."""
    veces = Counter((centro, clase) for centro, clase in zip(centros, filas["clase"], strict=True))
    for i, llave in enumerate(zip(centros, filas["clase"], strict=True)):
        if veces[llave] > 1:
            raise filas.error(
                i,
                "centro",
                "el centro poblado está repetido",
                "quite la fila de más o traiga de nuevo el archivo",
            )
