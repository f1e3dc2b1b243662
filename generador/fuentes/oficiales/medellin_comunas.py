"""Medellín, las 16 comunas y los 5 corregimientos."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import barrios, rasgos
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rejillas import limpiar

ARCHIVO = "submunicipal/comunas-medellin.geojson"
COLUMNAS = {"codigo": "id", "nombre": "nombre"}
MEDELLIN = "05001"
PRIMER_CORREGIMIENTO = "50"
RECETA = LimpiezaDeCapa(tolerancia=30.0, rendija=20.0)
TILDES = {
    "Belen": "Belén",
    "San Cristobal": "San Cristóbal",
    "La America": "La América",
    "Doce De Octubre": "Doce de Octubre",
    "San Antonio De Prado": "San Antonio de Prado",
}


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/medellin_comunas.topojson`, con la clase: comuna o corregimiento."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    propiedades = [
        {
            "codigo": (codigo := limpiar(celda)),
            "nombre": TILDES.get(nombre, nombre),
            "clase": "corregimiento" if codigo >= PRIMER_CORREGIMIENTO else "comuna",
        }
        for celda, nombre in zip(propios.tabla["codigo"], propios.tabla["nombre"], strict=True)
    ]
    rotulo = ("Comunas y corregimientos de Medellín", "Alcaldía de Medellín")
    return barrios.capa(
        propios, MEDELLIN, propiedades, receta=RECETA, origen=(carpeta, ARCHIVO), rotulo=rotulo
    )
