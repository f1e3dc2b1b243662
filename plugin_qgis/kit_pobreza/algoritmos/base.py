"""Lo común a los algoritmos: ficha, parámetros, errores en español, estilo y auditoría."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingUtils,
    QgsProject,
)
from qgis.PyQt.QtGui import QIcon

from .. import auditoria, destinos, salida
from ..auditoria import legible
from ..ayuda import direccion
from ..errores import Cancelado, ErrorDeCapa
from ..lectura import preparar
from ..marcas import uso_de
from ..memoria import MEMORIA
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.auditoria import CON_CLAVE
from ..metodos.publicable.huella import huella_de_entrada
from ..recursos import icono, version
from ..resguardo.anterior import CAMPO_DE_HUELLA
from ..resguardo.clave import Clave
from .ficha import PRIVADO, QUEDA_INTERNA, SI_ES_INTERNA, Ficha, con_parametros, resultado
from .parametros import Numero, Parametro
from .pedido import Pedido

__all__ = [
    "AUDITORIA",
    "PRIVADO",
    "QUEDA_INTERNA",
    "SI_ES_INTERNA",
    "AlgoritmoKit",
    "Ficha",
    "sin_conteos",
]

AUDITORIA = "AUDITORIA"
AL_CERRAR = (
    "Se pierde al cerrar QGIS: {}. Para conservarlo, pulse «Guardarlas junto al proyecto» en el "
    "panel del kit; con el proyecto guardado, el diálogo propone el archivo."
)


def sin_conteos(lectura: dict[str, Any], clave: Clave) -> dict[str, Any]:
    """Lo que se leyó, sin cuántas entidades estaban elegidas y con una huella que pide la clave.

    Con la SHA-256 suelta se ensayaría, archivo por archivo, lo que no se sabe de un hogar.
    """
    propia = {c: v for c, v in lectura.items() if c not in ("seleccion", "sha256")}
    if lectura.get("sha256"):
        propia[CON_CLAVE] = huella_de_entrada(clave.octetos, lectura["sha256"])
    return propia


class AlgoritmoKit(QgsProcessingAlgorithm):
    """Un algoritmo del kit: declara su ficha, sus parámetros y `calcular`."""

    FICHA: ClassVar[Ficha]
    PARAMETROS: ClassVar[tuple[Parametro, ...]] = ()
    NUMEROS: ClassVar[tuple[Numero, ...]] = ()
    PRINCIPAL: ClassVar[str] = ""

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Hace el trabajo, escribe las capas con `pedido` y devuelve las salidas numéricas."""
        raise NotImplementedError

    def revisar(self, pedido: Pedido) -> None:
        """Comprueba los parámetros antes de correr; lo que no sirva es un ErrorDeCapa."""

    def name(self) -> str:
        """Identificador estable."""
        return self.FICHA.id

    def displayName(self) -> str:
        """Nombre en la caja de herramientas."""
        return self.FICHA.nombre

    def group(self) -> str:
        """Grupo en la caja de herramientas."""
        return self.FICHA.grupo

    def groupId(self) -> str:
        """Identificador del grupo."""
        return self.FICHA.grupo.split(".")[0].strip()

    def shortHelpString(self) -> str:
        """La ayuda, con la de cada parámetro: el globo solo se ve al pasar por encima."""
        return con_parametros(self.FICHA.ayuda, self.PARAMETROS)

    def helpUrl(self) -> str:
        """La página del botón «Ayuda»."""
        return direccion(self, self.shortHelpString(), version())

    def shortDescription(self) -> str:
        """Una línea para la caja de herramientas."""
        return self.FICHA.resumen

    def tags(self) -> list[str]:
        """Palabras con las que se encuentra."""
        return list(self.FICHA.etiquetas)

    def icon(self) -> QIcon:
        """El icono."""
        return icono()

    def createInstance(self) -> AlgoritmoKit:
        """Otra instancia, como pide Processing."""
        return type(self)()

    def initAlgorithm(self, configuracion: Any = None) -> None:
        """Declara parámetros y salidas."""
        del configuracion
        for parametro in self.PARAMETROS:
            self.addParameter(parametro.crear())
        for numero in self.NUMEROS:
            self.addOutput(numero.crear())
        self.addOutput(QgsProcessingOutputFile(AUDITORIA, "Registro de auditoría"))

    def etiqueta(self, nombre: str) -> str:
        """La etiqueta de un parámetro."""
        return next(p.etiqueta for p in self.PARAMETROS if p.nombre == nombre)

    def checkParameterValues(
        self, valores: dict[str, Any], contexto: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Si los valores sirven y, si no, qué campo y qué valor hay que cambiar."""
        omisiones = {d.name(): d.defaultValue() for d in self.parameterDefinitions()}
        valores = {**{n: v for n, v in omisiones.items() if v is not None}, **valores}
        for definicion in self.parameterDefinitions():
            valor = valores.get(definicion.name())
            if not definicion.checkValueIsAcceptable(valor, contexto):
                vacio = valor in (None, "")
                dicho = "está vacío" if vacio else f"no admite «{legible(valor)}»"
                hacer = "es obligatorio: elíjalo" if vacio else "elija otro valor"
                return False, f"«{definicion.description()}» {dicho}\n  Qué hacer: {hacer}"
        bien, mensaje = super().checkParameterValues(valores, contexto)
        if not bien:
            return bien, mensaje
        try:
            destinos.exigir_libres(self, valores, contexto)
            self.revisar(self.pedido_de(valores, contexto, QgsProcessingFeedback()))
        except (ErrorDeCapa, ErrorDeMetodo) as error:
            return False, str(error)
        return True, ""

    def prepareAlgorithm(
        self, valores: dict[str, Any], contexto: QgsProcessingContext, avance: Any
    ) -> bool:
        """Toma de las capas, en el hilo principal, lo que hará falta en el otro."""
        try:
            destinos.exigir_libres(self, valores, contexto)
        except ErrorDeCapa as error:
            raise QgsProcessingException(str(error)) from None
        self._listo: Any = self.pedido_de(valores, contexto, avance)
        return True

    def processAlgorithm(
        self, valores: dict[str, Any], contexto: QgsProcessingContext, avance: Any
    ) -> dict[str, Any]:
        """Corre fuera del hilo principal; o deja todas las salidas, o ninguna."""
        pedido = self._listo
        pedido.valores, pedido.contexto, pedido.avance = valores, contexto, avance
        try:
            self.revisar(pedido)
            for archivo in destinos.ajenos(self, valores):
                pedido.avisar(
                    f"Se reemplaza «{archivo}», que no tiene al lado un registro del kit."
                )
            with pedido.cierre:
                numeros = self.calcular(pedido)
                pedido.comprobar()
                registro = self._auditar(pedido)
        except (ErrorDeCapa, ErrorDeMetodo, Cancelado) as error:
            mensaje = str(error)
            self._deshacer(pedido)
            traceback.clear_frames(error.__traceback__)
        except BaseException:
            self._deshacer(pedido)
            raise
        else:
            pedido.respaldo.soltar()
            pedido.avance.pushInfo(resultado(self.NUMEROS, numeros, registro))
            return {**pedido.capas, **pedido.archivos, **numeros, AUDITORIA: registro}
        # QGIS nunca suelta la traza de lo que lanza un algoritmo: que no se lleve las capas.
        self._listo = None
        del pedido, valores, contexto, avance
        raise QgsProcessingException(mensaje)

    def postProcessAlgorithm(self, contexto: QgsProcessingContext, avance: Any) -> dict[str, Any]:
        """Recuerda la corrida para el panel, en el hilo principal."""
        del contexto
        # El pedido conoce al algoritmo: sin soltarlo, sus capas duran hasta que pase el recolector
        # de basura, y si eso es después de cerrar QGIS el proceso se cae.
        pedido, self._listo = self._listo, None
        propios = self.recordables(pedido.valores)
        MEMORIA.recordar(
            self.FICHA.id, propios, pedido.recuentos,
            {p.nombre: ruta for p in self.PARAMETROS
             if p.es_archivo and (ruta := pedido.texto(p.nombre))},
        )  # fmt: skip
        if temporales := destinos.por_perderse(self, pedido.valores):
            avance.pushInfo(AL_CERRAR.format(", ".join(f"«{t}»" for t in temporales)))
        return {}

    def recordables(self, valores: Mapping[str, Any]) -> dict[str, Any]:
        """De esos valores, los que pueden ir en el proyecto: ni rutas ni capas que no son suyas."""
        quedan = {}
        for parametro in self.PARAMETROS:
            valor = valores.get(parametro.nombre)
            if parametro.es_ruta or not isinstance(valor, (str, int, float, list)):
                continue
            if parametro.es_capa and QgsProject.instance().mapLayer(str(valor)) is None:
                continue
            quedan[parametro.nombre] = valor
        return quedan

    def pedido_de(self, valores: dict[str, Any], contexto: Any, avance: Any) -> Pedido:
        """Una corrida con esos valores, y las capas que nombran ya abiertas."""
        nombres = [p.nombre for p in self.PARAMETROS if p.es_capa]
        fuentes = {n: preparar(self, n, valores, contexto) for n in nombres}
        abiertas = {n: fuente for n, fuente in fuentes.items() if fuente is not None}
        return Pedido(self, valores, contexto, avance, abiertas)

    def _auditar(self, pedido: Pedido) -> str:
        lecturas = [
            *pedido.lecturas,
            *(
                {"parametro": n, **f.registro(), **pedido.detalles.get(n, {})}
                for n, f in pedido.fuentes.items()
                if f.camino
            ),
        ]
        de_mas: dict[str, Any] = {}
        if pedido.modo == "publicable" and pedido.clave is not None:
            lecturas = [sin_conteos(lectura, pedido.clave) for lectura in lecturas]
            de_mas = {
                CAMPO_DE_HUELLA: pedido.clave.huella,
                "publicable": "sí",
                "uso": uso_de(pedido.modo, practica=pedido.practica),
                **pedido.explicacion,
            }
        declarados = {d.name(): pedido.valores.get(d.name(), d.defaultValue())
                      for d in self.parameterDefinitions()}  # fmt: skip
        texto = auditoria.registro(
            self.id(), declarados, lecturas, pedido.recuentos, pedido.avisos,
            modo=pedido.modo, perdidas=pedido.perdidas, de_mas=de_mas,
        )  # fmt: skip
        salidas = [*map(salida.archivo_de, pedido.capas.values()), *pedido.archivos.values()]
        rutas = [str(auditoria.junto_a(ruta)) for ruta in salidas if ruta]
        rutas = rutas or [
            QgsProcessingUtils.generateTempFilename(f"{self.name()}{auditoria.SUFIJO}")
        ]
        for ruta in rutas:
            salida.escribir_texto(ruta, texto)
            pedido.registros.append(ruta)
        return rutas[0]

    @staticmethod
    def _deshacer(pedido: Pedido) -> None:
        for capa_id in pedido.capas.values():
            salida.borrar(capa_id, pedido.contexto)
        for ruta in (*pedido.archivos.values(), *pedido.registros):
            Path(ruta).unlink(missing_ok=True)
        for perdido in pedido.respaldo.restaurar():
            pedido.avance.pushWarning(f"Lo que se iba a reemplazar quedó en «{perdido}».")
