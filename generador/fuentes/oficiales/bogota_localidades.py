"""Bogotá, las veinte localidades."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import barrios, rasgos
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.lectura.rejillas import limpiar

ARCHIVO = "submunicipal/bogota_localidades.geojson"
COLUMNAS = {"codigo": "LocCodigo", "nombre": "LocNombre"}
BOGOTA = "11001"
RECETA = LimpiezaDeCapa(tolerancia=30.0, rendija=20.0)


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/bogota_localidades.topojson`."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    propiedades = [
        {"codigo": limpiar(codigo), "nombre": nombre_de_lugar(nombre)}
        for codigo, nombre in zip(propios.tabla["codigo"], propios.tabla["nombre"], strict=True)
    ]
    rotulo = ("Localidades", "Secretaría Distrital de Planeación e IDECA")
    return barrios.capa(
        propios, BOGOTA, propiedades, receta=RECETA, origen=(carpeta, ARCHIVO), rotulo=rotulo
    )
