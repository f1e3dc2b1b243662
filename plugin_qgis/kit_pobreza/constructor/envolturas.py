"""Los constructores en el diálogo de Processing; por lotes y en un modelo, la casilla de texto."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import WidgetWrapper, WidgetWrapperFactory
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QLabel

from ..algoritmos.instrumentos import PARAMETRO
from .base import HOGARES, Base
from .prioridad import ConstructorDePrioridad
from .reglas import Constructor

MUEVEN = (HOGARES, PARAMETRO.nombre)
# Los diálogos donde un parámetro puede venir de otro paso o de una tabla.
DE_QGIS = ("BatchAlgorithmDialog", "ModelerParametersDialog")


class Propia(WidgetWrapper):
    """Una casilla propia en el diálogo; por lotes o en un modelo, la de QGIS para ese parámetro."""

    def __new__(cls, param: Any, dialog: Any, row: int = 0, col: int = 0, **resto: Any) -> Any:
        """La propia, o la de QGIS."""
        if type(dialog).__name__ not in DE_QGIS:
            return super().__new__(cls, param, dialog, row, col, **resto)
        metadatos = param.metadata()
        param.setMetadata({})
        try:
            return WidgetWrapperFactory.create_wrapper(param, dialog, row, col)
        finally:
            param.setMetadata(metadatos)


class ArchivoOCapa(Propia):
    """Un archivo que se puede cambiar por una capa: su rótulo no dice «[opcional]»."""

    def createLabel(self) -> Any:
        """El rótulo solo."""
        return QLabel(self.parameterDefinition().description())

    def createWidget(self, **_resto: Any) -> Any:
        """El selector de archivos de QGIS."""
        casilla = QgsFileWidget()
        casilla.setFilter(self.parameterDefinition().fileFilter())
        casilla.fileChanged.connect(lambda *_: self.widgetValueHasChanged.emit(self))
        return casilla

    def setValue(self, value: Any) -> None:
        """La ruta."""
        self.widget.setFilePath("" if value is None else str(value))

    def value(self) -> str:
        """La ruta."""
        return str(self.widget.filePath())


class Armado(Propia):
    """El valor del parámetro es el texto; el constructor lo escribe y lo muestra."""

    CLASE: Any = Constructor

    def createWidget(self, **_resto: Any) -> Any:
        """El constructor vacío."""
        self._otros: dict[str, Any] = {}
        armado = self.CLASE()
        armado.cambio.connect(lambda: self.widgetValueHasChanged.emit(self))
        return armado

    def postInitialize(self, wrappers: Any) -> None:
        """Sigue a la capa de hogares que se elija."""
        propios = {w.parameterDefinition().name(): w for w in wrappers}
        self._otros = {n: propios[n] for n in MUEVEN if n in propios}
        for otro in self._otros.values():
            otro.widgetValueHasChanged.connect(self._otra_base)
        self._otra_base()

    def setValue(self, value: Any) -> None:
        """Lo escrito."""
        self.widget.escribir("" if value is None else str(value))

    def value(self) -> str:
        """Lo escrito."""
        return str(self.widget.texto_escrito())

    def _otra_base(self, *_quien: Any) -> None:
        valores = {n: otro.parameterValue() for n, otro in self._otros.items()}
        self.widget.poner_base(Base(self.dialog.algorithm(), valores))


class ArmarReglas(Armado):
    """Las reglas."""

    CLASE = Constructor


class ArmarPrioridad(Armado):
    """La prioridad."""

    CLASE = ConstructorDePrioridad
