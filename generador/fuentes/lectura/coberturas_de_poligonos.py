"""Coberturas poligonales: simplificar sin abrir huecos y guardar cada frontera una sola vez."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from generador.mapas.topojson import Anillo, Enteros

Poligonos = list[list[Enteros]]
"""Los polígonos de un territorio; cada uno, su anillo exterior seguido de los huecos, cerrados."""
Situar = Callable[[Enteros], NDArray[np.float64]]
"""De la rejilla entera (n, 2) a coordenadas reales (n, 2): grados o metros."""


def a_geometria(territorio: Poligonos, situar: Situar) -> shapely.Geometry:
    """Polígono o multipolígono de shapely, con cada vértice en las coordenadas de `situar`."""
    partes = [
        shapely.Polygon(situar(anillos[0]), [situar(hueco) for hueco in anillos[1:]])
        for anillos in territorio
    ]
    return partes[0] if len(partes) == 1 else shapely.MultiPolygon(partes)


def simplificar(
    territorios: Sequence[Poligonos], situar: Situar, tolerancia: float
) -> list[Poligonos]:
    """Cobertura simplificada, con los vértices en la misma rejilla entera de la entrada.

    `situar` lleva la rejilla a las unidades de `tolerancia` (metros). La simplificación
    (Visvalingam sobre la cobertura) solo quita vértices, nunca los mueve: cada vértice que queda
    se devuelve con su entero original, sin error de ida y vuelta entre proyecciones.
    """
    original: dict[tuple[float, float], tuple[int, int]] = {}
    for anillo in chain.from_iterable(chain.from_iterable(territorios)):
        situados, enteros = situar(anillo).tolist(), anillo.tolist()
        original.update(zip(map(tuple, situados), map(tuple, enteros), strict=True))
    cobertura = np.array([a_geometria(t, situar) for t in territorios], dtype=object)
    simples = shapely.coverage_simplify(cobertura, tolerancia)
    return [_a_rejilla(geometria, original) for geometria in simples]


def arcos_compartidos(
    territorios: Sequence[Poligonos],
) -> tuple[list[Enteros], list[list[list[Anillo]]]]:
    """Parte los anillos en arcos únicos: una frontera entre dos territorios es el mismo arco.

    Devuelve los arcos (puntos absolutos) en orden de aparición y, por territorio, sus polígonos
    como anillos de referencias a arcos.
    """
    todos = [anillo for poligonos in territorios for anillos in poligonos for anillo in anillos]
    llaves = np.concatenate([(a[:, 0] << 32) | a[:, 1] for a in todos])
    unicas, vertice = np.unique(llaves, return_inverse=True)
    cortes = np.cumsum([len(a) for a in todos])
    es_nodo = _nodos(vertice, cortes, len(unicas))
    tabla: dict[tuple[int, ...], int] = {}
    anillos_ref = iter([_cortar(v, es_nodo, tabla) for v in np.split(vertice, cortes[:-1])])
    referencias = [
        [[next(anillos_ref) for _ in anillos] for anillos in poligonos] for poligonos in territorios
    ]
    puntos = np.column_stack([unicas >> 32, unicas & 0xFFFFFFFF])
    return [puntos[list(ids)] for ids in tabla], referencias


def _nodos(vertice: Enteros, cortes: Enteros, total: int) -> NDArray[np.bool_]:
    """Vértices donde concurren tres o más tramos (o uno solo): allí empiezan y acaban los arcos."""
    aristas = np.column_stack([vertice[:-1], vertice[1:]])
    aristas = np.delete(aristas, cortes[:-1] - 1, axis=0)  # salto de un anillo al siguiente
    aristas = np.unique(np.sort(aristas, axis=1), axis=0)
    grado: NDArray[np.int64] = np.bincount(aristas.ravel(), minlength=total)
    nodos: NDArray[np.bool_] = grado != 2
    return nodos


def _cortar(
    anillo: Enteros, es_nodo: NDArray[np.bool_], tabla: dict[tuple[int, ...], int]
) -> Anillo:
    """Referencias a los arcos de un anillo cerrado de vértices; los nuevos entran a `tabla`."""
    abierto = anillo[:-1]
    nodos = np.flatnonzero(es_nodo[abierto])
    # Un anillo sin nodos (una isla) es un solo arco que empieza en su vértice menor.
    inicio = int(nodos[0]) if len(nodos) else int(abierto.argmin())
    girado = np.roll(abierto, -inicio)
    ids = [*girado.tolist(), int(girado[0])]
    marcas = (
        [*np.flatnonzero(es_nodo[girado]).tolist(), len(abierto)]
        if len(nodos)
        else [0, len(abierto)]
    )
    return tuple(_referencia(tuple(ids[a : b + 1]), tabla) for a, b in pairwise(marcas))


def _referencia(arco: tuple[int, ...], tabla: dict[tuple[int, ...], int]) -> int:
    if arco in tabla:
        return tabla[arco]
    reverso = arco[::-1]
    if reverso in tabla:
        return ~tabla[reverso]
    return tabla.setdefault(arco, len(tabla))


def _a_rejilla(
    geometria: shapely.Geometry, original: dict[tuple[float, float], tuple[int, int]]
) -> Poligonos:
    """Anillos enteros; el exterior en el sentido de las agujas del reloj y los huecos al revés."""
    salida = []
    for poligono in shapely.get_parts(shapely.orient_polygons(geometria, exterior_cw=True)):
        anillos = [poligono.exterior, *poligono.interiors]
        salida.append(
            [np.array([original[p] for p in anillo.coords], dtype=np.int64) for anillo in anillos]
        )
    return salida
