"""La ventana del asistente: a la izquierda, las variables y su columna; a la derecha, códigos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.columna import Columna
from ..metodos.recodificacion import recetas
from ..metodos.recodificacion.receta import Variable
from .modelo import NO_APLICA, SIN_DATO, SIN_DECIR, Emparejamiento

LLAVES = 3
ANCHO_DE_COLUMNA = 190
NO_LA_TRAE = "— no la trae —"
ESPECIALES = (
    (SIN_DECIR, "— sin decir —"),
    (NO_APLICA, "No se le preguntó"),
    (SIN_DATO, "Sin dato"),
)
PARTES = ("encuesta_propia", "sisben_iv", "ecv")


class Ventana(QDialog):
    """El asistente. `leer` da los valores de una columna de la base, por su nombre."""

    def __init__(
        self, columnas: Sequence[str], leer: Callable[[str], Columna], padre: QWidget | None = None
    ) -> None:
        super().__init__(padre)
        self.setWindowTitle("Emparejar columnas y códigos")
        self.resize(980, 600)
        self._columnas, self._leer = list(columnas), leer
        self._leidas: dict[str, Columna] = {}
        self.parte = QComboBox()
        for id_ in PARTES:
            self.parte.addItem(recetas.del_kit(id_).nombre, id_)
        self.nombre = QLineEdit("Mi encuesta")
        self.variables = _tabla(("Variable", "Columna de su base"), 0)
        self.codigos = _tabla(("Código", "Filas", "Qué quiere decir"), 2)
        self.cual = QLabel()
        self.resumen = QLabel()
        self.resumen.setWordWrap(True)
        self._armar()
        self.parte.currentIndexChanged.connect(lambda _: self._empezar())
        self.variables.currentCellChanged.connect(lambda *_: self._mostrar_codigos())
        self._empezar()

    def documento(self) -> dict[str, Any]:
        """La receta propia que se armó."""
        return self.hecho.documento(self.nombre.text().strip() or "Receta propia")

    def accept(self) -> None:
        """Comprueba la receta antes de cerrar."""
        try:
            recetas.de_documento(self.documento())
        except ErrorDeMetodo as error:
            QMessageBox.warning(self, self.windowTitle(), str(error))
            return
        super().accept()

    def _armar(self) -> None:
        forma = QFormLayout()
        forma.addRow("Reglas de", self.parte)
        forma.addRow("Nombre de la receta", self.nombre)
        derecha = QWidget()
        apilada = QVBoxLayout(derecha)
        apilada.setContentsMargins(0, 0, 0, 0)
        apilada.addWidget(self.cual)
        apilada.addWidget(self.codigos)
        partida = QSplitter(Qt.Orientation.Horizontal)
        partida.addWidget(self.variables)
        partida.addWidget(derecha)
        partida.setSizes([560, 420])
        botones = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        botones.button(QDialogButtonBox.StandardButton.Ok).setText("Usar esta receta")
        botones.button(QDialogButtonBox.StandardButton.Cancel).setText("Cancelar")
        botones.accepted.connect(self.accept)
        botones.rejected.connect(self.reject)
        todo = QVBoxLayout(self)
        todo.addLayout(forma)
        todo.addWidget(partida, 1)
        todo.addWidget(self.resumen)
        todo.addWidget(botones)

    def _empezar(self) -> None:
        self.hecho = Emparejamiento(recetas.del_kit(self.parte.currentData()), self._columnas)
        self.hecho.proponer()
        for variable in self.hecho.variables:
            self._proponer_codigos(variable)
        self._llenar()

    def _proponer_codigos(self, variable: Variable) -> None:
        columna = self.hecho.columnas.get(variable.id)
        if columna and not variable.es_numero:
            self.hecho.proponer_codigos(variable, self._valores(columna))

    def _valores(self, columna: str) -> Columna:
        if columna not in self._leidas:
            self._leidas[columna] = self._leer(columna)
        return self._leidas[columna]

    def _llenar(self) -> None:
        hecho, tabla = self.hecho, self.variables
        filas = LLAVES + 1 + len(hecho.variables)
        tabla.setRowCount(filas)
        for i in range(LLAVES):
            puesta = hecho.hogar[i] if i < len(hecho.hogar) else ""
            self._fila(i, f"Llave del hogar, parte {i + 1}", puesta, self._poner_llaves)
        self._fila(LLAVES, "Número de la persona en su hogar", hecho.persona, self._poner_persona)
        for i, variable in enumerate(hecho.variables, start=LLAVES + 1):
            puesta = hecho.columnas.get(variable.id, "")

            def poner(escrita: str, suya: Variable = variable) -> None:
                self._poner_columna(suya, escrita)

            self._fila(i, variable.etiqueta, puesta, poner)
        tabla.setCurrentCell(LLAVES + 1, 0)
        self._mostrar_codigos()

    def _fila(self, fila: int, rotulo: str, puesta: str, poner: Callable[[str], None]) -> None:
        celda = QTableWidgetItem(rotulo)
        celda.setToolTip(rotulo)
        self.variables.setItem(fila, 0, celda)
        lista = QComboBox()
        lista.setMinimumWidth(ANCHO_DE_COLUMNA)
        lista.addItem(NO_LA_TRAE, "")
        for columna in self._columnas:
            lista.addItem(columna, columna)
        lista.setCurrentIndex(max(0, lista.findData(puesta)))

        def elegir(_: int) -> None:
            self.variables.setCurrentCell(fila, 0)
            poner(str(lista.currentData()))
            self._mostrar_codigos()

        lista.currentIndexChanged.connect(elegir)
        self.variables.setCellWidget(fila, 1, lista)

    def _poner_llaves(self, _: str) -> None:
        celdas = (self.variables.cellWidget(i, 1) for i in range(LLAVES))
        elegidas = (str(lista.currentData()) for lista in celdas if isinstance(lista, QComboBox))
        self.hecho.hogar = [columna for columna in elegidas if columna]

    def _poner_persona(self, columna: str) -> None:
        self.hecho.persona = columna

    def _poner_columna(self, variable: Variable, columna: str) -> None:
        self.hecho.columnas.pop(variable.id, None)
        self.hecho.codigos.pop(variable.id, None)
        if columna:
            self.hecho.columnas[variable.id] = columna
            self._proponer_codigos(variable)

    def _elegida(self) -> Variable | None:
        fila = self.variables.currentRow() - LLAVES - 1
        return self.hecho.variables[fila] if 0 <= fila < len(self.hecho.variables) else None

    def _mostrar_codigos(self) -> None:
        self._resumir()
        variable = self._elegida()
        columna = "" if variable is None else self.hecho.columnas.get(variable.id, "")
        if variable is None or not columna or variable.es_numero:
            self.codigos.setRowCount(0)
            es_numero = variable is not None and bool(columna) and variable.es_numero
            self.cual.setText("Es un número: no lleva códigos." if es_numero else "")
            return
        self.cual.setText(f"{variable.etiqueta}: «{columna}»")
        veces = self.hecho.contar(self._valores(columna))
        self.codigos.setRowCount(len(veces))
        for i, (propio, n) in enumerate(veces.items()):
            self.codigos.setItem(i, 0, QTableWidgetItem(propio))
            cuantas = QTableWidgetItem(f"{n:,}".replace(",", "."))
            cuantas.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.codigos.setItem(i, 1, cuantas)
            self.codigos.setCellWidget(i, 2, self._lista_de_categorias(variable, propio))

    def _lista_de_categorias(self, variable: Variable, propio: str) -> QComboBox:
        lista = QComboBox()
        for clave, dice in ESPECIALES:
            lista.addItem(dice, clave)
        for categoria in variable.categorias:
            lista.addItem(variable.etiquetas.get(categoria, categoria), categoria)
        puesta = self.hecho.codigos.get(variable.id, {}).get(propio, SIN_DECIR)
        lista.setCurrentIndex(max(0, lista.findData(puesta)))

        def poner(_: int) -> None:
            self.hecho.codigos.setdefault(variable.id, {})[propio] = str(lista.currentData())
            self._resumir()

        lista.currentIndexChanged.connect(poner)
        return lista

    def _resumir(self) -> None:
        hecho = self.hecho
        con = len(hecho.variables) - len(hecho.sin_columna())
        sin_decir = {v.etiqueta: n for v in hecho.variables if (n := hecho.por_decir(v))}
        partes = [f"{con} de {len(hecho.variables)} variables tienen columna."]
        if not hecho.hogar:
            partes.append("Falta decir qué columnas identifican el hogar.")
        if sin_decir:
            dichas = "; ".join(f"{e} ({n})" for e, n in sin_decir.items())
            partes.append(f"Códigos sin decir, que valdrán sin dato: {dichas}.")
        if con < len(hecho.variables):
            partes.append("Lo que dependa de las que faltan queda sin decidir.")
        self.resumen.setText(" ".join(partes))


def _tabla(titulos: tuple[str, ...], ancha: int) -> QTableWidget:
    """Una tabla que solo se lee; `ancha`: la columna que toma el espacio que sobra."""
    tabla = QTableWidget(0, len(titulos))
    tabla.setHorizontalHeaderLabels(list(titulos))
    tabla.verticalHeader().setVisible(False)
    tabla.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    tabla.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    ancho = tabla.horizontalHeader()
    for i in range(len(titulos)):
        ancho.setSectionResizeMode(i, QHeaderView.ResizeMode.ResizeToContents)
    ancho.setSectionResizeMode(ancha, QHeaderView.ResizeMode.Stretch)
    return tabla
