"""Los deslizadores de k y de los pesos."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QGroupBox, QLabel, QPushButton, QSlider, QWidget

from ..algoritmos.nombres import PRIVACIONES
from ..metodos.privaciones import IPM, UN_TERCIO
from .explorador import metodo_con

PESO_MAXIMO = 40
# Mientras se arrastra, un solo recálculo cuando el ratón hace una pausa.
PAUSA_MS = 60


class Deslizadores(QWidget):
    """Emite `cambio` con el método elegido."""

    cambio = pyqtSignal(object)

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self._pausa = QTimer(self)
        self._pausa.setSingleShot(True)
        self._pausa.setInterval(PAUSA_MS)
        self._pausa.timeout.connect(self.emitir)
        caja = QGridLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        self._rotulo_k = QLabel()
        self._rotulo_k.setWordWrap(True)
        self.k = _deslizador(1, 100, UN_TERCIO, "Umbral k, en centésimas")
        caja.addWidget(self._rotulo_k, 0, 0)
        caja.addWidget(self.k, 1, 0)
        grupo = QGroupBox("Pesos de las privaciones")
        grupo.setCheckable(True)
        grupo.setChecked(False)
        rejilla = QGridLayout(grupo)
        self.pesos: list[QSlider] = []
        self._rotulos: list[QLabel] = []
        for j, (nombre, peso) in enumerate(zip(PRIVACIONES, IPM.pesos)):
            rotulo, deslizador = QLabel(), _deslizador(0, PESO_MAXIMO, peso, f"Peso: {nombre}")
            rotulo.setWordWrap(True)
            rejilla.addWidget(rotulo, j, 0)
            rejilla.addWidget(deslizador, j, 1)
            self._rotulos.append(rotulo)
            self.pesos.append(deslizador)
        rejilla.setColumnStretch(0, 3)
        rejilla.setColumnStretch(1, 2)
        caja.addWidget(grupo, 2, 0)
        volver = QPushButton("Volver a lo oficial")
        volver.setToolTip("k = 1/3 y los pesos del DNP y el DANE")
        volver.clicked.connect(self.volver)
        caja.addWidget(volver, 3, 0)
        self._grupo = grupo
        self._plegar(False)
        grupo.toggled.connect(self._plegar)
        grupo.toggled.connect(self._movido)
        for deslizador in (self.k, *self.pesos):
            deslizador.valueChanged.connect(self._movido)
        self._rotular()

    def metodo(self) -> Any:
        """El método elegido; None si todos los pesos están en cero."""
        pesos = [d.value() for d in self.pesos] if self._grupo.isChecked() else list(IPM.pesos)
        return metodo_con(self.k.value(), pesos) if any(pesos) else None

    def volver(self) -> None:
        """K = 1/3 y los pesos oficiales."""
        self.k.setValue(UN_TERCIO)
        for deslizador, peso in zip(self.pesos, IPM.pesos):
            deslizador.setValue(peso)

    def emitir(self) -> None:
        """Emite el método elegido, si sirve."""
        metodo = self.metodo()
        if metodo is not None:
            self.cambio.emit(metodo)

    def _plegar(self, abierto: bool) -> None:
        for hijo in (*self._rotulos, *self.pesos):
            hijo.setVisible(abierto)

    def _movido(self, *_valor: object) -> None:
        self._rotular()
        self._pausa.start()

    def _rotular(self) -> None:
        corte = self.k.value()
        tercio = ", es decir 1/3" if corte == UN_TERCIO else ""
        self._rotulo_k.setText(f"Umbral k: es pobre quien suma {corte} centésimas o más{tercio}")
        metodo = self.metodo()
        pesos = metodo.pesos if metodo is not None else (0,) * len(PRIVACIONES)
        for rotulo, nombre, peso in zip(self._rotulos, PRIVACIONES, pesos):
            rotulo.setText(f"{nombre}: {peso}")


def _deslizador(desde: int, hasta: int, valor: int, nombre: str) -> QSlider:
    deslizador = QSlider(Qt.Orientation.Horizontal)
    deslizador.setRange(desde, hasta)
    deslizador.setValue(valor)
    deslizador.setAccessibleName(nombre)
    deslizador.setToolTip(nombre)
    return deslizador
