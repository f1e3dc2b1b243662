"""Una capa de `datos/` por debajo del municipio: un TopoJSON con un objeto `lugares`.

Cada geometría lleva `codigo`, que no se repite, y `territorio`, el municipio al que pertenece;
`metadatos` dice de dónde sale y con cuánto detalle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from generador.cubo import codigos, forma
from generador.errores import ErrorDeDatos, Lugar
from generador.mapas.topojson import Enteros, a_grados, decodificar_arcos, poligonos
from generador.rutas import DATOS

OBJETO = "lugares"
METADATOS = ("titulo", "fuente", "archivo", "sha256", "tolerancia_m")

Partes = list[list[NDArray[np.float64]]]
"""Los polígonos de un lugar: de cada uno, su anillo exterior y sus huecos, en grados y cerrados."""


@dataclass(frozen=True)
class Capa:
    """Una capa decodificada.

    `grados` (n, 2) son longitud y latitud de todos los arcos, y el arco `i` ocupa las filas
    `inicios[i]:inicios[i + 1]`. `propiedades` y `anillos` van por código, ordenados.
    """

    metadatos: Mapping[str, Any]
    grados: NDArray[np.float64] = field(repr=False)
    inicios: Enteros = field(repr=False)
    propiedades: Mapping[str, Mapping[str, Any]] = field(repr=False)
    anillos: Mapping[str, list[list[tuple[int, ...]]]] = field(repr=False)

    @cached_property
    def por_territorio(self) -> dict[str, list[str]]:
        """Municipio → códigos de sus lugares."""
        salida: dict[str, list[str]] = {}
        for codigo, propias in self.propiedades.items():
            salida.setdefault(propias["territorio"], []).append(codigo)
        return salida

    def partes(self, codigo: str) -> Partes:
        """Los polígonos de un lugar, en grados."""
        return [[self._puntos(anillo) for anillo in poligono] for poligono in self.anillos[codigo]]

    def _puntos(self, anillo: tuple[int, ...]) -> NDArray[np.float64]:
        tramos = [self._arco(ref) for ref in anillo]
        return np.concatenate([tramos[0], *(tramo[1:] for tramo in tramos[1:])])

    def _arco(self, ref: int) -> NDArray[np.float64]:
        arco = ref if ref >= 0 else ~ref
        puntos = self.grados[self.inicios[arco] : self.inicios[arco + 1]]
        return puntos if ref >= 0 else puntos[::-1]


def leer(fuente: str, carpeta: Path = DATOS) -> Capa:
    """La capa `datos/<fuente>.topojson`; ErrorDeDatos si no está o no es lo que escribe el kit."""
    ruta = carpeta / f"{fuente}.topojson"
    if not ruta.is_file():
        raise _error(ruta.name, f"no está en {ruta.parent}")
    return desde_bytes(ruta.read_bytes(), ruta.name)


def desde_bytes(contenido: bytes, nombre: str) -> Capa:
    """La capa de un TopoJSON cuantizado con el objeto `lugares`."""
    try:
        topojson = orjson.loads(contenido)
        puntos, inicios = decodificar_arcos(topojson)
        objetos = topojson["objects"][OBJETO]["geometries"]
        propiedades = {str(g["properties"]["codigo"]): dict(g["properties"]) for g in objetos}
        anillos = {str(g["properties"]["codigo"]): poligonos(g) for g in objetos}
        metadatos = dict(topojson["metadatos"])
        grados = a_grados(puntos, topojson)
        problema = _problema(metadatos, propiedades, anillos, len(objetos), len(inicios) - 1)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as causa:
        raise _error(nombre, f"no es una capa del kit o está dañada ({causa!r})") from causa
    if problema:
        raise _error(nombre, problema)
    capa = Capa(
        metadatos,
        grados,
        inicios,
        {c: propiedades[c] for c in sorted(propiedades)},
        {c: anillos[c] for c in sorted(anillos)},
    )
    _exigir_cierre(capa, puntos, nombre)
    return capa


def _problema(
    metadatos: Mapping[str, Any],
    propiedades: Mapping[str, Mapping[str, Any]],
    anillos: Mapping[str, list[list[tuple[int, ...]]]],
    objetos: int,
    arcos: int,
) -> str:
    """Qué no cuadra entre los objetos y los arcos; «» si nada."""
    if faltan := [m for m in METADATOS if m not in metadatos]:
        return f"a los metadatos les falta {', '.join(faltan)}"
    if len(propiedades) < objetos:
        return "un código se repite"
    propios = set(codigos.base())
    for codigo, propias in propiedades.items():
        if propias.get("territorio") not in propios:
            return f"{codigo}: el territorio no está en {forma.TERRITORIOS}"
        refs = [ref for poligono in anillos[codigo] for anillo in poligono for ref in anillo]
        if not refs or not all(poligono and all(poligono) for poligono in anillos[codigo]):
            return f"{codigo}: no tiene polígono"
        if min(refs) < -arcos or max(refs) >= arcos:
            return f"{codigo}: nombra un arco que no existe"
    return ""


def _exigir_cierre(capa: Capa, puntos: Enteros, nombre: str) -> None:
    """Cada arco empieza donde acaba el anterior, y el último donde empezó el primero."""
    primero, ultimo = puntos[capa.inicios[:-1]].tolist(), puntos[capa.inicios[1:] - 1].tolist()
    for codigo, propios in capa.anillos.items():
        for anillo in (a for poligono in propios for a in poligono):
            puntas = [
                (primero[r], ultimo[r]) if r >= 0 else (ultimo[~r], primero[~r]) for r in anillo
            ]
            siguientes = [*puntas[1:], puntas[0]]
            if any(a[1] != b[0] for a, b in zip(puntas, siguientes, strict=True)):
                raise _error(nombre, f"{codigo}: un anillo no cierra")


def _error(nombre: str, problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(problema, lugar=Lugar(nombre), que_hacer=forma.REIMPORTAR)
