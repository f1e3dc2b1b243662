"""El parámetro en el diálogo, en lotes y en un modelo: lo emparejado y el botón del asistente."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from processing.gui.wrappers import WidgetWrapper
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QHBoxLayout, QLineEdit, QMessageBox, QPushButton, QWidget

from ..compat import es_nulo
from ..errores import ErrorDeCapa
from ..lectura.archivo import abrir, leer
from ..metodos.hogares.columna import SIN_TEXTO, Columna, escribir
from ..metodos.hogares.personales import contenido_personal, permitida
from .ventana import Ventana

Leer = Callable[[str], Columna]


class Envoltura(WidgetWrapper):
    """Muestra el JSON de la receta propia y abre el asistente con la base que esté elegida."""

    def createWidget(self, **_: Any) -> QWidget:
        """La caja y el botón."""
        caja = QWidget()
        fila = QHBoxLayout(caja)
        fila.setContentsMargins(0, 0, 0, 0)
        self.texto = QLineEdit()
        self.texto.setPlaceholderText("Sin emparejar: valen los nombres de la receta")
        self.boton = QPushButton("Emparejar…")
        self.boton.clicked.connect(lambda _: self._abrir())
        fila.addWidget(self.texto, 1)
        fila.addWidget(self.boton)
        self._otros: dict[str, Any] = {}
        return caja

    def postInitialize(self, envolturas: list[Any]) -> None:
        """Recuerda dónde se elige la base."""
        self._otros = {e.parameterDefinition().name(): e for e in envolturas}

    def setValue(self, valor: Any) -> None:
        """Pone lo emparejado."""
        self.texto.setText("" if valor is None else str(valor))

    def value(self) -> str:
        """Lo emparejado."""
        return str(self.texto.text()).strip()

    def _abrir(self) -> None:
        try:
            columnas, leer_columna = self._base()
        except ErrorDeCapa as error:
            QMessageBox.warning(self.widget, "Emparejar columnas y códigos", str(error))
            return
        ventana = Ventana(columnas, leer_columna, self.widget)
        if ventana.exec():
            self.setValue(json.dumps(ventana.documento(), ensure_ascii=False))

    def _base(self) -> tuple[list[str], Leer]:
        """Las columnas de la base elegida que se pueden usar, y cómo se lee una."""
        ruta = str(self._valor("ARCHIVO") or "")
        if ruta:
            escrito = abrir(ruta)

            def de_archivo(columna: str) -> Columna:
                leida = leer(escrito, [columna], QgsProcessingFeedback())
                return leida.columnas[columna]

            return usables(escrito.nombres), sin_personas(de_archivo)
        capa = self._capa(self._valor("CAPA"))
        if capa is None:
            raise ErrorDeCapa(
                "no hay una base elegida", que_hacer="elija antes el archivo o la capa de personas"
            )
        return usables([c.name() for c in capa.fields()]), sin_personas(
            lambda columna: columna_de(capa, columna)
        )

    def _valor(self, nombre: str) -> Any:
        otra = self._otros.get(nombre)
        return None if otra is None else otra.parameterValue()

    @staticmethod
    def _capa(valor: Any) -> QgsVectorLayer | None:
        if isinstance(valor, QgsProcessingFeatureSourceDefinition):
            valor = valor.source.staticValue()
        if isinstance(valor, QgsVectorLayer):
            return valor
        if not valor:
            return None
        contexto = QgsProcessingContext()
        contexto.setProject(QgsProject.instance())
        capa = QgsProcessingUtils.mapLayerFromString(str(valor), contexto)
        return capa if isinstance(capa, QgsVectorLayer) else None


def usables(nombres: Any) -> list[str]:
    """Las columnas que no son datos personales por su nombre."""
    return [n for n in nombres if permitida(n, nombrada=True).uso != "personal"]


def sin_personas(leer_columna: Leer) -> Leer:
    """La misma lectura; de una columna con datos personales no se muestra ningún valor."""

    def leida(nombre: str) -> Columna:
        columna = leer_columna(nombre)
        if permitida(nombre, nombrada=True).uso == "sisben" or not contenido_personal(columna):
            return columna
        return Columna(nombre, (), np.full(len(columna), SIN_TEXTO, dtype=np.int32))

    return leida


def columna_de(capa: QgsVectorLayer, nombre: str) -> Columna:
    """Los valores de un campo de la capa."""
    pedido = QgsFeatureRequest()
    pedido.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    pedido.setSubsetOfAttributes([nombre], capa.fields())
    lugar = capa.fields().indexOf(nombre)
    valores = (entidad.attribute(lugar) for entidad in capa.getFeatures(pedido))
    return Columna.de_lista(nombre, [None if es_nulo(v) else escribir(v) for v in valores])
