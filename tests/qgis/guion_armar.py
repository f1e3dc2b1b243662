"""Guion que corre dentro de QGIS a 1366 × 768: lo que hace quien no escribe reglas, fotografiado.

Lo lanza `test_armar_ventana.py`; la carpeta llega por una variable de entorno.
"""

import json
import os
import sys
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from qgis.utils import iface

CARPETA = Path(os.environ["KIT_CARPETA"])
sys.path[:0] = [os.environ["KIT_COMPLEMENTO"], os.environ["KIT_RAIZ"]]
from plugin_qgis.publicar import dentro  # noqa: E402 - la ruta se acaba de poner
from plugin_qgis.publicar.dentro import elegir  # noqa: E402

PAUSA_MS = 1500
visto = {"siguiente": [], "propuestas": {}, "estados": [], "cortados": [], "ventana": []}
abiertos = {}


def panel():
    return abiertos["complemento"].panel


def cargar():
    from kit_pobreza import classFactory

    abiertos["complemento"] = classFactory(iface)
    abiertos["complemento"].initGui()
    dentro.despejar(panel())


def practica():
    panel().practica.click()


def medir():
    correr("incidencia_privaciones")


def guardar_proyecto():
    """Con nombre: desde aquí lo que se corra desde el panel queda al lado."""
    ruta = CARPETA / "plan de niñez.qgz"
    QgsProject.instance().write(str(ruta))
    panel().aviso.boton.click()
    visto["junto"] = sorted(r.name for r in CARPETA.glob("plan*"))
    visto["temporales"] = len(sys.modules["kit_pobreza.panel.vivas"].temporales())


def armar_reglas():
    dialogo = abrir("identificar_hogares")
    armado = widget("REGLAS")
    visto["propuestas"]["identificar"] = elegida(dialogo, "HOGARES")
    armado.texto.setPlainText("")
    elegir(armado, "orden", "hasta", "B2")
    armado.nueva.click()
    elegir(armado, "clase", "es", "2", "3")
    armado.ademas.click()
    elegir(armado, "cod_mpio", "no_es", "05045")
    visto["armado"] = armado.texto.toPlainText()


def contadas():
    visto["recuento"] = widget("REGLAS").recuento.text()
    visto["ayuda"] = [b.isVisible() for b in botones(abiertos["dialogo"], "Ayuda", "Help")]


def correr_identificar():
    cortar("constructor", abiertos["dialogo"].mainWidget().wrappers["REGLAS"].widget)
    abiertos["dialogo"].algorithmFinished.connect(
        lambda _bien, dado: visto.update(identificados=dado.get("ELEGIBLES"))
    )
    abiertos["dialogo"].runAlgorithm()


def armar_prioridad():
    abiertos["dialogo"].close()
    dialogo = abrir("seleccionar_hogares")
    armado = widget("PRIORIDAD")
    visto["propuestas"]["seleccionar"] = elegida(dialogo, "HOGARES")
    armado.campo.setCurrentIndex(armado.campo.findData("menores_6"))
    armado.sentido.setCurrentIndex(1)
    armado.agregar.click()
    visto["prioridad"] = armado.texto.text()


def proponer_incidencia():
    abiertos["dialogo"].close()
    dialogo = abrir("incidencia_privaciones")
    visto["propuestas"]["incidencia"] = [elegida(dialogo, n) for n in ("HOGARES", "TERRITORIOS")]


def abajo():
    abiertos["dialogo"].close()
    cortar("panel", panel())
    barra = panel().widget().verticalScrollBar()
    barra.setValue(barra.maximum())


def proyecto_nuevo():
    iface.newProject()


def reabrir():
    QgsProject.instance().read(str(CARPETA / "plan de niñez.qgz"))


def terminar():
    visto["pantalla"] = medidas(QApplication.primaryScreen().geometry())
    visto["guardado"] = QgsProject.instance().readEntry("kit_pobreza", "memoria", "")[0]
    salir(visto)


def medidas(cosa):
    return [cosa.width(), cosa.height()]


def cortar(donde, contenido):
    """Anota los botones y letreros cuyo texto pide más ancho o más alto del que tienen."""
    for parte in [*contenido.findChildren(QPushButton), *contenido.findChildren(QLabel)]:
        if not parte.isVisible() or not parte.text():
            continue
        pide = (
            parte.minimumSizeHint()
            if parte.metaObject().className() == "QLabel"
            else parte.sizeHint()
        )
        alto = parte.heightForWidth(parte.width()) if parte.hasHeightForWidth() else pide.height()
        if pide.width() > parte.width() or alto > parte.height():
            visto["cortados"].append(f"{donde}: {parte.text()}")


def correr(algoritmo, **valores):
    import processing

    dialogo = processing.createAlgorithmDialog(
        f"kit_pobreza:{algoritmo}", panel().valores_para(algoritmo)
    )
    propuestos = {
        n: dialogo.mainWidget().wrappers[n].parameterValue() for n in ("HOGARES", "TERRITORIOS")
    }
    visto["propuestas"]["medir"] = [nombre(v) for v in propuestos.values()]
    dialogo.close()
    return dentro.correr(algoritmo, {**propuestos, **valores})


def abrir(algoritmo):
    dialogo = abiertos["dialogo"] = panel().abrir(algoritmo)
    dialogo.resize(1100, 700)
    QApplication.processEvents()
    return dialogo


def widget(parametro):
    return abiertos["dialogo"].mainWidget().wrappers[parametro].widget


def elegida(dialogo, parametro):
    return nombre(dialogo.mainWidget().wrappers[parametro].parameterValue())


def nombre(valor):
    capa = QgsProject.instance().mapLayer(str(valor))
    return capa.name() if capa is not None else str(valor)


def botones(dialogo, *textos):
    return [b for b in dialogo.findChildren(QPushButton) if b.text().replace("&", "") in textos]


PASOS = [
    (cargar, "1-inicio"), (practica, "2-practica"), (medir, "3-medido"),
    (guardar_proyecto, "4-guardado"), (armar_reglas, "5-reglas"), (contadas, "5-reglas"),
    (correr_identificar, "6-identificado"), (armar_prioridad, "7-prioridad"),
    (proponer_incidencia, "8-incidencia"), (abajo, "9-panel"), (proyecto_nuevo, "10-nuevo"),
    (reabrir, "11-reabierto"), (terminar, ""),
]  # fmt: skip


def fotografiar(foto):
    visto["siguiente"].append(panel().siguiente.text())
    visto["estados"].append([t.estado.text() for t in panel().tarjetas])
    visto["ventana"].append(medidas(iface.mainWindow()))
    dialogo = abiertos.get("dialogo")
    from qgis.PyQt import sip

    abierto = dialogo is not None and not sip.isdeleted(dialogo) and dialogo.isVisible()
    cosa = dialogo if abierto else iface.mainWindow()
    cosa.grab().save(str(CARPETA / f"{foto}.png"))


def salir(datos):
    (CARPETA / "resultado.json").write_text(json.dumps(datos, ensure_ascii=False), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


dentro.callar_avisos(QMessageBox.StandardButton.Discard)
QTimer.singleShot(
    3000,
    lambda: dentro.recorrer(
        PASOS, fotografiar, lambda error: salir({"error": error, **visto}), PAUSA_MS
    ),
)
