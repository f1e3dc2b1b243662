from qgis.PyQt.QtWidgets import QDockWidget


class Panel(QDockWidget):
    def cerrar(self):
        pass
