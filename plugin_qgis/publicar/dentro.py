"""Lo que comparten los guiones que corren dentro de QGIS con ventana.

Un guion es una lista de pasos: cada uno hace algo, se espera a que el mapa se pinte y se sigue.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QMessageBox, QToolBar
from qgis.utils import iface

Paso = tuple[Callable[[], Any], str]
ANCHO, ALTO = 1366, 768
TEMPORAL = "TEMPORARY_OUTPUT"
BARRAS = ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar")
PANELES_DE_MAS = ("Browser", "MessageLog", "ProcessingToolbox")


def callar_avisos(respuesta: Any = QMessageBox.StandardButton.Ok) -> None:
    """Un aviso modal de QGIS detendría el guion para siempre: se contesta solo."""
    for nombre in ("information", "warning", "critical", "question"):
        setattr(QMessageBox, nombre, staticmethod(lambda *_a, **_k: respuesta))


def recorrer(
    pasos: Sequence[Paso], retratar: Callable[[str], Any], fallar: Callable[[str], Any],
    espera: int, numero: int = 0,
) -> None:  # fmt: skip
    """Hace cada paso y, cuando el mapa está pintado, retrata con el nombre de su foto.

    `espera` en milésimas. Un fallo dentro de un temporizador abriría una ventana modal: va a
    `fallar`, con su traza.
    """

    def seguir() -> None:
        retratar(foto)
        if numero + 1 < len(pasos):
            recorrer(pasos, retratar, fallar, espera, numero + 1)

    hacer, foto = pasos[numero]
    _intentar(hacer, fallar)
    QTimer.singleShot(espera, lambda: _intentar(seguir, fallar))


def _intentar(hacer: Callable[[], Any], fallar: Callable[[str], Any]) -> None:
    try:
        hacer()
    except Exception:
        fallar(traceback.format_exc())


def despejar(panel: Any, ancho: int = ANCHO, alto: int = ALTO) -> Any:
    """La ventana de ese tamaño, sin las barras ni los paneles que no hacen falta; la devuelve."""
    ventana = iface.mainWindow()
    ventana.resize(ancho, alto)
    for barra in ventana.findChildren(QToolBar):
        if barra.objectName() not in BARRAS:
            barra.hide()
    for dock in ventana.findChildren(QDockWidget):
        if dock.objectName() in PANELES_DE_MAS:
            dock.hide()
    ventana.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
    panel.show()
    return ventana


def completos(algoritmo: str, valores: dict[str, Any]) -> dict[str, Any]:
    """Los valores, con las salidas que se piden por omisión en la temporal."""
    declarado = QgsApplication.processingRegistry().algorithmById(f"kit_pobreza:{algoritmo}")
    salidas = {
        d.name(): TEMPORAL
        for d in declarado.destinationParameterDefinitions()
        if d.createByDefault()
    }
    return {**salidas, **valores}


def correr(algoritmo: str, valores: dict[str, Any]) -> dict[str, Any]:
    """Corre un algoritmo del kit y deja sus capas en el proyecto."""
    import processing  # noqa: PLC0415 - QGIS lo carga después que al guion

    hecho: dict[str, Any] = processing.runAndLoadResults(
        f"kit_pobreza:{algoritmo}", completos(algoritmo, valores)
    )
    return hecho


def elegir(armado: Any, campo: str, comparacion: str, *valores: str) -> None:
    """Elige en el constructor de reglas lo que elegiría quien usa el diálogo."""
    armado.campo.setCurrentIndex(armado.campo.findData(campo))
    armado.comparacion.setCurrentIndex(armado.comparacion.findData(comparacion))
    actual = armado.valores.currentWidget()
    for valor in valores:
        lugar = actual.findData(valor) if hasattr(actual, "findData") else -1
        if hasattr(actual, "setItemCheckState"):
            actual.setItemCheckState(lugar, Qt.CheckState.Checked)
        else:
            actual.setEditText(valor)
    armado._previsualizar()
