"""El camino rápido: de GDAL a numpy por Arrow, solo cuando da lo mismo que leer con QGIS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateTransform,
    QgsFields,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..errores import ErrorDeCapa
from ..metodos.hogares.columna import SIN_TEXTO
from .bloques import Bloque, Diccionario, Numeros
from .puntos import puntos_de_wkb, transformar

GDAL_CON_ARROW = 3060000
# Con bloques mayores la memoria crece y la CPU es la misma (`make medir`).
FILAS_POR_BLOQUE = 32768
# Tipos de OGR que llegan bien a numpy. Los lógicos (OFSTBoolean) no: GDAL 3.6 los entrega corridos.
FID = "OGC_FID"
ENTEROS = {ogr.OFTInteger, ogr.OFTInteger64}
NUMERICOS = ENTEROS | {ogr.OFTReal}


@dataclass(frozen=True)
class Plan:
    """Lo que hace falta para abrir el mismo archivo, tomado de la capa en el hilo principal."""

    ruta: str
    capa: str
    subconjunto: str
    opciones: tuple[str, ...]
    filas: int
    tipo: int
    codificacion: str
    ajenos: frozenset[str]


def planear(capa: QgsVectorLayer) -> Plan | str:
    """El plan para leer la capa por Arrow, o por qué no se puede."""
    partes = QgsProviderRegistry.instance().decodeUri("ogr", capa.source())
    proveedor = capa.providerType()
    ruta = _texto(partes.get("path")) if proveedor == "ogr" else ""
    parcial = _texto(partes.get("layerId")) or "|geometrytype=" in capa.source().lower()
    impedimentos = (
        (
            int(gdal.VersionInfo("VERSION_NUM")) < GDAL_CON_ARROW,
            "este GDAL no trae Arrow",
        ),
        (proveedor != "ogr", f"la capa es de tipo «{proveedor}», no un archivo"),
        (capa.isEditable() and capa.isModified(), "hay ediciones sin guardar"),
        (not Path(ruta).is_file(), "la capa no es un archivo local"),
        (bool(parcial), "la capa es una parte de su archivo"),
        (
            capa.subsetString().lstrip().lower().startswith("select"),
            "el filtro de la capa es una consulta completa",
        ),
    )
    motivo = next((motivo for impide, motivo in impedimentos if impide), "")
    if motivo:
        return motivo
    campos = capa.fields()
    origen = QgsFields.FieldOrigin.OriginProvider
    return Plan(
        ruta=ruta,
        capa=_texto(partes.get("layerName")),
        subconjunto=capa.subsetString(),
        opciones=tuple(partes.get("openOptions") or ()),
        filas=capa.featureCount(),
        tipo=int(capa.wkbType()),
        codificacion=capa.dataProvider().encoding(),
        ajenos=frozenset(c.name() for i, c in enumerate(campos) if campos.fieldOrigin(i) != origen),
    )


def impedimento(plan: Plan | str, pedido: Any, campos: QgsFields) -> str:
    """Por qué no se puede leer esto por Arrow; «» si se puede."""
    if isinstance(plan, str):
        return plan
    ajeno = next((c for c in pedido.campos if c in plan.ajenos), "")
    if ajeno:
        return f"«{ajeno}» viene de una unión o es un campo virtual"
    if pedido.crs is not None and plan.tipo != int(QgsWkbTypes.Type.Point):
        return "la geometría no es de puntos sencillos"
    return _archivo_distinto(plan, pedido, campos)


def _archivo_distinto(plan: Plan, pedido: Any, campos: QgsFields) -> str:
    """En qué no es el archivo lo mismo que la capa; «» si es lo mismo."""
    abierta = _abrir(plan)
    if isinstance(abierta, str):
        return abierta
    _datos, capa = abierta
    if capa.GetFeatureCount() != plan.filas:
        return "el archivo y la capa no tienen las mismas filas"
    return next((m for c in pedido.campos if (m := _campo_distinto(capa, c, plan, campos))), "")


def leer(
    fuente: Any, pedido: Any, plan: Plan, transformacion: QgsCoordinateTransform | None
) -> Iterator[Bloque]:
    """Los bloques de la capa."""
    abierta = _abrir(plan)
    if isinstance(abierta, str):
        raise ErrorDeCapa(abierta, que_hacer="compruebe que el archivo no se haya movido")
    _datos, capa = abierta
    pedidos = set(pedido.campos)
    definicion = capa.GetLayerDefn()
    todos = [definicion.GetFieldDefn(i).GetName() for i in range(definicion.GetFieldCount())]
    ignorados = [c for c in todos if c not in pedidos]
    if pedido.crs is None:
        ignorados.append("OGR_GEOMETRY")
    capa.SetIgnoredFields(ignorados)
    # Sin ninguna columna GDAL no entrega ni las filas, y el 3.6 da vacías las geometrías de un
    # GeoPackage: se pide el identificador.
    con_fid = pedido.ids or not pedidos
    opciones = ["USE_MASKED_ARRAYS=YES", f"INCLUDE_FID={'YES' if con_fid else 'NO'}"]
    opciones.append(f"MAX_FEATURES_IN_BATCH={FILAS_POR_BLOQUE}")
    fid = capa.GetFIDColumn() or FID
    geometria = capa.GetGeometryColumn() or "wkb_geometry"
    numeros = {campo: Numeros(campo) for campo in pedido.numeros}
    leidas = 0
    for lote in capa.GetArrowStreamAsNumPy(opciones):
        filas = len(next(iter(lote.values())))
        columnas = {c: _numero(lote[c], numeros[c], leidas + 1) for c in pedido.numeros}
        for campo, diccionario in fuente.diccionarios.items():
            columnas[campo] = _codigos(lote[campo], diccionario)
        columnas.update({c: _octetos(lote[c]) for c in pedido.octetos})
        bloque = Bloque(leidas + 1, filas, columnas)
        bloque.copias = {
            c: columnas[c] if c in fuente.diccionarios else lote[c] for c in pedido.copias
        }
        if pedido.ids:
            bloque.ids = np.asarray(lote[fid], dtype=np.int64)
        if pedido.crs is not None:
            x, y = puntos_de_wkb(lote[geometria])
            bloque.x, bloque.y, malos = transformar(x, y, transformacion)
            fuente.sin_transformar += malos
        leidas += filas
        yield bloque
    if leidas != plan.filas:
        raise ErrorDeCapa(
            f"de «{fuente.nombre}» se leyeron {leidas} filas de {plan.filas}",
            que_hacer="repita cuando nadie esté escribiendo en el archivo",
        )


def _abrir(plan: Plan) -> tuple[Any, Any] | str:
    """(conjunto, capa) de GDAL: el conjunto se guarda vivo mientras se use la capa."""
    datos = gdal.OpenEx(plan.ruta, gdal.OF_VECTOR, open_options=list(plan.opciones))
    if datos is None:
        return "GDAL no puede abrir el archivo"
    if not plan.capa and datos.GetLayerCount() != 1:
        return "el archivo tiene varias capas"
    capa = datos.GetLayerByName(plan.capa) if plan.capa else datos.GetLayer(0)
    if capa is None:
        return f"el archivo no tiene la capa «{plan.capa}»"
    if plan.subconjunto and capa.SetAttributeFilter(plan.subconjunto) != ogr.OGRERR_NONE:
        return "el filtro de la capa no se puede repetir"
    return datos, capa


def _campo_distinto(capa: Any, campo: str, plan: Plan, campos: QgsFields) -> str:
    """Por qué el campo no se puede leer por Arrow; «» si se puede."""
    definicion = capa.GetLayerDefn()
    posicion = definicion.GetFieldIndex(campo)
    if posicion < 0 or definicion.GetFieldDefn(posicion).GetName() != campo:
        return f"«{campo}» no es una columna del archivo"
    descrito = definicion.GetFieldDefn(posicion)
    numerico = campos.field(campo).isNumeric()
    if descrito.GetSubType() == ogr.OFSTBoolean:
        return f"«{campo}» es lógico"
    if descrito.GetType() in NUMERICOS:
        return "" if numerico else f"«{campo}» tiene otro tipo en el archivo"
    if descrito.GetType() != ogr.OFTString or numerico:
        return f"«{campo}» no es número ni texto en el archivo"
    if plan.codificacion.upper() != "UTF-8":
        return f"el texto está en {plan.codificacion or 'una codificación propia'}"
    return ""


def _numero(columna: Any, numeros: Numeros, desde: int) -> np.ndarray:
    if columna.dtype.kind in "SO":
        return numeros.convertir(_codigos(columna, numeros.diccionario), desde)
    if not np.ma.is_masked(columna):
        return np.asarray(columna)
    return np.ma.filled(columna.astype(np.float64), np.nan)


def _codigos(columna: Any, diccionario: Diccionario) -> np.ndarray:
    nulos = np.ma.getmaskarray(columna)
    datos = np.ma.getdata(columna)
    if datos.dtype.kind in "iuf":
        return diccionario.codificar_numeros(datos, nulos)
    # Donde no hay celda el dato es cualquier cosa: se codifica y después se tapa.
    codigos = diccionario.codificar(datos.tolist())
    codigos[nulos] = SIN_TEXTO
    return codigos


def _octetos(columna: Any) -> np.ndarray:
    """Los textos en UTF-8; vacíos donde no hay celda."""
    datos = np.ma.getdata(columna)
    nulos = np.ma.getmaskarray(columna)
    if nulos.any():
        datos = np.where(nulos, b"", datos)
    return datos.astype(np.bytes_)


def _texto(valor: Any) -> str:
    return valor if isinstance(valor, str) else ""
