"""Dónde se propone guardar una salida: en un archivo libre junto al proyecto."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QThread

from .auditoria import junto_a

EXTENSION = ".gpkg"


def en_el_hilo_principal() -> bool:
    """Si se puede mirar el proyecto: un modelo crea sus algoritmos en otro hilo."""
    aplicacion = QgsApplication.instance()
    return aplicacion is not None and QThread.currentThread() == aplicacion.thread()


def proponer(destino: Any) -> str:
    """La ruta que el diálogo propone para esa salida; «» si no se propone ninguna.

    `destino`: el parámetro de Processing. Una salida que no se pide no se propone, ni nada si el
    proyecto no está guardado en una carpeta.
    """
    if not destino.createByDefault() or not en_el_hilo_principal():
        return ""
    propia = getattr(destino, "defaultFileExtension", lambda: "")()
    de_informe = destino.type() == "fileDestination" and propia
    return ruta_libre(destino.description(), f".{propia}" if de_informe else EXTENSION)


def ruta_libre(nombre: str, extension: str = EXTENSION) -> str:
    """Una ruta libre junto al proyecto, «plan_hogares.gpkg»; «» si no está en una carpeta.

    Un proyecto sin guardar no tiene carpeta, ni uno que vive en una base de datos.
    """
    proyecto = QgsProject.instance()
    carpeta = proyecto.absolutePath() if proyecto.fileName() else ""
    if not carpeta:
        return ""
    limpio = f"{proyecto.baseName()}_{en_archivo(nombre)}"
    candidatas = (limpio, *(f"{limpio}_{i}" for i in range(2, 1000)))
    rutas = (Path(carpeta) / f"{candidata}{extension}" for candidata in candidatas)
    return next((str(r) for r in rutas if not r.exists() and not junto_a(str(r)).exists()), "")


def nombre_propuesto(fuente: str, nombre: str) -> str:
    """«Hogares con su razón 2», si `ruta_libre` propuso ese archivo para esa salida; si no, «».

    `fuente`: la de la capa, «/proyecto/plan_hogares_2.gpkg|layername=…». Con el nombre del archivo,
    que empieza por el del proyecto, el panel de capas cortaba justo lo que distingue a una salida.
    """
    archivo = Path(fuente.partition("|")[0])
    proyecto = QgsProject.instance()
    limpio = f"{proyecto.baseName()}_{en_archivo(nombre)}"
    hallado = re.fullmatch(rf"{re.escape(limpio)}(?:_(\d+))?", archivo.stem)
    if not hallado or not proyecto.fileName() or archivo.parent != Path(proyecto.absolutePath()):
        return ""
    return f"{nombre} {hallado[1]}" if hallado[1] else nombre


def en_archivo(nombre: str) -> str:
    """El nombre como se escribe en un archivo: minúsculas sin tildes, y guiones bajos."""
    plano = unicodedata.normalize("NFKD", nombre.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plano).strip("_") or "capa"
