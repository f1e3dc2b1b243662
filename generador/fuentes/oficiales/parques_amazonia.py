"""Parques Nacionales, áreas protegidas de la Amazonia y el Catatumbo."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import capas_de_contexto, rasgos
from generador.fuentes.lectura.capa_de_lugares import procedencia
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.oficiales import mgn_2018

ARCHIVO = "etnicas/parques_nacionales_amazonia_catatumbo.geojson.gz"
COLUMNAS = {"nombre": "NOM_PNN"}


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/parques_amazonia.topojson`: el nombre de cada área protegida."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    propiedades = [{"nombre": nombre_de_lugar(nombre)} for nombre in propios.tabla["nombre"]]
    metadatos = procedencia(
        carpeta,
        ARCHIVO,
        "Áreas del Sistema de Parques Nacionales",
        "Parques Nacionales Naturales, límites anteriores a 2018",
    )
    return capas_de_contexto.capa(
        propios, "parque", propiedades, mgn_2018.en_metros(carpeta), metadatos
    )
