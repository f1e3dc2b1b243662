"""El panel «Kit contra la pobreza»: los cuatro pasos con las mismas órdenes de Processing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFrame,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..errores import ErrorDeCapa
from ..memoria import MEMORIA
from ..metodos.metodo import Metodo
from . import practica, vivas
from .aspecto import AIRE, LETRERO, letrero
from .aviso import Aviso
from .cifras import Cifras
from .deslizadores import Deslizadores
from .explorador import Explorador
from .otras import boton_de_otras
from .pasos import CADENA, PASOS, siguiente
from .recuerdo import guardar, recuperar
from .tarjeta import Tarjeta

TITULO = "Kit contra la pobreza"
ANCHO = 340
MEDIR = "incidencia_privaciones"


class Panel(QgsDockWidget):
    """Guía los pasos, recuerda lo elegido y dice el siguiente.

    Emite `llegar` con la capa a la que conviene llevar el mapa. `guardar_proyecto` es la orden de
    QGIS que lo guarda; sin ella no se ofrece.
    """

    llegar = pyqtSignal(object)

    def __init__(
        self, padre: QWidget | None = None, guardar_proyecto: Callable[[], Any] | None = None
    ) -> None:
        super().__init__(TITULO, padre)
        self.setObjectName("KitPobrezaPanel")
        self._guardar_proyecto = guardar_proyecto
        self._explorador: Explorador | None = None
        self._explorada = ""
        self._dialogos: list[Any] = []
        self.siguiente = letrero()
        self.siguiente.setStyleSheet(LETRERO)
        self.tarjetas = [Tarjeta(i, paso, self.abrir) for i, paso in enumerate(PASOS, start=1)]
        contenido = QWidget()
        caja = QVBoxLayout(contenido)
        caja.setContentsMargins(AIRE, AIRE, AIRE, AIRE)
        caja.setSpacing(AIRE)
        caja.addWidget(self.siguiente)
        self.practica = QPushButton("Abrir la base de práctica")
        self.practica.setToolTip("Hogares inventados y sus veredas, para aprender sin datos reales")
        self.practica.clicked.connect(self.abrir_practica)
        caja.addWidget(self.practica)
        self.aviso = Aviso(self.guardar_capas)
        caja.addWidget(self.aviso)
        for tarjeta in self.tarjetas:
            caja.addWidget(tarjeta)
            caja.addWidget(_raya())
        self.otras = boton_de_otras(self.abrir)
        caja.addWidget(self.otras)
        caja.addWidget(_raya())
        caja.addWidget(self._caja_de_exploracion())
        caja.addStretch(1)
        marco = QScrollArea()
        marco.setWidgetResizable(True)
        marco.setFrameShape(QFrame.Shape.NoFrame)
        marco.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        marco.setWidget(contenido)
        self.setWidget(marco)
        # Con la barra de desplazamiento a la vista, nada queda debajo de ella.
        barra = marco.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(ANCHO, contenido.minimumSizeHint().width() + barra))
        MEMORIA.cambio.connect(self._al_cambiar)
        for senal, hacer in self._senales():
            senal.connect(hacer)
        recuperar()
        self.actualizar()

    def cerrar(self) -> None:
        """Suelta las conexiones y los diálogos; no toca las capas del proyecto."""
        # Un recálculo que llegara a media destrucción agregaría una capa y escribiría en un letrero
        # que ya no existe.
        self.deslizadores.detener()
        MEMORIA.cambio.disconnect(self._al_cambiar)
        for senal, hacer in self._senales():
            senal.disconnect(hacer)
        for dialogo in self._dialogos:
            if not sip.isdeleted(dialogo):  # el usuario ya lo cerró
                dialogo.close()
        self._dialogos.clear()
        self._explorador = None

    def actualizar(self) -> None:
        """Pone el estado de cada paso y el siguiente."""
        corridos = {a for paso in PASOS for a in paso.botones if MEMORIA.recuentos(a)}
        hechos = {a for a in corridos if vivas.vive(a)}
        ahora, frase = siguiente(hechos)
        self.siguiente.setText(frase)
        for tarjeta, paso in zip(self.tarjetas, PASOS):
            tarjeta.actualizar(
                lambda a: MEMORIA.recuentos(a) if a in hechos else {}, ahora,
                perdida=paso.principal in corridos - hechos,
            )  # fmt: skip
        self.practica.setVisible(PASOS[0].principal not in hechos)
        self.aviso.mostrar(len(vivas.temporales()))
        exploracion = MEMORIA.exploracion(MEMORIA.capa(MEDIR))
        self.deslizadores.setEnabled(exploracion is not None)
        if exploracion is None:
            self.cifras.vaciar()
            self.lectura.setText(
                "Disponible después de medir la incidencia en esta sesión, en modo interno."
            )
        elif self._explorada != MEMORIA.capa(MEDIR):
            h, a, m0 = map(MEMORIA.recuentos(MEDIR).get, ("h", "a", "m0"))
            self.cifras.mostrar(h, a, m0, exploracion.unidad)
            self.lectura.setText(
                "Mueva k o los pesos: una capa «Exploración» responde al instante, sin releer la "
                "base."
            )

    def valores_para(self, algoritmo: str) -> dict[str, Any]:
        """Con qué se abre un algoritmo: lo último que se eligió y lo que dejó el paso anterior."""
        valores = MEMORIA.parametros(algoritmo)
        proyecto = QgsProject.instance()
        for parametro, origenes in CADENA.get(algoritmo, {}).items():
            capas = (MEMORIA.capa(de) for de in origenes)
            viva = next((c for c in capas if proyecto.mapLayer(c) is not None), "")
            if viva:
                valores[parametro] = viva
        return valores

    def guardar_capas(self) -> None:
        """Pasa las capas temporales a archivos junto al proyecto, que antes pide guardar."""
        if not QgsProject.instance().fileName() and self._guardar_proyecto is not None:
            self._guardar_proyecto()
        if not QgsProject.instance().fileName():
            return
        self._esperando(lambda: vivas.guardar(vivas.temporales()))
        if self._guardar_proyecto is not None:
            self._guardar_proyecto()
        self.actualizar()

    def abrir_practica(self) -> None:
        """Carga la base de práctica y sus territorios, y lleva el mapa a ellos."""
        capa = self._esperando(practica.abrir)
        if capa is not None:
            self.llegar.emit(capa)

    def _esperando(self, hacer: Callable[[], Any]) -> Any:
        """Lo que dé, con el cursor de espera; None si no se pudo, y se dice."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return hacer()
        except ErrorDeCapa as error:
            QApplication.restoreOverrideCursor()
            QMessageBox.warning(self, TITULO, str(error))
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            return None
        finally:
            QApplication.restoreOverrideCursor()

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
        explorador = self._explorador
        if explorador is None or not explorador.viva() or self._explorada != capa_id:
            explorador = self._explorador = Explorador(origen, exploracion)
            self._explorada = capa_id
        total = explorador.mostrar(metodo).total()
        h, a, m0 = (float(v[0]) for v in (total.incidencia, total.intensidad, total.m0))
        self.cifras.mostrar(h, a, m0, exploracion.unidad)
        falta = explorador.sin_reconocer
        self.lectura.setText(
            "Todo el territorio medido, con el k y los pesos de abajo:" if not falta else
            f"{falta} territorios de la capa no son los que se midieron y quedan sin dato: mida "
            "otra vez. Todo lo medido, con el k y los pesos de abajo:"
        )  # fmt: skip

    def _caja_de_exploracion(self) -> QWidget:
        self.exploracion = QWidget()
        caja = QVBoxLayout(self.exploracion)
        caja.setContentsMargins(0, 0, 0, 0)
        self.lectura, self.cifras = letrero(), Cifras()
        self.deslizadores = Deslizadores()
        self.deslizadores.cambio.connect(self.explorar)
        caja.addWidget(letrero("Explorar otro umbral u otros pesos", negrita=True))
        for parte in (self.lectura, self.cifras, self.deslizadores):
            caja.addWidget(parte)
        return self.exploracion

    def _al_cambiar(self, _algoritmo: str) -> None:
        guardar()
        self.actualizar()

    def _al_abrir(self, *_documento: object) -> None:
        recuperar()
        self.actualizar()

    def _al_cerrar(self) -> None:
        """Lo de un proyecto no sirve en otro."""
        self.deslizadores.detener()
        MEMORIA.olvidar()
        self._explorador, self._explorada = None, ""
        self.actualizar()

    def _al_quitar(self, *_capas: object) -> None:
        self.actualizar()

    def _senales(self) -> tuple[tuple[Any, Callable[..., None]], ...]:
        proyecto = QgsProject.instance()
        return (
            (proyecto.readProject, self._al_abrir),
            (proyecto.cleared, self._al_cerrar),
            (proyecto.layersRemoved, self._al_quitar),
            (proyecto.projectSaved, self._al_quitar),
        )


def _raya() -> QFrame:
    raya = QFrame()
    raya.setFrameShape(QFrame.Shape.HLine)
    raya.setFrameShadow(QFrame.Shadow.Sunken)
    return raya
