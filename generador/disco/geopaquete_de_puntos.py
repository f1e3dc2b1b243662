"""Un GeoPackage de puntos con su estilo adentro, hecho solo con SQLite.

No necesita GDAL, que quien construye el sitio puede no tener. El mismo contenido da los mismos
bytes con la misma versión de SQLite.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence

from generador.disco import estilos_de_geopaquete

FECHA = estilos_de_geopaquete.FECHA
IDENTIFICADOR = 0x47504B47  # «GPKG», como lo pide el formato
VERSION = 10300
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
TABLAS = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""
SISTEMAS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", ""),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", ""),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84, ""),
)
Punto = tuple[float, float]


def en_bytes(
    capa: str,
    columnas: Sequence[tuple[str, str]],
    filas: Iterable[tuple[Punto | None, Sequence[object]]],
    *,
    descripcion: str,
    estilo: str,
) -> bytes:
    """El archivo con una sola capa de puntos (longitud, latitud en EPSG:4326).

    `columnas` son pares (nombre, tipo de SQLite); cada fila trae su punto, o None, y un valor por
    columna. `estilo` (.qml) queda como el que QGIS aplica al abrirla.
    """
    base = sqlite3.connect(":memory:")
    try:
        base.execute(f"PRAGMA application_id = {IDENTIFICADOR}")
        base.execute(f"PRAGMA user_version = {VERSION}")
        base.executescript(TABLAS)
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SISTEMAS)
        _escribir_capa(base, capa, columnas, filas, descripcion)
        estilos_de_geopaquete.poner(base, [(capa, capa, estilo, descripcion)])
        base.commit()
        return bytes(base.serialize())
    finally:
        base.close()


def _escribir_capa(
    base: sqlite3.Connection,
    capa: str,
    columnas: Sequence[tuple[str, str]],
    filas: Iterable[tuple[Punto | None, Sequence[object]]],
    descripcion: str,
) -> None:
    # Los nombres son del kit y no de quien lo usa; las comillas dobles los protegen igual.
    campos = ", ".join(f'"{nombre}" {tipo}' for nombre, tipo in columnas)
    llave = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
    base.execute(f'CREATE TABLE "{capa}" ({llave}, geom POINT, {campos})')
    lista = list(filas)
    huecos = ", ".join("?" * (len(columnas) + 1))
    nombres = ", ".join(f'"{nombre}"' for nombre, _ in columnas)
    base.executemany(
        f'INSERT INTO "{capa}" (geom, {nombres}) VALUES ({huecos})',  # noqa: S608 - nombres del kit
        [(punto and binario(punto), *valores) for punto, valores in lista],
    )
    puntos = [punto for punto, _ in lista if punto is not None]
    xs, ys = [x for x, _ in puntos], [y for _, y in puntos]
    caja = (min(xs), min(ys), max(xs), max(ys)) if puntos else (None,) * 4
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
        (capa, capa, descripcion, FECHA, *caja),
    )
    base.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)", (capa,)
    )


def binario(punto: Punto) -> bytes:
    """El punto como lo guarda el formato: encabezado «GP» y WKB, en orden de octetos bajo."""
    return struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BIdd", 1, 1, *punto)
