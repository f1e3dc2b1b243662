"""Los hogares y las veredas con que se mide el complemento, siempre los mismos."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

COLUMNAS, FILAS, PUNTOS_POR_LADO = 50, 40, 8
# Cuánto se quiebra un lado, en anchos de polígono.
QUIEBRE = 0.04
PRIVACIONES = [f"I{j}" for j in range(1, 16)]
SEMILLA = 1
# Los puntos siguen a la gente: la mitad se aprieta en unos pocos centros.
CENTROS = 30


def escribir(carpeta: Path, hogares: int) -> None:
    """Escribe hogares.gpkg, el mismo con identidad y veredas.gpkg, con el GDAL de QGIS."""
    azar = np.random.default_rng(SEMILLA)
    _escribir_hogares(carpeta / "hogares.gpkg", hogares, azar)
    _escribir_veredas(carpeta / "veredas.gpkg", azar)
    _con_identidad(carpeta / "hogares.gpkg", carpeta / "hogares_con_identidad.gpkg")


def _escribir_hogares(ruta: Path, cuantos: int, azar: np.random.Generator) -> None:
    from osgeo import ogr, osr  # noqa: PLC0415

    sistema = osr.SpatialReference()
    sistema.ImportFromEPSG(4326)
    datos = ogr.GetDriverByName("GPKG").CreateDataSource(str(ruta))
    capa = datos.CreateLayer("hogares", sistema, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    for nombre in (*PRIVACIONES, "personas"):
        campo = ogr.FieldDefn(nombre, ogr.OFTInteger)
        campo.SetSubType(ogr.OFSTInt16)
        capa.CreateField(campo)
    capa.CreateField(ogr.FieldDefn("codigo", ogr.OFTString))
    del capa, datos
    en_centro = azar.random(cuantos) < 0.5
    centros = azar.random((CENTROS, 2))[azar.integers(0, CENTROS, cuantos)]
    apretados = np.clip(centros + azar.normal(0, 0.01, (cuantos, 2)), 0.001, 0.999)
    lugar = np.where(en_centro[:, None], apretados, azar.uniform(0.001, 0.999, (cuantos, 2)))
    privado = (azar.random((cuantos, 15)) < azar.beta(1, 3, (cuantos, 1))).astype(int)
    personas = azar.integers(1, 9, cuantos)
    cabecera = b"GP" + bytes([0, 1]) + struct.pack("<iBI", 4326, 1, 1)
    filas = (
        (cabecera + struct.pack("<dd", x - 77, y + 7), *marcas, gente, f"05045{i % 2000:07d}")
        for i, ((x, y), marcas, gente) in enumerate(
            zip(lugar.tolist(), privado.tolist(), personas.tolist(), strict=False)
        )
    )
    with sqlite3.connect(ruta) as base:
        huecos = ",".join("?" * 18)
        nombres = ",".join(("geom", *PRIVACIONES, "personas", "codigo"))
        base.executemany(f"INSERT INTO hogares ({nombres}) VALUES ({huecos})", filas)  # noqa: S608
        base.execute("UPDATE gpkg_ogr_contents SET feature_count = ?", (cuantos,))
        base.execute("UPDATE gpkg_contents SET min_x=-77, min_y=7, max_x=-76, max_y=8")
    # Sin índice espacial lo nativo leería toda la capa por cada polígono: no sería justo.
    escrita = ogr.Open(str(ruta), 1)
    escrita.ExecuteSQL("SELECT CreateSpatialIndex('hogares', 'geom')")


def _con_identidad(origen: Path, destino: Path) -> None:
    """Los mismos hogares con el campo `hogar`, que solo hace falta para publicar."""
    shutil.copyfile(origen, destino)
    with sqlite3.connect(destino) as base:
        # El disparador del índice espacial pide funciones que SQLite solo no trae.
        disparadores = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (nombre,) in disparadores.fetchall():
            if nombre.startswith("rtree"):
                base.execute(f'DROP TRIGGER "{nombre}"')
        base.execute("ALTER TABLE hogares ADD COLUMN hogar TEXT")
        base.execute("UPDATE hogares SET hogar = '5045|' || (fid * 37) || '|1'")


def _escribir_veredas(ruta: Path, azar: np.random.Generator) -> None:
    """Los 50 × 40 polígonos, cada uno con su código."""
    codigos = [[f"{i:04d}"] for i in range(COLUMNAS * FILAS)]
    escribir_cobertura(ruta, azar, (COLUMNAS, FILAS), {"codigo": "texto"}, codigos)


def escribir_cobertura(
    ruta: Path,
    azar: np.random.Generator,
    tamano: tuple[int, int],
    campos: Mapping[str, str],
    filas: Iterable[Sequence[Any]],
) -> None:
    """Un GeoPackage con los polígonos de `anillos` y los valores de cada uno, con el GDAL de QGIS.

    `campos` {nombre: «texto», «entero» o «real»}.
    """
    from osgeo import ogr, osr  # noqa: PLC0415

    tipos = {"texto": ogr.OFTString, "entero": ogr.OFTInteger, "real": ogr.OFTReal}
    sistema = osr.SpatialReference()
    sistema.ImportFromEPSG(4326)
    datos = ogr.GetDriverByName("GPKG").CreateDataSource(str(ruta))
    capa = datos.CreateLayer("veredas", sistema, ogr.wkbPolygon)
    for nombre, tipo in campos.items():
        capa.CreateField(ogr.FieldDefn(nombre, tipos[tipo]))
    capa.StartTransaction()
    for anillo, valores in zip(anillos(azar, *tamano), filas, strict=True):
        texto = ",".join(f"{x - 77:.9f} {y + 7:.9f}" for x, y in anillo)
        entidad = ogr.Feature(capa.GetLayerDefn())
        for nombre, valor in zip(campos, valores, strict=True):
            entidad[nombre] = valor
        entidad.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({texto}))"))
        capa.CreateFeature(entidad)
    capa.CommitTransaction()


def anillos(azar: np.random.Generator, columnas: int, filas: int) -> Iterator[np.ndarray]:
    """Los anillos (k, 2), cerrados, de una cobertura irregular sin huecos ni solapes en (0, 1)²."""
    nodos = np.stack(np.meshgrid(np.arange(columnas + 1.0), np.arange(filas + 1.0)), axis=-1)
    dentro = np.s_[1:-1, 1:-1]
    nodos[dentro] += azar.uniform(-0.25, 0.25, nodos[dentro].shape)
    nodos /= (columnas, filas)
    quiebre = QUIEBRE / max(columnas, filas)
    lados: dict[Any, np.ndarray] = {}

    def lado(a: tuple[int, int], b: tuple[int, int]) -> np.ndarray:
        llave = (min(a, b), max(a, b))
        if llave not in lados:
            parte = np.linspace(0, 1, PUNTOS_POR_LADO, endpoint=False)[:, None]
            recto = nodos[llave[0]] * (1 - parte) + nodos[llave[1]] * parte
            recto[1:] += azar.uniform(-quiebre, quiebre, recto[1:].shape)
            lados[llave] = np.vstack([recto, nodos[llave[1]]])
        return lados[llave] if a == llave[0] else lados[llave][::-1]

    for f in range(filas):
        for c in range(columnas):
            esquinas = [(f, c), (f, c + 1), (f + 1, c + 1), (f + 1, c), (f, c)]
            anillo = np.vstack([lado(a, b)[:-1] for a, b in itertools.pairwise(esquinas)])
            yield np.vstack([anillo, anillo[:1]])
