"""La fracción de cada celda, contra exactextract y GEOS; y lo que no tiene dato."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import map_coordinates  # type: ignore[import-untyped]

from generador.hogares.poligonos import anillos
from generador.metodos import fracciones
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.raster_territorial import Resumen, resumir
from generador.metodos.rejilla import Rejilla, interpolar
from generador.metodos.subregistro import FALTAN, IGUALES, SIN_DATO, SIN_POBLACION, SOBRAN, comparar

CUADRO = [(1.0, 1.0), (3.5, 1.0), (3.5, 2.5), (1.0, 2.5)]


def medir(valores: np.ndarray, poligonos: Sequence[Any], rejilla: Rejilla | None = None) -> Resumen:
    propia = rejilla or Rejilla(0, len(valores), 1, 1, *valores.shape)
    return resumir(poligonos, propia, lambda f, c, h, a: valores[f : f + h, c : c + a])


def fraccion(poligono: Any, rejilla: Rejilla, **como: int) -> np.ndarray:
    hecha = np.zeros((rejilla.filas, rejilla.columnas))
    for banda in fracciones.bandas(poligono, rejilla, **como):
        f, c = banda.fraccion.shape
        hecha[banda.fila : banda.fila + f, banda.columna : banda.columna + c] += banda.fraccion
    return hecha


def test_un_cuadro_de_mano() -> None:
    valores = np.arange(12.0).reshape(3, 4)
    valores[1, 3] = np.nan  # la mitad del cuadro de esa fila, y no es cero
    hecho = medir(valores, [[CUADRO]])
    # de la fila de abajo, nada; de la del medio, dos celdas y media; de la de arriba, la mitad
    assert fraccion([CUADRO], Rejilla(0, 3, 1, 1, 3, 4)).tolist() == [
        [0, 0.5, 0.5, 0.25], [0, 1, 1, 0.5], [0, 0, 0, 0],
    ]  # fmt: skip
    suma = 0.5 * 1 + 0.5 * 2 + 0.25 * 3 + 5 + 6
    assert hecho.suma.tolist() == [suma]
    assert hecho.celdas.tolist() == [3.25]
    assert hecho.media.tolist() == [suma / 3.25]
    assert (hecho.minimo.tolist(), hecho.maximo.tolist()) == ([1], [6])
    assert hecho.cubierto.tolist() == [3.25 / 3.75]
    assert hecho.en_parte.tolist() == [True]


def test_lo_que_queda_fuera_o_sin_dato_no_es_cero() -> None:
    lejos = [[(90, 90), (91, 90), (91, 91)]]
    vacio = [[(0.1, 0.1), (0.9, 0.1), (0.9, 0.9)]]
    sin_area = [[(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)]]
    valores = np.ones((3, 4))
    valores[2, 0] = np.nan
    hecho = medir(valores, [lejos, vacio, sin_area, [], [CUADRO]])
    for columna in (hecho.suma, hecho.media, hecho.minimo, hecho.maximo):
        assert np.isnan(columna).tolist() == [True, True, True, True, False]
    assert hecho.sin_dato.tolist() == [True, True, True, True, False]
    assert hecho.cubierto[:2].tolist() == [0, 0]


def test_un_hueco_con_una_isla_en_cualquier_sentido() -> None:
    rejilla = Rejilla(0, 10, 1, 1, 10, 10)
    cuadros = [shapely.box(a, a, 10 - a, 10 - a).exterior.coords for a in (0.3, 2.1, 4.2)]
    esperada = (9.4**2 - 5.8**2) + 1.6**2
    for giros in ((1, 1, 1), (1, -1, 1), (-1, -1, -1), (-1, 1, 1)):
        anillos_ = [np.array(c)[::g] for c, g in zip(cuadros, giros, strict=True)]
        for orden in ([0, 1, 2], [2, 0, 1]):
            hecha = fraccion([anillos_[i] for i in orden], rejilla)
            assert hecha.sum() == pytest.approx(esperada)
            assert hecha[3, 3] == 0
            assert hecha[4, 4] == pytest.approx(0.64)


PUNTO = st.tuples(st.floats(-3, 12), st.floats(-3, 12))


@settings(max_examples=60)
@given(st.lists(PUNTO, min_size=3, max_size=9))
def test_cada_fraccion_es_el_area_del_recorte(puntos: list[tuple[float, float]]) -> None:
    poligono = shapely.convex_hull(shapely.MultiPoint(puntos))
    if poligono.geom_type != "Polygon" or poligono.area < 1e-3:
        return
    rejilla = Rejilla(0, 9, 1, 1, 9, 9)
    hecha = fraccion(anillos(poligono), rejilla)
    celdas = [[shapely.box(c, 8 - f, c + 1, 9 - f) for c in range(9)] for f in range(9)]
    verdad = shapely.area(shapely.intersection(np.array(celdas), poligono))
    assert np.abs(hecha - verdad).max() < 1e-8


@pytest.mark.parametrize("celdas", [1, 7, 40])
def test_por_bandas_da_lo_mismo(celdas: int) -> None:
    rejilla = Rejilla(0, 9, 1, 1, 9, 9)
    estrella = shapely.Point(4.4, 5.1).buffer(3.7).union(shapely.box(-4, 2, 20, 2.5))
    entera = fraccion(anillos(estrella), rejilla)
    assert np.allclose(fraccion(anillos(estrella), rejilla, celdas=celdas), entera, atol=1e-12)
    assert entera[:, 8].max() == pytest.approx(0.5)  # sale por el este


@pytest.fixture(scope="module")
def luces(fuentes: Path) -> tuple[np.ndarray, Rejilla, Any]:
    with rasterio.open(fuentes / "raster" / "viirs_luces_nocturnas_col_2020.tif") as raster:
        valores = raster.read(1).astype(float)
        valores[valores == raster.nodata] = np.nan
        rejilla = Rejilla.de_afin(raster.transform.to_gdal(), *valores.shape)
        return valores, rejilla, raster.bounds


@pytest.mark.parametrize("municipio", ["95", "18", None])
def test_las_veredas_de_verdad_dan_lo_de_exactextract(
    fuentes: Path, luces: tuple[np.ndarray, Rejilla, Any], municipio: str | None
) -> None:
    """Guaviare y Caquetá con las luces; y todas, por la forma: con islas, huecos y 3 inválidas."""
    valores, rejilla, limites = luces
    ruta = fuentes / "veredas" / "DANE_veredas_con_codigo_amazonia_catatumbo.geojson.gz"
    capa = pyogrio.read_dataframe(f"/vsigzip/{ruta}")
    if municipio:
        capa = capa[capa["CODIGO_VER"].str.startswith(municipio)]
    partes = capa.geometry.make_valid().map(
        lambda g: shapely.MultiPolygon(
            [p for p in shapely.get_parts(shapely.get_parts(g)) if p.geom_type == "Polygon"]
        )
    )
    hecho = medir(valores, [anillos(g) for g in partes], rejilla)
    fuente = NumPyRasterSource(valores, *limites, nodata=np.nan, srs_wkt=capa.crs.to_wkt())
    verdad = exact_extract(
        fuente, gpd.GeoDataFrame(geometry=partes), ["sum", "mean", "min", "max", "count"],
        output="pandas",
    )  # fmt: skip
    # exactextract guarda las fracciones en precisión simple.
    for nombre, propia in (("sum", hecho.suma), ("mean", hecho.media), ("count", hecho.celdas)):
        np.testing.assert_allclose(propia, verdad[nombre], rtol=2e-7, atol=1e-6, err_msg=nombre)
    assert np.array_equal(hecho.minimo, verdad["min"])
    assert np.array_equal(hecho.maximo, verdad["max"])
    # En la frontera hay veredas con celdas sin dato: se dice, y no se rellenan.
    celda, area = rejilla.ancho * rejilla.alto, shapely.area(partes.to_numpy())
    np.testing.assert_allclose(hecho.cubierto, hecho.celdas * celda / area, rtol=1e-9)
    assert hecho.en_parte.any() == (municipio is None)
    assert not hecho.sin_dato.any()


def test_un_raster_girado_o_al_reves_no_se_usa() -> None:
    for afin in ((0, 1, 0.1, 0, 0, -1), (0, 1, 0, 0, 0, 1), (0, -1, 0, 0, 0, -1)):
        with pytest.raises(ErrorDeMetodo, match="girado o no tiene el norte arriba"):
            Rejilla.de_afin(afin, 3, 3)
    with pytest.raises(ErrorDeMetodo, match="0 × 3 celdas"):
        Rejilla(0, 0, 1, 1, 0, 3)


def test_subregistro_de_mano() -> None:
    nan = np.nan
    hecho = comparar(
        [80, 120, nan, 5, 0, 10, 0], [100, 100, 50, nan, 0, 10, 9], [2, 2, 2, 2, 2, 0, 3]
    )
    assert hecho.lectura.tolist() == [
        FALTAN, SOBRAN, SIN_DATO, SIN_DATO, SIN_POBLACION, IGUALES, FALTAN,
    ]  # fmt: skip
    np.testing.assert_array_equal(hecho.fuera, [20, -20, nan, nan, 0, 0, 9])
    np.testing.assert_array_equal(hecho.proporcion, [0.2, -0.2, nan, nan, nan, 0, 1])
    np.testing.assert_array_equal(hecho.densidad, [10, -10, nan, nan, 0, nan, 3])


def test_entre_celdas_se_interpola_y_lo_que_no_se_sabe_no() -> None:
    """Contra scipy.ndimage adentro; en el borde y junto a lo sin dato, de mano."""
    azar = np.random.default_rng(8)
    valores = azar.uniform(0, 9, (12, 17))
    rejilla = Rejilla(100, 50, 2, 3, 12, 17)
    x, y = azar.uniform(101, 133, 200), azar.uniform(16, 48, 200)
    u, v = rejilla.en_celdas(x, y)
    hallado = interpolar(rejilla, lambda f, c, h, a: valores[f : f + h, c : c + a], x, y)
    verdad = map_coordinates(valores, [v - 0.5, u - 0.5], order=1)
    assert np.allclose(hallado, verdad)
    hueco = np.array([[1.0, np.nan], [3.0, 5.0]])
    chica = Rejilla(0, 2, 1, 1, 2, 2)
    puntos = [(0.5, 1.5), (0.9, 1.5), (1.2, 1.5), (0.1, 1.9), (5, 1), (np.nan, 1), (0.9, 1.1)]
    leidos = interpolar(
        chica, lambda f, c, h, a: hueco[f : f + h, c : c + a], *zip(*puntos, strict=True)
    )
    # El último: pesos 0,36 y 0,24 de la columna del oeste y 0,16 de la celda del sureste.
    ultimo = (0.36 * 1 + 0.24 * 3 + 0.16 * 5) / 0.76
    np.testing.assert_allclose(leidos, [1, 1, np.nan, 1, np.nan, np.nan, ultimo])
