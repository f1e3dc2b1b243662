"""EOG, luces nocturnas VIIRS 2012, 2016, 2018 y 2020: media y suma de radiancia por municipio."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import rasterio
import shapely
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader

from generador.cubo import codigos
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura import cruce_de_nombres, larga
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, exigir_archivo
from generador.fuentes.lectura.valores_de_celdas import Numeros, exigir_exactos
from generador.fuentes.lectura.valores_de_celdas import codigos as leer_codigos

RASTERES = {
    anio: f"raster/viirs_luces_nocturnas_col_{anio}.tif"
    for anio in ("2012", "2016", "2018", "2020")
}
LIMITES = "limites/MGN2018_municipios_departamentos.topojson"
CAPA = "MGN_MPIO_POLITICO"
CODIGO = "MPIO_CCNCT"
COLUMNAS = {
    "codigo": CODIGO,
    "nombre": "MPIO_CNMBR",
    "nombre_departamento": "DPTO_CNMBR",
}
COORDENADAS = CRS.from_epsg(4326)
INDICADORES = {"luces_media": "mean", "luces_suma": "sum"}
# El ráster es de precisión simple (7 cifras significativas): lo que pasa de 9 es ruido de la suma,
# y sin él el resultado es el mismo en cualquier máquina.
CIFRAS = 9
RANGO = (-1.5, 10_000.0)  # nW/cm²/sr; los negativos pequeños son ruido del sensor y valen 0
COBERTURA_MINIMA = 0.9  # parte del municipio con dato; en las islas la línea de costa llega a 0,91


def leer(carpeta: Path) -> pd.DataFrame:
    """Tabla larga con `luces_media` y `luces_suma` (nW/cm²/sr), dominio total.

    Cada celda cuenta por la fracción que cae dentro del polígono municipal. Los valores negativos
    se toman como 0 y las celdas sin dato quedan fuera. Los 1.122 de la base tienen dato.
    """
    municipios = leer_municipios(carpeta / LIMITES)
    lugar = Lugar(Path(LIMITES).name, CAPA, None, CODIGO)
    propias = {n: municipios[t].tolist() for n, t in COLUMNAS.items()}
    tabla = Tabla(lugar, list(range(1, len(municipios) + 1)), propias, COLUMNAS)
    territorios = leer_codigos(tabla, "codigo")
    exigir_exactos(lugar, territorios, codigos.base(), "los municipios del marco 2018")
    cruce_de_nombres.exigir(tabla, territorios)
    # Se leen todos antes de hacer cuentas: uno dañado se dice sin esperar a los demás.
    leidos = {anio: leer_raster(carpeta / ruta) for anio, ruta in RASTERES.items()}
    partes = [
        parte
        for anio, leido in leidos.items()
        for parte in _del_anio(carpeta / RASTERES[anio], leido, anio, municipios)
    ]
    return larga.unir(partes, lugar=Lugar(Path(RASTERES["2012"]).name))


def leer_municipios(ruta: Path) -> gpd.GeoDataFrame:
    """Polígonos con su código; el archivo no declara coordenadas y son EPSG:4326."""
    exigir_archivo(ruta)
    try:
        capa = pyogrio.read_dataframe(ruta, layer=CAPA, columns=list(COLUMNAS.values()))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as causa:
        raise ErrorDeDatos(
            f"no se puede leer la capa; parece truncado o dañado ({causa})",
            lugar=Lugar(ruta.name, CAPA),
            que_hacer=DESCARGAR,
        ) from causa
    for propiedad in COLUMNAS.values():
        if propiedad not in capa:
            raise ErrorDeDatos(
                "falta la propiedad",
                lugar=Lugar(ruta.name, CAPA, None, propiedad),
                que_hacer=DESCARGAR,
            )
    return capa.set_crs(COORDENADAS.to_wkt(), allow_override=True)


def _del_anio(
    ruta: Path, leido: NumPyRasterSource, anio: str, municipios: gpd.GeoDataFrame
) -> Iterable[pd.DataFrame]:
    resumen = resumir(leido, municipios)
    _exigir_cobertura(ruta, resumen)
    for indicador, columna in INDICADORES.items():
        valores: Numeros = [(float(f"{v:.{CIFRAS}g}"), "dato") for v in resumen[columna]]
        yield larga.parte(list(resumen[CODIGO]), indicador, valores, periodo=anio)


def resumir(fuente: NumPyRasterSource, municipios: gpd.GeoDataFrame) -> pd.DataFrame:
    """Por polígono: `CODIGO`, `mean`, `sum` y `cubierto` (parte de su área con dato, de 0 a 1).

    El área se mide en celdas: la del polígono es plana, en grados, como la rejilla.
    """
    pedido = ["mean", "sum", "count"]
    resumen: pd.DataFrame = exact_extract(
        fuente, municipios, pedido, include_cols=[CODIGO], output="pandas"
    )
    celda = math.prod(fuente.res())
    resumen["cubierto"] = resumen["count"] * celda / shapely.area(municipios.geometry.to_numpy())
    return resumen


def leer_raster(ruta: Path) -> NumPyRasterSource:
    """La única banda del ráster, comprobada, con los negativos en 0."""
    exigir_archivo(ruta)
    try:
        with rasterio.open(ruta) as raster:
            _exigir_forma(ruta, raster)
            celdas, sin_dato = raster.read(1), np.float32(raster.nodata)
            limites = raster.bounds
    except RasterioError as causa:
        raise ErrorDeDatos(
            f"no se puede leer como ráster; parece truncado o dañado ({causa})",
            lugar=Lugar(ruta.name),
            que_hacer=DESCARGAR,
        ) from causa
    con_dato = celdas != sin_dato
    _exigir_rango(ruta, celdas, con_dato)
    limpias = np.where(con_dato & (celdas < 0), np.float32(0), celdas)
    return NumPyRasterSource(
        limpias, *limites, nodata=float(sin_dato), srs_wkt=COORDENADAS.to_wkt()
    )


def _exigir_forma(ruta: Path, raster: DatasetReader) -> None:
    hallado: dict[str, tuple[Any, Any]] = {
        "el sistema de coordenadas": (raster.crs, COORDENADAS),
        "el número de bandas": (raster.count, 1),
        "el tipo de las celdas": (raster.dtypes[0], "float32"),
    }
    for rasgo, (valor, esperado) in hallado.items():
        if valor != esperado:
            raise ErrorDeDatos(
                f"{rasgo} no es el esperado ({esperado})",
                lugar=Lugar(ruta.name),
                valor=valor,
                que_hacer=DESCARGAR,
            )
    if raster.nodata is None:
        raise ErrorDeDatos(
            "no declara el valor de «sin dato»", lugar=Lugar(ruta.name), que_hacer=DESCARGAR
        )


def _exigir_rango(ruta: Path, celdas: NDArray[np.float32], con_dato: NDArray[np.bool_]) -> None:
    fuera = con_dato & ~((celdas >= RANGO[0]) & (celdas <= RANGO[1]))  # NaN también es «fuera»
    if fuera.any():
        fila, columna = (int(i) for i in np.argwhere(fuera)[0])
        raise ErrorDeDatos(
            f"la radiancia está fuera de rango (entre {RANGO[0]} y {RANGO[1]} nW/cm²/sr)",
            lugar=Lugar(ruta.name, None, fila + 1, str(columna + 1)),
            valor=celdas[fila, columna],
            que_hacer="compruebe que es el compuesto anual de EOG y no otro producto",
        )


def _exigir_cobertura(ruta: Path, resumen: pd.DataFrame) -> None:
    sin = sorted(resumen.loc[~(resumen["cubierto"] >= COBERTURA_MINIMA), CODIGO])
    if sin:
        raise ErrorDeDatos(
            f"el ráster no cubre {len(sin)} municipios: {', '.join(sin[:12])}",
            lugar=Lugar(ruta.name),
            que_hacer="compruebe que el recorte abarca toda Colombia, San Andrés incluido",
        )
