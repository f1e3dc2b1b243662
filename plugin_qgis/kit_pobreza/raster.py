"""Un raster por GDAL: su rejilla, sus ventanas en numpy y cómo se lleva a otra rejilla."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProcessingParameterRasterLayer,
)

from .algoritmos.parametros import Parametro
from .errores import ErrorDeCapa
from .lectura.huella import huella_de_archivo
from .lectura.puntos import transformar
from .metodos.errores import ErrorDeMetodo
from .metodos.rejilla import Rejilla, interpolar

METRICO = "EPSG:9377"


def capa_raster(nombre: str, etiqueta: str, *, opcional: bool = False, **resto: Any) -> Parametro:
    """Un raster de entrada."""
    return Parametro(
        nombre,
        etiqueta,
        lambda n, e: QgsProcessingParameterRasterLayer(n, e, optional=opcional),
        **resto,
    )


@dataclass
class Raster:
    """Una banda abierta de un raster que está en un archivo."""

    nombre: str
    ruta: str
    crs: QgsCoordinateReferenceSystem
    rejilla: Rejilla
    conjunto: Any = field(repr=False)
    banda: Any = field(repr=False)

    def ventana(self, fila: int, columna: int, filas: int, columnas: int) -> np.ndarray:
        """Los valores de un pedazo, (filas, columnas), con su escala; NaN donde no hay dato."""
        leidos = self.banda.ReadAsArray(columna, fila, columnas, filas)
        mascara = self.banda.GetMaskBand().ReadAsArray(columna, fila, columnas, filas)
        if leidos is None or mascara is None:
            raise self._danado()
        valores = np.where(mascara == 0, np.nan, leidos.astype(np.float64))
        escala, suma = self.banda.GetScale() or 1.0, self.banda.GetOffset() or 0.0
        return valores if (escala, suma) == (1, 0) else valores * escala + suma

    def en_la_rejilla(
        self, rejilla: Rejilla, contexto: QgsCoordinateTransformContext
    ) -> np.ndarray:
        """El valor en el centro de cada celda de otra rejilla en EPSG:9377, (celdas,).

        Por interpolación bilineal; NaN fuera del raster y donde no tiene dato.
        """
        x, y = rejilla.centro(np.arange(rejilla.celdas))
        metrico = QgsCoordinateReferenceSystem(METRICO)
        if metrico != self.crs:
            paso = QgsCoordinateTransform(metrico, self.crs, contexto)
            x, y, _ = transformar(x, y, paso)
        return np.asarray(interpolar(self.rejilla, self.ventana, x, y))

    def registro(self) -> dict[str, Any]:
        """Qué se leyó, para la auditoría."""
        return {
            "capa": self.nombre,
            "camino": "GDAL",
            "motivo": "raster en un archivo",
            "sha256": huella_de_archivo(self.ruta),
        }

    def _danado(self) -> ErrorDeCapa:
        return ErrorDeCapa(
            f"el raster «{self.nombre}» no se puede leer entero: está dañado o cortado",
            que_hacer="tráigalo otra vez, o guárdelo de nuevo como GeoTIFF",
        )


def abrir(pedido: Any, parametro: str, banda: int = 1) -> Raster:
    """El raster elegido; ErrorDeCapa si no es un archivo, no dice su SRC o está girado."""
    capa = pedido.algoritmo.parameterAsRasterLayer(pedido.valores, parametro, pedido.contexto)
    if capa is None or not capa.isValid() or capa.dataProvider().name() != "gdal":
        raise ErrorDeCapa(
            f"«{pedido.algoritmo.etiqueta(parametro)}» no es un raster guardado en un archivo",
            que_hacer="elija un GeoTIFF; un servicio en línea no se puede medir",
        )
    nombre, ruta = str(capa.name()), str(capa.source()).split("|")[0]
    crs = QgsCoordinateReferenceSystem(capa.crs())
    if not crs.isValid():
        raise ErrorDeCapa(
            f"el raster «{nombre}» no dice su sistema de coordenadas",
            que_hacer="asígnelo en las propiedades de la capa (clic derecho, «SRC de la capa»)",
        )
    try:
        conjunto = gdal.Open(ruta)
    except RuntimeError:  # GDAL con excepciones
        conjunto = None
    if conjunto is None or not 1 <= banda <= conjunto.RasterCount:
        raise ErrorDeCapa(
            f"el raster «{nombre}» no se puede abrir, o no tiene la banda {banda}",
            que_hacer="elija otra banda, o guárdelo de nuevo como GeoTIFF",
        )
    try:
        rejilla = Rejilla.de_afin(
            conjunto.GetGeoTransform(), conjunto.RasterYSize, conjunto.RasterXSize
        )
    except ErrorDeMetodo as error:
        raise ErrorDeCapa(f"«{nombre}»: {error.problema}", que_hacer=error.que_hacer) from None
    abierto = Raster(nombre, ruta, crs, rejilla, conjunto, conjunto.GetRasterBand(banda))
    pedido.lecturas.append({"parametro": parametro, **abierto.registro()})
    return abierto


def existe(pedido: Any, parametro: str) -> bool:
    """Si se eligió un raster."""
    valor = pedido.valores.get(parametro)
    return valor is not None and (not isinstance(valor, (str, Path)) or bool(str(valor)))
