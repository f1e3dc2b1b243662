"""La tabla `layer_styles` de un GeoPackage, donde QGIS busca con qué estilo abrir cada capa.

Las columnas son las que QGIS crea: si falta una, no la lee y abre la capa sin estilo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

FECHA = "1970-01-01T00:00:00.000Z"
COLUMNA = "geom"
TABLA = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
Estilo = tuple[str, str, str, str]
"""Capa, nombre, documento de QGIS y descripción."""


def poner(base: sqlite3.Connection, estilos: Iterable[Estilo]) -> None:
    """Crea la tabla con esos estilos; el primero de cada capa es con el que se abre.

    La columna de la geometría de todas las capas se llama `geom`. No confirma la transacción.
    """
    base.execute(TABLA)
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (FECHA,),
    )
    vistas: set[str] = set()
    for capa, nombre, qml, descripcion in estilos:
        base.execute(
            "INSERT INTO layer_styles VALUES (NULL, '', '', ?, ?, ?, ?, '', ?, ?, '', NULL, ?)",
            (capa, COLUMNA, nombre, qml, int(capa not in vistas), descripcion, FECHA),
        )
        vistas.add(capa)
