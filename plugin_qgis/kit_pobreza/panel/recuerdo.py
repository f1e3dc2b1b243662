"""Lo elegido en el panel se guarda dentro del proyecto de QGIS y se recupera al abrirlo."""

from __future__ import annotations

import json

from qgis.core import QgsProject

from ..memoria import MEMORIA

AMBITO, LLAVE = "kit_pobreza", "memoria"


def guardar() -> None:
    """Escribe lo recordado en el proyecto."""
    texto = json.dumps(MEMORIA.exportar(), ensure_ascii=False)
    QgsProject.instance().writeEntry(AMBITO, LLAVE, texto)


def recuperar() -> None:
    """Recuerda lo que dice el proyecto abierto; si no dice nada, no cambia lo recordado."""
    texto, hay = QgsProject.instance().readEntry(AMBITO, LLAVE, "")
    if not hay or not texto:
        return
    try:
        MEMORIA.importar(json.loads(texto))
    except (ValueError, AttributeError, TypeError):
        # Un proyecto dañado o de otra versión: se empieza sin recuerdos.
        MEMORIA.olvidar()
