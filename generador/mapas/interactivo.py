"""El país por municipio para el navegador: una topología plana, generalizada y compacta.

No es TopoJSON tal cual porque las referencias a arcos pesan la mitad: aquí el arco que aparece por
primera vez no se nombra, y el que ya salió se cuenta hacia atrás. En el navegador,
`sitio/recursos/mapa/geometria.js` lo devuelve a TopoJSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from generador.mapas.localizador import ISLAS, MARGEN, SAN_ANDRES
from generador.mapas.proyeccion import Proyeccion, en_fila
from generador.mapas.topojson import Enteros
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import generalizar, numero, redondear

ANCHO, ALTO = 5000, 6500
ANCHO_RECUADRO, ALTO_RECUADRO = 900, 760
UMBRAL = 150.0
"""Unidades² que debe medir el triángulo de un vértice con sus vecinos: unos 6 km²."""
ESCALA = ANCHO / 640


class Panel(NamedTuple):
    """Una parte del mapa con su propia escala: el continente, o una isla en el recuadro."""

    codigos: tuple[str, ...]
    proyeccion: Proyeccion


def paneles(topologia: Topologia) -> tuple[Panel, ...]:
    """El continente primero; después, San Andrés y Providencia dentro del recuadro."""
    islas = topologia.departamentos[SAN_ANDRES]
    tierra = tuple(c for c in topologia.codigos if c not in islas)
    margen = round(MARGEN * ESCALA)
    (principal,), _, _ = en_fila([topologia.caja(tierra)], ANCHO, ALTO, margen)
    aparte, _, _ = en_fila(
        [topologia.caja(g) for g in ISLAS], ANCHO_RECUADRO, ALTO_RECUADRO, 4 * margen
    )
    return Panel(tierra, principal), *(Panel(g, p) for g, p in zip(ISLAS, aparte, strict=True))


def compacta(topologia: Topologia, partes: Sequence[Panel]) -> dict[str, object]:
    """Medidas, recuadro, anillos por municipio y arcos, en unidades enteras.

    `anillos`: un renglón por municipio, en el orden de `topologia.codigos`; anillos separados por
    espacio y arcos por coma: vacío es el siguiente arco nuevo y `n`, el de hace n, al revés.
    `arcos`: separados por «|», en el sentido en que salen por primera vez; pasos relativos al punto
    anterior, que para el primero es donde acabó el arco previo.
    """
    tramos = _tramos(topologia, partes)
    orden: dict[int, int] = {}
    sentido: list[int] = []
    anillos = []
    for codigo in topologia.codigos:
        suyos = []
        for anillo in topologia.anillos[codigo]:
            fichas = []
            for ref in anillo:
                arco = ref if ref >= 0 else ~ref
                if arco in orden:
                    fichas.append(str(len(orden) - orden[arco]))
                else:
                    orden[arco] = len(orden)
                    sentido.append(ref)
                    fichas.append("")
            suyos.append(",".join(fichas))
        anillos.append(" ".join(suyos))
    puntos = np.concatenate(list(tramos.values()))
    islas = np.concatenate(
        [tramos[a] for a in topologia.arcos(topologia.departamentos[SAN_ANDRES])]
    )
    return {
        "medidas": (puntos.max(axis=0) + round(MARGEN * ESCALA)).tolist(),
        "recuadro": [*islas.min(axis=0).tolist(), *islas.max(axis=0).tolist()],
        "anillos": "\n".join(anillos),
        "arcos": _en_texto(tramos, sentido),
    }


def _tramos(topologia: Topologia, partes: Sequence[Panel]) -> dict[int, Enteros]:
    """Los puntos enteros de cada arco, (n, 2), ya generalizados."""
    salida: dict[int, Enteros] = {}
    for codigos, proyeccion in partes:
        numeros = topologia.arcos(codigos)
        puntos, inicios = topologia.tramos(numeros)
        enteros, inicios = redondear(*generalizar(proyeccion(puntos), inicios, UMBRAL))
        pares = zip(inicios[:-1].tolist(), inicios[1:].tolist(), strict=True)
        salida |= {n: enteros[a:b] for n, (a, b) in zip(numeros.tolist(), pares, strict=True)}
    return salida


def _en_texto(tramos: Mapping[int, Enteros], sentido: Sequence[int]) -> str:
    textos, previo = [], np.zeros(2, dtype=np.int64)
    for ref in sentido:
        puntos = tramos[ref] if ref >= 0 else tramos[~ref][::-1]
        pasos = np.diff(puntos, axis=0, prepend=previo[None]).ravel().tolist()
        previo = puntos[-1]
        textos.append("".join(map(numero, pasos)).lstrip())
    return "|".join(textos)
