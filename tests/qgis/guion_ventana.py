"""Guion que corre dentro de QGIS con ventana: hace los cuatro pasos y se fotografía en cada uno.

Lo lanza `test_ventana.py`; las rutas llegan por variables de entorno.
"""

import json
import os
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

CARPETA = Path(os.environ["KIT_CARPETA"])
sys.path[:0] = [os.environ["KIT_COMPLEMENTO"], os.environ["KIT_RAIZ"]]
from plugin_qgis.publicar import dentro  # noqa: E402 - la ruta se acaba de poner

# Lo que tarda el mapa en pintarse antes de la foto.
PAUSA_MS = 1200

visto = {"siguiente": [], "estados": []}
abiertos = {}


def correr(algoritmo, **valores):
    """Corre un algoritmo como el panel: con lo recordado y la capa del paso anterior."""
    return dentro.correr(algoritmo, {**panel().valores_para(algoritmo), **valores})


def panel():
    return abiertos["complemento"].panel


def cargar():
    """Carga, descarga y vuelve a cargar el complemento."""
    from kit_pobreza import classFactory

    for vez in range(2):
        abiertos["complemento"] = classFactory(iface)
        abiertos["complemento"].initGui()
        if vez == 0:
            abiertos["complemento"].unload()
    iface.mainWindow().resize(1600, 1000)


def paso_1():
    correr("cargar_sisben", ARCHIVO=str(CARPETA / "base.txt"), MUNICIPIO="05045")
    acercar("Hogares")


def paso_2():
    correr("incidencia_privaciones", TERRITORIOS=str(CARPETA / "veredas.gpkg"))
    acercar("Incidencia por territorio")


def paso_3():
    correr("clasificar_territorios", METODO=4, CANTIDAD="pobres", PONDERADOR="poblacion")


def paso_4():
    correr("identificar_hogares", REGLAS="Pobreza con niñez: orden <= B7 y menores_6 >= 1",
           UBICACION=True)  # fmt: skip
    correr("seleccionar_hogares", CUPO=150, SEMILLA="acta 12", UBICACION=True)
    correr("evaluar_focalizacion", PERSONAS="personas")


def abrir_cuadro():
    dialogo = abiertos["dialogo"] = panel().abrir("incidencia_privaciones")
    dialogo.resize(1000, 860)


def explorar():
    abiertos["dialogo"].close()
    deslizadores = panel().deslizadores
    deslizadores.k.setValue(25)
    deslizadores.con_pesos.setChecked(True)
    QApplication.processEvents()
    barra = panel().widget().verticalScrollBar()
    QTimer.singleShot(PAUSA_MS // 2, lambda: (barra.setValue(barra.maximum()), None)[1])


def terminar():
    visto["lectura"] = panel().cifras.texto
    visto["capas"] = sorted(c.name() for c in QgsProject.instance().mapLayers().values())
    abiertos["complemento"].unload()
    registro = QgsApplication.processingRegistry()
    visto["descargado"] = registro.providerById("kit_pobreza") is None
    salir(visto)


# Qué se hace y cómo se llama la foto que se toma después.
PASOS = [
    (cargar, "inicio"), (paso_1, "paso-1"), (paso_2, "paso-2"), (paso_3, "paso-3"),
    (paso_4, "paso-4"), (abrir_cuadro, "cuadro"), (explorar, "explorando"), (terminar, ""),
]  # fmt: skip


def acercar(nombre):
    (capa,) = QgsProject.instance().mapLayersByName(f"INTERNO · {nombre}")
    iface.mapCanvas().setExtent(capa.extent())
    iface.mapCanvas().zoomByFactor(1.05)


def fotografiar(nombre):
    visto["siguiente"].append(panel().siguiente.text())
    visto["estados"].append([t.estado.text() for t in panel().tarjetas])
    cosa = abiertos["dialogo"] if nombre == "cuadro" else iface.mainWindow()
    cosa.grab().save(str(CARPETA / f"{nombre}.png"))
    panel().widget().widget().grab().save(str(CARPETA / f"panel-{nombre}.png"))


def salir(datos):
    (CARPETA / "resultado.json").write_text(json.dumps(datos, ensure_ascii=False), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


dentro.callar_avisos()
QTimer.singleShot(
    3000,
    lambda: dentro.recorrer(PASOS, fotografiar, lambda error: salir({"error": error}), PAUSA_MS),
)
