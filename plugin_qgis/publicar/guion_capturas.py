"""Guion que corre dentro de QGIS: hace el primer análisis con la base de práctica y lo fotografía.

Lo lanza `capturas.py`. Cada paso espera a que el mapa termine de pintarse.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import processing
from qgis.core import QgsFillSymbol, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

sys.path.insert(0, os.environ["KIT_RAIZ"])
from plugin_qgis.publicar import dentro, mas_capturas
from plugin_qgis.publicar.dentro import TEMPORAL

CARPETA = Path(os.environ["KIT_CARPETA"])
CAPTURAS = CARPETA / "capturas"
CALIDAD = 82
ESPERA = 2500


def foto(que: Any, nombre: str) -> None:
    """Guarda una ventana, un panel o un diálogo."""
    que.grab().save(str(CAPTURAS / f"{nombre}.webp"), "webp", CALIDAD)


def panel() -> Any:
    """El panel del kit."""
    return plugins["kit_pobreza"].panel


def ordenar() -> None:
    """Deja la ventana como la ve quien empieza, sin barras que no hacen falta."""
    CAPTURAS.mkdir(exist_ok=True)
    ventana, kit = dentro.despejar(panel()), panel()
    ventana.resizeDocks([kit], [345], Qt.Orientation.Horizontal)
    capas = ventana.findChild(QDockWidget, "Layers")
    ventana.resizeDocks([capas], [330], Qt.Orientation.Horizontal)
    territorios = practica() / "territorios_de_practica.geojson"
    capa = QgsVectorLayer(str(territorios), "Territorios de práctica", "ogr")
    # QGIS sortea el color de una capa nueva: aquí, siempre el mismo.
    relleno = {"color": "#e9e4dc", "outline_color": "#6b6459", "outline_width": "0.2"}
    capa.renderer().setSymbol(QgsFillSymbol.createSimple(relleno))
    QgsProject.instance().addMapLayer(capa)
    iface.mapCanvas().setExtent(capa.extent())
    iface.mapCanvas().zoomByFactor(1.05)


def practica() -> Path:
    """La carpeta con la base de práctica del complemento instalado."""
    return Path(str(sys.modules["kit_pobreza"].__file__)).parent / "practica"


def empezar() -> None:
    """La ventana con el panel, y el diálogo para cargar la base."""
    foto(iface.mainWindow(), "1-panel")
    dialogo = processing.createAlgorithmDialog(
        "kit_pobreza:cargar_sisben",
        {"ARCHIVO": str(Path("practica") / "hogares_de_practica.csv")},
    )
    fotografiar_dialogo(dialogo, "2-cargar")


def cargar() -> None:
    """Carga la base de práctica y abre el diálogo de incidencia."""
    archivo = str(practica() / "hogares_de_practica.csv")
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
    fotografiar_dialogo(dialogo, "3-incidencia")
    processing.runAndLoadResults("kit_pobreza:incidencia_privaciones", valores)


def fotografiar_dialogo(dialogo: Any, nombre: str, ancho: int = 880) -> None:
    """Muestra el diálogo, lo guarda y lo cierra."""
    dialogo.show()
    dialogo.resize(ancho, 640)
    QApplication.processEvents()
    foto(dialogo, nombre)
    dialogo.close()


def mapa() -> None:
    """El mapa de incidencia, y otro umbral con los deslizadores."""
    mas_capturas.dejar("Incidencia")
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
    dentro.elegir(armado, "orden", "hasta", "B7")
    armado.nueva.click()
    dentro.elegir(armado, "menores_6", "desde", "1")
    armado.ademas.click()
    armado.contar()
    fotografiar_dialogo(dialogo, "6-reglas")
    valores = panel().valores_para("identificar_hogares")
    dentro.correr("identificar_hogares", valores)
    dialogo = panel().abrir("seleccionar_hogares")
    armado = dialogo.mainWidget().wrappers["PRIORIDAD"].widget
    armado.campo.setCurrentIndex(armado.campo.findData("menores_6"))
    armado.sentido.setCurrentIndex(1)
    armado.agregar.click()
    fotografiar_dialogo(dialogo, "7-seleccionar")


def terminar() -> None:
    """Dice que todo salió bien y cierra sin preguntar."""
    (CARPETA / "listo").touch()
    os._exit(0)


def fallar(error: str) -> None:
    """Escribe la traza y cierra: sin la marca, las capturas de antes se quedan."""
    print(error, flush=True)
    os._exit(1)


PASOS = [
    *((paso, "") for paso in (
        ordenar, empezar, cargar, medir, mapa, fotografiar_mapa, explorar, fotografiar_exploracion,
    )),
    *mas_capturas.pasos(foto, fotografiar_dialogo, practica()),
    (terminar, ""),
]  # fmt: skip


def retratar(nombre: str) -> None:
    """La foto de la ventana, si el paso no tomó la suya."""
    if nombre:
        foto(iface.mainWindow(), nombre)


dentro.callar_avisos()
QTimer.singleShot(ESPERA, lambda: dentro.recorrer(PASOS, retratar, fallar, ESPERA))
