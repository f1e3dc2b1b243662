"""El constructor de reglas: se elige, se ve cuántos cumplen y queda escrito en la gramática."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase, QTextCursor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..errores import ErrorDeCapa
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.reglas import armar, comparaciones_de, leer_regla, unir
from ..panel.aspecto import AIRE, letrero
from .archivo import abrir_texto, guardar_texto
from .base import VALORES_MAXIMOS, Base, Opcion
from .valores import Elegidos

RENGLONES = 5
PAUSA_MS = 350
SIN_CAPA = "Elija la capa de hogares para ver sus campos y cuántos cumplen."
SE_PUEDE_DECIR = (ErrorDeMetodo, ErrorDeCapa)


class Constructor(QWidget):
    """Arriba se arma una condición; abajo está lo escrito, con los hogares que cumple cada regla.

    Emite `cambio` con cada cambio del texto.
    """

    cambio = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._base: Base | None = None
        self._opciones: dict[str, Opcion] = {}
        self.campo, self.comparacion, self.valores = QComboBox(), QComboBox(), Elegidos()
        self.campo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.campo.setMinimumContentsLength(14)
        self.campo.setAccessibleName("Campo")
        self.comparacion.setAccessibleName("Comparación")
        self.vista = letrero(escala=0.95)
        self.nueva = QPushButton("Agregar regla")
        self.nueva.setToolTip("Basta con cumplir una regla para entrar")
        self.ademas, self.tambien = QPushButton("… y además"), QPushButton("… o también")
        self.ademas.setToolTip("En la regla donde está el cursor: se deben cumplir las dos")
        self.tambien.setToolTip("En la regla donde está el cursor: basta con una de las dos")
        self.salvo = QPushButton("Excluir")
        self.salvo.setToolTip("Una regla de salida: quien la cumple no entra («salvo»)")
        self.texto = QPlainTextEdit()
        self.texto.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.texto.setAccessibleName("Reglas escritas, una por renglón")
        alto = self.texto.fontMetrics().lineSpacing() * RENGLONES + 2 * AIRE
        self.texto.setFixedHeight(alto)
        self.recuento = letrero(SIN_CAPA, escala=0.95)
        self.abrir, self.guardar = QPushButton("Abrir…"), QPushButton("Guardar…")
        self._armar()
        self._pausa = QTimer(self)
        self._pausa.setSingleShot(True)
        self._pausa.setInterval(PAUSA_MS)
        self._pausa.timeout.connect(self.contar)
        self.campo.currentIndexChanged.connect(lambda *_: self._otro_campo())
        self.comparacion.currentIndexChanged.connect(lambda *_: self._otra_comparacion())
        self.valores.cambio.connect(self._previsualizar)
        self.nueva.clicked.connect(lambda: self._agregar(""))
        self.salvo.clicked.connect(lambda: self._agregar("salvo "))
        self.ademas.clicked.connect(lambda: self._unir("y"))
        self.tambien.clicked.connect(lambda: self._unir("o"))
        self.texto.textChanged.connect(self._al_escribir)
        self.abrir.clicked.connect(self._abrir)
        self.guardar.clicked.connect(lambda: guardar_texto(self, self.texto.toPlainText()))
        self._habilitar()

    def poner_base(self, base: Base) -> None:
        """Otra capa de hogares: sus campos y sus recuentos."""
        self._base = base if base.lista else None
        self._opciones = {}
        if self._base is not None:
            self._intentar(self._llenar_campos, self.recuento)
        previas = self.campo.blockSignals(True)
        antes = self.campo.currentData()
        self.campo.clear()
        for opcion in self._opciones.values():
            self.campo.addItem(opcion.rotulo, opcion.nombre)
        self.campo.view().setMinimumWidth(
            min(self.campo.view().sizeHintForColumn(0) + 3 * AIRE, 620)
        )
        self.campo.setCurrentIndex(max(0, self.campo.findData(antes)))
        self.campo.blockSignals(previas)
        self._habilitar()
        self._otro_campo()
        self.contar()

    def escribir(self, texto: str) -> None:
        """Reemplaza lo escrito."""
        if texto != self.texto.toPlainText():
            self.texto.setPlainText(texto)

    def texto_escrito(self) -> str:
        """Lo escrito."""
        return str(self.texto.toPlainText())

    def contar(self) -> None:
        """Dice cuántos hogares cumplen cada regla, o qué no se entiende y dónde."""
        if self._base is None or not self._opciones:
            if self._base is None:
                self.recuento.setText(SIN_CAPA)
            return
        self._intentar(self._contar, self.recuento)

    def condicion(self) -> str:
        """La condición que se está armando; ErrorDeMetodo si le falta algo."""
        campo = self.campo.currentData()
        if not campo:
            raise ErrorDeMetodo("no hay campo elegido", que_hacer="elija la capa de hogares")
        tipo = self._opciones[campo].tipo
        return armar(campo, self.comparacion.currentData(), self.valores.textos(), tipo)

    def _armar(self) -> None:
        eleccion = QGridLayout()
        eleccion.setHorizontalSpacing(AIRE // 2)
        for columna, (parte, peso) in enumerate(
            ((self.campo, 4), (self.comparacion, 0), (self.valores, 4))
        ):
            eleccion.addWidget(parte, 0, columna)
            eleccion.setColumnStretch(columna, peso)
        acciones, de_archivo = QHBoxLayout(), QHBoxLayout()
        for boton in (self.nueva, self.ademas, self.tambien, self.salvo):
            acciones.addWidget(boton)
        acciones.addStretch(1)
        de_archivo.addStretch(1)
        for boton in (self.abrir, self.guardar):
            de_archivo.addWidget(boton)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(AIRE // 2)
        caja.addLayout(eleccion)
        caja.addWidget(self.vista)
        caja.addLayout(acciones)
        caja.addWidget(self.texto)
        caja.addWidget(self.recuento)
        caja.addLayout(de_archivo)

    def _habilitar(self) -> None:
        hay = bool(self._opciones)
        for parte in (self.campo, self.comparacion, self.valores, self.nueva, self.ademas,
                      self.tambien, self.salvo):  # fmt: skip
            parte.setEnabled(hay)

    def _llenar_campos(self) -> str:
        base = self._exigir_base()
        self._opciones = {opcion.nombre: opcion for opcion in base.opciones()}
        return ""

    def _otro_campo(self) -> None:
        """Las comparaciones y los valores del campo elegido."""
        campo = self.campo.currentData()
        if not campo or self._base is None:
            self.vista.setText("")
            return
        tipo = self._opciones[campo].tipo
        antes = self.comparacion.currentData()
        previas = self.comparacion.blockSignals(True)
        self.comparacion.clear()
        for comparacion in comparaciones_de(tipo):
            self.comparacion.addItem(comparacion.rotulo, comparacion.id)
        self.comparacion.setCurrentIndex(max(0, self.comparacion.findData(antes)))
        self.comparacion.blockSignals(previas)
        self._intentar(self._poner_valores, self.vista)
        self._otra_comparacion()

    def _poner_valores(self) -> str:
        distintos = self._exigir_base().distintos(self.campo.currentData())
        self.valores.poner(distintos, de_lista=len(distintos) <= VALORES_MAXIMOS)
        return ""

    def _otra_comparacion(self) -> None:
        elegida = next(
            (c for c in comparaciones_de(None) if c.id == self.comparacion.currentData()), None
        )
        if elegida is not None:
            self.valores.pedir(elegida)
        self._previsualizar()

    def _previsualizar(self) -> None:
        """Cuántos cumplen la condición que se está armando."""
        if self._base is None or not self.valores.textos():
            self.vista.setText("Elija un valor para ver cuántos hogares cumplen.")
            return
        self._intentar(self._vista, self.vista)

    def _vista(self) -> str:
        base, escrita = self._exigir_base(), self.condicion()
        regla = leer_regla(escrita, base.contexto(escrita))
        return f"«{escrita}»: {base.contar_condicion(regla.condicion).texto}."

    def _contar(self) -> str:
        if not self.texto.toPlainText().strip():
            return "Todavía no hay reglas."
        cada_una, todas = self._exigir_base().contar(self.texto.toPlainText())
        renglones = (
            [f"{_corto(c.nombre)}: {c.texto}" for c in cada_una] if len(cada_una) > 1 else []
        )
        return "\n".join([*renglones, f"{todas.nombre}: {todas.texto}."])

    def _agregar(self, antes: str) -> None:
        def hacer() -> str:
            escrito = self.texto.toPlainText().rstrip()
            self.escribir(f"{escrito}\n{antes}{self.condicion()}" if escrito else
                          f"{antes}{self.condicion()}")  # fmt: skip
            self.texto.moveCursor(QTextCursor.MoveOperation.End)
            return str(self.vista.text())

        self._intentar(hacer, self.vista)

    def _unir(self, union: Any) -> None:
        def hacer() -> str:
            base, renglones = self._exigir_base(), self.texto.toPlainText().split("\n")
            donde = self.texto.textCursor().blockNumber()
            if not renglones[donde].strip():
                raise ErrorDeMetodo(
                    "el cursor no está en una regla", que_hacer="póngalo en la que quiere completar"
                )
            nueva = self.condicion()
            contexto = base.contexto(f"{renglones[donde]} {nueva}")
            renglones[donde] = unir(renglones[donde], nueva, union, contexto)
            self.escribir("\n".join(renglones))
            self._ir_al_renglon(donde)
            return str(self.vista.text())

        self._intentar(hacer, self.vista)

    def _ir_al_renglon(self, cual: int) -> None:
        cursor = self.texto.textCursor()
        cursor.setPosition(self.texto.document().findBlockByNumber(cual).position())
        self.texto.setTextCursor(cursor)

    def _abrir(self) -> None:
        abierto = abrir_texto(self)
        if abierto is not None:
            self.escribir(abierto)

    def _al_escribir(self) -> None:
        self._pausa.start()
        self.cambio.emit()

    def _exigir_base(self) -> Base:
        if self._base is None:
            raise ErrorDeCapa("no hay capa de hogares", que_hacer="elíjala arriba")
        return self._base

    @staticmethod
    def _intentar(hacer: Callable[[], str], donde: Any) -> None:
        """Escribe lo que dé, o el error con lo que hay que hacer."""
        try:
            donde.setText(hacer())
        except SE_PUEDE_DECIR as error:
            donde.setText(str(error))


def _corto(nombre: str, letras: int = 48) -> str:
    return nombre if len(nombre) <= letras else f"{nombre[: letras - 1]}…"
