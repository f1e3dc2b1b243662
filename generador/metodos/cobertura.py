"""Polígonos vecinos como arcos compartidos, para simplificarlos sin abrir huecos ni solapes.

Las coordenadas se llevan a una rejilla de `DECIMALES` de grado. Un nodo es el punto donde se
encuentran tres lados o más; el arco entre dos nodos se guarda una sola vez y lo usan los dos
vecinos, así que al quitarle vértices la frontera sigue siendo la misma para ambos. Solo numpy: lo
mismo corre en QGIS 3.22, que no trae la simplificación de coberturas, y en la orden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .generalizacion import inicios_de, los_que_quedan
from .tipos import Enteros, Logicos, Numeros, Reales

DECIMALES = 5
METROS_POR_GRADO = 111_195.0
_ANCHO = 1 << 32

Anillo = tuple[int, ...]
"""Referencias a arcos en orden; `~i` es el arco `i` recorrido al revés."""


@dataclass(frozen=True)
class Cobertura:
    """Los territorios de una capa, en grados enteros de 10⁻⁵.

    `puntos` (n, 2); el arco `i` son las filas `inicios[i]:inicios[i + 1]`. `anillos` va por
    territorio y por polígono: el exterior y sus huecos. `perdidos`: anillos que a esta precisión se
    quedaron sin área y no están.
    """

    puntos: Enteros
    inicios: Enteros
    anillos: tuple[tuple[tuple[Anillo, ...], ...], ...]
    perdidos: int = 0

    @classmethod
    def de_poligonos(cls, territorios: Sequence[Sequence[Sequence[Numeros]]]) -> Cobertura:
        """La de unos polígonos en grados: por territorio, por polígono, sus anillos (k, 2)."""
        recortador = _Recortador()
        for poligonos in territorios:
            recortador.territorio(poligonos)
        return recortador.cortar()

    def simplificada(self, umbral: float) -> Cobertura:
        """Sin los vértices cuyo triángulo con sus vecinos mide menos de `umbral` m².

        El anillo que se quedaría sin área conserva todos sus vértices.
        """
        en_metros = self.puntos * self._metros_por_unidad()
        enteros = np.zeros(len(self.inicios) - 1, dtype=np.bool_)
        while True:
            hecha = self._con(en_metros, umbral, enteros)
            planos = [a for a in hecha._todos() if hecha._doble_area(a) == 0]
            nuevos = {r if r >= 0 else ~r for anillo in planos for r in anillo}
            if not nuevos or enteros[sorted(nuevos)].all():
                return hecha
            enteros[sorted(nuevos)] = True

    def poligonos(self, territorio: int) -> list[list[Enteros]]:
        """Sus polígonos: anillos (k, 2) cerrados, el exterior a la izquierda (RFC 7946)."""
        hechos = []
        for poligono in self.anillos[territorio]:
            anillos = [self._cerrado(anillo) for anillo in poligono]
            hechos.append([_orientado(a, positivo=not i) for i, a in enumerate(anillos)])
        return hechos

    def areas(self) -> Reales:
        """Metros cuadrados de cada territorio, aproximados en el plano, (T,)."""
        cada = self._metros_por_unidad()
        dobles = [
            sum(
                self._doble_area(anillo) * (1 if not i else -1)
                for poligono in poligonos
                for i, anillo in enumerate(poligono)
            )
            for poligonos in self.anillos
        ]
        return np.array(dobles, dtype=np.float64) * (float(cada.prod()) / 2)

    def _metros_por_unidad(self) -> Reales:
        latitud = float(self.puntos[:, 1].mean()) / 10**DECIMALES if len(self.puntos) else 0.0
        alto = METROS_POR_GRADO / 10**DECIMALES
        return np.array([alto * np.cos(np.radians(latitud)), alto])

    def _con(self, en_metros: Reales, umbral: float, enteros: Logicos) -> Cobertura:
        """La misma cobertura; los arcos de `enteros` no pierden vértices."""
        cual = np.repeat(np.arange(len(enteros)), np.diff(self.inicios))
        quedan = enteros[cual]
        quedan[los_que_quedan(en_metros, self.inicios, umbral)] = True
        inicios = inicios_de(cual[quedan], len(enteros))
        return Cobertura(self.puntos[quedan], inicios, self.anillos, self.perdidos)

    def _todos(self) -> Iterator[Anillo]:
        return (a for territorio in self.anillos for poligono in territorio for a in poligono)

    def _cerrado(self, anillo: Anillo) -> Enteros:
        tramos = [self._arco(ref) for ref in anillo]
        return np.concatenate([tramos[0], *(tramo[1:] for tramo in tramos[1:])])

    def _arco(self, ref: int) -> Enteros:
        arco = ref if ref >= 0 else ~ref
        puntos = self.puntos[self.inicios[arco] : self.inicios[arco + 1]]
        return puntos if ref >= 0 else puntos[::-1]

    def _doble_area(self, anillo: Anillo) -> int:
        return abs(_con_signo(self._cerrado(anillo)))


class _Recortador:
    """Junta los anillos de todos los territorios y los corta en los nodos."""

    def __init__(self) -> None:
        self._anillos: list[Enteros] = []
        self._forma: list[list[list[int]]] = []
        self._perdidos = 0

    def territorio(self, poligonos: Sequence[Sequence[Numeros]]) -> None:
        """Agrega un territorio; un polígono cuyo exterior se queda sin área no pasa."""
        forma: list[list[int]] = []
        for poligono in poligonos:
            suyos = [_en_rejilla(anillo) for anillo in poligono]
            self._perdidos += sum(anillo is None for anillo in suyos)
            if not suyos or suyos[0] is None:
                continue
            numeros = []
            for anillo in suyos:
                if anillo is not None:
                    numeros.append(len(self._anillos))
                    self._anillos.append(anillo)
            forma.append(numeros)
        self._forma.append(forma)

    def cortar(self) -> Cobertura:
        """Los arcos, cada uno una vez, y los anillos que los nombran."""
        es_nodo = _nodos(self._anillos)
        arcos: list[Enteros] = []
        conocidos: dict[bytes, int] = {}
        refs = [
            tuple(_referencia(t, arcos, conocidos) for t in _tramos(anillo, nodo))
            for anillo, nodo in zip(self._anillos, es_nodo)
        ]
        largos = [len(arco) for arco in arcos]
        return Cobertura(
            np.concatenate(arcos) if arcos else np.empty((0, 2), dtype=np.int64),
            np.concatenate([[0], np.cumsum(largos)]).astype(np.int64),
            tuple(tuple(tuple(refs[n] for n in p) for p in forma) for forma in self._forma),
            self._perdidos,
        )


def _en_rejilla(anillo: Numeros) -> Enteros | None:
    """El anillo en la rejilla, abierto y sin puntos seguidos iguales; None si no tiene área."""
    puntos = np.rint(np.asarray(anillo, dtype=np.float64) * 10**DECIMALES).astype(np.int64)
    if len(puntos) < 3:
        return None
    distintos = (puntos != np.roll(puntos, 1, axis=0)).any(axis=1)
    puntos = puntos[distintos]
    return puntos if len(puntos) > 2 and _con_signo(puntos) else None


def _nodos(anillos: Sequence[Enteros]) -> list[Logicos]:
    """Qué vértices de cada anillo tienen más o menos de dos vecinos distintos en toda la capa."""
    if not anillos:
        return []
    llaves = [a[:, 0] * _ANCHO + a[:, 1] for a in anillos]
    propias = np.concatenate(llaves)
    antes = np.concatenate([np.roll(k, 1) for k in llaves])
    despues = np.concatenate([np.roll(k, -1) for k in llaves])
    _, numero = np.unique(propias, return_inverse=True)
    parejas = np.unique(
        np.concatenate([np.column_stack([numero, antes]), np.column_stack([numero, despues])]),
        axis=0,
    )
    vecinos = np.bincount(parejas[:, 0])
    es_nodo = (vecinos != 2)[numero]
    return np.split(es_nodo, np.cumsum([len(k) for k in llaves])[:-1])


def _tramos(anillo: Enteros, es_nodo: Logicos) -> list[Enteros]:
    """El anillo cortado en sus nodos; sin nodos, entero desde su menor vértice."""
    cortes = np.flatnonzero(es_nodo)
    primero = int(cortes[0]) if cortes.size else int(np.lexsort((anillo[:, 1], anillo[:, 0]))[0])
    girado = np.roll(anillo, -primero, axis=0)
    cerrado = np.concatenate([girado, girado[:1]])
    limites = [*(cortes - primero).tolist(), len(anillo)] if cortes.size else [0, len(anillo)]
    return [cerrado[a : b + 1] for a, b in zip(limites[:-1], limites[1:])]


def _referencia(tramo: Enteros, arcos: list[Enteros], conocidos: dict[bytes, int]) -> int:
    """El número del arco, o su complemento si ya estaba al revés."""
    derecho, reves = tramo.tobytes(), tramo[::-1].tobytes()
    if derecho in conocidos:
        return conocidos[derecho]
    if reves in conocidos:
        return ~conocidos[reves]
    conocidos[derecho] = len(arcos)
    arcos.append(tramo)
    return len(arcos) - 1


def _con_signo(puntos: Enteros) -> int:
    """El doble del área, positiva si gira a la izquierda; el anillo, abierto o cerrado."""
    x, y = (puntos - puntos[0]).T
    return int((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())


def _orientado(anillo: Enteros, *, positivo: bool) -> Enteros:
    return anillo if (_con_signo(anillo) > 0) == positivo else anillo[::-1]
