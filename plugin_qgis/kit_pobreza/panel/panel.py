"""El panel «Kit contra la pobreza»: los cuatro pasos con las mismas órdenes de Processing."""

from __future__ import annotations

import math
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGroupBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..memoria import MEMORIA
from ..metodos.privaciones import Metodo
from .deslizadores import Deslizadores
from .explorador import Explorador
from .pasos import CADENA, PASOS, resumir, siguiente
from .recuerdo import guardar, recuperar

TITULO = "Kit contra la pobreza"
ANCHO = 340
MEDIR = "incidencia_privaciones"


class Panel(QgsDockWidget):
    """Guía los pasos, recuerda lo elegido y dice el siguiente."""

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(TITULO, padre)
        self.setObjectName("KitPobrezaPanel")
        self._explorador: Explorador | None = None
        self._explorada = ""
        self._dialogos: list[Any] = []
        self._estados: list[QLabel] = []
        self.siguiente = _letrero("", negrita=True)
        contenido = QWidget()
        caja = QVBoxLayout(contenido)
        caja.addWidget(self.siguiente)
        for paso in PASOS:
            caja.addWidget(self._caja_de(paso))
        caja.addWidget(self._caja_de_exploracion())
        caja.addStretch(1)
        marco = QScrollArea()
        marco.setWidgetResizable(True)
        marco.setFrameShape(QFrame.Shape.NoFrame)
        marco.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        marco.setWidget(contenido)
        self.setWidget(marco)
        self.setMinimumWidth(ANCHO)
        MEMORIA.cambio.connect(self._al_cambiar)
        QgsProject.instance().readProject.connect(self._al_abrir)
        recuperar()
        self.actualizar()

    def cerrar(self) -> None:
        """Suelta las conexiones y los diálogos; no toca las capas del proyecto."""
        MEMORIA.cambio.disconnect(self._al_cambiar)
        QgsProject.instance().readProject.disconnect(self._al_abrir)
        for dialogo in self._dialogos:
            if not sip.isdeleted(dialogo):  # el usuario ya lo cerró
                dialogo.close()
        self._dialogos.clear()
        self._explorador = None

    def actualizar(self) -> None:
        """Pone el estado de cada paso y el siguiente."""
        hechos = {a for paso in PASOS for a in paso.algoritmos if MEMORIA.recuentos(a)}
        self.siguiente.setText(siguiente(hechos))
        for paso, estado in zip(PASOS, self._estados):
            resumen = resumir(paso, MEMORIA.recuentos(paso.principal))
            estado.setText(f"✓ {resumen}" if resumen else "Pendiente")
        disponible = MEMORIA.exploracion(MEMORIA.capa(MEDIR)) is not None
        self.exploracion.setEnabled(disponible)
        if not disponible:
            self.lectura.setText("Mida la incidencia (paso 2) para mover k y los pesos.")
        elif self._explorada != MEMORIA.capa(MEDIR):
            self.lectura.setText(
                "Mueva k: aparece una capa «Exploración» que responde al instante."
            )

    def valores_para(self, algoritmo: str) -> dict[str, Any]:
        """Con qué se abre un algoritmo: lo último que se eligió y lo que dejó el paso anterior."""
        valores = MEMORIA.parametros(algoritmo)
        proyecto = QgsProject.instance()
        for parametro, de in CADENA.get(algoritmo, {}).items():
            if proyecto.mapLayer(MEMORIA.capa(de)) is not None:
                valores[parametro] = MEMORIA.capa(de)
        return valores

    def abrir(self, algoritmo: str) -> Any:
        """Abre el diálogo de Processing del algoritmo, con lo recordado; no detiene a QGIS."""
        from qgis import processing  # noqa: PLC0415 - QGIS lo carga después que a los complementos

        dialogo = processing.createAlgorithmDialog(
            f"kit_pobreza:{algoritmo}", self.valores_para(algoritmo)
        )
        self._dialogos = [d for d in self._dialogos if not sip.isdeleted(d)]
        self._dialogos.append(dialogo)
        dialogo.show()
        return dialogo

    def explorar(self, metodo: Metodo) -> None:
        """Muestra el mapa con otro k u otros pesos."""
        capa_id = MEMORIA.capa(MEDIR)
        exploracion = MEMORIA.exploracion(capa_id)
        origen = QgsProject.instance().mapLayer(capa_id)
        if exploracion is None or origen is None:
            return
        vigente = self._explorador is not None and self._explorador.viva()
        if not vigente or self._explorada != capa_id:
            self._explorador = Explorador(origen, exploracion)
            self._explorada = capa_id
        medida = self._explorador.mostrar(metodo)
        if exploracion.todo_oculto:
            self.lectura.setText("Hay menos hogares que el mínimo: no se muestra nada.")
            return
        total = medida.total()
        self.lectura.setText(
            f"H = {_coma(total.incidencia[0])}; A = {_coma(total.intensidad[0])}; "
            f"M0 = {_coma(total.m0[0])} (en {exploracion.unidad})"
        )

    def _caja_de(self, paso: Any) -> QGroupBox:
        grupo = QGroupBox(paso.titulo)
        caja = QVBoxLayout(grupo)
        caja.addWidget(_letrero(paso.texto))
        for algoritmo in paso.algoritmos:
            declarado = QgsApplication.processingRegistry().algorithmById(
                f"kit_pobreza:{algoritmo}"
            )
            boton = QPushButton(f"{declarado.displayName()}…")
            boton.setToolTip(declarado.shortDescription())
            boton.setObjectName(algoritmo)
            boton.clicked.connect(lambda _=False, cual=algoritmo: self.abrir(cual))
            caja.addWidget(boton)
        estado = _letrero("Pendiente")
        self._estados.append(estado)
        caja.addWidget(estado)
        return grupo

    def _caja_de_exploracion(self) -> QGroupBox:
        self.exploracion = QGroupBox("Mover k y los pesos")
        caja = QVBoxLayout(self.exploracion)
        self.lectura = _letrero("")
        self.deslizadores = Deslizadores()
        self.deslizadores.cambio.connect(self.explorar)
        caja.addWidget(self.lectura)
        caja.addWidget(self.deslizadores)
        return self.exploracion

    def _al_cambiar(self, _algoritmo: str) -> None:
        guardar()
        self.actualizar()

    def _al_abrir(self) -> None:
        recuperar()
        self.actualizar()


def _letrero(texto: str, *, negrita: bool = False) -> QLabel:
    letrero = QLabel(texto)
    letrero.setWordWrap(True)
    if negrita:
        fuente = letrero.font()
        fuente.setBold(True)
        letrero.setFont(fuente)
    return letrero


def _coma(valor: float) -> str:
    return "sin dato" if math.isnan(valor) else f"{valor:.3f}".replace(".", ",")
