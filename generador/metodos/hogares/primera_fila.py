"""Los nombres de las columnas, cuáles no tienen y cuántas celdas debe traer cada fila.

R y pandas escriben por omisión una primera columna sin nombre; otros sistemas cierran cada fila
con un separador de sobra. Ninguna de las dos es un dato: se ignoran y se dice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..tablas import documento
from .frases import FICHA, ErrorDeTexto, aviso, entre_comillas
from .textos import componer

SOBRANTE, SOBRANTE_ARRIBA, INDICE = "separador_sobrante", "encabezado_sobrante", "indice"


@dataclass(frozen=True)
class Encabezado:
    """`nombres` de las columnas que se usan y `posiciones` de cada una en la fila de datos.

    `ancho` celdas por fila de datos; `ajuste` dice por qué no son las del encabezado («» si lo
    son); `sin_nombre`, las posiciones (desde 1) de las columnas que no tienen.
    """

    nombres: tuple[str, ...]
    posiciones: tuple[int, ...]
    ancho: int
    ajuste: str
    sin_nombre: tuple[int, ...]

    def avisos(self) -> list[str]:
        """Lo que se ignoró y lo que está repetido."""
        dichos = [aviso(self.ajuste)] if self.ajuste else []
        if self.sin_nombre:
            escritas = ", ".join(map(str, self.sin_nombre))
            cuantas = len(self.sin_nombre)
            dichos.append(aviso("columna_sin_nombre", cuantas=cuantas, posiciones=escritas))
        repetidas = tuple(n for n, veces in Counter(self.nombres).items() if veces > 1)
        if repetidas:
            escritas = entre_comillas(repetidas)
            dichos.append(aviso("repetidas", cuantas=len(repetidas), columnas=escritas))
        return dichos


def leer_encabezado(celdas: Sequence[str], fila: int) -> tuple[str, ...]:
    """Los nombres en una sola forma; «» el de una columna sin nombre. Error si es un título."""
    nombres = tuple("" if _sin_nombre(n) else n for n in map(componer, celdas))
    vacias = nombres.count("")
    if vacias > 1 and vacias * 2 > len(nombres):
        raise ErrorDeTexto("titulo", fila=fila, vacias=vacias, columnas=len(nombres))
    return nombres


def ajustar(nombres: tuple[str, ...], ancho: int, ajuste: str) -> Encabezado:
    """El encabezado para filas de `ancho` celdas: el de siempre, o con una celda que sobra."""
    corrimiento = 1 if ajuste == INDICE else 0
    usadas = [(i, n) for i, n in enumerate(nombres) if n]
    sin_nombre = [i + 1 for i, n in enumerate(nombres) if not n]
    sobrantes = len(nombres) > ancho and not nombres[-1]
    return Encabezado(
        nombres=tuple(n for _, n in usadas),
        posiciones=tuple(i + corrimiento for i, _ in usadas),
        ancho=ancho,
        ajuste=SOBRANTE_ARRIBA if sobrantes else ajuste,
        sin_nombre=tuple(sin_nombre[:-1] if sobrantes else sin_nombre),
    )


def _sin_nombre(nombre: str) -> bool:
    return any(patron.search(nombre.lower()) for patron in _patrones())


@lru_cache(maxsize=1)
def _patrones() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(patron) for patron in documento(FICHA)["sin_nombre"])
