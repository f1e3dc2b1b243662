"""Cali, barrios de la zona urbana con su comuna; sin corregimientos ni medida de pobreza."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import barrios, rasgos
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rejillas import limpiar

ARCHIVO = "submunicipal/cali_barrios.geojson.gz"
COLUMNAS = {"codigo": "id_barrio", "nombre": "barrio", "comuna": "comuna"}
CALI = "76001"
RECETA = LimpiezaDeCapa(tolerancia=10.0, rendija=10.0)


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/cali_barrios.topojson`: código, nombre y comuna de cada barrio."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    filas = zip(*(propios.tabla[columna] for columna in COLUMNAS), strict=True)
    propiedades = [
        {"codigo": limpiar(codigo), "nombre": limpiar(nombre), "comuna": limpiar(comuna)}
        for codigo, nombre, comuna in filas
    ]
    rotulo = ("Barrios de Cali", "Alcaldía de Cali, IDESC")
    return barrios.capa(
        propios, CALI, propiedades, receta=RECETA, origen=(carpeta, ARCHIVO), rotulo=rotulo
    )
