"""Las partes de la llave de un hogar (municipio, ficha y hogar) y cómo se casan dos tablas.

Cada parte va en la misma forma que en la identidad (`identidad.canonica`): la base en CSV y la
lista de un programa en Excel dicen lo mismo. Dos tablas se casan por las partes que traen ambas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Enteros
from .armar import HogaresArmados
from .codigos import municipio as leer_municipio
from .columna import Columna
from .identidad import SEPARADOR, canonica, cientificos

SIN_LLAVE = -1
PARTES: tuple[str, ...] = ("municipio", "ficha", "hogar")


@dataclass(frozen=True)
class Llaves:
    """La llave de n renglones, una lista (n,) por parte; «» donde falta o no se entiende.

    `municipio` y `hogar` son None si la tabla no los trae.
    """

    ficha: tuple[str, ...]
    hogar: tuple[str, ...] | None = None
    municipio: tuple[str, ...] | None = None

    def de(self, parte: str) -> tuple[str, ...] | None:
        """Una de `PARTES`, o None si la tabla no la trae."""
        return {"municipio": self.municipio, "ficha": self.ficha, "hogar": self.hogar}[parte]

    def tomar(self, cuales: Enteros) -> Llaves:
        """Las llaves de esas posiciones."""
        filas = cuales.tolist()

        def escoger(parte: tuple[str, ...] | None) -> tuple[str, ...] | None:
            return None if parte is None else tuple(parte[i] for i in filas)

        return Llaves(escoger(self.ficha) or (), escoger(self.hogar), escoger(self.municipio))


def exigir_llave(llave: Sequence[str] | None) -> None:
    """ErrorDeMetodo si la base no trae las columnas, o las identidades, que hacen la llave."""
    if not llave:
        raise ErrorDeMetodo(
            "la base no dice la ficha y el hogar de cada registro: no hay con qué cruzarla",
            que_hacer="use la base nominal, que los trae, o diga cuáles son con un mapeo de "
            "columnas",
        )


def llaves_de_hogares(hechos: HogaresArmados) -> Llaves:
    """La llave de cada hogar, (H,), la de su jefe; ErrorDeMetodo si la base no la trae."""
    exigir_llave(hechos.identidades)
    partidas = [identidad.split(SEPARADOR) for identidad in hechos.identidades or ()]
    propias = list(zip(*partidas)) or [()] * len(PARTES)
    return Llaves(propias[-2], propias[-1], propias[0] if hechos.municipio else None)


def llaves_de_columnas(
    ficha: Columna, hogar: Columna | None = None, municipio: Columna | None = None
) -> Llaves:
    """La llave de cada renglón de una lista, (n,); ErrorDeMetodo con notación científica."""
    for columna in (ficha, hogar, municipio):
        if columna is not None and cientificos(columna):
            raise ErrorDeMetodo(
                f"«{columna.nombre}» trae números en notación científica: Excel les quitó cifras",
                que_hacer="vuelva a exportar la lista con esa columna como texto",
            )
    return Llaves(
        _formas(ficha),
        None if hogar is None else _formas(hogar),
        None if municipio is None else _formas(municipio, es_municipio=True),
    )


def casar(una: Llaves, otra: Llaves) -> tuple[Enteros, Enteros, tuple[str, ...]]:
    """Un número por llave, el mismo en las dos tablas, (n,) y (m,), y las partes que se usaron.

    −1 donde falta alguna de las partes. Se usan las que traen las dos.
    """
    comunes = tuple(p for p in PARTES if una.de(p) is not None and otra.de(p) is not None)
    numeros: dict[tuple[str, ...], int] = {}
    return numerar(una, comunes, numeros), numerar(otra, comunes, numeros), comunes


def numerar(llaves: Llaves, partes: Sequence[str], numeros: dict[tuple[str, ...], int]) -> Enteros:
    """El número de cada llave con solo esas partes, (n,); −1 si falta una. Agrega los nuevos."""
    columnas = [llaves.de(parte) or () for parte in partes]
    propios = [
        SIN_LLAVE if "" in llave else numeros.setdefault(llave, len(numeros))
        for llave in zip(*columnas)
    ]
    return np.array(propios, dtype=np.int64)


def _formas(columna: Columna, *, es_municipio: bool = False) -> tuple[str, ...]:
    formas = [_municipio(t) if es_municipio else canonica(t) for t in columna.textos]
    return tuple(formas[c] if c >= 0 else "" for c in columna.codigos.tolist())


def _municipio(texto: str) -> str:
    leido = leer_municipio(texto)
    return "" if leido is None else canonica(leido)
