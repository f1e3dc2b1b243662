"""Cada atributo de Qt que el complemento usa existe en Qt 6, según los tipos de PyQt6."""

from __future__ import annotations

from pathlib import Path

from tests.complemento_qgis import qt6

# Las dos diferencias que `compat.py` resuelve al correr: en Qt 6, QAction está en QtGui y QGIS crea
# los campos con QMetaType.
EN_COMPAT = ('Module has no attribute "QAction"', '"type[QVariant]" has no attribute "Type"')
MALO = """
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDesktopWidget, QDialog, QLabel, QSlider

lado = Qt.Horizontal
def mostrar(dialogo: QDialog) -> None:
    dialogo.exec_()
class Mio(QLabel):
    def ancho(self) -> int:
        return self.fontMetrics().width("x")
QSlider(Qt.Orientation.Horizontal).setValue(1.5)
QLabel().setAlignment(Qt.AlignmentFlag.AlignNowhere)
"""


def test_todo_lo_que_usa_de_qt_esta_en_qt_6() -> None:
    halladas = qt6.faltas()
    assert {falta.split(": ", 1)[1] for falta in halladas} == set(EN_COMPAT)
    assert all("compat.py" in falta for falta in halladas)


def test_la_comprobacion_ve_lo_que_qt_6_no_tiene(tmp_path: Path) -> None:
    halladas = [f for f in qt6.faltas(tmp_path, {"malo.py": MALO}) if "malo.py" in f]
    renglones = {int(falta.split(":")[1]) for falta in halladas}
    assert renglones == {3, 5, 7, 10, 11, 12}, halladas
