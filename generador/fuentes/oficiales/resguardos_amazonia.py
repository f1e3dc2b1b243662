"""INCODER y ANT, resguardos indígenas de la Amazonia y el Catatumbo hacia 2014."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import capas_de_contexto, rasgos
from generador.fuentes.lectura.capa_de_lugares import procedencia
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.oficiales import mgn_2018

ARCHIVO = "etnicas/resguardos_amazonia_catatumbo.geojson.gz"
COLUMNAS = {"nombre": "NOM_RI", "pueblo": "NOM_ETNIA"}


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/resguardos_amazonia.topojson`: nombre y pueblo de cada resguardo."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    propiedades = [
        {"nombre": nombre_de_lugar(nombre), "pueblo": nombre_de_lugar(pueblo or "")}
        for nombre, pueblo in zip(propios.tabla["nombre"], propios.tabla["pueblo"], strict=True)
    ]
    metadatos = procedencia(carpeta, ARCHIVO, "Resguardos indígenas", "INCODER y ANT, hacia 2014")
    return capas_de_contexto.capa(
        propios, "resguardo", propiedades, mgn_2018.en_metros(carpeta), metadatos
    )
