"""El constructor de la prioridad: los criterios en orden, y el texto que los dice."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..errores import ErrorDeCapa
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.reglas import escribir_prioridad, leer_prioridad
from ..metodos.seleccion import Criterio
from ..panel.aspecto import AIRE, letrero
from .base import Base

FILAS = 3
PAUSA_MS = 350
SENTIDOS = (("menor", "primero el menor"), ("mayor", "primero el mayor"))
ROTULOS = dict(SENTIDOS)
SIN_CAPA = "Elija la capa de hogares para ver sus campos."


class ConstructorDePrioridad(QWidget):
    """Arriba se elige un criterio; la lista se ordena arrastrando; abajo queda escrito.

    Emite `cambio` con cada cambio del texto.
    """

    cambio = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._base: Base | None = None
        self.campo, self.sentido = QComboBox(), QComboBox()
        self.campo.setAccessibleName("Campo")
        self.campo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.campo.setMinimumContentsLength(14)
        for clave, rotulo in SENTIDOS:
            self.sentido.addItem(rotulo, clave)
        self.agregar, self.quitar = QPushButton("Agregar"), QPushButton("Quitar")
        self.lista = QListWidget()
        self.lista.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.lista.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.lista.setFixedHeight(self.lista.fontMetrics().lineSpacing() * FILAS + 3 * AIRE)
        self.lista.setToolTip("Arrastre para cambiar el orden")
        self.texto, self.nota = QLineEdit(), letrero(SIN_CAPA, escala=0.95)
        self.texto.setAccessibleName("Prioridad escrita")
        self._armar()
        self._pausa = QTimer(self)
        self._pausa.setSingleShot(True)
        self._pausa.setInterval(PAUSA_MS)
        self._pausa.timeout.connect(self.leer)
        self.campo.currentIndexChanged.connect(lambda *_: self._previsualizar())
        self.agregar.clicked.connect(self._agregar)
        self.quitar.clicked.connect(self._quitar)
        self.lista.model().rowsMoved.connect(lambda *_: self._de_la_lista())
        self.texto.textChanged.connect(self._al_escribir)

    def poner_base(self, base: Base) -> None:
        """Otra capa de hogares: sus campos numéricos."""
        self._base = base if base.lista else None
        previas = self.campo.blockSignals(True)
        self.campo.clear()
        try:
            for opcion in self._base.opciones() if self._base is not None else ():
                if opcion.tipo == "numero":
                    self.campo.addItem(opcion.rotulo, opcion.nombre)
        except (ErrorDeMetodo, ErrorDeCapa) as error:
            self.nota.setText(str(error))
        self.campo.view().setMinimumWidth(
            min(self.campo.view().sizeHintForColumn(0) + 3 * AIRE, 620)
        )
        self.campo.blockSignals(previas)
        for parte in (self.campo, self.sentido, self.agregar):
            parte.setEnabled(self.campo.count() > 0)
        self.leer()

    def escribir(self, texto: str) -> None:
        """Reemplaza lo escrito."""
        if texto != self.texto.text():
            self.texto.setText(texto)

    def texto_escrito(self) -> str:
        """Lo escrito."""
        return str(self.texto.text())

    def leer(self) -> None:
        """Pone en la lista lo escrito, o dice qué no se entiende."""
        if self._base is None:
            self.nota.setText(SIN_CAPA)
            return
        try:
            escrita = self.texto.text()
            criterios = leer_prioridad(escrita, self._base.contexto(escrita))
            resumenes = [self._base.resumen(c.campo) for c in criterios]
        except (ErrorDeMetodo, ErrorDeCapa) as error:
            self.nota.setText(str(error))
            return
        previas = self.lista.model().blockSignals(True)
        self.lista.clear()
        self.lista.model().blockSignals(previas)
        for criterio, resumen in zip(criterios, resumenes):
            item = QListWidgetItem(f"{criterio.campo}, {ROTULOS[criterio.primero]}  ·  {resumen}")
            item.setData(Qt.ItemDataRole.UserRole, (criterio.campo, criterio.primero))
            self.lista.addItem(item)
        self.lista.reset()
        self.nota.setText(
            "Si hay empate en el primero, decide el segundo, y así; al final, el sorteo."
            if len(criterios) > 1 else "Si hay empate, decide el sorteo: agregue otro criterio."
        )  # fmt: skip

    def criterios(self) -> list[Criterio]:
        """Los de la lista, en su orden."""
        datos = (
            self.lista.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.lista.count())
        )
        return [Criterio(campo, sentido, False) for campo, sentido in datos]

    def _armar(self) -> None:
        eleccion, cuerpo = QHBoxLayout(), QHBoxLayout()
        eleccion.addWidget(self.campo, 1)
        eleccion.addWidget(self.sentido)
        eleccion.addWidget(self.agregar)
        cuerpo.addWidget(self.lista, 1)
        cuerpo.addWidget(self.quitar, 0, Qt.AlignmentFlag.AlignTop)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(AIRE // 2)
        caja.addLayout(eleccion)
        caja.addLayout(cuerpo)
        caja.addWidget(self.texto)
        caja.addWidget(self.nota)

    def _agregar(self) -> None:
        campo, sentido = self.campo.currentData(), self.sentido.currentData()
        otros = [c for c in self.criterios() if c.campo != campo]
        self.escribir(escribir_prioridad([*otros, Criterio(campo, sentido, False)]))
        self.leer()

    def _quitar(self) -> None:
        cual = self.lista.currentRow()
        quedan = [c for i, c in enumerate(self.criterios()) if i != cual]
        self.escribir(escribir_prioridad(quedan))
        self.leer()

    def _de_la_lista(self) -> None:
        self.escribir(escribir_prioridad(self.criterios()))

    def _previsualizar(self) -> None:
        if self._base is not None and self.campo.currentData():
            try:
                dicho = self._base.resumen(self.campo.currentData())
            except (ErrorDeMetodo, ErrorDeCapa) as error:
                dicho = str(error)
            self.nota.setText(f"{self.campo.currentData()}: {dicho}.")

    def _al_escribir(self) -> None:
        self._pausa.start()
        self.cambio.emit()
