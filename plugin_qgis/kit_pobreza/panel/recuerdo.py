"""Lo elegido en el panel vive en el proyecto de QGIS: se guarda con él y con él se cierra."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsApplication, QgsProject

from ..memoria import MEMORIA

AMBITO, LLAVE = "kit_pobreza", "memoria"


def guardar() -> None:
    """Escribe lo recordado en el proyecto."""
    texto = json.dumps(MEMORIA.exportar(), ensure_ascii=False)
    QgsProject.instance().writeEntry(AMBITO, LLAVE, texto)


def recuperar() -> None:
    """Recuerda lo que dice el proyecto abierto y nada más; si no dice nada, queda vacío."""
    texto, hay = QgsProject.instance().readEntry(AMBITO, LLAVE, "")
    if not hay or not texto:
        MEMORIA.olvidar()
        return
    try:
        guardado = json.loads(texto)
        MEMORIA.importar({**guardado, "parametros": _sin_rutas(guardado.get("parametros", {}))})
    except (ValueError, AttributeError, TypeError):
        # Un proyecto dañado o de otra versión: se empieza sin recuerdos.
        guardado = None
        MEMORIA.olvidar()
    if guardado != MEMORIA.exportar():
        guardar()


def _sin_rutas(parametros: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Los parámetros que se pueden guardar: los de una versión anterior traían rutas."""
    registro = QgsApplication.processingRegistry()
    limpios = {}
    for algoritmo, valores in parametros.items():
        declarado = registro.algorithmById(f"kit_pobreza:{algoritmo}")
        if declarado is not None:
            limpios[algoritmo] = declarado.recordables(valores)
    return limpios
