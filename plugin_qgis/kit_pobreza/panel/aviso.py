"""El aviso de que hay capas temporales, con el botón que las guarda."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from .aspecto import AIRE, letrero


class Aviso(QWidget):
    """Se ve solo si al cerrar QGIS se perdería algo."""

    def __init__(self, guardar: Callable[[], Any]) -> None:
        super().__init__()
        self.texto = letrero()
        self.boton = QPushButton("Guardarlas junto al proyecto")
        self.boton.clicked.connect(lambda *_: guardar())
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(AIRE // 2)
        caja.addWidget(self.texto)
        caja.addWidget(self.boton)
        self.mostrar(0)

    def mostrar(self, cuantas: int) -> None:
        """Dice cuántas capas son temporales; con 0 se esconde."""
        self.setVisible(bool(cuantas))
        self.texto.setText(
            "1 capa es temporal y se pierde al cerrar QGIS." if cuantas == 1 else
            f"{cuantas} capas son temporales y se pierden al cerrar QGIS."
        )  # fmt: skip
