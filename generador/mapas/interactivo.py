"""El país por municipio para el navegador: una topología plana, generalizada y compacta.

No es TopoJSON tal cual porque las referencias a arcos pesan la mitad: aquí el arco que aparece por
primera vez no se nombra, y el que ya salió se cuenta hacia atrás. En el navegador,
`sitio/recursos/mapa/geometria.js` lo devuelve a TopoJSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.mapas.localizador import ISLAS, MARGEN, SAN_ANDRES
from generador.mapas.proyeccion import Proyeccion, en_fila
from generador.mapas.topojson import Enteros
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import numero, redondear
from generador.metodos.generalizacion import generalizar

ANCHO, ALTO = 5000, 6500
ANCHO_RECUADRO, ALTO_RECUADRO = 900, 760
PARTE, MENOR, MAYOR = 0.05, 48.0, 960.0
"""Se dibuja el vértice cuyo triángulo con sus vecinos mide más que esta parte del municipio más
pequeño de los dos, entre `MENOR` y `MAYOR` unidades² (4 y 80 km²): lo pequeño guarda su forma."""
GRUPOS = 7
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
        umbrales = _umbrales(topologia, codigos, numeros, proyeccion)
        # Los arcos de umbral parecido se generalizan juntos: son pocas pasadas, y no una por arco.
        grupo = np.digitize(umbrales, np.geomspace(MENOR, MAYOR, GRUPOS))
        for cual in np.unique(grupo):
            suyos = numeros[grupo == cual]
            umbral = float(np.median(umbrales[grupo == cual]))
            puntos, inicios = topologia.tramos(suyos)
            enteros, inicios = redondear(*generalizar(proyeccion(puntos), inicios, umbral))
            pares = zip(suyos.tolist(), pairwise(inicios.tolist()), strict=True)
            salida |= {n: enteros[a:b] for n, (a, b) in pares}
    return salida


def _umbrales(
    topologia: Topologia, codigos: Sequence[str], numeros: Enteros, proyeccion: Proyeccion
) -> NDArray[np.float64]:
    """El umbral de cada arco, según el más pequeño de los municipios que separa."""
    menor = dict.fromkeys(numeros.tolist(), np.inf)
    for codigo in codigos:
        area = sum(_doble_area(proyeccion(p)) for p in _anillos(topologia, codigo)) / 2
        for anillo in topologia.anillos[codigo]:
            for ref in anillo:
                arco = ref if ref >= 0 else ~ref
                menor[arco] = min(menor[arco], abs(area))
    return np.clip(PARTE * np.array(list(menor.values())), MENOR, MAYOR)


def _anillos(topologia: Topologia, codigo: str) -> Iterator[NDArray[np.float64]]:
    """Los puntos en grados de cada anillo de un municipio."""
    for anillo in topologia.anillos[codigo]:
        tramos = []
        for ref in anillo:
            arco = ref if ref >= 0 else ~ref
            puntos = topologia.puntos[topologia.inicios[arco] : topologia.inicios[arco + 1]]
            tramos.append(puntos if ref >= 0 else puntos[::-1])
        yield np.concatenate(tramos)


def _doble_area(puntos: NDArray[np.float64]) -> float:
    (x, y), (x1, y1) = puntos.T, np.roll(puntos, -1, axis=0).T
    return float((x * y1 - x1 * y).sum())


def _en_texto(tramos: Mapping[int, Enteros], sentido: Sequence[int]) -> str:
    textos, previo = [], np.zeros(2, dtype=np.int64)
    for ref in sentido:
        puntos = tramos[ref] if ref >= 0 else tramos[~ref][::-1]
        pasos = np.diff(puntos, axis=0, prepend=previo[None]).ravel().tolist()
        previo = puntos[-1]
        textos.append("".join(map(numero, pasos)).lstrip())
    return "|".join(textos)
