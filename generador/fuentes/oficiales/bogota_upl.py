"""Bogotá, UPL e ingreso medio por hogar de la Encuesta Multipropósito."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from generador.fuentes.lectura import barrios, rasgos
from generador.fuentes.lectura.limpieza import LimpiezaDeCapa
from generador.fuentes.lectura.rejillas import leer_texto, limpiar
from generador.fuentes.lectura.valores_de_celdas import exigir_exactos, numeros

CAPA = "submunicipal/bogota_UPL.geojson"
COLUMNAS_CAPA = {"codigo": "CODIGO_UPL", "nombre": "NOMBRE", "sector": "SECTOR"}
ARCHIVO = "submunicipal/bogota_UPL_encuesta_multiproposito.csv"
COLUMNAS = {
    "codigo": "codigo_upl",
    "upl": "nombre",
    "sector": "sector",
    "ingreso_hogar": "ingreso_por_hogar_promedio",
    "personas_hogar": "personas_hogar_promedio",
}
BOGOTA = "11001"
RECETA = LimpiezaDeCapa(tolerancia=30.0, rendija=20.0)


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/bogota_upl.topojson`: las 33 UPL."""
    propios = rasgos.leer(carpeta, CAPA, COLUMNAS_CAPA)
    propiedades = [
        {"codigo": limpiar(codigo), "nombre": limpiar(nombre)}
        for codigo, nombre in zip(propios.tabla["codigo"], propios.tabla["nombre"], strict=True)
    ]
    rotulo = ("Unidades de Planeamiento Local (UPL)", "Secretaría Distrital de Planeación e IDECA")
    return barrios.capa(
        propios, BOGOTA, propiedades, receta=RECETA, origen=(carpeta, CAPA), rotulo=rotulo
    )


def leer_lugares(carpeta: Path) -> pd.DataFrame:
    """Una fila por UPL, con las columnas de `cubo/lugares/bogota_upl.yaml`."""
    tabla = leer_texto(carpeta / ARCHIVO).tabla(1, COLUMNAS)
    codigos = [limpiar(celda) for celda in tabla["codigo"]]
    propios = rasgos.leer(carpeta, CAPA, COLUMNAS_CAPA).tabla["codigo"]
    exigir_exactos(tabla.lugar, codigos, set(propios), "las UPL de la capa")
    ingreso = numeros(tabla, "ingreso_hogar", minimo=100_000, maximo=100_000_000)
    personas = numeros(tabla, "personas_hogar", minimo=1, maximo=10)
    return pd.DataFrame(
        {
            "codigo": codigos,
            "territorio": BOGOTA,
            "nombre": [limpiar(celda) for celda in tabla["upl"]],
            "sector": [limpiar(celda).removeprefix("Sector ") for celda in tabla["sector"]],
            "ingreso_hogar": [v for v, _ in ingreso],
            "personas_hogar": [v for v, _ in personas],
        }
    )
