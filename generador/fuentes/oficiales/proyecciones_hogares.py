"""DANE, proyecciones de hogares municipales por área 2018-2042."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.cubo import codigos
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.areas import RURAL, ceros_no_aplican, exigir_completa, exigir_sumas
from generador.fuentes.lectura.rejillas import Libro
from generador.fuentes.lectura.valores import categorias, numeros
from generador.fuentes.lectura.valores import codigos as leer_codigos

ARCHIVO = "poblacion/anexo-proyecciones-hogares-dptal-mpal-2018-2042.xlsx"
HOJA = "Proyecciones Hogares mpio"
ENCABEZADO = (9, 10)
ANIOS = [str(a) for a in range(2018, 2043)]
GRUPO = "Año de la proyección de hogares"
COLUMNAS = {
    "codigo": "Código Municipio",
    "nombre": "Nombre Municipio",
    "nombre_departamento": "Nombre Departamento",
    "area": "Área",
    **{a: f"{GRUPO} | {a}" for a in ANIOS},
}
AREAS = {"Total": "total", "Cabecera": "cabecera", RURAL: "rural"}


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `hogares` (hogares a 30 de junio), 2018-2042, por municipio y área.

    El archivo separa a Nuevo Belén de Bajirá (27493) desde 2024; aquí sus hogares se suman a
    Riosucio (27615), como manda la tabla de equivalencias. Un cero es «no_aplica». Lanza
    `ErrorDeDatos` si falta un municipio o un área, o si el total no es la suma.
    """
    tabla = Libro(carpeta / ARCHIVO).hoja(HOJA).tabla(ENCABEZADO, COLUMNAS, clave="codigo")
    territorios = leer_codigos(tabla, "codigo")
    dominios = categorias(tabla, "area", AREAS)
    partes = []
    for anio in ANIOS:
        hogares = numeros(tabla, anio, minimo=0)
        exigir_sumas(tabla, anio, territorios, dominios, hogares)
        partes.append(
            larga.parte(
                territorios, "hogares", ceros_no_aplican(hogares), periodo=anio, dominio=dominios
            )
        )
    exigir_completa(tabla, territorios, codigos.base())
    cruce_de_nombres.exigir(tabla, territorios)
    return larga.unir(partes, lugar=tabla.lugar, aditivos=None)
