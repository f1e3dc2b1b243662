"""ANT, Zona de Reserva Campesina del Guaviare."""

from __future__ import annotations

from pathlib import Path

from generador.fuentes.lectura import capas_de_contexto, rasgos
from generador.fuentes.lectura.capa_de_lugares import procedencia
from generador.fuentes.lectura.ortografia import nombre_de_lugar
from generador.fuentes.oficiales import mgn_2018

ARCHIVO = "etnicas/zona_reserva_campesina_guaviare_ANT.geojson"
COLUMNAS = {"nombre": "NOMBRE_ZON", "acto": "RESOLUCION", "hectareas": "AREA_HA"}


def leer_capa(carpeta: Path) -> bytes:
    """El contenido de `datos/reserva_campesina_guaviare.topojson`: nombre y acto que la creó."""
    propios = rasgos.leer(carpeta, ARCHIVO, COLUMNAS)
    propiedades = [
        {
            "nombre": f"Zona de Reserva Campesina del {nombre_de_lugar(nombre)}",
            "acto": acto.capitalize().replace("Resolucion", "Resolución"),
        }
        for nombre, acto in zip(propios.tabla["nombre"], propios.tabla["acto"], strict=True)
    ]
    metadatos = procedencia(
        carpeta, ARCHIVO, "Zona de Reserva Campesina", "ANT, antes de junio de 2021"
    )
    return capas_de_contexto.capa(
        propios, "zrc", propiedades, mgn_2018.en_metros(carpeta), metadatos
    )
