"""Los daños de los límites, la consulta de la DIVIPOLA y los rásteres, que no son rejillas."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import rasterio

from tests.mutaciones.oficiales.operadores import DETECTABLE, IGUAL, PLAUSIBLE

Objeto = dict[str, Any]
DanoDeObjeto = Callable[[Objeto, random.Random], None]
CAPA = "MGN_MPIO_POLITICO"


def _municipios(topo: Objeto) -> list[Objeto]:
    lista: list[Objeto] = topo["objects"][CAPA]["geometries"]
    return lista


def _dos(topo: Objeto, azar: random.Random) -> tuple[Objeto, Objeto]:
    una, otra = azar.sample(_municipios(topo), 2)
    return una, otra


def _cruzar(campo: str) -> DanoDeObjeto:
    def hacer(topo: Objeto, azar: random.Random) -> None:
        una, otra = (g["properties"] for g in _dos(topo, azar))
        una[campo], otra[campo] = otra[campo], una[campo]

    return hacer


def _cruzar_arcos(topo: Objeto, azar: random.Random) -> None:
    una, otra = _dos(topo, azar)
    for clave in ("arcs", "type"):
        una[clave], otra[clave] = otra[clave], una[clave]


def _poner(campo: str, valor: object) -> DanoDeObjeto:
    def hacer(topo: Objeto, azar: random.Random) -> None:
        azar.choice(_municipios(topo))["properties"][campo] = valor

    return hacer


def _sin_propiedad(topo: Objeto, azar: random.Random) -> None:
    del azar.choice(_municipios(topo))["properties"]["MPIO_CNMBR"]


def _sin_municipio(topo: Objeto, azar: random.Random) -> None:
    del _municipios(topo)[azar.randrange(1000)]


def _repetido(topo: Objeto, azar: random.Random) -> None:
    _municipios(topo).append(azar.choice(_municipios(topo)))


def _arco_roto(topo: Objeto, azar: random.Random) -> None:
    arco = azar.choice([a for a in topo["arcs"] if len(a) > 3])
    arco[1] = [arco[1][0] + 5000, arco[1][1]]


def _arco_que_no_existe(topo: Objeto, azar: random.Random) -> None:
    geometria = azar.choice(_municipios(topo))
    anillos = geometria["arcs"][0] if geometria["type"] == "MultiPolygon" else geometria["arcs"]
    anillos[0][0] = len(topo["arcs"]) + 9


def _arco_al_reves(topo: Objeto, azar: random.Random) -> None:
    geometria = azar.choice(_municipios(topo))
    anillos = geometria["arcs"][0] if geometria["type"] == "MultiPolygon" else geometria["arcs"]
    anillos[0][0] = ~anillos[0][0]


def _sin_arcos(topo: Objeto, azar: random.Random) -> None:
    azar.choice(_municipios(topo))["arcs"] = []


def _otro_tipo(topo: Objeto, azar: random.Random) -> None:
    azar.choice(_municipios(topo))["type"] = "LineString"


def _movido(topo: Objeto, _azar: random.Random) -> None:
    topo["transform"]["translate"][0] += 1.0


def _escala(topo: Objeto, _azar: random.Random) -> None:
    topo["transform"]["scale"] = [0, 0]


def _sin_clave(clave: str) -> DanoDeObjeto:
    return lambda topo, _azar: topo.pop(clave)


def _capa_renombrada(topo: Objeto, _azar: random.Random) -> None:
    topo["objects"]["OTRA"] = topo["objects"].pop(CAPA)


def _barajado(topo: Objeto, azar: random.Random) -> None:
    azar.shuffle(_municipios(topo))


def _null(topo: Objeto, _azar: random.Random) -> None:
    topo["objects"][CAPA]["geometries"] = None


DE_TOPOJSON: dict[str, tuple[str, DanoDeObjeto]] = {
    "topo-codigos-cruzados": (DETECTABLE, _cruzar("MPIO_CCNCT")),
    "topo-nombres-cruzados": ("nombres", _cruzar("MPIO_CNMBR")),
    "topo-poligonos-cruzados": (DETECTABLE, _cruzar_arcos),
    "topo-areas-cruzadas": (DETECTABLE, _cruzar("MPIO_NAREA")),
    "topo-codigo-corto": (DETECTABLE, _poner("MPIO_CCNCT", "501")),
    "topo-codigo-nulo": (DETECTABLE, _poner("MPIO_CCNCT", None)),
    "topo-area-texto": ("areas", _poner("MPIO_NAREA", "grande")),
    "topo-area-negativa": ("areas", _poner("MPIO_NAREA", -5)),
    "topo-area-cero": ("areas", _poner("MPIO_NAREA", 0)),
    "topo-area-nula": ("areas", _poner("MPIO_NAREA", None)),
    "topo-sin-propiedad": ("nombres", _sin_propiedad),
    "topo-sin-municipio": (DETECTABLE, _sin_municipio),
    "topo-municipio-repetido": (DETECTABLE, _repetido),
    "topo-arco-roto": ("arco", _arco_roto),
    "topo-arco-que-no-existe": (DETECTABLE, _arco_que_no_existe),
    "topo-arco-al-reves": (DETECTABLE, _arco_al_reves),
    "topo-sin-arcos": (DETECTABLE, _sin_arcos),
    "topo-otro-tipo": (DETECTABLE, _otro_tipo),
    "topo-movido": (DETECTABLE, _movido),
    "topo-escala-cero": (DETECTABLE, _escala),
    "topo-sin-transform": (DETECTABLE, _sin_clave("transform")),
    "topo-sin-arcs": (DETECTABLE, _sin_clave("arcs")),
    "topo-sin-objects": (DETECTABLE, _sin_clave("objects")),
    "topo-capa-renombrada": (DETECTABLE, _capa_renombrada),
    "topo-geometrias-nulas": (DETECTABLE, _null),
    "topo-barajado": (IGUAL, _barajado),
}


def _de_divipola(campo: str, valor: object) -> DanoDeObjeto:
    def hacer(consulta: Objeto, azar: random.Random) -> None:
        consulta["municipalities"][azar.choice(sorted(consulta["municipalities"]))][campo] = valor

    return hacer


def _cruzar_divipola(consulta: Objeto, azar: random.Random) -> None:
    uno, otro = azar.sample(sorted(consulta["municipalities"]), 2)
    propios = consulta["municipalities"]
    propios[uno], propios[otro] = propios[otro], propios[uno]


def _sin_divipola(consulta: Objeto, azar: random.Random) -> None:
    del consulta["municipalities"][azar.choice(sorted(consulta["municipalities"]))]


def _lista(consulta: Objeto, _azar: random.Random) -> None:
    consulta["municipalities"] = list(consulta["municipalities"].values())


def _municipio_nulo(consulta: Objeto, azar: random.Random) -> None:
    consulta["municipalities"][azar.choice(sorted(consulta["municipalities"]))] = None


DE_DIVIPOLA: dict[str, tuple[str, DanoDeObjeto]] = {
    "json-municipios-cruzados": (DETECTABLE, _cruzar_divipola),
    "json-sin-municipio": (DETECTABLE, _sin_divipola),
    "json-nombre-ajeno": (DETECTABLE, _de_divipola("name", "Macondo")),
    "json-nombre-nulo": (DETECTABLE, _de_divipola("name", None)),
    "json-latitud-de-mas": (DETECTABLE, _de_divipola("latitude", 75)),
    "json-longitud-texto": (DETECTABLE, _de_divipola("longitude", "oeste")),
    "json-longitud-nula": (DETECTABLE, _de_divipola("longitude", None)),
    "json-en-lista": (DETECTABLE, _lista),
    "json-municipio-nulo": (DETECTABLE, _municipio_nulo),
    "json-sin-municipios": (DETECTABLE, _sin_clave("municipalities")),
}


def _celda(valor: float) -> Callable[[Any, random.Random], None]:
    def hacer(celdas: Any, azar: random.Random) -> None:
        filas, columnas = celdas.shape
        celdas[azar.randrange(filas), azar.randrange(columnas)] = valor

    return hacer


def _ceros(celdas: Any, _azar: random.Random) -> None:
    celdas[: celdas.shape[0] // 2] = 0


def _invertido(celdas: Any, _azar: random.Random) -> None:
    celdas[:] = np.flipud(celdas).copy()


DE_RASTER: dict[str, tuple[str, Callable[[Any, random.Random], None]]] = {
    "raster-infinito": (DETECTABLE, _celda(float("inf"))),
    "raster-nan": (DETECTABLE, _celda(float("nan"))),
    "raster-1e18": (DETECTABLE, _celda(1e18)),
    "raster-muy-negativo": (DETECTABLE, _celda(-500.0)),
    "raster-media-en-cero": (PLAUSIBLE, _ceros),
    "raster-patas-arriba": (DETECTABLE, _invertido),
}


def danos_de(ruta: str) -> list[str]:
    """Los daños que le caben a un archivo, por su nombre."""
    if ruta.endswith(".topojson"):
        return list(DE_TOPOJSON)
    if ruta.endswith(".json"):
        return list(DE_DIVIPOLA)
    return list(DE_RASTER) if ruta.endswith(".tif") else []


def danar(copia: Path, nombre: str, azar: random.Random) -> str:
    """Daña la copia y dice qué se espera de quien la lea."""
    if nombre in DE_RASTER:
        espera, en_celdas = DE_RASTER[nombre]
        with rasterio.open(copia, "r+") as raster:
            celdas = raster.read(1)
            en_celdas(celdas, azar)
            raster.write(celdas, 1)
        return espera
    espera, en_objeto = {**DE_TOPOJSON, **DE_DIVIPOLA}[nombre]
    objeto = orjson.loads(copia.read_bytes())
    en_objeto(objeto, azar)
    copia.write_bytes(orjson.dumps(objeto, option=orjson.OPT_INDENT_2))
    return espera
