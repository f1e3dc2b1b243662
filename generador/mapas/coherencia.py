"""Que una geometría se sostenga: arcos que existen, anillos que cierran y puntos en Colombia."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generador.mapas.topojson import Anillo, Enteros
from generador.metodos.hogares.coordenadas import LATITUD, LONGITUD

TIPOS = {"Polygon", "MultiPolygon"}


def problemas_de_objetos(objetos: Sequence[Mapping[str, Any]]) -> list[str]:
    """Municipios repetidos o que no son polígonos, en frases."""
    codigos = [g["properties"]["codigo"] for g in objetos]
    if malos := [c for c in codigos if not isinstance(c, str) or not c]:
        return [f"el código «{malos[0]}» de un municipio no es un texto"]
    veces = Counter(codigos)
    frases = [f"el municipio {c} está repetido" for c, n in veces.items() if n > 1][:1]
    ajenos = [g for g in objetos if g["type"] not in TIPOS]
    return frases + [f"{g['properties']['codigo']} no es un polígono" for g in ajenos[:1]]


def problemas_de_puntos(
    puntos: NDArray[np.float64], inicios: Enteros, anillos: Mapping[str, Sequence[Anillo]]
) -> list[str]:
    """Puntos que caen fuera de Colombia y arcos de un solo punto, con el municipio que los usa.

    `puntos` (n, 2) en grados; el arco `i` son las filas `inicios[i]:inicios[i + 1]`.
    """
    lon, lat = puntos.T
    dentro = (lon >= LONGITUD[0]) & (lon <= LONGITUD[1]) & (lat >= LATITUD[0]) & (lat <= LATITUD[1])
    frases = []
    if not dentro.all():
        punto = int((~dentro).argmax())
        arco = int(np.searchsorted(inicios, punto, side="right")) - 1
        frases.append(
            f"el punto ({lat[punto]:.4f}, {lon[punto]:.4f}) de {_quien(arco, anillos)} cae fuera "
            "de Colombia"
        )
    cortos = np.flatnonzero(np.diff(inicios) < 2)
    return frases + [f"el arco {a} no tiene dos puntos" for a in cortos[:1].tolist()]


def problemas_de_anillos(anillos: Mapping[str, Sequence[Anillo]], arcos: int) -> list[str]:
    """Referencias a arcos que no existen, repetidas o que faltan; anillos y municipios vacíos."""
    for codigo, propios in anillos.items():
        if not propios or not all(propios):
            return [f"el municipio {codigo} tiene un anillo vacío"]
    sueltas = [r for propios in anillos.values() for r in chain(*propios)]
    if malas := [r for r in sueltas if type(r) is not int]:
        return [f"la referencia «{malas[0]}» a un arco no es un entero"]
    refs = np.array(sueltas, np.int64)
    fuera = (refs < -arcos) | (refs >= arcos)
    if fuera.any():
        return [f"el arco {int(refs[fuera][0])} no existe: hay {arcos}"]
    unicas, veces = np.unique(refs, return_counts=True)
    if (veces > 1).any():
        arco = int(unicas[veces > 1][0])
        return [f"el arco {arco} está en dos anillos con el mismo sentido"]
    sobran = np.setdiff1d(np.arange(arcos), np.where(unicas < 0, ~unicas, unicas))
    return [f"el arco {a} no es de ningún municipio" for a in sobran[:1].tolist()]


def problemas_de_cierre(anillos: Mapping[str, Sequence[Anillo]], extremos: Enteros) -> list[str]:
    """Anillos en que un arco no empieza donde acaba el anterior; el último sigue al primero.

    `extremos` (arcos, 2): nodo donde empieza y donde acaba cada arco.
    """
    lista = [(codigo, anillo) for codigo, propios in anillos.items() for anillo in propios]
    refs = np.array([r for _, anillo in lista for r in anillo], np.int64)
    siguientes = np.array([r for _, a in lista for r in (*a[1:], a[0])], np.int64)
    malos = _nodo(refs, 1, extremos) != _nodo(siguientes, 0, extremos)
    if not malos.any():
        return []
    cortes = np.cumsum([len(anillo) for _, anillo in lista])
    codigo = lista[int(np.searchsorted(cortes, malos.argmax(), side="right"))][0]
    return [f"un anillo del municipio {codigo} no cierra"]


def _nodo(refs: Enteros, lado: int, extremos: Enteros) -> Enteros:
    """Nodo donde empieza (lado 0) o acaba (lado 1) cada arco, recorrido como dice su signo."""
    hallados: Enteros = np.where(refs >= 0, extremos[refs, lado], extremos[~refs, 1 - lado])
    return hallados


def _quien(arco: int, anillos: Mapping[str, Sequence[Anillo]]) -> str:
    for codigo, propios in anillos.items():
        if any(r in (arco, ~arco) for anillo in propios for r in anillo):
            return f"el municipio {codigo}"
    return f"el arco {arco}"
