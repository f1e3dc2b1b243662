"""Medellín, barrios y veredas con la comuna o el corregimiento; sin código de barrio."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import barrios, identificadores, rasgos
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rejillas import limpiar
from generador.fuentes.lectura.valores_de_celdas import categorias

ARCHIVO = "submunicipal/barrios-medellin.geojson"
COLUMNAS = {"comuna": "comuna", "nombre": "nombre", "zona": "urbano"}
ZONAS = {"U": "urbana", "R": "rural", "": "sin clasificar"}
MEDELLIN = "05001"
RECETA = LimpiezaDeCapa(tolerancia=15.0, rendija=40.0)


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/medellin_barrios.topojson`; el código es del kit: comuna y nombre."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    comunas = [limpiar(celda) for celda in propios.tabla["comuna"]]
    nombres = [limpiar(celda) for celda in propios.tabla["nombre"]]
    codigos = identificadores.del_kit(comunas, nombres)
    zonas = categorias(propios.tabla, "zona", ZONAS)
    propiedades = [
        {"codigo": codigo, "nombre": nombre, "comuna": comuna, "zona": zona}
        for codigo, nombre, comuna, zona in zip(codigos, nombres, comunas, zonas, strict=True)
    ]
    rotulo = ("Barrios y veredas de Medellín", "Alcaldía de Medellín")
    return barrios.capa(
        propios, MEDELLIN, propiedades, receta=RECETA, origen=(carpeta, ARCHIVO), rotulo=rotulo
    )
