"""Las capas de polígonos: una cuadrícula de cuatro celdas, y lo que se le hace."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

LADO = 2
MUCHOS = 300


@dataclass(frozen=True)
class Capa:
    """Polígonos con su código, y cómo se escriben."""

    poligonos: tuple[Any, ...]
    codigos: tuple[Any, ...]
    crs: str | None = "EPSG:4326"
    tipo: str = "Polygon"
    campo: str = "codigo"


def limpia() -> Capa:
    """Cuadrados de un grado desde (−76, 6), con código «P<columna><fila>»."""
    celdas = [(i, j) for i in range(LADO) for j in range(LADO)]
    cuadros = tuple(shapely.box(-76 + i, 6 + j, -75 + i, 7 + j) for i, j in celdas)
    return Capa(cuadros, tuple(f"P{i}{j}" for i, j in celdas))


def _poligono(puesto: int, cambiar: Callable[[Any], Any]) -> Callable[[Capa], Capa]:
    def hacer(capa: Capa) -> Capa:
        lista = list(capa.poligonos)
        lista[puesto] = cambiar(lista[puesto])
        tipos = {g.geom_type for g in lista if g is not None}
        return replace(
            capa, poligonos=tuple(lista), tipo=tipos.pop() if len(tipos) == 1 else "Unknown"
        )

    return hacer


def _codigos(*codigos: Any) -> Callable[[Capa], Capa]:
    return lambda capa: replace(capa, codigos=codigos)


def _todos(cambiar: Callable[[Any], Any]) -> Callable[[Capa], Capa]:
    def hacer(capa: Capa) -> Capa:
        lista = tuple(map(cambiar, capa.poligonos))
        return replace(capa, poligonos=lista, tipo=lista[0].geom_type)

    return hacer


def _corbatin(poligono: Any) -> Any:
    x0, y0, x1, y1 = poligono.bounds
    return shapely.Polygon([(x0, y0), (x1, y1), (x1, y0), (x0, y1)])


def _borde(poligono: Any) -> Any:
    return shapely.LineString(poligono.exterior.coords)


def _mas(poligono: Any, codigo: Any) -> Callable[[Capa], Capa]:
    return lambda capa: replace(
        capa, poligonos=(*capa.poligonos, poligono), codigos=(*capa.codigos, codigo)
    )


def _fino(poligono: Any) -> Any:
    return shapely.segmentize(poligono, 1 / MUCHOS)


ENCIMA = shapely.box(-75.5, 6.2, -74.5, 7.2)
# Los mismos territorios, escritos de otra manera.
IGUALES: dict[str, Callable[[Capa], Capa]] = {
    "limpia": lambda c: c,
    "multipoligonos": _todos(lambda p: shapely.MultiPolygon([p])),
    "con-altura": _todos(lambda p: shapely.force_3d(p, 2600.0)),
    "al-reves": _todos(shapely.reverse),
    "con-vertices-de-mas": _todos(_fino),
    "en-desorden": lambda c: replace(c, poligonos=c.poligonos[::-1], codigos=c.codigos[::-1]),
    "magna": lambda c: replace(c, crs="EPSG:4686"),
    "otra-lejos": _mas(shapely.box(-70, 1, -69, 2), "LEJOS"),
}
# Los mismos datos en otro lugar, o con algo dañado: paran, avisan, o dan lo mismo.
DANADAS: dict[str, Callable[[Capa], Capa]] = {
    "sin-crs": lambda c: replace(c, crs=None),
    "otro-crs": lambda c: replace(c, crs="EPSG:3116"),
    "crs-de-otro-pais": lambda c: replace(c, crs="EPSG:25830"),
    "corbatin": _poligono(1, _corbatin),
    "sin-area": _poligono(1, lambda p: shapely.Polygon([p.exterior.coords[0]] * 4)),
    "vacio": _poligono(1, lambda _: shapely.Polygon()),
    "nulo": _poligono(1, lambda _: None),
    "punto": _poligono(1, lambda p: p.centroid),
    "linea": _poligono(1, _borde),
    "todos-puntos": _todos(lambda p: p.centroid),
    "todas-lineas": _todos(_borde),
    "coleccion": _poligono(1, lambda p: shapely.GeometryCollection([p, p.centroid])),
    "ejes-al-reves": _todos(lambda p: shapely.transform(p, lambda xy: xy[:, ::-1])),
    "en-cero": _todos(lambda p: shapely.transform(p, lambda xy: xy * 0)),
    "infinita": _poligono(
        1, lambda p: shapely.transform(p, lambda xy: np.where(xy == xy[0], np.inf, xy))
    ),
    "enorme": _todos(lambda p: shapely.transform(p, lambda xy: xy * 1e12)),
    "encima-de-otra": _mas(ENCIMA, "ENCIMA"),
    "repetida": _mas(shapely.box(-76, 6, -75, 7), "P00"),
    "repetida-con-otro-codigo": _mas(shapely.box(-76, 6, -75, 7), "OTRO"),
    "sin-un-poligono": lambda c: replace(c, poligonos=c.poligonos[1:], codigos=c.codigos[1:]),
    "sin-ninguno": lambda c: replace(c, poligonos=(), codigos=()),
    "codigo-nulo": _codigos("P00", None, "P10", "P11"),
    "codigo-vacio": _codigos("P00", "", "P10", "P11"),
    "codigo-repetido": _codigos("P00", "P00", "P10", "P11"),
    "codigo-con-espacios": _codigos(" P00", "P01 ", "P10", "P11"),
    "codigo-con-comillas": _codigos('P"00', "P'01", "P10", "P11"),
    "codigo-con-salto": _codigos("P\n00", "P01", "P10", "P11"),
    "codigo-formula": _codigos("=1+1", "P01", "P10", "P11"),
    "codigo-html": _codigos("<b>P00</b>", "P01", "P10", "P11"),
    "codigo-emoji": _codigos("📍", "P01", "P10", "P11"),
    "codigo-total": _codigos("Total", "P01", "P10", "P11"),
    "codigo-largo": _codigos("P" * 70_000, "P01", "P10", "P11"),
    "codigo-error": _codigos("#N/D", "P01", "P10", "P11"),
    "codigos-numericos": _codigos(1.0, 2.0, 3.5, 1e18),
    "codigos-infinitos": _codigos(1.0, float("inf"), float("nan"), 4.0),
    "campo-ajeno": lambda c: replace(c, campo="otro"),
    "campo-territorio": lambda c: replace(c, campo="territorio"),
    "campo-geometry": lambda c: replace(c, campo="geometry_"),
    "campo-en-mayusculas": lambda c: replace(c, campo="CODIGO"),
}
FORMATOS = {"gpkg": "GPKG", "geojson": "GeoJSON", "shp": "ESRI Shapefile"}


def escribir(capa: Capa, ruta: Path) -> None:
    """Escribe la capa como está, sin arreglarle nada."""
    formas = np.array([None if g is None else g for g in capa.poligonos], dtype=object)
    codigos = list(capa.codigos)
    de_numero = bool(codigos) and all(isinstance(c, float) for c in codigos)
    pyogrio.raw.write(
        ruta,
        shapely.to_wkb(formas),
        [np.array(codigos, dtype=float if de_numero else object)],
        [capa.campo],
        geometry_type=capa.tipo,
        crs=capa.crs,
    )


def _sin_compania(sufijo: str) -> Callable[[Path, random.Random], None]:
    return lambda ruta, _azar: ruta.with_suffix(sufijo).unlink(missing_ok=True)


def _geojson(cambiar: Callable[[Any], Any]) -> Callable[[Path, random.Random], None]:
    def hacer(ruta: Path, _azar: random.Random) -> None:
        ruta.write_text(json.dumps(cambiar(json.loads(ruta.read_text("utf-8")))), "utf-8")

    return hacer


def _octetos(
    cambiar: Callable[[bytes, random.Random], bytes],
) -> Callable[[Path, random.Random], None]:
    return lambda ruta, azar: _escribir(ruta, cambiar(ruta.read_bytes(), azar))


def _escribir(ruta: Path, contenido: bytes) -> None:
    ruta.write_bytes(contenido)


def _anillo_abierto(objeto: Any) -> Any:
    objeto["features"][0]["geometry"]["coordinates"][0].pop()
    return objeto


def _coordenada_de_texto(objeto: Any) -> Any:
    objeto["features"][0]["geometry"]["coordinates"][0][0] = ["oeste", "norte"]
    return objeto


# Nombre → sufijos a los que le cabe, y qué le hace al archivo ya escrito.
DE_ARCHIVO: dict[str, tuple[tuple[str, ...], Callable[[Path, random.Random], None]]] = {
    "a-la-mitad": ((*FORMATOS,), _octetos(lambda b, _: b[: len(b) // 2])),
    "cortado": ((*FORMATOS,), _octetos(lambda b, a: b[: a.randrange(1, len(b) - 20)])),
    "vacio": ((*FORMATOS,), _octetos(lambda _b, _a: b"")),
    "basura": ((*FORMATOS,), _octetos(lambda b, a: a.randbytes(min(len(b), 4000)))),
    "pagina-web": ((*FORMATOS,), _octetos(lambda _b, _a: b"<html>404</html>")),
    "hueco-en-ceros": (
        (*FORMATOS,),
        _octetos(lambda b, a: (p := a.randrange(len(b))) * b"" + b[:p] + bytes(64) + b[p + 64 :]),
    ),
    "sin-dbf": (("shp",), _sin_compania(".dbf")),
    "sin-shx": (("shp",), _sin_compania(".shx")),
    "sin-prj": (("shp",), _sin_compania(".prj")),
    "lista": (("geojson",), _geojson(lambda o: o["features"])),
    "sin-features": (("geojson",), _geojson(lambda _: {"type": "FeatureCollection"})),
    "features-nulas": (("geojson",), _geojson(lambda o: {**o, "features": None})),
    "anillo-abierto": (("geojson",), _geojson(_anillo_abierto)),
    "coordenada-de-texto": (("geojson",), _geojson(_coordenada_de_texto)),
}
