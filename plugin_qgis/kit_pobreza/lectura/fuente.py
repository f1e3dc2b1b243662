"""Qué se va a leer de una capa y por cuál camino, decidido antes de empezar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..columnas import Textos
from ..compat import es_texto
from ..errores import Cancelado, ErrorDeCapa
from ..geopaquete import tabla_de
from ..metodos.hogares.columna import Columna
from . import arrow, bucle
from .bloques import Bloque, Diccionario, juntar
from .huella import huella_de_archivo, sumar_bloque


@dataclass(frozen=True)
class PedidoDeLectura:
    """Qué se lee: campos como `numeros`, campos como `textos` y, si `crs`, el punto de cada fila.

    `copias` son campos que pasan tal como vienen a una salida; `ids`, el identificador de cada
    entidad; `octetos`, campos de texto con uno distinto por fila, que no pasan por un diccionario.
    """

    numeros: tuple[str, ...] = ()
    textos: tuple[str, ...] = ()
    crs: QgsCoordinateReferenceSystem | None = None
    ids: bool = False
    copias: tuple[str, ...] = ()
    octetos: tuple[str, ...] = ()

    @property
    def campos(self) -> tuple[str, ...]:
        """Todos los campos, sin repetir."""
        return tuple(dict.fromkeys((*self.numeros, *self.textos, *self.copias, *self.octetos)))


class Fuente:
    """Una capa de entrada: sus campos, su CRS y la lectura por bloques.

    `camino` y `motivo` se conocen después de empezar a leer; `diccionarios` tiene los textos.
    `filtro` es la expresión con que se limitó la capa y `seleccion`, cuántas entidades estaban
    elegidas si solo se leen esas: van al registro de auditoría.
    """

    def __init__(
        self,
        nombre: str,
        fuente: QgsProcessingFeatureSource,
        plan: arrow.Plan | str,
        contexto: QgsCoordinateTransformContext,
        filtro: str = "",
        seleccion: int | None = None,
    ) -> None:
        self.nombre = nombre
        self.fuente = fuente
        self.filtro = filtro
        self.seleccion = seleccion
        self._plan = plan
        self._contexto = contexto
        self.camino = ""
        self.motivo = ""
        self.sin_transformar = 0
        self._leido = hashlib.sha256()
        self.diccionarios: dict[str, Diccionario] = {}

    @property
    def campos(self) -> QgsFields:
        """Los campos de la capa."""
        return self.fuente.fields()

    @property
    def nombres(self) -> list[str]:
        """Los nombres de los campos."""
        return [campo.name() for campo in self.campos]

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """El sistema de coordenadas de la capa."""
        return self.fuente.sourceCrs()

    @property
    def con_geometria(self) -> bool:
        """Si la capa tiene geometría."""
        return bool(self.fuente.wkbType() != QgsWkbTypes.Type.NoGeometry)

    @property
    def filas(self) -> int:
        """Cuántas filas tiene (con su filtro y su selección)."""
        return max(0, int(self.fuente.featureCount()))

    def exigir(self, campos: tuple[str, ...]) -> None:
        """Error si falta alguno de los campos."""
        faltan = [c for c in campos if c not in self.nombres]
        if faltan:
            raise ErrorDeCapa(
                f"a la capa «{self.nombre}» le falta: {', '.join(f'«{c}»' for c in faltan)}",
                que_hacer=f"elija entre: {', '.join(self.nombres[:40])}",
            )

    def bloques(self, pedido: PedidoDeLectura, avance: Any = None) -> Iterator[Bloque]:
        """Los bloques de la capa; informa el camino, el progreso y atiende la cancelación."""
        self.exigir(pedido.campos)
        escritos = [c for c in pedido.copias if self.es_texto(c)]
        self.diccionarios = {campo: Diccionario() for campo in (*pedido.textos, *escritos)}
        transformacion = self.transformacion(pedido.crs)
        motivo = arrow.impedimento(self._plan, pedido, self.campos)
        modulo: Any = bucle if motivo else arrow
        self.camino = "entidad por entidad" if motivo else "Arrow"
        self.motivo = motivo or "archivo local sin filtros, uniones ni ediciones pendientes"
        if avance is not None:
            avance.pushInfo(f"«{self.nombre}»: lectura {self.camino} ({self.motivo}).")
        total = self.filas or 1
        leidas = 0
        for bloque in modulo.leer(self, pedido, self._plan, transformacion):
            if avance is not None and avance.isCanceled():
                raise Cancelado
            if motivo:
                sumar_bloque(self._leido, bloque)
            yield bloque
            # Después de usar el bloque: lo que se informa ya está hecho.
            leidas += bloque.filas
            if avance is not None:
                avance.setProgress(100.0 * min(leidas, total) / total)

    def registro(self) -> dict[str, Any]:
        """Qué se leyó y por dónde, para la auditoría."""
        return {
            "capa": self.nombre,
            "camino": self.camino,
            "motivo": self.motivo,
            "filtro": self.filtro,
            "seleccion": self.seleccion,
            "sha256": self._huella(),
        }

    def _huella(self) -> str:
        """La SHA-256 del archivo de la capa o, si no es un archivo, de lo que se leyó de ella."""
        if isinstance(self._plan, arrow.Plan):
            return huella_de_archivo(self._plan.ruta)
        propia = self._leido.copy()
        for diccionario in self.diccionarios.values():
            propia.update("\0".join(diccionario.textos).encode("utf-8"))
        return propia.hexdigest()

    def leer(self, pedido: PedidoDeLectura, avance: Any = None) -> Bloque:
        """Toda la capa en un solo bloque."""
        leidos = dict.fromkeys((*pedido.numeros, *pedido.textos, *pedido.octetos))
        return juntar(list(self.bloques(pedido, avance)), leidos, pedido.copias)

    def tabla_de(self, campos: Iterable[str]) -> tuple[str, str] | None:
        """El GeoPackage y la tabla donde esos campos están tal como la capa los muestra, o None."""
        plan = self._plan
        if isinstance(plan, str) or plan.ajenos.intersection(campos):
            return None
        tabla = tabla_de(plan.ruta, plan.capa)
        return (plan.ruta, tabla) if tabla else None

    def es_numero(self, campo: str) -> bool:
        """Si el campo guarda números."""
        return bool(self.campos.field(campo).isNumeric())

    def es_texto(self, campo: str) -> bool:
        """Si el campo guarda textos."""
        return es_texto(self.campos.field(campo))

    def columna(self, bloque: Bloque, campo: str) -> Columna:
        """Un campo leído como texto, tal como lo recibe el método."""
        return self.diccionarios[campo].columna(campo, bloque.columnas[campo])

    def copia(self, bloque: Bloque, campo: str) -> Any:
        """Los valores de un campo que pasa a una salida: una columna de textos, números o lista."""
        if campo in self.diccionarios:
            return Textos.tal_cual(self.diccionarios[campo].columna(campo, bloque.copias[campo]))
        return bloque.copias[campo]

    def exigir_puntos(self) -> None:
        """Error si la capa no es de puntos."""
        if (
            QgsWkbTypes.geometryType(self.fuente.wkbType())
            != QgsWkbTypes.GeometryType.PointGeometry
        ):
            raise ErrorDeCapa(
                f"la capa «{self.nombre}» no es de puntos",
                que_hacer="elija la capa de puntos de los hogares, o diga en qué campo está el "
                "código del territorio",
            )

    def transformacion(
        self, destino: QgsCoordinateReferenceSystem | None
    ) -> QgsCoordinateTransform | None:
        """La transformación al CRS pedido; None si no hace falta."""
        if destino is None or destino == self.crs:
            return None
        if not self.crs.isValid() or not destino.isValid():
            raise ErrorDeCapa(
                f"la capa «{self.nombre}» o la otra no dicen su sistema de coordenadas",
                que_hacer="asígnelo en las propiedades de la capa (clic derecho, «SRC de la capa»)",
            )
        return QgsCoordinateTransform(self.crs, destino, self._contexto)


def preparar(
    algoritmo: QgsProcessingAlgorithm,
    parametro: str,
    valores: dict[str, Any],
    contexto: QgsProcessingContext,
) -> Fuente | None:
    """La fuente de un parámetro, o None si está vacío; se llama en el hilo principal."""
    fuente = algoritmo.parameterAsSource(valores, parametro, contexto)
    if fuente is None:
        return None
    valor = valores.get(parametro)
    plan: arrow.Plan | str = "la entrada es una selección o trae filtro o límite"
    if isinstance(valor, QgsProcessingFeatureSourceDefinition) and not (
        valor.selectedFeaturesOnly
        or valor.featureLimit > 0
        or getattr(valor, "filterExpression", "")
    ):
        valores = {**valores, parametro: valor.source}
        valor = None
    if not isinstance(valor, QgsProcessingFeatureSourceDefinition):
        capa = algoritmo.parameterAsVectorLayer(valores, parametro, contexto)
        plan = arrow.planear(capa) if isinstance(capa, QgsVectorLayer) else "no es una capa abierta"
    nombre = fuente.sourceName() or parametro
    limites = _limites(algoritmo.parameterAsVectorLayer(valores, parametro, contexto), valor)
    return Fuente(nombre, fuente, plan, contexto.transformContext(), *limites)


def _limites(capa: Any, valor: Any) -> tuple[str, int | None]:
    """El filtro de la capa y de la entrada, y cuántas están elegidas si se leen solo esas."""
    filtros = [capa.subsetString() if isinstance(capa, QgsVectorLayer) else ""]
    if not isinstance(valor, QgsProcessingFeatureSourceDefinition):
        return filtros[0], None
    filtros.append(getattr(valor, "filterExpression", ""))
    elegidas = capa.selectedFeatureCount() if isinstance(capa, QgsVectorLayer) else None
    filtro = " AND ".join(f"({f})" for f in filtros if f)
    return filtro, elegidas if valor.selectedFeaturesOnly else None
