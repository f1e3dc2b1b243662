"""Dónde va a escribir un algoritmo, y que ahí no esté una entrada ni algo que hizo otra persona."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFile,
    QgsProperty,
    QgsProviderRegistry,
)

from .auditoria import junto_a
from .errores import ErrorDeCapa

TEMPORAL = "TEMPORARY_OUTPUT"
OTRA_RUTA = "elija otra ruta para la salida"
# Un destino en una tabla de un GeoPackage: ogr:dbname='/x/base.gpkg' table="hogares" (geom)
EN_TABLA = "ogr:"
# Con una ruta cualquiera de estas, GDAL escribe o borra las otras.
DE_SHAPEFILE = (".shp", ".dbf", ".shx", ".prj", ".cpg")


@dataclass(frozen=True)
class Sitio:
    """Un archivo y, si es de varias capas, cuál; `tabla` «» es el archivo entero."""

    ruta: Path
    tabla: str = ""

    def pisa(self, otro: Sitio) -> bool:
        """Si escribir aquí cambia lo que hay en `otro`."""
        if self.tabla and otro.tabla and self.tabla != otro.tabla:
            return False
        return any(_iguales(a, b) for a in _familia(self.ruta) for b in _familia(otro.ruta))


def exigir_libres(algoritmo: Any, valores: dict[str, Any], contexto: Any) -> None:
    """ErrorDeCapa si una salida es una entrada, si dos salidas son la misma, o si el registro de
    auditoría caería sobre un archivo que no es un registro del kit. En el hilo principal.
    """
    entradas = list(_entradas(algoritmo, valores, contexto))
    salidas = destinos(algoritmo, valores)
    vistas: dict[str, Sitio] = {}
    for etiqueta, sitio in salidas.items():
        registro = Sitio(junto_a(str(sitio.ruta)))
        for de_donde, entrada in entradas:
            if sitio.pisa(entrada) or registro.pisa(entrada):
                raise ErrorDeCapa(
                    f"«{etiqueta}» escribiría sobre «{entrada.ruta.name}», que es la entrada de "
                    f"«{de_donde}», y se perdería",
                    que_hacer=OTRA_RUTA,
                )
        for otra, suya in vistas.items():
            if sitio.pisa(suya):
                raise ErrorDeCapa(
                    f"«{etiqueta}» y «{otra}» van al mismo archivo, «{sitio.ruta.name}»",
                    que_hacer="dé una ruta distinta a cada una",
                )
        vistas[etiqueta] = sitio
        if registro.ruta.exists() and not _es_registro(registro.ruta):
            raise ErrorDeCapa(
                f"junto a «{etiqueta}» va el registro «{registro.ruta.name}», y ya hay un archivo "
                "con ese nombre que no hizo el kit",
                que_hacer=OTRA_RUTA,
            )


def ajenos(algoritmo: Any, valores: dict[str, Any]) -> list[str]:
    """Los archivos que se van a reemplazar y que no tienen al lado un registro del kit."""
    return [
        sitio.ruta.name
        for sitio in destinos(algoritmo, valores).values()
        if not sitio.tabla and sitio.ruta.exists() and not _es_registro(junto_a(str(sitio.ruta)))
    ]


def destinos(algoritmo: Any, valores: dict[str, Any]) -> dict[str, Sitio]:
    """Las salidas que van a un archivo, por la etiqueta de su parámetro."""
    hallados = {
        d.description(): sitio_de(valores.get(d.name()))
        for d in algoritmo.destinationParameterDefinitions()
    }
    return {etiqueta: sitio for etiqueta, sitio in hallados.items() if sitio is not None}


def por_perderse(algoritmo: Any, valores: dict[str, Any]) -> list[str]:
    """Las salidas temporales que van a quedar en el proyecto, por la etiqueta de su parámetro."""
    pedidas = [(d.description(), valores.get(d.name()))
               for d in algoritmo.destinationParameterDefinitions()]  # fmt: skip
    return [
        etiqueta
        for etiqueta, valor in pedidas
        if isinstance(valor, QgsProcessingOutputLayerDefinition)
        and valor.destinationProject is not None
        and sitio_de(valor) is None
        and _es_temporal(valor.sink.staticValue())
    ]


def _es_temporal(valor: Any) -> bool:
    return isinstance(valor, str) and (valor == TEMPORAL or valor.startswith("memory:"))


def sitio_de(valor: Any) -> Sitio | None:
    """Dónde está ese destino; None si no es un archivo."""
    if isinstance(valor, QgsProcessingOutputLayerDefinition):
        valor = valor.sink
    if isinstance(valor, QgsProperty):
        valor = valor.staticValue()
    if not isinstance(valor, str) or valor in ("", TEMPORAL) or valor.startswith("memory:"):
        return None
    if valor.startswith(EN_TABLA):
        # Con el lector de QGIS: una ruta puede traer comillas, que ahí van escapadas.
        direccion = QgsDataSourceUri(valor[len(EN_TABLA) :])
        return Sitio(Path(direccion.database()), direccion.table())
    ruta = Path(valor)
    # «postgres://…» y las demás bases de datos no son un archivo.
    return Sitio(ruta) if ruta.is_absolute() or "://" not in valor else None


def _entradas(
    algoritmo: Any, valores: dict[str, Any], contexto: Any
) -> Iterator[tuple[str, Sitio]]:
    for parametro in algoritmo.PARAMETROS:
        definicion = algoritmo.parameterDefinition(parametro.nombre)
        valor = valores.get(parametro.nombre)
        if isinstance(definicion, QgsProcessingParameterFile) and isinstance(valor, str) and valor:
            yield parametro.etiqueta, Sitio(Path(valor))
        if not parametro.es_capa or valor in (None, ""):
            continue
        if isinstance(valor, QgsProcessingFeatureSourceDefinition):
            valor = valor.source
        capa = algoritmo.parameterAsVectorLayer(
            {parametro.nombre: valor}, parametro.nombre, contexto
        )
        if capa is None:
            continue
        partes = QgsProviderRegistry.instance().decodeUri(capa.providerType(), capa.source())
        ruta = partes.get("path")
        if isinstance(ruta, str) and ruta:
            yield parametro.etiqueta, Sitio(Path(ruta), partes.get("layerName") or _primera(ruta))


def _primera(ruta: str) -> str:
    """El nombre de la única capa de un archivo que no dijo cuál; «» si son varias o no se sabe."""
    try:
        datos = gdal.OpenEx(ruta, gdal.OF_VECTOR) if Path(ruta).is_file() else None
    except RuntimeError:  # GDAL con excepciones, y un texto que solo abre QGIS
        datos = None
    return datos.GetLayer(0).GetName() if datos is not None and datos.GetLayerCount() == 1 else ""


def _familia(ruta: Path) -> list[Path]:
    if ruta.suffix.lower() not in DE_SHAPEFILE:
        return [ruta]
    return [ruta, *(ruta.with_suffix(s) for s in DE_SHAPEFILE)]


def _iguales(una: Path, otra: Path) -> bool:
    try:
        return una.samefile(otra)
    except OSError:
        return una.resolve() == otra.resolve()


def _es_registro(ruta: Path) -> bool:
    """Si es un registro que dejó el complemento o la orden `kit`."""
    try:
        documento = json.loads(ruta.read_bytes())
    except (OSError, ValueError):
        return False
    if not isinstance(documento, dict):
        return False
    quien = documento.get("algoritmo") or documento.get("orden") or ""
    return str(quien).startswith("kit")
