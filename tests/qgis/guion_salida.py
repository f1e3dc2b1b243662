"""Abre QGIS, hace algo y lo cierra con `exitQgis`; lo corre `test_salida_limpia`.

- `guion_salida.py retiene CAPA.gpkg`: un algoritmo que falla, sin el kit.
- `guion_salida.py suelta CAPA.gpkg`: lo mismo, vaciando las trazas antes de cerrar.
- `guion_salida.py kit CAPA.gpkg CARPETA`: carga y descarga el kit, y lo corre muchas veces.
"""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

CARGAS, CORRIDAS = 50, 20


class Falla(QgsProcessingAlgorithm):
    """Un algoritmo de Python que solo lanza lo que Processing pide lanzar."""

    def name(self) -> str:
        return "falla"

    def displayName(self) -> str:
        return "Falla"

    def createInstance(self) -> Falla:
        return Falla()

    def initAlgorithm(self, configuracion: Any = None) -> None:
        del configuracion

    def processAlgorithm(self, valores: Any, contexto: Any, avance: Any) -> dict[str, Any]:
        raise QgsProcessingException("no")


def correr_lo_que_falla(ruta: str) -> weakref.ref[QgsVectorLayer]:
    """Corre `Falla` con una capa de GDAL en una variable; la capa debería irse al volver."""
    capa = QgsVectorLayer(ruta, "hogares", "ogr")
    _, bien = Falla().create().run({}, QgsProcessingContext(), QgsProcessingFeedback())
    if bien or not capa.isValid():
        raise SystemExit("no se pudo montar el caso")
    return weakref.ref(capa)


def usar_el_kit(ruta: str, carpeta: str) -> weakref.ref[QgsVectorLayer]:
    """Carga y descarga el complemento, y corre un algoritmo muchas veces."""
    sys.path.insert(0, carpeta)
    from kit_pobreza.complemento import Complemento

    for _ in range(CARGAS):
        cargado = Complemento(None)
        cargado.initProcessing()
        cargado.unload()
    cargado = Complemento(None)
    cargado.initProcessing()
    debiles = [correr_el_kit(ruta) for _ in range(CORRIDAS)]
    cargado.unload()
    return debiles[-1]


def correr_el_kit(ruta: str) -> weakref.ref[QgsVectorLayer]:
    """Mide la incidencia de una capa de GDAL que solo vive mientras tanto."""
    capa = QgsVectorLayer(ruta, "hogares", "ogr")
    registro = QgsApplication.processingRegistry()
    algoritmo = registro.createAlgorithmById("kit_pobreza:incidencia_privaciones")
    contexto = QgsProcessingContext()
    contexto.setProject(QgsProject.instance())
    valores = {"HOGARES": capa, "CAMPO_HOGARES": "codigo", "SALIDA": "TEMPORARY_OUTPUT"}
    _, bien = algoritmo.run(valores, contexto, QgsProcessingFeedback())
    if not bien:
        raise SystemExit("el algoritmo no terminó bien")
    return weakref.ref(capa)


def principal(que: str, ruta: str, carpeta: str = "") -> None:
    """Hace lo que se pide y cierra QGIS; dice si la capa seguía viva."""
    app = QgsApplication([], False)
    app.initQgis()
    if que == "kit":
        gc.disable()  # al cerrar QGIS puede que no pase: los ciclos del kit durarían más que GDAL
        debil = usar_el_kit(ruta, carpeta)
    else:
        debil = correr_lo_que_falla(ruta)
        gc.collect()
    if que == "suelta":
        sys.path.insert(0, str(Path(__file__).parents[2]))
        from tests.qgis import trazas

        trazas.vaciar()
    print("viva" if debil() is not None else "libre", flush=True)
    app.exitQgis()


if __name__ == "__main__":
    principal(*sys.argv[1:])
