"""Un paso del panel: su insignia, qué se hace o qué dejó, y sus botones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from .aspecto import AIRE, INSIGNIAS, LADO_DE_LA_INSIGNIA, destacar, letrero
from .pasos import PERDIDA, Paso, resumir

COLUMNAS = 2


class Tarjeta(QWidget):
    """Un paso; `abrir` recibe el algoritmo del botón que se oprime."""

    def __init__(self, numero: int, paso: Paso, abrir: Callable[[str], Any]) -> None:
        super().__init__()
        self._numero, self._paso = numero, paso
        self.insignia = QLabel()
        self.insignia.setFixedSize(LADO_DE_LA_INSIGNIA, LADO_DE_LA_INSIGNIA)
        self.insignia.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.estado = letrero()
        self.botones: dict[str, QPushButton] = {}
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setHorizontalSpacing(AIRE)
        rejilla.setVerticalSpacing(AIRE // 2)
        rejilla.addWidget(self.insignia, 0, 0, Qt.AlignmentFlag.AlignTop)
        rejilla.addWidget(letrero(paso.titulo, negrita=True), 0, 1)
        rejilla.addWidget(self.estado, 1, 1)
        rejilla.addWidget(self._botonera(abrir), 2, 1)
        rejilla.setColumnStretch(1, 1)

    def actualizar(
        self, recuentos: Callable[[str], Mapping[str, Any]], ahora: str, *, perdida: bool = False
    ) -> None:
        """Pone la insignia, el resumen y el botón que toca.

        `ahora`: el algoritmo siguiente; `perdida`: se hizo, y su capa ya no está.
        """
        resumen = resumir(self._paso, recuentos(self._paso.principal))
        toca = ahora in self.botones
        estado = "hecho" if resumen and not toca else "ahora" if toca else "luego"
        self.insignia.setText("✓" if estado == "hecho" else str(self._numero))
        self.insignia.setStyleSheet(INSIGNIAS[estado])
        self.insignia.setAccessibleName(
            {"hecho": "Paso hecho", "ahora": "Paso siguiente", "luego": "Paso pendiente"}[estado]
        )
        self.estado.setText(PERDIDA if perdida else resumen or self._paso.texto)
        for algoritmo, boton in self.botones.items():
            hecho = "✓ " if recuentos(algoritmo) else ""
            boton.setText(f"{hecho}{self._paso.botones[algoritmo]}…")
            destacar(boton, algoritmo == ahora)

    def _botonera(self, abrir: Callable[[str], Any]) -> QWidget:
        caja = QWidget()
        rejilla = QGridLayout(caja)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setSpacing(AIRE // 2)
        ancho = COLUMNAS if len(self._paso.botones) == 1 else 1
        for i, algoritmo in enumerate(self._paso.botones):
            declarado = QgsApplication.processingRegistry().algorithmById(
                f"kit_pobreza:{algoritmo}"
            )
            boton = QPushButton()
            boton.setObjectName(algoritmo)
            boton.setToolTip(f"{declarado.displayName()}. {declarado.shortDescription()}")
            boton.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            boton.clicked.connect(lambda _=False, cual=algoritmo: abrir(cual))
            rejilla.addWidget(boton, i // COLUMNAS, i % COLUMNAS, 1, ancho)
            self.botones[algoritmo] = boton
        for columna in range(COLUMNAS):
            rejilla.setColumnStretch(columna, 1)
        return caja
