"""Hogares y territorios sintéticos para las pruebas, con semilla."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

CAMPOS = [f"I{j}" for j in range(1, 16)]
MARCO = "Point?crs=EPSG:4326&" + "&".join(f"field={c}:integer" for c in CAMPOS)


def hogares(
    n: int = 200, *, semilla: int = 1, marco: tuple[float, float, float, float] = (-77, 7, -76, 8),
    tipo: str = "integer", crs: str = "EPSG:4326", identidad: bool = False,
) -> QgsVectorLayer:  # fmt: skip
    """Capa en memoria con I1…I15, personas, codigo («05001»…«05004» por cuadrante) y nombre.

    Con `identidad`, también `hogar`, que es lo que deja publicar.
    """
    azar = np.random.default_rng(semilla)
    x = azar.uniform(marco[0], marco[2], n)
    y = azar.uniform(marco[1], marco[3], n)
    privado = azar.random((n, 15)) < 0.35
    personas = azar.integers(1, 8, n)
    campos = "&".join(f"field={c}:{tipo}" for c in CAMPOS)
    capa = QgsVectorLayer(
        f"Point?crs={crs}&{campos}&field=personas:integer&field=codigo:string(5)"
        "&field=nombre:string(40)" + "&field=hogar:string(30)" * identidad,
        "hogares",
        "memory",
    )
    filas = []
    for i in range(n):
        fila = QgsFeature(capa.fields())
        marcas = [str(int(v)) if tipo == "string" else int(v) for v in privado[i]]
        cuadrante = (x[i] > (marco[0] + marco[2]) / 2) + 2 * (y[i] > (marco[1] + marco[3]) / 2)
        propios = [int(personas[i]), f"0500{cuadrante + 1}", f"Año {i % 7}"]
        fila.setAttributes([*marcas, *propios, *[f"5001|{i + 1}|1"] * identidad])
        fila.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x[i], y[i])))
        filas.append(fila)
    agregar(capa, filas)
    return capa


def cuadricula(
    lado: int = 2, marco: tuple[float, float, float, float] = (-77, 7, -76, 8),
    crs: str = "EPSG:4326",
) -> QgsVectorLayer:  # fmt: skip
    """lado × lado cuadrados con `codigo` «05001»…, de sur a norte y de oeste a este."""
    capa = QgsVectorLayer(
        f"Polygon?crs={crs}&field=codigo:string(5)&field=nombre:string(30)", "veredas", "memory"
    )
    xs, ys = np.linspace(marco[0], marco[2], lado + 1), np.linspace(marco[1], marco[3], lado + 1)
    filas = []
    for j in range(lado):
        for i in range(lado):
            esquinas = [
                (xs[i], ys[j]),
                (xs[i + 1], ys[j]),
                (xs[i + 1], ys[j + 1]),
                (xs[i], ys[j + 1]),
            ]
            numero = j * lado + i + 1
            filas.append(poligono(capa, esquinas, [f"05{numero:03d}", f"Vereda {numero}"]))
    agregar(capa, filas)
    return capa


def poligono(capa: QgsVectorLayer, esquinas: Sequence[Any], atributos: list[Any]) -> QgsFeature:
    """Una entidad con ese polígono."""
    fila = QgsFeature(capa.fields())
    fila.setAttributes(atributos)
    fila.setGeometry(QgsGeometry.fromPolygonXY([[QgsPointXY(*p) for p in esquinas]]))
    return fila


def agregar(capa: QgsVectorLayer, filas: list[QgsFeature]) -> None:
    """Agrega las filas a una capa en memoria."""
    bien, _ = capa.dataProvider().addFeatures(filas)
    assert bien
    capa.updateExtents()


def guardar(
    capa: QgsVectorLayer, ruta: Path, formato: str = "GPKG", **opciones: Any
) -> QgsVectorLayer:
    """La misma capa en un archivo, abierta."""
    pedidas = QgsVectorFileWriter.SaveVectorOptions()
    pedidas.driverName = formato
    pedidas.fileEncoding = "UTF-8"
    pedidas.layerOptions = opciones.get("opciones", [])
    escrito = QgsVectorFileWriter.writeAsVectorFormatV3(
        capa, str(ruta), QgsCoordinateTransformContext(), pedidas
    )
    assert escrito[0] == QgsVectorFileWriter.WriterError.NoError, escrito
    abierta = QgsVectorLayer(str(ruta), capa.name(), "ogr")
    assert abierta.isValid()
    return abierta


def crs(codigo: str) -> QgsCoordinateReferenceSystem:
    """Un CRS por su código."""
    return QgsCoordinateReferenceSystem(codigo)


def cuadros(
    ruta: Path, valores: Any = None, marco: tuple[float, float, float, float] = (-77, 7, -76, 8),
    crs: int = 4326, sin_dato: float = -9999,
) -> Path:  # fmt: skip
    """Un GeoTIFF que llena el marco con esos valores; NaN es sin dato."""
    from osgeo import gdal, osr

    celdas = np.arange(100.0).reshape(10, 10) if valores is None else np.asarray(valores, float)
    filas, columnas = celdas.shape
    hecho = gdal.GetDriverByName("GTiff").Create(str(ruta), columnas, filas, 1, gdal.GDT_Float64)
    ancho, alto = (marco[2] - marco[0]) / columnas, (marco[3] - marco[1]) / filas
    hecho.SetGeoTransform((marco[0], ancho, 0, marco[3], 0, -alto))
    sistema = osr.SpatialReference()
    sistema.ImportFromEPSG(crs)
    hecho.SetProjection(sistema.ExportToWkt())
    banda = hecho.GetRasterBand(1)
    banda.SetNoDataValue(sin_dato)
    banda.WriteArray(np.where(np.isnan(celdas), sin_dato, celdas))
    return ruta
