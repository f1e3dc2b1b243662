"""Donde se eligen los valores de una condición: de los que trae la base, o escritos."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from ..metodos.hogares.reglas import Comparacion
from ..numeros import escrito

Distintos = Sequence[tuple[str, int]]
ANCHO_MINIMO = 120
VARIOS, UNO, DOS = "varios", "uno", "dos"


class Elegidos(QStackedWidget):
    """Los valores según la comparación: varios con casillas, uno, o dos extremos.

    Cada valor de la base va con sus hogares. Emite `cambio` cuando se elige otro.
    """

    cambio = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._llenando = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._casillas = QgsCheckableComboBox()
        self._casillas.setDefaultText("Elija uno o varios")
        self._casillas.setSeparator("; ")
        # `checkedItemsChanged` no avisa de lo que se marca con el teclado o desde el código.
        self._casillas.model().dataChanged.connect(lambda *_: self._avisar())
        self._escrito = self._escribible("Uno o varios, con punto y coma")
        self._uno = self._escribible("Elija o escriba")
        self._desde, self._hasta = self._escribible("desde"), self._escribible("hasta")
        dos = QWidget()
        fila = QHBoxLayout(dos)
        fila.setContentsMargins(0, 0, 0, 0)
        for parte in (self._desde, QLabel("y"), self._hasta):
            fila.addWidget(parte)
        self._paginas = {"casillas": self._casillas, "escrito": self._escrito, UNO: self._uno,
                         DOS: dos}  # fmt: skip
        for pagina in self._paginas.values():
            self.addWidget(pagina)
        self._de_lista = True

    def poner(self, distintos: Distintos, *, de_lista: bool) -> None:
        """Los valores de otro campo; `de_lista`: si caben para elegirlos con casillas."""
        self._de_lista = de_lista
        ofrecidos = distintos if de_lista else ()
        self._llenando = True
        self._casillas.clear()
        for valor, hogares in ofrecidos:
            dicho = f"{valor}  ·  {escrito(hogares)} hogares"
            self._casillas.addItemWithCheckState(dicho, Qt.CheckState.Unchecked, valor)
        self._llenando = False
        for caja in (self._escrito, self._uno, self._desde, self._hasta):
            previas = caja.blockSignals(True)
            caja.clear()
            for valor, hogares in ofrecidos:
                caja.addItem(f"{valor}  ·  {escrito(hogares)} hogares", valor)
            caja.setCurrentIndex(-1)
            caja.clearEditText()
            caja.blockSignals(previas)

    def pedir(self, comparacion: Comparacion) -> None:
        """Muestra lo que pide esa comparación."""
        de_varios = "casillas" if self._de_lista else "escrito"
        pagina = de_varios if comparacion.valores == VARIOS else comparacion.valores
        self.setCurrentWidget(self._paginas[pagina])

    def textos(self) -> list[str]:
        """Los valores elegidos, como se escriben en la gramática."""
        actual = self.currentWidget()
        if actual is self._casillas:
            return [str(v) for v in self._casillas.checkedItemsData()]
        if actual is self._escrito:
            return [v.strip() for v in _valor(self._escrito).split(";") if v.strip()]
        cajas = (self._uno,) if actual is self._uno else (self._desde, self._hasta)
        return [v for v in map(_valor, cajas) if v]

    def _avisar(self) -> None:
        if not self._llenando:
            self.cambio.emit()

    def _escribible(self, pista: str) -> QComboBox:
        caja = QComboBox()
        caja.setEditable(True)
        caja.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        caja.setMinimumWidth(ANCHO_MINIMO // 2)
        caja.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        caja.lineEdit().setPlaceholderText(pista)
        caja.editTextChanged.connect(lambda *_: self.cambio.emit())
        # Al elegir de la lista queda el valor solo, sin sus hogares: es lo que se puede corregir.
        caja.activated.connect(lambda i, de=caja: de.setEditText(str(de.itemData(i) or "")))
        return caja


def _valor(caja: QComboBox) -> str:
    return str(caja.currentText()).strip()
