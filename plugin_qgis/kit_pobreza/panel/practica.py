"""Abrir la base de práctica: sus territorios en el mapa y sus hogares ya cargados."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsFeatureRequest, QgsFillSymbol, QgsProject, QgsVectorLayer

from ..errores import ErrorDeCapa
from ..recursos import CARPETA
from .vivas import DE_PRACTICA

PRACTICA = CARPETA / "practica"
HOGARES, TERRITORIOS = "hogares_de_practica.csv", "territorios_de_practica.geojson"
TITULO = "Territorios de práctica"
RELLENO = {"color": "#e9e4dc", "outline_color": "#6b6459", "outline_width": "0.2"}


def archivo(nombre: str) -> Path:
    """Un archivo de la base de práctica; ErrorDeCapa si el complemento no la trae."""
    ruta = PRACTICA / nombre
    if not ruta.is_file():
        raise ErrorDeCapa(
            f"el complemento no trae «{nombre}»",
            que_hacer="instálelo desde el zip que se publica con el kit",
        )
    return ruta


def territorios() -> QgsVectorLayer:
    """Los territorios en una capa del proyecto; si ya estaban, la misma.

    En memoria, para que el proyecto no apunte a la carpeta del complemento.
    """
    proyecto = QgsProject.instance()
    for capa in proyecto.mapLayersByName(TITULO):
        if capa.isValid() and capa.featureCount():
            return capa
    leida = QgsVectorLayer(str(archivo(TERRITORIOS)), TITULO, "ogr")
    capa = leida.materialize(QgsFeatureRequest())
    capa.setName(TITULO)
    capa.renderer().setSymbol(QgsFillSymbol.createSimple(RELLENO))
    capa.setCustomProperty(DE_PRACTICA, "sí")
    proyecto.addMapLayer(capa)
    return capa


def hogares() -> Any:
    """Carga los hogares como lo haría quien los elige en el diálogo; devuelve sus resultados."""
    from qgis import processing  # noqa: PLC0415 - QGIS lo carga después que a los complementos

    return processing.runAndLoadResults(
        "kit_pobreza:cargar_sisben",
        {
            "ARCHIVO": str(archivo(HOGARES)), "HOGARES": "TEMPORARY_OUTPUT",
            "CALIDAD": "TEMPORARY_OUTPUT",
        },
    )  # fmt: skip


def abrir() -> QgsVectorLayer:
    """Los territorios y los hogares de práctica en el proyecto; devuelve los territorios."""
    capa = territorios()
    hogares()
    return capa
