"""ANT, resguardos indígenas formalizados del Guaviare, con su acto: diez, no todos los que hay."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import capas_de_contexto, rasgos
from generador.fuentes.lectura.capa_de_lugares import procedencia
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.lectura.rejillas import limpiar
from generador.fuentes.oficiales import mgn_2018

ARCHIVO = "etnicas/resguardos_guaviare_ANT.geojson"
COLUMNAS = {
    "nombre": "NOMBRE_RES",
    "pueblo": "PUEBLO",
    "acto": "TIPO_ACTO_",
    "numero": "NUMERO_ACT",
    "fecha": "FECHA_ACTO",
}
ACTOS = {"RESOLUCIÓ": "Resolución"}
"""Los valores, como los nombres de columna, vienen cortados."""


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/resguardos_guaviare.topojson`: nombre, pueblo y acto que lo creó."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    filas = zip(*(propios.tabla[columna] for columna in COLUMNAS), strict=True)
    propiedades = [
        {
            "nombre": nombre_de_lugar(nombre),
            "pueblo": nombre_de_lugar(pueblo or ""),
            "acto": f"{ACTOS.get(acto, limpiar(acto))} {limpiar(numero)} de {fecha[:4]}",
        }
        for nombre, pueblo, acto, numero, fecha in filas
    ]
    metadatos = procedencia(
        carpeta, ARCHIVO, "Resguardos indígenas del Guaviare", "ANT, antes de junio de 2021"
    )
    return capas_de_contexto.capa(
        propios, "resguardo", propiedades, mgn_2018.en_metros(carpeta), metadatos, 50.0
    )
