"""Un raster abierto por ventanas: su rejilla, su sistema de coordenadas y sus valores."""
# ruff: noqa: PLC0415 - rasterio es del extra «rasters»

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.dominio import con_lugar
from generador.hogares.poligonos import transformar
from generador.metodos.rejilla import Rejilla, interpolar
from generador.metodos.tipos import Reales

METRICO = "EPSG:9377"


@dataclass(frozen=True)
class Raster:
    """Una banda abierta. `crs` como lo entiende pyproj."""

    ruta: Path
    banda: int
    rejilla: Rejilla
    crs: str
    conjunto: Any = field(repr=False)

    def ventana(self, fila: int, columna: int, filas: int, columnas: int) -> Reales:
        """Los valores de un pedazo, (filas, columnas), con su escala; NaN donde no hay dato."""
        from rasterio.windows import Window

        pedazo = Window(columna, fila, columnas, filas)
        with _mensajes(self.ruta):
            leidos = self.conjunto.read(self.banda, window=pedazo, masked=True)
        escala, suma = (
            getattr(self.conjunto, n)[self.banda - 1] or 0.0 for n in ("scales", "offsets")
        )
        valores = np.ma.filled(leidos.astype(np.float64), np.nan)
        return np.asarray(valores if (escala, suma) == (1, 0) else valores * escala + suma)

    def en_la_rejilla(self, rejilla: Rejilla) -> Reales:
        """El valor en el centro de cada celda de otra rejilla en EPSG:9377, (celdas,).

        Por interpolación bilineal; NaN fuera del raster y donde no tiene dato.
        """
        x, y = rejilla.centro(np.arange(rejilla.celdas))
        return interpolar(self.rejilla, self.ventana, *transformar(x, y, METRICO, self.crs))


@contextmanager
def abrir(ruta: Path, banda: int = 1) -> Iterator[Raster]:
    """El raster, mientras dura el bloque; ErrorDeDatos si no se puede usar, con la causa."""
    rasterio = exigir_rasterio()
    if not ruta.is_file():
        raise ErrorDeDatos(
            "no existe el raster", lugar=Lugar(str(ruta)), que_hacer="revise la ruta"
        )
    with rasterio.Env(GDAL_PAM_ENABLED="NO"):
        with _mensajes(ruta):
            conjunto = rasterio.open(ruta)
        with conjunto:
            yield _comprobado(ruta, banda, conjunto)


def _comprobado(ruta: Path, banda: int, conjunto: Any) -> Raster:
    if not 1 <= banda <= conjunto.count:
        raise ErrorDeDatos(
            f"el raster tiene {conjunto.count} bandas y se pidió la {banda}",
            lugar=Lugar(ruta.name),
            que_hacer=f"use --banda con un número de 1 a {conjunto.count}",
        )
    if conjunto.crs is None:
        raise ErrorDeDatos(
            "el raster no dice en qué sistema de coordenadas está",
            lugar=Lugar(ruta.name),
            que_hacer="asígnelo en QGIS (Ráster → Proyecciones → Asignar proyección)",
        )
    if np.dtype(conjunto.dtypes[banda - 1]).kind == "c":
        raise ErrorDeDatos(
            "la banda guarda números complejos",
            lugar=Lugar(ruta.name),
            que_hacer="use un raster de números reales",
        )
    with con_lugar(ruta.name):
        afin = conjunto.transform.to_gdal()
        rejilla = Rejilla.de_afin(afin, conjunto.height, conjunto.width)
    return Raster(ruta, banda, rejilla, conjunto.crs.to_wkt(), conjunto)


def exigir_rasterio() -> Any:
    """El módulo; ErrorDeDatos si no está instalado, con la orden que lo instala."""
    try:
        import rasterio
    except ModuleNotFoundError:
        raise ErrorDeDatos(
            "falta instalar «rasterio», que hace falta para leer un raster",
            que_hacer="pip install -e '.[rasters]'",
        ) from None
    return rasterio


@contextmanager
def _mensajes(ruta: Path) -> Iterator[None]:
    """Convierte los errores de GDAL en ErrorDeDatos, con el archivo."""
    from rasterio.errors import RasterioError

    try:
        yield
    except RasterioError:
        raise ErrorDeDatos(
            "el raster no se puede leer: está dañado, cortado o no es lo que dice su extensión",
            lugar=Lugar(ruta.name),
            que_hacer="tráigalo otra vez, o guárdelo desde QGIS como GeoTIFF",
        ) from None
