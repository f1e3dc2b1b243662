"""Una salida publicable de «Incidencia de privaciones»: su registro y sus territorios."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..auditoria import SUFIJO, junto_a
from ..compat import es_nulo
from ..errores import Cancelado, ErrorDeCapa
from ..lectura import Fuente
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.columna import escribir
from ..metodos.paquete.armar import TerritorioDeLaCapa
from ..metodos.paquete.procedencia import Procedencia, leer_registro

GRADOS = "EPSG:4326"


def capa_elegida(algoritmo: Any, valores: dict[str, Any], contexto: Any) -> QgsVectorLayer | None:
    """La capa del parámetro INCIDENCIA, aunque se pida solo lo seleccionado de ella."""
    valor = valores.get("INCIDENCIA")
    if isinstance(valor, QgsProcessingFeatureSourceDefinition):
        valor = valor.source
    capa: QgsVectorLayer | None = algoritmo.parameterAsVectorLayer(
        {"INCIDENCIA": valor}, "INCIDENCIA", contexto
    )
    return capa


def registro_de(capa: QgsVectorLayer | None) -> str:
    """Dónde estaría el registro de esa capa; «» si no está en un archivo."""
    if capa is None:
        return ""
    partes = QgsProviderRegistry.instance().decodeUri(capa.providerType(), capa.source())
    ruta = partes.get("path")
    return str(junto_a(ruta)) if isinstance(ruta, str) and ruta else ""


def procedencia_de(escrito: str, al_lado: str) -> Procedencia:
    """Lo que dice el registro elegido o, sin elegir, el que está junto a la capa."""
    ruta = Path(escrito or al_lado)
    if not (escrito or al_lado) or not ruta.is_file():
        donde = f"no está «{ruta.name}»" if escrito or al_lado else "la capa no está en un archivo"
        raise ErrorDeCapa(
            f"no se halla el registro de la salida publicable: {donde}",
            que_hacer="guarde la incidencia publicable en un archivo, o elija en «Registro de "
            f"auditoría» el «{SUFIJO}» que dejó la corrida",
        )
    try:
        leido = json.loads(ruta.read_bytes())
    except (OSError, ValueError) as error:
        raise ErrorDeCapa(
            f"«{ruta.name}» no se puede leer como registro",
            que_hacer=f"elija el «{SUFIJO}» que dejó la incidencia publicable",
        ) from error
    try:
        return leer_registro(leido)
    except ErrorDeMetodo as error:
        raise ErrorDeCapa(f"«{ruta.name}»: {error.problema}", que_hacer=error.que_hacer) from error


def territorios(
    fuente: Fuente, codigo: str, nombre: str, avance: Any
) -> Iterator[TerritorioDeLaCapa]:
    """Cada fila de la capa con sus polígonos en grados; repara los inválidos."""
    nombres = fuente.nombres
    # MAGNA-SIRGAS y WGS 84 coinciden por debajo del metro: como en la orden, no se mueven.
    destino = None if fuente.crs.isGeographic() else QgsCoordinateReferenceSystem(GRADOS)
    transformacion = fuente.transformacion(destino)
    bandera = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    leidas = fuente.fuente.getFeatures(QgsFeatureRequest(), bandera)
    for i, entidad in enumerate(leidas, start=1):
        avance.setProgress(100.0 * min(i / max(fuente.filas, 1), 1.0))
        if avance.isCanceled():
            raise Cancelado
        geometria = QgsGeometry(entidad.geometry())
        if not geometria.isNull() and not geometria.isGeosValid():
            geometria = geometria.makeValid()
        if transformacion is not None and not geometria.isNull():
            geometria.transform(transformacion)
        fila = {n: None if es_nulo(v) else v for n, v in zip(nombres, entidad.attributes())}
        yield TerritorioDeLaCapa(
            texto_de(entidad, codigo),
            texto_de(entidad, nombre) if nombre else "",
            fila,
            poligonos_de(geometria),
        )


def texto_de(entidad: QgsFeature, campo: str) -> str:
    """El valor de un campo como texto; «» sin dato."""
    valor = entidad[campo]
    return "" if es_nulo(valor) else escribir(valor).strip()


def poligonos_de(geometria: QgsGeometry) -> list[list[np.ndarray]]:
    """Los polígonos de una geometría: el anillo exterior de cada uno y sus huecos, (k, 2)."""
    if geometria.isNull() or geometria.isEmpty():
        return []
    plana = QgsGeometry(geometria.constGet().segmentize())
    if QgsWkbTypes.flatType(plana.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
        return [p for parte in plana.asGeometryCollection() for p in poligonos_de(parte)]
    if plana.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return []
    plana.convertToMultiType()
    return [
        [np.array([(p.x(), p.y()) for p in anillo]) for anillo in poligono]
        for poligono in plana.asMultiPolygon()
    ]
