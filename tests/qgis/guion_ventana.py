"""Guion que corre dentro de QGIS con ventana: carga el complemento, mide, mueve k y se fotografía.

Lo lanza `test_ventana.py`; las rutas llegan por variables de entorno.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QMessageBox
from qgis.utils import iface

CARPETA = Path(os.environ["KIT_CARPETA"])
sys.path.insert(0, os.environ["KIT_COMPLEMENTO"])


def guion():
    import processing
    from kit_pobreza import classFactory

    for _vez in range(2):
        complemento = classFactory(iface)
        complemento.initGui()
        if _vez == 0:
            complemento.unload()
    ventana = iface.mainWindow()
    ventana.resize(1600, 1000)
    panel = complemento.panel
    processing.runAndLoadResults(
        "kit_pobreza:cargar_sisben",
        {
            "ARCHIVO": str(CARPETA / "base.csv"),
            "HOGARES": "TEMPORARY_OUTPUT",
            "CALIDAD": "TEMPORARY_OUTPUT",
        },
    )
    processing.runAndLoadResults(
        "kit_pobreza:incidencia_privaciones",
        {
            **panel.valores_para("incidencia_privaciones"),
            "TERRITORIOS": str(CARPETA / "veredas.gpkg"),
            "SALIDA": "TEMPORARY_OUTPUT",
        },
    )
    iface.mapCanvas().setExtent(
        QgsProject.instance().mapLayersByName("Incidencia por territorio")[0].extent()
    )
    iface.mapCanvas().zoomByFactor(1.05)
    dialogo = panel.abrir("seleccionar_hogares")
    dialogo.resize(900, 800)
    return complemento, dialogo


def foto(cosa, nombre):
    cosa.grab().save(str(CARPETA / nombre))


def despues(complemento, dialogo):
    panel = complemento.panel
    foto(iface.mainWindow(), "ventana.png")
    foto(dialogo, "dialogo.png")
    dialogo.close()
    panel.deslizadores.k.setValue(25)
    panel.deslizadores._grupo.setChecked(True)
    barra = panel.widget().verticalScrollBar()
    QTimer.singleShot(1500, lambda: (barra.setValue(barra.maximum()), None)[1])
    QTimer.singleShot(4000, lambda: intentar(terminar, complemento))


def intentar(paso, *argumentos):
    """Un fallo dentro de un temporizador abriría una ventana modal: se escribe y se sale."""
    try:
        return paso(*argumentos)
    except Exception:
        salir({"error": traceback.format_exc()})


def terminar(complemento):
    foto(iface.mainWindow(), "explorando.png")
    panel = complemento.panel
    datos = {
        "siguiente": panel.siguiente.text(),
        "lectura": panel.lectura.text(),
        "capas": sorted(c.name() for c in QgsProject.instance().mapLayers().values()),
        "estados": [e.text() for e in panel._estados],
    }
    complemento.unload()
    datos["descargado"] = QgsApplication.processingRegistry().providerById("kit_pobreza") is None
    salir(datos)


def salir(datos):
    (CARPETA / "resultado.json").write_text(json.dumps(datos, ensure_ascii=False), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


def empezar():
    complemento, dialogo = intentar(guion)
    QTimer.singleShot(4000, lambda: intentar(despues, complemento, dialogo))


# Un aviso modal de QGIS detendría el guion para siempre.
for nombre in ("information", "warning", "critical", "question"):
    setattr(QMessageBox, nombre, staticmethod(lambda *a, **k: QMessageBox.StandardButton.Ok))
QTimer.singleShot(3000, empezar)
