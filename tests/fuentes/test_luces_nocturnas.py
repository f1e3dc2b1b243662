"""Luces nocturnas: controles independientes de la estadística zonal y archivos dañados."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from exactextract.raster import NumPyRasterSource
from rasterio.crs import CRS
from rasterio.mask import mask
from rasterio.windows import Window

from generador.cubo import catalogo, codigos
from generador.errores import ErrorDeDatos
from generador.fuentes.oficiales import luces_nocturnas
from tests import danos

GRADOS = luces_nocturnas.COORDENADAS.to_wkt()
ORIGEN = rasterio.Affine(1, 0, -82, 0, -1, 13)
RASTER = luces_nocturnas.RASTERES["2012"]


@pytest.fixture(scope="module")
def tabla(fuentes: Path) -> pd.DataFrame:
    return luces_nocturnas.leer(fuentes)


@pytest.fixture(scope="module")
def municipios(fuentes: Path) -> gpd.GeoDataFrame:
    return luces_nocturnas.leer_municipios(fuentes / luces_nocturnas.LIMITES)


def test_los_1122_tienen_dato_en_los_cuatro_anios(tabla: pd.DataFrame) -> None:
    del_catalogo = {i.id for i in catalogo.indicadores().values() if i.fuente == "luces_nocturnas"}
    assert set(tabla["indicador"]) == del_catalogo
    assert set(tabla["estado"]) == {"dato"}
    for _, propia in tabla.groupby(["indicador", "periodo"]):
        assert set(propia["territorio"]) == set(codigos.base())
    assert len(tabla) == 1122 * 4 * 2
    assert (tabla["valor"] >= 0).all()
    # Sin el ruido de la suma: las cifras significativas que se guardan.
    assert all(v == float(f"{v:.{luces_nocturnas.CIFRAS}g}") for v in tabla["valor"])


@pytest.mark.parametrize("anio", ["2012", "2016", "2018", "2020"])
def test_la_suma_municipal_es_la_del_raster(fuentes: Path, tabla: pd.DataFrame, anio: str) -> None:
    # Lo que el recorte trae fuera de los municipios es el borde: menos de una parte en 200.
    with rasterio.open(fuentes / luces_nocturnas.RASTERES[anio]) as raster:
        celdas = raster.read(1, masked=True)
    total = float(np.clip(celdas, 0, None).sum(dtype=np.float64))
    suma = tabla.query("indicador == 'luces_suma' and periodo == @anio")["valor"].sum()
    assert suma == pytest.approx(total, rel=0.005)
    assert suma < total


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:rasterio")  # es de la biblioteca
@pytest.mark.parametrize("anio", ["2012", "2016", "2018"])
@pytest.mark.parametrize("codigo", ["05001", "11001", "44847", "50568"])
def test_la_media_coincide_con_la_de_las_celdas_de_centro_interior(
    fuentes: Path, tabla: pd.DataFrame, municipios: gpd.GeoDataFrame, codigo: str, anio: str
) -> None:
    # Otro camino: rasterio toma las celdas cuyo centro cae dentro, sin fracciones.
    poligono = municipios.set_index(luces_nocturnas.CODIGO).geometry[codigo]
    with rasterio.open(fuentes / luces_nocturnas.RASTERES[anio]) as raster:
        celdas, _ = mask(raster, [poligono], crop=True, filled=False)
    esperada = float(np.clip(celdas, 0, None).mean(dtype=np.float64))
    fila = tabla.query("territorio == @codigo and indicador == 'luces_media' and periodo == @anio")
    assert fila["valor"].item() == pytest.approx(esperada, rel=0.03)


def test_cada_celda_cuenta_por_su_fraccion_y_lo_que_no_tiene_dato_no_cuenta() -> None:
    celdas = np.array([[1, 2, -99], [3, 4, -99]], dtype=np.float32)
    fuente = NumPyRasterSource(celdas, 0, 0, 3, 2, nodata=-99.0, srs_wkt=GRADOS)
    medio_alto = shapely.box(0, 1, 2, 1.5)  # la mitad de las celdas 1 y 2
    con_vacio = shapely.box(1, 0, 3, 2)  # celdas 2 y 4, y dos sin dato
    capa = gpd.GeoDataFrame(
        {luces_nocturnas.CODIGO: ["a", "b"]}, geometry=[medio_alto, con_vacio], crs=GRADOS
    )
    resumen = luces_nocturnas.resumir(fuente, capa)
    assert resumen[["mean", "sum", "cubierto"]].to_numpy().tolist() == [[1.5, 1.5, 1], [3, 6, 0.5]]


@pytest.mark.parametrize(
    ("anio", "cuantos"), [("2012", 1194), ("2016", 253), ("2018", 1), ("2020", 0)]
)
def test_los_negativos_valen_cero(fuentes: Path, anio: str, cuantos: int) -> None:
    ruta = fuentes / luces_nocturnas.RASTERES[anio]
    fuente = luces_nocturnas.leer_raster(ruta)
    celdas = np.asarray(fuente.mat)
    con_dato = celdas[celdas != np.float32(fuente.nodata)]
    with rasterio.open(ruta) as raster:
        originales = raster.read(1, masked=True).compressed()
    assert (originales < 0).sum() == cuantos
    assert con_dato.size == originales.size
    assert con_dato.min() == 0


@pytest.fixture
def copia(fuentes: Path, tmp_path: Path) -> Path:
    for ruta in (*luces_nocturnas.RASTERES.values(), luces_nocturnas.LIMITES):
        danos.copiar(fuentes, tmp_path, ruta)
    return tmp_path


def _editar(**rasgos: Any) -> Callable[[Path], None]:
    def danar(ruta: Path) -> None:
        with rasterio.open(ruta, "r+") as raster:
            for rasgo, valor in rasgos.items():
                setattr(raster, rasgo, valor)

    return danar


def _celda(valor: float) -> Callable[[Path], None]:
    def danar(ruta: Path) -> None:
        with rasterio.open(ruta, "r+") as raster:
            raster.write(np.full((1, 1, 1), valor, np.float32), window=Window(1800, 2000, 1, 1))

    return danar


def _correr(grados: float) -> Callable[[Path], None]:
    def danar(ruta: Path) -> None:
        with rasterio.open(ruta, "r+") as raster:
            raster.transform = rasterio.Affine.translation(grados, 0) @ raster.transform

    return danar


def _de_dos_bandas(ruta: Path) -> None:
    perfil = {"driver": "GTiff", "width": 4, "height": 4, "count": 2, "dtype": "float32"}
    with rasterio.open(ruta, "w", crs=GRADOS, nodata=-1, transform=ORIGEN, **perfil) as raster:
        raster.write(np.zeros((2, 4, 4), np.float32))


@pytest.mark.parametrize(
    ("danar", "esperado"),
    [
        (danos.truncar, ["truncado o dañado"]),
        (lambda ruta: ruta.write_text("<html>"), ["truncado o dañado"]),
        (_editar(crs=CRS.from_epsg(9377)), ["sistema de coordenadas", "EPSG:4326", "9377"]),
        (_editar(nodata=None), ["sin dato"]),
        (_de_dos_bandas, ["número de bandas", "«2»"]),
        (_celda(50_000), ["fila 2001", "columna «1801»", "50000", "rango"]),
        (_celda(-7), ["fila 2001", "-7", "rango"]),
        (_celda(float("nan")), ["fila 2001", "nan", "rango"]),
        (_correr(0.5), ["no cubre 129 municipios", "San Andrés"]),
    ],
)
def test_raster_danado_dice_que_hacer(
    copia: Path, danar: Callable[[Path], None], esperado: list[str]
) -> None:
    danar(copia / RASTER)
    with pytest.raises(ErrorDeDatos) as error:
        luces_nocturnas.leer(copia)
    for pedazo in [Path(RASTER).name, "Qué hacer", *esperado]:
        assert pedazo in str(error.value)


def test_limites_truncados_sin_capa_o_sin_un_municipio(copia: Path, fuentes: Path) -> None:
    ruta = copia / luces_nocturnas.LIMITES
    texto = ruta.read_text(encoding="utf-8")
    danos_y_mensajes = {
        texto[: len(texto) // 2]: "truncado o dañado",
        texto.replace(luces_nocturnas.CAPA, "OTRA"): "no se puede leer la capa",
        texto.replace(luces_nocturnas.CODIGO, "COD"): "falta la propiedad",
        texto.replace('"05001"', '"99999"'): "faltan 1: 05001; sobran 1: 99999",
    }
    for danado, mensaje in danos_y_mensajes.items():
        assert danado != texto
        ruta.write_text(danado, encoding="utf-8")
        with pytest.raises(ErrorDeDatos, match=mensaje):
            luces_nocturnas.leer(copia)
    shutil.copy(fuentes / luces_nocturnas.LIMITES, ruta)
    (copia / RASTER).unlink()
    with pytest.raises(ErrorDeDatos, match="no está en"):
        luces_nocturnas.leer(copia)
