"""Lo que se le hace a municipios.topojson."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from generador.mapas.topologia import OBJETO

Objeto = Any
Dano = Callable[[Objeto, random.Random], bytes | None]


def _lista(topo: Objeto) -> list[Any]:
    propias: list[Any] = topo["objects"][OBJETO]["geometries"]
    return propias


def _arco_roto(topo: Objeto, azar: random.Random) -> None:
    arco = azar.choice(topo["arcs"])
    arco[0] = [arco[0][0] + 900, arco[0][1]]


def _anillo(topo: Objeto, azar: random.Random) -> list[int]:
    geometria = azar.choice(_lista(topo))
    propios = geometria["arcs"]
    anillo: list[int] = propios[0] if geometria["type"] == "Polygon" else propios[0][0]
    return anillo


def _referencia(valor: Callable[[Objeto, int], object]) -> Dano:
    def hacer(topo: Objeto, azar: random.Random) -> None:
        anillo = _anillo(topo, azar)
        anillo[0] = valor(topo, anillo[0])  # type: ignore[call-overload]

    return hacer


def _poner(clave: str, valor: object) -> Dano:
    def hacer(topo: Objeto, azar: random.Random) -> None:
        azar.choice(_lista(topo))[clave] = valor

    return hacer


def _codigo(valor: object) -> Dano:
    def hacer(topo: Objeto, azar: random.Random) -> None:
        azar.choice(_lista(topo))["properties"]["codigo"] = valor

    return hacer


def _raiz(clave: str, valor: object) -> Dano:
    def hacer(topo: Objeto, _azar: random.Random) -> None:
        topo[clave] = valor

    return hacer


def _sin(clave: str) -> Dano:
    def hacer(topo: Objeto, _azar: random.Random) -> None:
        topo.pop(clave)

    return hacer


def _quitar(topo: Objeto, azar: random.Random) -> None:
    lista = _lista(topo)
    del lista[azar.randrange(len(lista))]


def _repetir(topo: Objeto, azar: random.Random) -> None:
    _lista(topo).append(azar.choice(_lista(topo)))


def _cruzar_codigos(topo: Objeto, azar: random.Random) -> None:
    una, otra = azar.sample(_lista(topo), 2)
    una["properties"], otra["properties"] = otra["properties"], una["properties"]


def _arco_corto(topo: Objeto, azar: random.Random) -> None:
    arco = azar.choice(topo["arcs"])
    del arco[1:]


def _arco_texto(topo: Objeto, azar: random.Random) -> None:
    azar.choice(topo["arcs"])[0] = ["a", "b"]


def _arco_nulo(topo: Objeto, azar: random.Random) -> None:
    topo["arcs"][azar.randrange(len(topo["arcs"]))] = None


def _mover(topo: Objeto, _azar: random.Random) -> None:
    topo["transform"]["translate"] = [0, 0]


DANOS: dict[str, Dano] = {
    "arco-roto": _arco_roto,
    "arco-corto": _arco_corto,
    "arco-de-texto": _arco_texto,
    "arco-nulo": _arco_nulo,
    "referencia-de-mas": _referencia(lambda t, _: len(t["arcs"]) + 5),
    "referencia-al-reves": _referencia(lambda _t, r: ~r),
    "referencia-texto": _referencia(lambda _t, _r: "1"),
    "referencia-nula": _referencia(lambda _t, _r: None),
    "referencia-decimal": _referencia(lambda _t, r: r + 0.5),
    "sin-arcos": _poner("arcs", []),
    "otro-tipo": _poner("type", "Point"),
    "sin-tipo": _poner("type", None),
    "propiedades-nulas": _poner("properties", None),
    "codigo-ajeno": _codigo("99999"),
    "codigo-numero": _codigo(5001),
    "codigo-nulo": _codigo(None),
    "codigo-html": _codigo("<b>05001</b>"),
    "sin-un-municipio": _quitar,
    "municipio-repetido": _repetir,
    "codigos-cruzados": _cruzar_codigos,
    "movido": _mover,
    "escala-nula": _raiz("transform", {"scale": [0, 0], "translate": [-75, 4]}),
    "transform-texto": _raiz("transform", "x"),
    "objects-lista": _raiz("objects", []),
    "arcs-objeto": _raiz("arcs", {}),
    "sin-transform": _sin("transform"),
    "sin-objects": _sin("objects"),
    "sin-arcs": _sin("arcs"),
    "sin-metadatos": _sin("metadatos"),
    "vacio": lambda _t, _a: b" ",
    "lista": lambda _t, _a: b"[]",
    "cortado": lambda _t, _a: b'{"type":"Topology","arcs":[[[1,2',
}
DECLARADOS = {
    "arco-roto": "un vértice en otro lugar de Colombia: otro dibujo posible; lo delata su sha256",
}
