"""Las notas y totales que una hoja de cálculo deja debajo de los datos: «Fuente: …», «Total».

Solo se apartan las del final, juntas, y cada una se nombra: ninguna fila se pierde callada.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..tablas import documento
from .frases import FICHA, recortar
from .textos import componer, llave
from .vacias import BLANCOS

LETRA = re.compile(r"[^\W\d_]")
# Más filas que estas no son un pie: son datos, buenos o malos.
FILAS_MAXIMAS = 64


@dataclass(frozen=True)
class Renglon:
    """Una fila del final del archivo: su número y sus celdas, ya decodificadas."""

    fila: int
    celdas: tuple[str, ...]


@dataclass(frozen=True)
class Pie:
    """Una fila apartada: su número y lo que dice."""

    fila: int
    texto: str


def apartar_pie(finales: Sequence[Renglon], ancho: int) -> tuple[Pie, ...]:
    """Las filas de pie, de las últimas no vacías del archivo (en orden); () si no hay.

    Hacia atrás, son pie las que tienen un solo texto o empiezan con una palabra de pie; el pie
    comienza en una de estas, o tras una fila vacía.
    """
    desde = len(finales)
    while desde > 0 and _puede_ser(finales[desde - 1], ancho):
        desde -= 1
    while desde < len(finales) and not _comienza(finales, desde, ancho):
        desde += 1
    return tuple(Pie(r.fila, _decir(r)) for r in finales[desde:])


def _decir(renglon: Renglon) -> str:
    return recortar(" ".join(componer(c) for c in _escritas(renglon)))


def _escritas(renglon: Renglon) -> list[str]:
    return [c for c in renglon.celdas if c.strip(BLANCOS)]


def _puede_ser(renglon: Renglon, ancho: int) -> bool:
    escritas = _escritas(renglon)
    if _es_total(renglon, ancho) or _es_nota(renglon, ancho):
        return True
    incompleta = len(renglon.celdas) < ancho or len(escritas) == 1
    return incompleta and len(escritas) * 2 <= ancho and bool(LETRA.search(escritas[0]))


def _comienza(finales: Sequence[Renglon], i: int, ancho: int) -> bool:
    """Si el pie puede comenzar en esa fila: por lo que dice, o porque antes hay una vacía."""
    tras_vacia = i > 0 and finales[i].fila > finales[i - 1].fila + 1
    return tras_vacia or _es_nota(finales[i], ancho) or _es_total(finales[i], ancho)


def _es_nota(renglon: Renglon, ancho: int) -> bool:
    escritas = _escritas(renglon)
    if len(escritas) * 2 > max(ancho, 2) and len(renglon.celdas) == ancho:
        return False
    primera = llave(escritas[0])
    return any(patron.search(primera) for patron in _notas())


def _es_total(renglon: Renglon, ancho: int) -> bool:
    """«Total» en la primera celda escrita, y delante de ella o de otra, una celda vacía."""
    escritas = _escritas(renglon)
    con_huecos = len(escritas) < ancho
    return con_huecos and llave(escritas[0]).rstrip(" :.") in documento(FICHA)["pie"]["totales"]


@lru_cache(maxsize=1)
def _notas() -> tuple[re.Pattern[str], ...]:
    pie = documento(FICHA)["pie"]
    palabras = "|".join(re.escape(palabra) for palabra in pie["palabras"])
    return tuple(re.compile(p) for p in (rf"^(?:{palabras})\b", *pie["patrones"]))
