"""Las capas de los mapas por dentro ya dibujadas, guardadas por huella (ver `llave`).

Generalizar y recortar las veredas de 56 municipios cuesta un tercio de segundo, y no cambia con una
plantilla. Borrarlas nunca cambia un resultado.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import orjson
from markupsafe import Markup

from generador.disco.cache import guardar
from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios import capas_del_mapa
from generador.rutas import TEMPORAL

CARPETA = TEMPORAL / "capas_del_mapa"


def de_municipio(acervo: DatosDelSitio, codigo: str) -> Markup:
    """Lo que `capas_del_mapa.dibujar` da; lo de unas tablas sin identidad no se guarda."""
    if not acervo.identidad:
        return _dibujar(acervo, codigo)
    return Markup(_todas(acervo)[codigo])  # noqa: S704 - se guardó ya escapado


def todas(acervo: DatosDelSitio, donde: Path = CARPETA) -> dict[str, str]:
    """Las de cada municipio, desde `donde` si lo guardado corresponde a este acervo."""
    ruta = donde / f"{llave.de(acervo)}.json"
    try:
        leidas: dict[str, str] = orjson.loads(ruta.read_bytes())
    except (OSError, ValueError):
        leidas = {m: str(_dibujar(acervo, m)) for m in acervo.municipios}
        guardar(ruta, orjson.dumps(leidas))
    return leidas


@cache
def _todas(acervo: DatosDelSitio) -> dict[str, str]:
    return todas(acervo)


def _dibujar(acervo: DatosDelSitio, codigo: str) -> Markup:
    mapa = acervo.mapas_por_dentro[codigo]
    return capas_del_mapa.dibujar(acervo.veredas, acervo.contexto, mapa, codigo)
