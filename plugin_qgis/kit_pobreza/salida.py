"""Escribir salidas enteras o ninguna, con su registro de auditoría al lado."""

from __future__ import annotations

import math
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .columnas import Puntos, en_filas
from .compat import campo, es_texto
from .destinos import TEMPORAL
from .errores import Cancelado, ErrorDeCapa, al_escribir
from .geopaquete import Origen, llenar

POR_TANDA = 5000
# Desde cuántas filas se escribe un GeoPackage de una vez.
DE_UNA_VEZ = 10_000
LARGO_DE_SHAPEFILE = 254


def o_nada(valor: float) -> float | None:
    """El número como lo guarda una capa; None donde no hay dato (NaN)."""
    return None if math.isnan(valor) else float(valor)


@dataclass(frozen=True)
class Columna:
    """Un campo de salida: nombre corto (≤ 10 letras, por el shapefile), tipo y rótulo."""

    nombre: str
    tipo: str
    rotulo: str = ""

    def campo(self) -> QgsField:
        """El campo de QGIS."""
        return campo(self.nombre, self.tipo, self.rotulo)


@dataclass(frozen=True)
class Capa:
    """Qué se escribe: columnas, geometría y CRS."""

    campos: Sequence[QgsField]
    tipo: Any = QgsWkbTypes.Type.NoGeometry
    crs: QgsCoordinateReferenceSystem | None = None


def escribir_columnas(
    pedido: Any, nombre: str, capa: Capa, valores: Sequence[Any], puntos: Puntos | None,
    origen: Origen | None = None,
) -> str:  # fmt: skip
    """Como `escribir`, con una columna por campo y, si los hay, el punto de cada fila.

    Muchas filas van de una vez a un GeoPackage: el que se pidió o, si la salida es temporal, uno
    de la carpeta temporal, que no ocupa memoria. Con `origen` (solo si `va_de_una_vez`), los
    primeros campos se copian de allí y `valores` son los demás.
    """
    sirve = origen is not None or all(c.isNumeric() or es_texto(c) for c in capa.campos)
    if not sirve or not va_de_una_vez(pedido, nombre, len(valores[0]) if valores else 0):
        return escribir(pedido, nombre, capa, en_filas(valores, puntos))
    if _es_geopaquete(_destino(pedido, nombre)):
        capa_id = escribir(pedido, nombre, capa, ())
        _llenar_de_una_vez(pedido, capa_id, valores, puntos, origen)
        return capa_id
    ruta = QgsProcessingUtils.generateTempFilename(f"{nombre.lower()}.gpkg")
    capa_id = escribir(pedido, nombre, capa, (), {**pedido.valores, nombre: ruta})
    _llenar_de_una_vez(pedido, capa_id, valores, puntos, origen)
    return _recibir_temporal(pedido, nombre, ruta)


def va_de_una_vez(pedido: Any, nombre: str, filas: int) -> bool:
    """Si una salida de tantas filas va de una vez a un GeoPackage, pedido o temporal."""
    destino = _destino(pedido, nombre)
    return filas >= DE_UNA_VEZ and (_es_temporal(destino) or _es_geopaquete(destino))


def _llenar_de_una_vez(
    pedido: Any, capa_id: str, valores: Sequence[Any], puntos: Any, origen: Origen | None
) -> None:
    partes = QgsProviderRegistry.instance().decodeUri("ogr", capa_id)
    ruta, capa = str(partes["path"]), str(partes.get("layerName") or "")
    try:
        llenar(ruta, capa, valores, puntos, pedido.avance, origen)
    except BaseException:
        borrar(capa_id, pedido.contexto)
        raise


def _recibir_temporal(pedido: Any, nombre: str, ruta: str) -> str:
    """Entrega la capa como QGIS entrega las de memoria, con el nombre que les da."""
    capa = QgsVectorLayer(ruta, pedido.algoritmo.etiqueta(nombre), "ogr")
    pedido.contexto.temporaryLayerStore().addMapLayer(capa)
    valor = pedido.valores.get(nombre)
    proyecto = getattr(valor, "destinationProject", None)
    if proyecto is not None:
        detalles = QgsProcessingContext.LayerDetails(
            valor.destinationName or capa.name(), proyecto, nombre,
            QgsProcessingUtils.LayerHint.Vector,
        )  # fmt: skip
        pedido.contexto.addLayerToLoadOnCompletion(capa.id(), detalles)
    return str(capa.id())


def _destino(pedido: Any, nombre: str) -> str:
    """Lo que se escribió en la salida."""
    valor = pedido.valores.get(nombre)
    if isinstance(valor, QgsProcessingOutputLayerDefinition):
        valor, _ = valor.sink.valueAsString(pedido.contexto.expressionContext(), "")
    return str(valor or "")


def _es_temporal(destino: str) -> bool:
    return destino == TEMPORAL or destino.startswith("memory:")


def _es_geopaquete(destino: str) -> bool:
    return destino.lower().endswith(".gpkg") and "|" not in destino


def escribir(
    pedido: Any, nombre: str, capa: Capa,
    filas: Iterable[tuple[QgsGeometry | None, Sequence[Any]]], propios: Any = None,
) -> str:  # fmt: skip
    """Escribe la salida `nombre` y devuelve su id; si se cancela o falla, la borra.

    `propios`: los valores de los parámetros, si no son los que se eligieron.
    """
    campos = QgsFields()
    for uno in capa.campos:
        campos.append(uno)
    crs = capa.crs or QgsCoordinateReferenceSystem()
    motivo = ""
    try:
        destino, capa_id = pedido.algoritmo.parameterAsSink(
            propios or pedido.valores, nombre, pedido.contexto, campos, capa.tipo, crs
        )
    except QgsProcessingException as error:  # el mensaje de GDAL, en inglés
        destino, motivo = None, f" ({error})"
    if destino is None:
        raise ErrorDeCapa(
            f"no se pudo crear la salida «{pedido.algoritmo.etiqueta(nombre)}»{motivo}",
            que_hacer="revise que la carpeta exista, que se pueda escribir en ella y que el "
            "archivo no esté abierto en otro programa",
        )
    recorte = Recorte() if _es_shapefile(capa_id) else None
    try:
        _llenar(
            destino, campos, filas if recorte is None else recorte.aplicar(filas), pedido.avance
        )
        destino.flushBuffer()
    except BaseException as error:
        # La traza guarda el destino en sus variables, y mientras viva el archivo sigue abierto.
        traceback.clear_frames(error.__traceback__)
        del destino
        borrar(capa_id, pedido.contexto)
        raise
    del destino
    if recorte is not None and recorte.cuantos:
        nombres = [f"«{campos.at(i).name()}» ({n})" for i, n in sorted(recorte.cuantos.items())]
        pedido.avisar(
            f"Un shapefile no guarda textos de más de {LARGO_DE_SHAPEFILE} octetos: se recortaron "
            f"en {', '.join(nombres)}. Escriba en GeoPackage para conservarlos."
        )
    return str(capa_id)


@dataclass
class Recorte:
    """Corta los textos que no caben en un shapefile y cuenta cuántos en cada columna."""

    cuantos: dict[int, int] = field(default_factory=dict)

    def aplicar(self, filas: Iterable[Any]) -> Iterator[Any]:
        """Las mismas filas, con sus textos recortados."""
        for geometria, atributos in filas:
            yield geometria, [self._texto(i, v) for i, v in enumerate(atributos)]

    def _texto(self, columna: int, valor: Any) -> Any:
        octetos = valor.encode("utf-8") if isinstance(valor, str) else b""
        if len(octetos) <= LARGO_DE_SHAPEFILE:
            return valor
        self.cuantos[columna] = self.cuantos.get(columna, 0) + 1
        return octetos[:LARGO_DE_SHAPEFILE].decode("utf-8", "ignore")


def _es_shapefile(capa_id: str) -> bool:
    ruta = QgsProviderRegistry.instance().decodeUri("ogr", capa_id).get("path")
    return isinstance(ruta, str) and ruta.lower().endswith((".shp", ".dbf"))


def _llenar(destino: QgsFeatureSink, campos: QgsFields, filas: Iterable[Any], avance: Any) -> None:
    tanda = []
    for geometria, atributos in filas:
        entidad = QgsFeature(campos)
        entidad.setAttributes(list(atributos))
        if geometria is not None:
            entidad.setGeometry(geometria)
        tanda.append(entidad)
        if len(tanda) == POR_TANDA:
            _escribir_tanda(destino, tanda, avance)
            tanda = []
    _escribir_tanda(destino, tanda, avance)


def _escribir_tanda(destino: QgsFeatureSink, tanda: list[QgsFeature], avance: Any) -> None:
    if avance.isCanceled():
        raise Cancelado
    if tanda and not destino.addFeatures(tanda, QgsFeatureSink.Flag.FastInsert):
        raise ErrorDeCapa(
            f"no se pudieron escribir {len(tanda)} filas: {destino.lastError()}",
            que_hacer=al_escribir(destino.lastError()),
        )


def archivo_de(capa_id: str) -> str:
    """La ruta del archivo de una salida; «» si está en memoria."""
    ruta = QgsProviderRegistry.instance().decodeUri("ogr", capa_id).get("path")
    if not isinstance(ruta, str) or not ruta:
        return ""
    # Un shapefile sin geometría es solo su .dbf.
    partes = (Path(ruta), Path(ruta).with_suffix(".dbf"))
    return next((str(parte) for parte in partes if _es_archivo(parte)), "")


def _es_archivo(ruta: Path) -> bool:
    try:
        return ruta.is_file()
    except OSError:  # la dirección de una base de datos puede no ser ni siquiera una ruta
        return False


def borrar(capa_id: str, contexto: QgsProcessingContext) -> None:
    """Quita una salida a medias: el archivo, o solo su capa si el archivo tiene otras."""
    pendientes = contexto.layersToLoadOnCompletion()
    pendientes.pop(capa_id, None)
    contexto.setLayersToLoadOnCompletion(pendientes)
    ruta = archivo_de(capa_id)
    if not ruta:
        contexto.temporaryLayerStore().removeMapLayer(capa_id)
        return
    datos = gdal.OpenEx(ruta, gdal.OF_VECTOR | gdal.OF_UPDATE)
    nombre = QgsProviderRegistry.instance().decodeUri("ogr", capa_id).get("layerName")
    if datos is not None and datos.GetLayerCount() > 1 and isinstance(nombre, str):
        datos.DeleteLayer(nombre)
        return
    controlador = datos.GetDriver() if datos is not None else None
    del datos
    if controlador is not None:
        controlador.Delete(ruta)
    Path(ruta).unlink(missing_ok=True)
    Path(ruta).with_suffix(".cpg").unlink(missing_ok=True)


def escribir_texto(ruta: str, texto: str) -> None:
    """Escribe un archivo de texto entero, por medio de uno temporal de la misma carpeta."""
    destino = Path(ruta)
    temporal = destino.with_name(f".{destino.name}.parcial")
    try:
        temporal.write_text(texto, encoding="utf-8")
        temporal.replace(destino)
    except OSError as error:
        with suppress(OSError):
            temporal.unlink()
        raise ErrorDeCapa(
            f"no se pudo escribir «{destino.name}»: {error.strerror}",
            que_hacer="elija otra carpeta o cierre el programa que tiene abierto el archivo",
        ) from error
