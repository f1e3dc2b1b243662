"""Los mapas de alrededor ya hechos, junto a lo temporal: rehacerlos cuesta segundos de CPU.

Se reconocen por la huella de la geometría y del código que los dibuja. Borrarlos nunca cambia un
resultado.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from generador.disco import cache
from generador.mapas import (
    acotar,
    alrededor,
    anclas,
    capitales,
    topojson,
    topologia,
    trazos,
    ventana,
)
from generador.mapas.alrededor import Alrededor
from generador.metodos import generalizacion, polo
from generador.rutas import TEMPORAL

ARCHIVO, OBJETO = "mgn_2018.topojson", "lugares"
"""La cobertura municipal con el detalle del marco geoestadístico."""
CARPETA = TEMPORAL / "mapas_de_alrededor"
MODULOS = (
    acotar, alrededor, anclas, capitales, generalizacion, polo, topojson, topologia, trazos, ventana
)  # fmt: skip
CODIGO = (*(Path(str(modulo.__file__)) for modulo in MODULOS), Path(__file__))


def leer(carpeta: Path, donde: Path = CARPETA) -> dict[str, Alrededor]:
    """El de cada municipio, con la geometría de `carpeta`; ErrorDeDatos si está dañada."""
    geometria = carpeta / ARCHIVO
    if not geometria.is_file():
        topologia.cargar(geometria, OBJETO)  # dice qué falta y qué hacer
    partes = ((ruta.name, ruta.read_bytes()) for ruta in (geometria, *CODIGO))
    guardado = donde / f"{cache.huella(np.__version__, partes)}.json"
    try:
        return {c: _abrir(datos) for c, datos in orjson.loads(cache.leer_sellado(guardado)).items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        hechos = alrededor.alrededores(topologia.cargar(geometria, OBJETO))
    cache.guardar_sellado(guardado, orjson.dumps({c: asdict(mapa) for c, mapa in hechos.items()}))
    return hechos


def _abrir(datos: dict[str, Any]) -> Alrededor:
    anclas = {codigo: (x, y) for codigo, (x, y) in datos["anclas"].items()}
    return Alrededor(**{**datos, "anclas": anclas})
