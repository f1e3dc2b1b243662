"""Puntos de los hogares: del WKB o de la geometría a dos columnas, y de un CRS a otro en bloque."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsPointXY

LARGO = 21  # orden de bytes, tipo, x, y
PUNTO = np.dtype([("orden", "u1"), ("tipo", "<u4"), ("x", "<f8"), ("y", "<f8")])
VACIO = struct.pack("<BIdd", 1, 1, np.nan, np.nan)


def puntos_de_wkb(columna: Any) -> tuple[np.ndarray, np.ndarray]:
    """Columnas x, y (n,) de una columna Arrow de WKB; NaN donde no hay geometría."""
    nulos = np.ma.getmaskarray(columna)
    datos = np.ma.getdata(columna)
    if datos.dtype.kind == "V" and datos.dtype.itemsize == LARGO:
        vista = np.ascontiguousarray(datos).view(PUNTO)
    else:
        crudos = zip(datos.tolist(), nulos.tolist())
        vista = np.frombuffer(b"".join(_punto(d, nulo) for d, nulo in crudos), dtype=PUNTO)
    if not ((vista["orden"] == 1) & (vista["tipo"] == 1) | nulos).all():
        crudos = zip(datos.tolist(), nulos.tolist())
        puntos = [punto_de(_geometria(d)) if not n else (np.nan, np.nan) for d, n in crudos]
        x, y = np.array(puntos, dtype=np.float64).reshape(-1, 2).T
        return x, y
    return np.where(nulos, np.nan, vista["x"]), np.where(nulos, np.nan, vista["y"])


def punto_de(geometria: QgsGeometry) -> tuple[float, float]:
    """(x, y) de un punto o del primero de un multipunto; (NaN, NaN) si está vacío."""
    if geometria.isNull() or geometria.isEmpty():
        return np.nan, np.nan
    punto = next(geometria.vertices())
    return punto.x(), punto.y()


def transformar(
    x: np.ndarray, y: np.ndarray, transformacion: QgsCoordinateTransform | None
) -> tuple[np.ndarray, np.ndarray, int]:
    """Los puntos en el otro sistema, y cuántos no se pudieron transformar (quedan en NaN)."""
    if transformacion is None:
        return x, y, 0
    con = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    salida = np.full((len(x), 2), np.nan)
    if not con.size:
        return salida[:, 0], salida[:, 1], 0
    # Una línea con todos los vértices se transforma de una vez, sin un objeto por punto.
    pares = np.stack([x[con], y[con]], axis=1).astype("<f8")
    linea = QgsGeometry()
    linea.fromWkb(struct.pack("<BII", 1, 2, len(pares)) + pares.tobytes())
    try:
        bien = linea.transform(transformacion) == Qgis.GeometryOperationResult.Success
        if not bien:
            raise QgsCsException("no se pudo transformar el bloque")
        salida[con] = np.frombuffer(bytes(linea.asWkb()), dtype="<f8", offset=9).reshape(-1, 2)
    except QgsCsException:
        for i in con.tolist():
            salida[i] = _uno(x[i], y[i], transformacion)
    malos = ~np.isfinite(salida).all(axis=1)
    salida[malos] = np.nan
    return salida[:, 0], salida[:, 1], int(np.count_nonzero(malos[con]))


def _uno(x: float, y: float, transformacion: QgsCoordinateTransform) -> tuple[float, float]:
    try:
        punto = transformacion.transform(QgsPointXY(x, y))
    except QgsCsException:
        return np.nan, np.nan
    return punto.x(), punto.y()


def _punto(dato: Any, nulo: bool) -> bytes:
    """El WKB si es un punto sencillo; si es otra cosa, uno con tipo 0 para que se note."""
    if nulo or not dato:
        return VACIO
    return dato if len(dato) == LARGO else b"\x00" * LARGO


def _geometria(dato: Any) -> QgsGeometry:
    geometria = QgsGeometry()
    geometria.fromWkb(bytes(dato or b""))
    return geometria
