"""Los deslizadores de k y de los pesos."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from ..algoritmos.nombres import DIMENSIONES, PRIVACIONES
from ..metodos.errores import ErrorDeMetodo
from ..metodos.metodo import CENTESIMAS, IPM, PESOS_DEL_IPM, UN_TERCIO, escribir_proporcion
from .aspecto import AIRE, letrero
from .explorador import metodo_con

PESO_MAXIMO = 40
# El deslizador va de centésima en centésima y ahí 1/3 no cae: con pesos en centésimas, sumar 34 o
# más es lo mismo que sumar 1/3 o más, y esa posición es un tercio exacto.
POSICION_DE_UN_TERCIO = 34
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
        self.k = _deslizador(1, CENTESIMAS, POSICION_DE_UN_TERCIO, "Umbral k, en centésimas")
        self._umbral = UN_TERCIO
        self.k_escrito, self._nota_k = _casilla(), letrero(escala=0.9)
        self.pesos = [
            _deslizador(0, PESO_MAXIMO, peso, f"Peso: {nombre}")
            for nombre, peso in zip(PRIVACIONES, PESOS_DEL_IPM)
        ]
        self._cifras = [_cifra() for _ in PRIVACIONES]
        self.con_pesos = QCheckBox("Cambiar los pesos de las privaciones")
        cuerpo = self._caja_de_pesos()
        volver = QPushButton("Volver a lo oficial")
        volver.setToolTip("k = 1/3 y los pesos del DNP y el DANE")
        volver.clicked.connect(self.volver)
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.addWidget(letrero("Umbral k", negrita=True), 0, 0)
        rejilla.addWidget(self.k_escrito, 0, 1)
        rejilla.addWidget(self.k, 1, 0, 1, 2)
        rejilla.addWidget(self._nota_k, 2, 0, 1, 2)
        rejilla.addWidget(self.con_pesos, 3, 0, 1, 2)
        rejilla.addWidget(cuerpo, 4, 0, 1, 2)
        rejilla.addWidget(volver, 5, 0, 1, 2)
        rejilla.setColumnStretch(0, 1)
        self.con_pesos.toggled.connect(cuerpo.setVisible)
        self.con_pesos.toggled.connect(self._movido)
        self.k.valueChanged.connect(self._mover_k)
        self.k_escrito.editingFinished.connect(self._escribir_k)
        for deslizador in self.pesos:
            deslizador.valueChanged.connect(self._movido)
        self._rotular()

    def _caja_de_pesos(self) -> QWidget:
        """Los pesos por dimensión, que se ven al marcar la casilla."""
        cuerpo = QWidget()
        rejilla = QGridLayout(cuerpo)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.setHorizontalSpacing(AIRE)
        nota = letrero("Los números son centésimas y siempre suman 100.", escala=0.9)
        rejilla.addWidget(nota, 0, 0, 1, 3)
        j = 0
        for dimension, cuantas in DIMENSIONES:
            rejilla.addWidget(letrero(dimension, negrita=True), rejilla.rowCount(), 0, 1, 3)
            for _ in range(cuantas):
                fila = rejilla.rowCount()
                rejilla.addWidget(letrero(PRIVACIONES[j]), fila, 0)
                rejilla.addWidget(self.pesos[j], fila, 1)
                rejilla.addWidget(self._cifras[j], fila, 2)
                j += 1
        rejilla.setColumnStretch(0, 3)
        rejilla.setColumnStretch(1, 2)
        cuerpo.setVisible(False)
        return cuerpo

    def metodo(self) -> Any:
        """El método elegido; None si todos los pesos están en cero."""
        propios = self.con_pesos.isChecked()
        pesos = [d.value() for d in self.pesos] if propios else list(PESOS_DEL_IPM)
        return metodo_con(self._umbral, pesos) if any(pesos) else None

    def volver(self) -> None:
        """K = 1/3 y los pesos oficiales."""
        self._poner_k(UN_TERCIO)
        for deslizador, peso in zip(self.pesos, PESOS_DEL_IPM):
            deslizador.setValue(peso)

    def emitir(self) -> None:
        """Emite el método elegido, si sirve; el recálculo que estaba pendiente ya no hace falta."""
        self._pausa.stop()
        metodo = self.metodo()
        if metodo is not None:
            self.cambio.emit(metodo)

    def detener(self) -> None:
        """Olvida el recálculo pendiente: ya no hay a quién avisarle."""
        self._pausa.stop()

    def _mover_k(self, posicion: int) -> None:
        tercio = posicion == POSICION_DE_UN_TERCIO
        self._poner_k(UN_TERCIO if tercio else Fraction(posicion, CENTESIMAS))

    def _escribir_k(self) -> None:
        """Un k que no cae en una centésima, como 3/7; si no sirve, dice por qué y no cambia."""
        if self.k_escrito.text() == escribir_proporcion(self._umbral):
            return
        try:
            self._poner_k(IPM.con_corte(self.k_escrito.text()).k)
        except ErrorDeMetodo as error:
            self._nota_k.setText(f"{error.problema}: {error.que_hacer}.")

    def _poner_k(self, k: Fraction) -> None:
        self._umbral = k
        con_senales = self.k.blockSignals(True)
        self.k.setValue(_centesimas(k))
        self.k.blockSignals(con_senales)
        self.k_escrito.setText(escribir_proporcion(k))
        self._movido()

    def _movido(self, *_valor: object) -> None:
        self._rotular()
        self._pausa.start()

    def _rotular(self) -> None:
        metodo = self.metodo()
        pesos = metodo.proporciones if metodo is not None else (Fraction(0),) * len(PRIVACIONES)
        self._nota_k.setText(
            f"Es pobre quien suma {_centesimas(self._umbral)} centésimas o más." if any(pesos)
            else "Todos los pesos están en cero: suba alguno."
        )  # fmt: skip
        for cifra, peso in zip(self._cifras, pesos):
            cifra.setText(str(peso * CENTESIMAS))


def _centesimas(k: Fraction) -> int:
    """Las centésimas enteras que hacen falta para llegar a k."""
    return math.ceil(CENTESIMAS * k)


def _casilla() -> QLineEdit:
    """Donde se lee y se escribe k; angosta, para que el deslizador conserve el ancho."""
    casilla = QLineEdit(escribir_proporcion(UN_TERCIO))
    casilla.setAlignment(Qt.AlignmentFlag.AlignRight)
    casilla.setMaximumWidth(casilla.fontMetrics().boundingRect("1000/3000").width() + 2 * AIRE)
    casilla.setAccessibleName("Umbral k")
    casilla.setToolTip("Una fracción, un decimal o un porcentaje: 1/3, 0,33 o 40 %")
    return casilla


def _cifra() -> QLabel:
    """Un número alineado a la derecha, con lugar para tres cifras: no salta al cambiar."""
    cifra = letrero(negrita=True)
    cifra.setWordWrap(False)
    cifra.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    cifra.setMinimumWidth(cifra.fontMetrics().boundingRect("0,00").width() + AIRE // 2)
    return cifra


def _deslizador(desde: int, hasta: int, valor: int, nombre: str) -> QSlider:
    deslizador = QSlider(Qt.Orientation.Horizontal)
    deslizador.setRange(desde, hasta)
    deslizador.setValue(valor)
    deslizador.setAccessibleName(nombre)
    deslizador.setToolTip(nombre)
    return deslizador
