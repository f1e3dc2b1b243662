"""Los mapas por dentro, guardados junto a lo temporal: proyectarlos cuesta un tercio de segundo.

Se reconocen por la huella de lo que los decide: la tabla, la capa y el código que los dibuja.
Borrarlos nunca cambia un resultado.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from generador.cubo import catalogo_de_lugares
from generador.disco import cache
from generador.lugares import capa, mapa_municipal, nbi_por_dentro, tabla_en_memoria
from generador.lugares.mapa_municipal import MapaMunicipal
from generador.lugares.nbi_por_dentro import Nbi
from generador.mapas import topojson, trazos
from generador.metodos import generalizacion
from generador.rutas import LUGARES, TEMPORAL

CARPETA = TEMPORAL / "mapas_por_dentro"
MODULOS = (
    capa,
    catalogo_de_lugares,
    generalizacion,
    mapa_municipal,
    nbi_por_dentro,
    tabla_en_memoria,
    topojson,
    trazos,
)
CODIGO = (*(Path(str(modulo.__file__)) for modulo in MODULOS), Path(__file__))


def leer_mapas(carpeta: Path, lugares: Nbi, donde: Path = CARPETA) -> dict[str, MapaMunicipal]:
    """Los mapas de `carpeta`, desde `donde` si lo guardado corresponde a estos archivos."""
    ruta = donde / f"{_huella(carpeta)}.json"
    try:
        return {c: _mapa(datos) for c, datos in orjson.loads(cache.leer_sellado(ruta)).items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        hechos = mapa_municipal.mapas(capa.leer(nbi_por_dentro.CONTORNOS, carpeta), lugares)
    en_json = {c: asdict(mapa) for c, mapa in hechos.items()}
    cache.guardar_sellado(ruta, orjson.dumps(en_json, option=orjson.OPT_NON_STR_KEYS))
    return hechos


def _mapa(datos: dict[str, Any]) -> MapaMunicipal:
    puntos = {int(fila): (x, y) for fila, (x, y) in datos["puntos"].items()}
    return MapaMunicipal(
        **{
            **datos,
            "puntos": puntos,
            "fuera": tuple(datos["fuera"]),
            "marco": tuple(datos["marco"]),
        }
    )


def _huella(carpeta: Path) -> str:
    propias = (
        carpeta / f"{nbi_por_dentro.FUENTE}.csv",
        carpeta / f"{nbi_por_dentro.CONTORNOS}.topojson",
    )
    rutas = (*propias, *sorted(LUGARES.glob("*.yaml")), *CODIGO)
    return cache.huella(np.__version__, ((r.name, r.read_bytes()) for r in rutas))
