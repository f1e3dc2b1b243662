"""Qué capas del kit siguen en el proyecto, cuáles se perderían y dónde se guardan."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFields,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..auditoria import junto_a
from ..errores import ErrorDeCapa, al_escribir
from ..junto_al_proyecto import en_archivo, ruta_libre
from ..marcas import sin_marca
from ..memoria import MEMORIA
from ..preseleccion import HECHA_CON
from ..salida import archivo_de

DEL_PROVEEDOR = QgsFields.FieldOrigin.OriginProvider
DE_PRACTICA = "kit_pobreza/practica"


def vive(algoritmo: str) -> bool:
    """Si la capa que dejó un algoritmo sigue en el proyecto y no quedó vacía al reabrirlo.

    Si no dejó ninguna en el proyecto (se pidió solo el archivo), no hay nada que comprobar.
    """
    capa_id = MEMORIA.capa(algoritmo)
    if not capa_id:
        return True
    capa = QgsProject.instance().mapLayer(capa_id)
    return capa is not None and capa.isValid() and not _vaciada(capa)


def _vaciada(capa: Any) -> bool:
    """Una capa en memoria no se guarda: al reabrir el proyecto queda sin ninguna fila."""
    return bool(capa.providerType() == "memory" and capa.featureCount() == 0)


def temporales() -> list[QgsVectorLayer]:
    """Las capas del kit que se pierden al cerrar QGIS, por su nombre."""
    capas = sorted(QgsProject.instance().mapLayers().values(), key=lambda capa: capa.name())
    return [c for c in capas if _del_kit(c) and _es_temporal(c) and not _vaciada(c)]


def _del_kit(capa: QgsMapLayer) -> bool:
    return bool(capa.customProperty(HECHA_CON) or capa.customProperty(DE_PRACTICA))


def _es_temporal(capa: Any) -> bool:
    """Si está en memoria o en la carpeta temporal de Processing, que se borra al cerrar."""
    if capa.providerType() == "memory":
        return True
    archivo = archivo_de(capa.source())
    # Resueltas: Windows da la carpeta temporal con nombres cortos (JOSE~1).
    temporal = Path(QgsProcessingUtils.tempFolder()).resolve()
    return bool(archivo) and temporal in Path(archivo).resolve().parents


def guardar(capas: Iterable[QgsVectorLayer]) -> list[str]:
    """Pasa cada capa a su GeoPackage junto al proyecto, con su registro; devuelve los archivos.

    La capa sigue siendo la misma, con su estilo. ErrorDeCapa si alguna no se pudo escribir; las
    anteriores ya quedaron guardadas.
    """
    return [_guardar(capa) for capa in capas]


def _guardar(capa: QgsVectorLayer) -> str:
    nombre = sin_marca(capa.name())
    ruta = ruta_libre(nombre)
    if not ruta:
        raise ErrorDeCapa(
            "el proyecto no está en una carpeta: no hay junto a qué guardar las capas",
            que_hacer="guarde el proyecto en un archivo .qgz",
        )
    if capa.isModified():
        raise ErrorDeCapa(
            f"«{nombre}» tiene ediciones sin guardar", que_hacer="termine de editarla y repita"
        )
    registro, filtro = _registro_de(capa), capa.subsetString()
    opciones = QgsVectorFileWriter.SaveVectorOptions()
    opciones.driverName = "GPKG"
    opciones.layerName = en_archivo(nombre)
    opciones.fileEncoding = "UTF-8"
    campos = capa.fields()
    # Los virtuales y los de una unión siguen en la capa: escritos, quedarían dos veces.
    opciones.attributes = [
        i for i in range(campos.count()) if campos.fieldOrigin(i) == DEL_PROVEEDOR
    ]
    contexto = QgsProject.instance().transformContext()
    # Se guarda entera aunque esté filtrada; después vuelve a quedar con su filtro.
    capa.setSubsetString("")
    hecho = QgsVectorFileWriter.writeAsVectorFormatV3(capa, ruta, contexto, opciones)
    capa.setSubsetString(filtro)
    if hecho[0] != QgsVectorFileWriter.WriterError.NoError:
        Path(ruta).unlink(missing_ok=True)
        raise ErrorDeCapa(
            f"no se pudo guardar «{nombre}»: {hecho[1]}", que_hacer=al_escribir(str(hecho[1]))
        )
    if registro is not None:
        shutil.copyfile(registro, junto_a(ruta))
    capa.setDataSource(f"{ruta}|layername={opciones.layerName}", capa.name(), "ogr")
    capa.setSubsetString(filtro)
    return ruta


def _registro_de(capa: QgsMapLayer) -> Path | None:
    """El registro de auditoría de una capa temporal: al lado de su archivo o el de su corrida."""
    archivo = archivo_de(capa.source())
    rutas = [junto_a(archivo)] if archivo else []
    rutas += [Path(r) for r in (MEMORIA.registro(capa.id()),) if r]
    return next((ruta for ruta in rutas if ruta.is_file()), None)
