"""La misma capa, dejada como la deja quien trabaja en QGIS: filtrada, ordenada, unida o editada.

Cada una parte de un archivo distinto del llano, y lo que se ve en QGIS es lo mismo: si un algoritmo
lee el archivo y no la capa, o une por el lugar de la fila, da otra cosa. El archivo y su tabla
llevan tildes y comillas en el nombre.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from tests.qgis.capas import agregar, guardar
from tests.qgis.entradas import abrir

LLAVE, SOBRA = "cual", "sobra"
UNO_DE_CADA = 3
LEJOS = 0.5
PUESTOS = {LLAVE, SOBRA, "fid"}


def filtrada(llana: Path, carpeta: Path) -> QgsVectorLayer:
    """Entre sus filas hay otras repetidas, que el filtro de la capa quita."""
    capa = _en_memoria(llana)
    filas = []
    for i, fila in enumerate(capa.getFeatures()):
        if i % UNO_DE_CADA == 0:
            de_mas = QgsFeature(fila)
            de_mas[SOBRA], de_mas[LLAVE] = 1, f"de más {i}"
            filas.append(de_mas)
        filas.append(QgsFeature(fila))
    abierta = _escribir(capa, filas, carpeta, llana.stem)
    assert abierta.setSubsetString(f'"{SOBRA}" = 0')
    return abierta


def ordenada(llana: Path, carpeta: Path) -> QgsVectorLayer:
    """Sus filas llegan en otro orden, por la consulta de la capa."""
    capa = _en_memoria(llana)
    abierta = _escribir(capa, capa.getFeatures(), carpeta, llana.stem)
    tabla = nombre_raro(llana.stem).replace('"', '""')
    assert abierta.setSubsetString(f'SELECT * FROM "{tabla}" ORDER BY "{LLAVE}" DESC')
    assert [f[LLAVE] for f in abierta.getFeatures()] != [f[LLAVE] for f in capa.getFeatures()]
    return abierta


def unida(llana: Path, carpeta: Path) -> QgsVectorLayer:
    """La segunda mitad de sus campos le llega de otra tabla, cuyas filas vienen al revés."""
    capa = _en_memoria(llana)
    propios = [c for c in capa.fields() if c.name() not in PUESTOS]
    campos = propios[len(propios) // 2 :]
    ajenos = {c.name() for c in campos}
    otra = QgsVectorLayer("None", "otra", "memory")
    assert otra.dataProvider().addAttributes([capa.fields().field(LLAVE), *campos])
    otra.updateFields()
    filas = []
    for fila in capa.getFeatures():
        nueva = QgsFeature(otra.fields())
        nueva.setAttributes([fila[c.name()] for c in otra.fields()])
        filas.append(nueva)
    tabla = _escribir(otra, reversed(filas), carpeta, f"{llana.stem} otra")
    assert capa.dataProvider().deleteAttributes([capa.fields().lookupField(c) for c in ajenos])
    capa.updateFields()
    abierta = _escribir(capa, capa.getFeatures(), carpeta, llana.stem)
    union = QgsVectorLayerJoinInfo()
    union.setJoinLayer(tabla)
    union.setJoinFieldName(LLAVE)
    union.setTargetFieldName(LLAVE)
    union.setPrefix("")
    union.setUsingMemoryCache(True)
    assert abierta.addJoin(union)
    assert ajenos < {c.name() for c in abierta.fields()}
    return abierta


def editada(llana: Path, carpeta: Path) -> QgsVectorLayer:
    """Con ediciones sin guardar: una fila corregida y movida, una de más borrada y una agregada."""
    capa = _en_memoria(llana)
    primera, *medio, ultima = map(QgsFeature, capa.getFeatures())
    mala, de_mas = QgsFeature(primera), QgsFeature(medio[0])
    mala.setAttributes(medio[0].attributes())
    mala.setGeometry(_movida(primera.geometry()))
    de_mas[LLAVE] = "de más"
    abierta = _escribir(capa, [mala, de_mas, *medio], carpeta, llana.stem)
    id_mala, id_de_mas = [f.id() for f in abierta.getFeatures()][:2]
    assert abierta.startEditing()
    for nombre in (c.name() for c in capa.fields() if c.name() != "fid"):
        lugar = abierta.fields().lookupField(nombre)
        assert abierta.changeAttributeValue(id_mala, lugar, primera[nombre])
    if abierta.isSpatial():
        assert abierta.changeGeometry(id_mala, primera.geometry())
    assert abierta.deleteFeature(id_de_mas)
    nueva = QgsFeature(abierta.fields())
    for nombre in (c.name() for c in capa.fields() if c.name() != "fid"):
        nueva[nombre] = ultima[nombre]
    nueva.setGeometry(ultima.geometry())
    assert abierta.addFeature(nueva)
    assert abierta.isModified()
    return abierta


VARIANTES: dict[str, Callable[[Path, Path], QgsVectorLayer]] = {
    "filtrada": filtrada, "ordenada": ordenada, "unida": unida, "editada": editada,
}  # fmt: skip


def nombre_raro(nombre: str) -> str:
    """El nombre del archivo y de su tabla, para esa capa."""
    return f'{nombre} «Ñ» d\'Or "1"'


def soltar() -> None:
    """Deja sin guardar lo editado y vacía el proyecto."""
    for capa in QgsProject.instance().mapLayers().values():
        if isinstance(capa, QgsVectorLayer) and capa.isEditable():
            capa.rollBack()
    QgsProject.instance().clear()


def _en_memoria(llana: Path) -> QgsVectorLayer:
    """Las filas de un archivo, sin el número que les puso."""
    capa = QgsVectorLayer(str(llana), llana.stem, "ogr").materialize(QgsFeatureRequest())
    lugar = capa.fields().lookupField("fid")
    if lugar >= 0:
        assert capa.dataProvider().deleteAttributes([lugar])
        capa.updateFields()
    return capa


def _escribir(
    como: QgsVectorLayer, filas: Iterable[QgsFeature], carpeta: Path, nombre: str
) -> QgsVectorLayer:
    """Un archivo con esas filas, abierto en el proyecto."""
    nueva = como.clone()
    nueva.dataProvider().truncate()
    agregar(nueva, list(filas))
    ruta = carpeta / f"{nombre_raro(nombre)}.gpkg"
    guardar(nueva, ruta)
    return abrir(ruta, nombre)


def _movida(geometria: Any) -> QgsGeometry:
    otra = QgsGeometry(geometria)
    if not otra.isNull():
        otra.translate(LEJOS, LEJOS)
    return otra
