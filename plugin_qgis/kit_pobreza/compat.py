"""Las diferencias entre QGIS 3.22 y QGIS 4 (Qt 6), en un solo sitio."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsField
from qgis.PyQt import QtGui, QtWidgets
from qgis.PyQt.QtCore import QMetaType, QVariant

from .metodos.hogares.columna import escribir

# Qt 6 mudó QAction de QtWidgets a QtGui.
QAction = getattr(QtGui, "QAction", None) or QtWidgets.QAction

# Desde 3.38 un QgsField se crea con QMetaType; antes, con QVariant.
_CON_QMETATYPE = Qgis.QGIS_VERSION_INT >= 33800
_TIPOS = {
    "entero": ("LongLong", "LongLong", 18, 0),
    "real": ("Double", "Double", 20, 8),
    "texto": ("QString", "String", 0, 0),  # sin tope: una razón puede ser larga
}


# QMetaType.QString y QVariant.String son el mismo número en Qt 5 y en Qt 6.
_TEXTO = 10


def campo(nombre: str, tipo: str, alias: str = "") -> QgsField:
    """Un campo «entero», «real» o «texto»."""
    meta, variante, largo, decimales = _TIPOS[tipo]
    enumeracion = QMetaType.Type if _CON_QMETATYPE else QVariant.Type
    clase = getattr(enumeracion, meta if _CON_QMETATYPE else variante, None)
    if clase is None:  # PyQt5 5.15 no expone todos los nombres bajo la enumeración
        clase = getattr(QVariant, variante)
    creado = QgsField(nombre, clase, "", largo, decimales)
    creado.setAlias(alias)
    return creado


def es_texto(descrito: QgsField) -> bool:
    """Si el campo guarda textos; el tipo es un entero en Qt 5 y una enumeración en Qt 6."""
    tipo = descrito.type()
    return int(getattr(tipo, "value", tipo)) == _TEXTO


def es_nulo(valor: Any) -> bool:
    """Si un atributo viene sin dato: None, o el QVariant nulo de PyQt5, que no es None."""
    return valor is None or (isinstance(valor, QVariant) and valor.isNull())


def texto_de(valor: Any) -> str:
    """Un atributo como se compara un código: texto sin espacios de más; «» sin dato."""
    return "" if es_nulo(valor) else escribir(valor).strip()
