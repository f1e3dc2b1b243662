"""DANE, población municipal por área: retroproyección 1985-2019 y proyección 2020-2035."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.errores import Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.areas import RURAL, ceros_no_aplican, exigir_completa, exigir_sumas
from generador.fuentes.lectura.rejillas import LibroOficial
from generador.fuentes.lectura.valores_de_celdas import categorias, numeros
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

# Desde 2005, MPIO es el código y DPMP el nombre; antes, al revés. Y el orden de las columnas cambia
# de un archivo a otro: por eso se leen por título y nunca por posición.
COLUMNAS = {
    "codigo": "MPIO",
    "nombre": "DPMP",
    "nombre_departamento": "DPNOM",
    "anio": "AÑO",
    "area": "ÁREA GEOGRÁFICA",
    "poblacion": "Población",
}
AL_REVES = {**COLUMNAS, "codigo": "DPMP", "nombre": "MPIO"}
AREAS = {"Total": "total", "Cabecera Municipal": "cabecera", RURAL: "rural"}


@dataclass(frozen=True)
class TramoDeAnios:
    """Un archivo de la serie: dónde está la tabla, qué años cubre y cómo titula sus columnas."""

    archivo: str
    hoja: str
    encabezado: int
    anios: range
    columnas: Mapping[str, str]


CARPETA = "poblacion/DCD-area-proypoblacion-Mun-"
TRAMOS = (
    TramoDeAnios(f"{CARPETA}1985-1994.xlsx", "Municipal", 12, range(1985, 1995), AL_REVES),
    TramoDeAnios(f"{CARPETA}1995-2004.xlsx", "Municipal", 12, range(1995, 2005), AL_REVES),
    TramoDeAnios(f"{CARPETA}2005-2019.xlsx", "NuevaMpal", 12, range(2005, 2020), COLUMNAS),
    TramoDeAnios(
        f"{CARPETA}2020-2035-ActPostCOVID-19.xlsx", "Hoja1", 9, range(2020, 2036), COLUMNAS
    ),
)


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `poblacion` (personas a mitad de año), 1985-2035, por municipio y área.

    Un cero del archivo es «no_aplica»: sin cabecera, o el municipio no existía ese año. Lanza
    `ErrorDeDatos` si falta un municipio, un año o un área, o si el total no es la suma.
    """
    partes = [leer_tramo(carpeta, tramo) for tramo in TRAMOS]
    archivos = ", ".join(Path(t.archivo).name for t in TRAMOS)
    return larga.unir(partes, lugar=Lugar(archivos), aditivos=None)


def leer_tramo(carpeta: Path, tramo: TramoDeAnios) -> pd.DataFrame:
    """El trozo de tabla larga de un archivo, con lo que `leer` exige de él."""
    hoja = LibroOficial(carpeta / tramo.archivo).hoja(tramo.hoja)
    tabla = hoja.tabla(tramo.encabezado, tramo.columnas, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    anios = categorias(tabla, "anio", {str(a): str(a) for a in tramo.anios})
    dominios = categorias(tabla, "area", AREAS)
    personas = numeros(tabla, "poblacion", minimo=0)
    llaves = [f"{t} en {a}" for t, a in zip(territorios, anios, strict=True)]
    exigir_sumas(tabla, "poblacion", llaves, dominios, personas)
    exigir_completa(tabla, llaves, [f"{t} en {a}" for t in codigos.base() for a in tramo.anios])
    cruce_de_nombres.exigir(tabla, territorios)
    return larga.parte(
        territorios, "poblacion", ceros_no_aplican(personas), periodo=anios, dominio=dominios
    )
