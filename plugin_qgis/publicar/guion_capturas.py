"""Guion que corre dentro de QGIS: hace el primer análisis con la base de práctica y lo fotografía.

Lo lanza `capturas.py`. Cada paso espera a que el mapa termine de pintarse.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import processing
from qgis.core import QgsApplication, QgsFillSymbol, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QMessageBox, QToolBar
from qgis.utils import iface, plugins

CARPETA = Path(os.environ["KIT_CARPETA"])
CAPTURAS = CARPETA / "capturas"
CALIDAD = 82
ESPERA = 2500
TEMPORAL = "TEMPORARY_OUTPUT"


def foto(que: Any, nombre: str) -> None:
    """Guarda una ventana, un panel o un diálogo."""
    que.grab().save(str(CAPTURAS / f"{nombre}.webp"), "webp", CALIDAD)


def panel() -> Any:
    """El panel del kit."""
    return plugins["kit_pobreza"].panel


def ordenar() -> None:
    """Deja la ventana como la ve quien empieza, sin barras que no hacen falta."""
    CAPTURAS.mkdir(exist_ok=True)
    ventana = iface.mainWindow()
    ventana.resize(1440, 900)
    for barra in ventana.findChildren(QToolBar):
        if barra.objectName() not in ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar"):
            barra.hide()
    for dock in ventana.findChildren(QDockWidget):
        if dock.objectName() in ("Browser", "MessageLog"):
            dock.hide()
    kit = panel()
    ventana.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, kit)
    kit.show()
    ventana.resizeDocks([kit], [380], Qt.Orientation.Horizontal)
    capas = ventana.findChild(QDockWidget, "Layers")
    ventana.resizeDocks([capas], [330], Qt.Orientation.Horizontal)
    territorios = _carpeta() / "practica" / "territorios_de_practica.geojson"
    capa = QgsVectorLayer(str(territorios), "Territorios de práctica", "ogr")
    # QGIS sortea el color de una capa nueva: aquí, siempre el mismo.
    relleno = {"color": "#e9e4dc", "outline_color": "#6b6459", "outline_width": "0.2"}
    capa.renderer().setSymbol(QgsFillSymbol.createSimple(relleno))
    QgsProject.instance().addMapLayer(capa)
    iface.mapCanvas().setExtent(capa.extent())
    iface.mapCanvas().zoomByFactor(1.05)


def _carpeta() -> Path:
    return Path(str(sys.modules["kit_pobreza"].__file__)).parent


def empezar() -> None:
    """La ventana con el panel, y el diálogo para cargar la base."""
    foto(iface.mainWindow(), "1-panel")
    dialogo = processing.createAlgorithmDialog(
        "kit_pobreza:cargar_sisben",
        {"ARCHIVO": str(Path("practica") / "hogares_de_practica.csv")},
    )
    _fotografiar_dialogo(dialogo, "2-cargar")


def cargar() -> None:
    """Carga la base de práctica y abre el diálogo de incidencia."""
    archivo = str(_carpeta() / "practica" / "hogares_de_practica.csv")
    processing.runAndLoadResults(
        "kit_pobreza:cargar_sisben",
        {"ARCHIVO": archivo, "HOGARES": TEMPORAL, "CALIDAD": TEMPORAL},
    )


def medir() -> None:
    """Mide la incidencia por territorio."""
    territorios = QgsProject.instance().mapLayersByName("Territorios de práctica")[0].id()
    valores = {
        **panel().valores_para("incidencia_privaciones"),
        "TERRITORIOS": territorios,
        "CAMPO_TERRITORIOS": "nombre",
        "SALIDA": TEMPORAL,
    }
    dialogo = processing.createAlgorithmDialog("kit_pobreza:incidencia_privaciones", valores)
    _fotografiar_dialogo(dialogo, "3-incidencia")
    processing.runAndLoadResults("kit_pobreza:incidencia_privaciones", valores)


def _fotografiar_dialogo(dialogo: Any, nombre: str) -> None:
    dialogo.show()
    dialogo.resize(880, 640)
    dialogo.repaint()
    foto(dialogo, nombre)
    dialogo.close()


def mapa() -> None:
    """El mapa de incidencia, y otro umbral con los deslizadores."""
    raiz = QgsProject.instance().layerTreeRoot()
    for capa in QgsProject.instance().mapLayers().values():
        nodo = raiz.findLayer(capa.id())
        nodo.setItemVisibilityChecked(capa.name().startswith("Incidencia"))
        nodo.setExpanded(capa.name().startswith("Incidencia"))
    iface.layerTreeView().expandAllNodes()


def fotografiar_mapa() -> None:
    """El resultado, con su leyenda."""
    foto(iface.mainWindow(), "4-mapa")
    panel().deslizadores.k.setValue(25)
    barra = panel().widget().verticalScrollBar()
    barra.setValue(barra.maximum())


def explorar() -> None:
    """El panel con otro umbral, y la focalización."""
    barra = panel().widget().verticalScrollBar()
    barra.setValue(barra.maximum())


def fotografiar_exploracion() -> None:
    """El mapa que responde a k."""
    foto(iface.mainWindow(), "5-explorar")
    dialogo = panel().abrir("identificar_hogares")
    armado = dialogo.mainWidget().wrappers["REGLAS"].widget
    armado.escribir("")
    _armar(armado, "orden", "hasta", "B7")
    armado.nueva.click()
    _armar(armado, "menores_6", "desde", "1")
    armado.ademas.click()
    armado.contar()
    _fotografiar_dialogo(dialogo, "6-reglas")
    valores = panel().valores_para("identificar_hogares")
    completos = _completos("identificar_hogares", valores)
    processing.runAndLoadResults("kit_pobreza:identificar_hogares", completos)
    dialogo = panel().abrir("seleccionar_hogares")
    armado = dialogo.mainWidget().wrappers["PRIORIDAD"].widget
    armado.campo.setCurrentIndex(armado.campo.findData("menores_6"))
    armado.sentido.setCurrentIndex(1)
    armado.agregar.click()
    _fotografiar_dialogo(dialogo, "7-seleccionar")


def _armar(armado: Any, campo: str, comparacion: str, valor: str) -> None:
    """Elige lo que elegiría quien usa el diálogo."""
    armado.campo.setCurrentIndex(armado.campo.findData(campo))
    armado.comparacion.setCurrentIndex(armado.comparacion.findData(comparacion))
    armado.valores.currentWidget().setEditText(valor)


def _completos(algoritmo: str, valores: dict[str, Any]) -> dict[str, Any]:
    registro = QgsApplication.processingRegistry()
    declarado = registro.algorithmById(f"kit_pobreza:{algoritmo}")
    salidas = {d.name(): TEMPORAL for d in declarado.destinationParameterDefinitions()}
    return {**salidas, **valores}


def terminar() -> None:
    """Dice que todo salió bien y cierra sin preguntar."""
    (CARPETA / "listo").touch()
    os._exit(0)


PASOS: tuple[Callable[[], None], ...] = (
    ordenar, empezar, cargar, medir, mapa, fotografiar_mapa, explorar, fotografiar_exploracion,
    terminar,
)  # fmt: skip


def seguir(cual: int = 0) -> None:
    """Corre un paso y deja el siguiente para cuando el mapa esté pintado."""
    try:
        PASOS[cual]()
    except Exception:
        traceback.print_exc()
        sys.stdout.flush()
        os._exit(1)
    QTimer.singleShot(ESPERA, lambda: seguir(cual + 1))


# Un aviso modal detendría el guion para siempre.
for nombre in ("information", "warning", "critical", "question"):
    setattr(QMessageBox, nombre, staticmethod(lambda *_a, **_k: QMessageBox.StandardButton.Ok))
QTimer.singleShot(ESPERA, seguir)
