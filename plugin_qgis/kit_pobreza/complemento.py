"""Lo que QGIS carga y descarga: el proveedor de Processing siempre, y el panel si hay ventana."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication, QgsCoordinateTransform, QgsProject, QgsSettings
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget

from .compat import QAction
from .estilo import AlCargar
from .proveedor import Proveedor
from .recursos import icono

TITULO = "Kit contra la pobreza"
# El panel de capas de QGIS, y el ancho con que se leen sus rótulos a 1366 puntos.
CAPAS, ANCHO_DE_CAPAS = "Layers", 330
YA_ENSANCHADO = "kit_pobreza/capas_ensanchadas"


class Complemento:
    """El complemento; `iface` es None en `qgis_process`."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.proveedor: Any = None
        self.panel: Any = None
        self.accion: Any = None

    def initProcessing(self) -> None:
        """Registra el proveedor; es lo único que hace falta sin ventana."""
        self.proveedor = Proveedor()
        QgsApplication.processingRegistry().addProvider(self.proveedor)

    def initGui(self) -> None:
        """Agrega el proveedor, el panel y su botón."""
        from .panel.panel import Panel  # noqa: PLC0415 - sin ventana no hace falta Qt Widgets

        self.initProcessing()
        ventana = self.iface.mainWindow()
        self.panel = Panel(ventana, self.iface.actionSaveProject().trigger)
        self.panel.llegar.connect(self._acercar)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self.accion = QAction(icono(), TITULO, ventana)
        self.accion.setCheckable(True)
        self.accion.setChecked(True)
        self.accion.toggled.connect(self.panel.setUserVisible)
        self.panel.visibilityChanged.connect(self.accion.setChecked)
        QTimer.singleShot(0, self._ensanchar)
        self.iface.addToolBarIcon(self.accion)
        self.iface.addPluginToMenu(TITULO, self.accion)

    def _ensanchar(self) -> None:
        """La primera vez, que la leyenda quepa: con el panel abierto queda de 160 puntos."""
        ajustes = QgsSettings()
        if self.panel is None or ajustes.value(YA_ENSANCHADO, False, type=bool):
            return
        ajustes.setValue(YA_ENSANCHADO, True)
        ventana = self.iface.mainWindow()
        capas = ventana.findChild(QDockWidget, CAPAS)
        if capas is not None and not capas.isFloating() and capas.width() < ANCHO_DE_CAPAS:
            ventana.resizeDocks([capas], [ANCHO_DE_CAPAS], Qt.Orientation.Horizontal)

    def _acercar(self, capa: Any) -> None:
        """Lleva el mapa a esa capa."""
        lienzo = self.iface.mapCanvas()
        ajustes = QgsProject.instance()
        paso = QgsCoordinateTransform(capa.crs(), lienzo.mapSettings().destinationCrs(), ajustes)
        lienzo.setExtent(paso.transformBoundingBox(capa.extent()))
        lienzo.zoomByFactor(1.05)

    def unload(self) -> None:
        """Quita todo lo que agregó; se puede volver a cargar."""
        if self.panel is not None:
            self.panel.cerrar()
            self.iface.removePluginMenu(TITULO, self.accion)
            self.iface.removeToolBarIcon(self.accion)
            self.iface.removeDockWidget(self.panel)
            self.accion.deleteLater()
            self.panel.deleteLater()
            self.panel = self.accion = None
        if self.proveedor is not None:
            QgsApplication.processingRegistry().removeProvider(self.proveedor)
            self.proveedor = None
        AlCargar.soltar()
