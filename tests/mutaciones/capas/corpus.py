"""La familia de las capas: los hogares de cada polígono, contados aparte, o se dice por qué no."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.errors

from generador.hogares import tabla_interna as tabla_de
from tests.hogares import datos
from tests.mutaciones.bases import catalogo as de_bases
from tests.mutaciones.bases.correr import SALIDA, avisos, casa, correr
from tests.mutaciones.capas import catalogo
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto

FAMILIA = "capas"
VECES = 2
NO_CABE = Veredicto(Clase.IGUAL, "ese formato no admite escribir esa capa")


def entradas() -> Iterator[Entrada]:
    """Cada capa y cada daño de archivo, en cada formato."""
    for formato in catalogo.FORMATOS:
        for nombre in (*catalogo.IGUALES, *catalogo.DANADAS):
            yield Entrada(FAMILIA, formato, nombre)
        for nombre, (sufijos, _) in catalogo.DE_ARCHIVO.items():
            if formato in sufijos:
                for numero in range(1, VECES + 1):
                    yield Entrada(FAMILIA, formato, f"archivo-{nombre}", numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor."""
    with casa():
        yield _correr


@cache
def base() -> tuple[dict[str, list[Any]], dict[str, str]]:
    """Los hogares con su punto, y de cada vereda el código de la celda donde cae."""
    azar = random.Random(catalogo.LADO)
    columnas = dict(de_bases.limpia())
    celdas = {"V0": (0, 0), "V1": (0, 1), "V2": (1, 0)}
    puntos: dict[str, tuple[float, float]] = {}
    for ficha, vereda in zip(columnas["ide_ficha_origen"], columnas["cod_vereda"], strict=True):
        i, j = celdas[vereda]
        puntos.setdefault(ficha, (-76 + i + azar.uniform(0.1, 0.9), 6 + j + azar.uniform(0.1, 0.9)))
    for eje, nombre in enumerate(("coord_x_auto_rec", "coord_y_auto_rec")):
        columnas[nombre] = [puntos[f][eje] for f in columnas["ide_ficha_origen"]]
    return columnas, {v: f"P{i}{j}" for v, (i, j) in celdas.items()}


@cache
def esperadas() -> dict[str, tuple[int, int]]:
    """(hogares, personas) de cada celda, contados sin el kit."""
    columnas, celdas = base()
    salida: dict[str, tuple[int, int]] = {}
    fichas: dict[str, set[str]] = {}
    for ficha, vereda in zip(columnas["ide_ficha_origen"], columnas["cod_vereda"], strict=True):
        codigo = celdas[vereda]
        fichas.setdefault(codigo, set()).add(ficha)
        salida[codigo] = (len(fichas[codigo]), salida.get(codigo, (0, 0))[1] + 1)
    return salida


# Lo que dice GDAL cuando un formato no admite lo que se le pide escribir.
NO_SE_ESCRIBE = (
    *(pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, TypeError),
    *(pyogrio.errors.GeometryError, pyogrio.errors.FeatureError, AttributeError),
)


def _correr(entrada: Entrada, carpeta: Path) -> Veredicto:
    ruta = carpeta / f"capa.{entrada.sujeto}"
    nombre = entrada.operador.removeprefix("archivo-")
    de_archivo = entrada.operador.startswith("archivo-")
    cambiar = {**catalogo.IGUALES, **catalogo.DANADAS}["limpia" if de_archivo else nombre]
    try:
        catalogo.escribir(cambiar(catalogo.limpia()), ruta)
    except NO_SE_ESCRIBE:
        return NO_CABE
    if de_archivo:
        catalogo.DE_ARCHIVO[nombre][1](ruta, entrada.azar)
    base_en_csv = datos.escribir_csv(carpeta / "base.csv", base()[0])
    opciones = ("--por", "codigo", "--poligonos", ruta)
    hecho, veredicto = correr(carpeta, "incidencia", base_en_csv, *opciones)
    if veredicto is None:
        return _segun_las_cifras(_halladas(carpeta / SALIDA), avisos(hecho))
    if nombre in catalogo.IGUALES and not de_archivo and veredicto.clase is Clase.DICHO:
        return Veredicto(Clase.RECHAZO, veredicto.detalle)
    return veredicto


def _segun_las_cifras(halladas: dict[str, tuple[int, int]], dichos: list[str]) -> Veredicto:
    if halladas == esperadas():
        return Veredicto(Clase.IGUAL)
    if sorted(halladas.values()) == sorted(esperadas().values()):
        return Veredicto(Clase.CORRECTO, "los mismos hogares, con el código que trae la capa")
    if dichos:
        return Veredicto(Clase.DICHO, dichos[0][:200])
    return Veredicto(Clase.CALLADA, str(halladas)[:200])


def _halladas(salida: Path) -> dict[str, tuple[int, int]]:
    """Lo escrito de cada territorio que tiene hogares."""
    tabla = datos.leer_csv(salida)
    filas = zip(tabla["territorio"], tabla["hogares"], tabla["personas"], strict=True)
    return {
        t: (int(float(h)), int(float(p)))
        for t, h, p in filas
        if t != tabla_de.TOTAL and h and float(h)
    }
