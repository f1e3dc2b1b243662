"""Supresión: ocultar territorios con pocos hogares sin que se puedan recuperar por resta.

Se publica por territorio, por sus grupos (de uno o varios niveles) y el total general. Primaria:
todo territorio o grupo con 0 < n < mínimo. Complementaria: otros que se ocultan para que de las
sumas no salga lo anterior. Queda garantizado que, con todas las restas posibles entre lo publicado,

1. ningún valor oculto queda determinado, y
2. lo que sí se conoce, la suma de los ocultos que cuelgan de un publicado, junta al menos `mínimo`
   hogares (dos veredas de 3 y 4 ocultas revelarían por resta un grupo de 7).

Un territorio con n = 0 se publica (no hay a quién proteger) y no sirve para esconder a otro. Se
oculta siempre el menor disponible, y en empate el primero; no se promete que sea el menor número
posible de ocultos. Vale para una sola jerarquía: dos particiones que se cruzan (veredas y comunas)
no se deben publicar a la vez sin revisarlas juntas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .errores import ErrorDeMetodo
from .grupos import SIN_GRUPO, Agrupacion
from .tipos import Enteros, Numeros

PUBLICADO, PRIMARIA, COMPLEMENTARIA = 0, 1, 2
MINIMO = 10


@dataclass(frozen=True)
class Supresion:
    """Qué se oculta: 0 publicado, 1 supresión primaria, 2 complementaria.

    `territorios` (n,), `niveles` un arreglo por nivel de agrupación y `total` el código del total.
    """

    territorios: Enteros
    niveles: tuple[Enteros, ...]
    total: int


def suprimir(
    hogares: Numeros, niveles: Sequence[Agrupacion] = (), *, minimo: int = MINIMO
) -> Supresion:
    """Decide qué ocultar dados los `hogares` (n,) de cada territorio.

    `niveles[0]` agrupa los territorios, `niveles[1]` los grupos de `niveles[0]`, y así; lo que no
    tiene grupo cuelga del total.
    """
    arbol = _Arbol.armar(hogares, niveles)
    codigo = [PRIMARIA if 0 < n < minimo else PUBLICADO for n in arbol.hogares]
    # De abajo hacia arriba: lo que oculta un nodo cuelga de él y no toca lo que ya está resuelto.
    for nodo in arbol.internos:
        if codigo[nodo] == PUBLICADO:
            for oculto in _complementar(arbol, codigo, nodo, minimo):
                codigo[oculto] = COMPLEMENTARIA
    partes = np.split(np.array(codigo, dtype=np.int64), arbol.cortes)
    return Supresion(partes[0], tuple(partes[1:-1]), int(partes[-1][0]))


@dataclass(frozen=True)
class _Arbol:
    """Territorios, grupos de cada nivel y total como nodos numerados en ese orden."""

    hogares: list[int]
    hijos: list[list[int]]
    internos: range
    cortes: list[int]

    @classmethod
    def armar(cls, hogares: Numeros, niveles: Sequence[Agrupacion]) -> _Arbol:
        conteos = np.asarray(hogares)
        if conteos.ndim != 1 or (conteos < 0).any() or (conteos % 1 != 0).any():
            raise ErrorDeMetodo(
                "los hogares por territorio no son conteos",
                que_hacer="dé números enteros desde 0, uno por territorio",
            )
        tamanos = [len(conteos), *(nivel.numero for nivel in niveles)]
        cortes = np.cumsum(tamanos).tolist()
        raiz = cortes[-1]
        nodos: list[int] = [*conteos.astype(np.int64).tolist(), *[0] * (raiz + 1 - len(conteos))]
        hijos: list[list[int]] = [[] for _ in nodos]
        inicios = [0, *cortes]
        for k, tamano in enumerate(tamanos):
            padres = niveles[k].grupo.tolist() if k < len(niveles) else [SIN_GRUPO] * tamano
            if len(padres) != tamano:
                raise ErrorDeMetodo(
                    f"el nivel {k} agrupa {len(padres)} elementos y hay {tamano}",
                    que_hacer="dé un grupo por elemento del nivel anterior",
                )
            for i, grupo in enumerate(padres):
                nodo = inicios[k] + i
                padre = raiz if grupo == SIN_GRUPO else inicios[k + 1] + grupo
                hijos[padre].append(nodo)
                nodos[padre] += nodos[nodo]
        return cls(nodos, hijos, range(len(conteos), raiz + 1), cortes)


def _complementar(arbol: _Arbol, codigo: list[int], nodo: int, minimo: int) -> Iterator[int]:
    """Nodos que falta ocultar para proteger lo oculto que cuelga de un nodo publicado.

    Mientras los territorios ocultos no junten el mínimo se oculta el menor libre. Eso basta para
    que nada quede determinado: un solo hijo oculto es primario y no llega al mínimo, así que trae
    a otro; y un grupo recién ocultado no suma nada hasta que se oculta el menor de sus hijos, que
    es también el menor libre. Si no quedan libres, lo oculto es todo el nodo, que pasa el mínimo.

    Quien recorre marca cada nodo en `codigo` antes de pedir el siguiente.
    """
    while True:
        ocultos, libres = _region(arbol, codigo, nodo)
        if not ocultos or sum(arbol.hogares[o] for o in ocultos if not arbol.hijos[o]) >= minimo:
            return
        yield min(libres, key=lambda libre: (arbol.hogares[libre], libre))


def _region(arbol: _Arbol, codigo: list[int], nodo: int) -> tuple[list[int], list[int]]:
    """Ocultos que cuelgan del nodo sin un publicado de por medio, y publicados que los tocan.

    Los nodos sin hogares no están en ninguno de los dos.
    """
    ocultos: list[int] = []
    libres: list[int] = []
    pendientes = [nodo]
    while pendientes:
        for hijo in arbol.hijos[pendientes.pop()]:
            if arbol.hogares[hijo] == 0:
                continue
            if codigo[hijo] == PUBLICADO:
                libres.append(hijo)
            else:
                ocultos.append(hijo)
                pendientes.append(hijo)
    return ocultos, libres
