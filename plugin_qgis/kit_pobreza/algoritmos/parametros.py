"""Los parámetros y salidas de los algoritmos, como datos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .. import junto_al_proyecto, preseleccion
from ..preseleccion import BUSCA_POR_NOMBRE, Busca

PAQUETE = __name__.split(".", maxsplit=1)[0]
TABLA_O_CAPA = (QgsProcessing.SourceType.TypeVector,)
PUNTOS = (QgsProcessing.SourceType.TypeVectorPoint,)
POLIGONOS = (QgsProcessing.SourceType.TypeVectorPolygon,)
ENTERO = QgsProcessingParameterNumber.Type.Integer
ENTERO_MAXIMO = 2**31 - 1
REAL = QgsProcessingParameterNumber.Type.Double
NUMERO = QgsProcessingParameterField.DataType.Numeric
CUALQUIERA = QgsProcessingParameterField.DataType.Any


class CampoConOmision(QgsProcessingParameterField):
    """Un campo obligatorio que trae uno por omisión: sin decirlo, vale ese.

    QGIS lo acepta vacío en los demás tipos; en este, `qgis_process` exige escribirlo.
    """

    def checkValueIsAcceptable(
        self, input: Any, context: QgsProcessingContext | None = None
    ) -> bool:
        """Si el valor, o el de omisión si no hay ninguno, sirve."""
        valor = self.defaultValue() if input is None else input
        return bool(super().checkValueIsAcceptable(valor, context))


@dataclass(frozen=True)
class Parametro:
    """Un parámetro: su nombre estable, su etiqueta, cómo se crea y su ayuda.

    `es_archivo` y `es_salida`: su valor es una ruta y no se guarda en el proyecto. `busca`: cómo se
    reconoce entre las capas del proyecto la que suele ir ahí; None, ninguna se propone.
    `constructor`: la clase que lo arma en el diálogo, en vez de la casilla de Processing.
    """

    nombre: str
    etiqueta: str
    hacer: Callable[[str, str], QgsProcessingParameterDefinition]
    ayuda: str = ""
    avanzado: bool = False
    es_capa: bool = False
    es_archivo: bool = False
    es_salida: bool = False
    opciones: tuple[str, ...] = ()
    busca: Busca | None = None
    constructor: str = ""

    def crear(self) -> QgsProcessingParameterDefinition:
        """El parámetro de Processing; uno nuevo cada vez, porque el algoritmo se queda con él."""
        creado = self.hacer(self.nombre, self.etiqueta)
        creado.setHelp(self.ayuda)
        if self.avanzado:
            avanzada = QgsProcessingParameterDefinition.Flag.FlagAdvanced
            creado.setFlags(creado.flags() | avanzada)
        if self.busca is not None:
            # Solo en el diálogo: quien corre sin ventana dice su capa.
            creado.setGuiDefaultValueOverride(preseleccion.proponer(self.busca))
        if self.es_salida and (ruta := junto_al_proyecto.proponer(creado)):
            # También solo en el diálogo: un modelo, un lote o qgis_process dicen su destino.
            creado.setGuiDefaultValueOverride(ruta)
        if self.constructor:
            creado.setMetadata({"widget_wrapper": {"class": f"{PAQUETE}.{self.constructor}"}})
        return creado

    @property
    def es_ruta(self) -> bool:
        """Si su valor puede ser la ruta de un archivo."""
        return self.es_archivo or self.es_salida


@dataclass(frozen=True)
class Numero:
    """Una salida numérica, para encadenar en el modelador.

    `proporcion`: va de 0 a 1 y a quien lee se le dice en porcentaje.
    """

    nombre: str
    etiqueta: str
    proporcion: bool = False

    def crear(self) -> QgsProcessingOutputNumber:
        """La salida de Processing."""
        return QgsProcessingOutputNumber(self.nombre, self.etiqueta)


def capa(
    nombre: str, etiqueta: str, tipos: Sequence[Any] = TABLA_O_CAPA, *, opcional: bool = False,
    busca: Busca | None = None, **resto: Any,
) -> Parametro:  # fmt: skip
    """Una capa de entrada.

    La que se propone al abrir el diálogo la dice `busca` o, si es obligatoria, su nombre.
    """
    if busca is None and not opcional:
        busca = BUSCA_POR_NOMBRE.get(nombre)
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterFeatureSource(n, e, list(tipos), optional=opcional),
        es_capa=True,
        busca=busca,
        **resto,
    )


def campo(
    nombre: str, etiqueta: str, de: str, tipo: Any = CUALQUIERA, *, varios: bool = False,
    omision: Any = None, obligatorio: bool = False, **resto: Any,
) -> Parametro:  # fmt: skip
    """Un campo, o varios, de la capa `de`."""
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: CampoConOmision(
            n, e, omision, de, tipo, allowMultiple=varios, optional=not obligatorio
        ),
        **resto,
    )


def numero(
    nombre: str, etiqueta: str, omision: float | None = None, *, minimo: float = 0.0,
    maximo: float | None = None, real: bool = False, opcional: bool = False, **resto: Any,
) -> Parametro:  # fmt: skip
    """Un número; un entero cabe en 32 bits, que es lo que QGIS guarda y muestra."""
    clase = REAL if real else ENTERO
    if maximo is None:
        maximo = 1e15 if real else ENTERO_MAXIMO
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterNumber(n, e, clase, omision, opcional, minimo, maximo),
        **resto,
    )


def lista(
    nombre: str, etiqueta: str, opciones: tuple[str, ...], omision: int = 0, **resto: Any
) -> Parametro:
    """Una opción de una lista."""
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterEnum(n, e, list(opciones), defaultValue=omision),
        opciones=opciones,
        **resto,
    )


def si_no(nombre: str, etiqueta: str, omision: bool = False, **resto: Any) -> Parametro:
    """Una casilla."""
    return Parametro(
        nombre, etiqueta, lambda n, e: QgsProcessingParameterBoolean(n, e, omision), **resto
    )


def texto(
    nombre: str, etiqueta: str, omision: str = "", *, renglones: bool = False,
    opcional: bool = True, **resto: Any,
) -> Parametro:  # fmt: skip
    """Un texto."""
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterString(n, e, omision, renglones, opcional),
        **resto,
    )


def reglas(nombre: str, etiqueta: str, omision: str, **resto: Any) -> Parametro:
    """Las reglas de un programa: texto, que en el diálogo también se arma sin escribirlo."""
    return texto(
        nombre, etiqueta, omision, renglones=True, opcional=False,
        constructor="constructor.envolturas.ArmarReglas", **resto,
    )  # fmt: skip


def prioridad(nombre: str, etiqueta: str, omision: str, **resto: Any) -> Parametro:
    """Los criterios de prioridad: texto, que en el diálogo también se arma sin escribirlo."""
    return texto(
        nombre, etiqueta, omision, opcional=False,
        constructor="constructor.envolturas.ArmarPrioridad", **resto,
    )  # fmt: skip


O_UNA_CAPA = "constructor.envolturas.ArchivoOCapa"


def archivo(
    nombre: str, etiqueta: str, filtro: str, *, obligatorio: bool = False, **resto: Any
) -> Parametro:
    """Un archivo de entrada.

    El que se puede cambiar por una capa no es obligatorio para Processing, pero tampoco sobra:
    con `constructor=O_UNA_CAPA` su rótulo no dice «[opcional]».
    """
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterFile(n, e, optional=not obligatorio, fileFilter=filtro),
        es_archivo=True,
        **resto,
    )


def salida(
    nombre: str, etiqueta: str, tipo: Any = None, *, opcional: bool = False, **resto: Any
) -> Parametro:
    """Una capa o tabla de salida; una opcional no se escribe si no se pide."""
    clase = QgsProcessing.SourceType.TypeVector if tipo is None else tipo
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterFeatureSink(n, e, clase, None, opcional, not opcional),
        es_salida=True,
        **resto,
    )


def informe(
    nombre: str, etiqueta: str, filtro: str, *, opcional: bool = True, **resto: Any
) -> Parametro:
    """Un archivo de salida (HTML, SVG o JSON); si no se elige, queda en la carpeta temporal."""
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterFileDestination(n, e, filtro, None, opcional),
        es_salida=True,
        **resto,
    )
