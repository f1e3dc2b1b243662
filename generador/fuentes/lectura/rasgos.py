"""Rasgos de un GeoJSON oficial: las propiedades pedidas y sus polígonos, reparados y contados."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException
from shapely.geometry import shape

from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes.lectura.rejillas import DESCARGAR, Tabla, decodificar, exigir_archivo
from generador.metodos.hogares.coordenadas import LATITUD, LONGITUD

Geometrias = NDArray[np.object_]
POLIGONALES = {"Polygon", "MultiPolygon"}


@dataclass(frozen=True)
class Rasgos:
    """`tabla`: una fila por rasgo, numerada desde 1 como en el archivo.

    `geometrias` (n,): polígonos válidos en grados (EPSG:4326). `reparados`: puesto (desde 0) de los
    que venían inválidos → por qué lo eran.
    """

    tabla: Tabla
    geometrias: Geometrias
    reparados: Mapping[int, str]


def leer(carpeta: Path, ruta: str, columnas: Mapping[str, str]) -> Rasgos:
    """Los rasgos de `carpeta/ruta` (.geojson o .geojson.gz) con las columnas {interna: propiedad}.

    ErrorDeDatos si el archivo está truncado, le falta una propiedad, o un rasgo no es un polígono
    con área dentro de Colombia.
    """
    archivo = exigir_archivo(carpeta / ruta)
    lugar = Lugar(archivo.name)
    rasgos = _rasgos(archivo, lugar)
    tabla = _tabla([r.get("properties") or {} for r in rasgos], columnas, lugar)
    geometrias, reparados = [], {}
    for i, rasgo in enumerate(rasgos):
        cruda = _geometria(rasgo, tabla, i)
        if not cruda.is_valid:
            reparados[i] = shapely.is_valid_reason(cruda)
        geometrias.append(solo_poligonos(cruda))
        if geometrias[-1].is_empty:
            raise _error(tabla, i, "el polígono no tiene área")
    lista = np.array(geometrias, dtype=object)
    _exigir_en_colombia(lista, tabla)
    return Rasgos(tabla, lista, reparados)


def _rasgos(archivo: Path, lugar: Lugar) -> list[dict[str, Any]]:
    try:
        bruto = archivo.read_bytes()
        bruto = gzip.decompress(bruto) if archivo.suffix == ".gz" else bruto
        contenido = orjson.loads(decodificar(bruto, lugar))
        rasgos = list(contenido["features"])
        if not rasgos or not all(isinstance(r, dict) for r in rasgos):
            raise ValueError("no trae rasgos")
    except (orjson.JSONDecodeError, OSError, EOFError, zlib.error) as causa:
        raise ErrorDeDatos(
            f"no se puede leer como GeoJSON; parece truncado o dañado ({causa})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        ) from causa
    except (KeyError, TypeError, ValueError) as causa:
        raise ErrorDeDatos(
            f"no es una colección de rasgos de GeoJSON ({causa!r})",
            lugar=lugar,
            que_hacer=DESCARGAR,
        ) from causa
    return rasgos


def _tabla(propias: list[dict[str, Any]], columnas: Mapping[str, str], lugar: Lugar) -> Tabla:
    for titulo in columnas.values():
        for i, propiedades in enumerate(propias, start=1):
            if titulo not in propiedades:
                raise ErrorDeDatos(
                    f"falta la propiedad (el rasgo trae: {', '.join(propiedades)})",
                    lugar=Lugar(lugar.archivo, None, i, titulo),
                    que_hacer=DESCARGAR,
                )
    celdas = {nombre: [p[titulo] for p in propias] for nombre, titulo in columnas.items()}
    return Tabla(lugar, list(range(1, len(propias) + 1)), celdas, dict(columnas))


def _geometria(rasgo: Mapping[str, Any], tabla: Tabla, i: int) -> shapely.Geometry:
    geometria = rasgo.get("geometry") or {}
    if geometria.get("type") not in POLIGONALES:
        raise _error(tabla, i, f"el rasgo no es un polígono ({geometria.get('type')})")
    try:
        return shape(geometria)
    except (GEOSException, ValueError, TypeError, IndexError, KeyError) as causa:
        raise _error(tabla, i, f"la geometría no se puede leer ({causa})") from causa


def solo_poligonos(cruda: shapely.Geometry) -> shapely.Geometry:
    """La geometría válida, sin las líneas y puntos que deja la reparación; vacía si no hay área."""
    partes = shapely.get_parts(shapely.get_parts(shapely.make_valid(cruda)))
    return shapely.union_all([p for p in partes if p.geom_type == "Polygon" and p.area > 0])


def _exigir_en_colombia(geometrias: Geometrias, tabla: Tabla) -> None:
    oeste, sur, este, norte = shapely.bounds(geometrias).T
    dentro = (oeste >= LONGITUD[0]) & (este <= LONGITUD[1])
    dentro &= (sur >= LATITUD[0]) & (norte <= LATITUD[1])
    if not dentro.all():
        i = int((~dentro).argmax())
        raise _error(tabla, i, f"el polígono cae fuera de Colombia ({oeste[i]:.2f}, {sur[i]:.2f})")


def _error(tabla: Tabla, i: int, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema, lugar=Lugar(tabla.lugar.archivo, None, tabla.filas[i]), que_hacer=DESCARGAR
    )
