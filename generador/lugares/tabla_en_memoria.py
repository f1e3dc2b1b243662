"""Una tabla de lugares de `datos/` en memoria, con cada celda comprobada contra lo declarado."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generador.cubo import catalogo_de_lugares, codigos, forma
from generador.cubo.catalogo_de_lugares import ColumnaDeLugares, TablaDeLugares
from generador.cubo.exigencias import canonico, todas_canonicas
from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import DATOS

Textos = tuple[str, ...]
Reales = NDArray[np.float64]


@dataclass(frozen=True)
class Lugares:
    """Una tabla de lugares ordenada por su llave; las columnas miden todas lo mismo.

    `textos` va de nombre de columna a sus celdas tal como están; `numeros`, solo de las numéricas,
    a float64 con NaN donde la celda está vacía. `tramos` da, por municipio, sus filas.
    """

    declarada: TablaDeLugares
    textos: dict[str, Textos] = field(repr=False)
    numeros: dict[str, Reales] = field(repr=False)

    def __len__(self) -> int:
        return len(self.territorios)

    @cached_property
    def territorios(self) -> Textos:
        """El municipio de cada fila."""
        return self.textos[
            next(c.nombre for c in self.declarada.columnas if c.tipo == "territorio")
        ]

    @cached_property
    def tramos(self) -> dict[str, list[int]]:
        """Municipio → sus filas, en el orden de la tabla."""
        salida: dict[str, list[int]] = {}
        for fila, territorio in enumerate(self.territorios):
            salida.setdefault(territorio, []).append(fila)
        return salida


def leer(fuente: str, carpeta: Path = DATOS) -> Lugares:
    """La tabla de lugares de `fuente`; ErrorDeDatos en la primera celda que no cumple lo declarado.

    KeyError si la fuente no declara ninguna.
    """
    declarada = catalogo_de_lugares.tablas()[f"{fuente}.csv"]
    return desde_filas(declarada, forma.filas_csv(carpeta / declarada.nombre))


def desde_filas(declarada: TablaDeLugares, filas: Sequence[Sequence[str]]) -> Lugares:
    """La tabla de unas filas de texto, encabezado incluido."""
    if not filas or list(filas[0]) != declarada.titulos:
        raise _error(declarada, None, None, "las columnas no son las declaradas, en su orden")
    for numero, fila in enumerate(filas[1:], start=2):
        if len(fila) != len(declarada.columnas):
            raise _error(
                declarada,
                numero,
                None,
                f"la fila trae {len(fila)} celdas y el encabezado {len(declarada.columnas)}",
            )
    columnas = list(zip(*filas[1:], strict=True)) or [()] * len(declarada.columnas)
    textos = dict(zip(declarada.titulos, columnas, strict=True))
    numeros = {}
    for columna in declarada.columnas:
        if columna.numerica:
            numeros[columna.nombre] = _numeros(declarada, columna, textos[columna.nombre])
        else:
            _exigir_textos(declarada, columna, textos[columna.nombre])
    _exigir_llave(declarada, list(zip(*(textos[c] for c in declarada.llave), strict=True)))
    return Lugares(declarada, textos, numeros)


def _numeros(declarada: TablaDeLugares, columna: ColumnaDeLugares, celdas: Textos) -> Reales:
    assert columna.rango is not None  # noqa: S101 - lo exige el catálogo
    if not todas_canonicas(celdas) or not (columna.opcional or all(celdas)):
        for fila, celda in enumerate(celdas, start=2):
            if not (canonico(celda) if celda else columna.opcional):
                que = "no es un número como los escribe el kit" if celda else "la celda está vacía"
                raise _error(declarada, fila, columna, que, celda)
    valores = np.array([float(celda or "nan") for celda in celdas])
    fuera = (valores < columna.rango[0]) | (valores > columna.rango[1])
    if columna.tipo == "entero":
        fuera |= valores % 1 > 0
    if fuera.any():
        fila = int(fuera.argmax())
        limites = " a ".join(f"{limite:.15g}" for limite in columna.rango)
        problema = f"no cabe en «{columna.titulo}» ({columna.tipo}, {limites})"
        raise _error(declarada, fila + 2, columna, problema, celdas[fila])
    return valores


def _exigir_textos(declarada: TablaDeLugares, columna: ColumnaDeLugares, celdas: Textos) -> None:
    propios = set(codigos.base())
    forma_pedida = re.compile(columna.patron or ".*")
    # Pocas celdas distintas: cada una se mira una vez.
    for celda in dict.fromkeys(celdas):
        problema = ""
        if not celda:
            problema = "" if columna.opcional else "la celda está vacía"
        elif not celda.isprintable() or celda != " ".join(celda.split()):
            problema = "trae espacios de más o caracteres que no se ven"
        elif columna.tipo == "territorio" and celda not in propios:
            problema = f"el territorio no está en {forma.TERRITORIOS}"
        elif columna.admite and celda not in columna.admite:
            problema = f"se esperaba uno de {', '.join(columna.admite)}"
        elif not forma_pedida.fullmatch(celda):
            problema = f"no tiene la forma {columna.patron}"
        if problema:
            raise _error(declarada, celdas.index(celda) + 2, columna, problema, celda)


def _exigir_llave(declarada: TablaDeLugares, llaves: list[tuple[str, ...]]) -> None:
    """Ordenadas y sin repetir."""
    for fila, (anterior, llave) in enumerate(pairwise(llaves), start=3):
        if anterior >= llave:
            problema = "la llave se repite" if anterior == llave else "las filas no van en orden"
            raise _error(declarada, fila, None, problema, ", ".join(llave))


def _error(
    declarada: TablaDeLugares,
    fila: int | None,
    columna: ColumnaDeLugares | None,
    problema: str,
    valor: str | None = None,
) -> ErrorDeDatos:
    return ErrorDeDatos(
        problema,
        lugar=Lugar(declarada.nombre, None, fila, columna.nombre if columna else None),
        valor=valor,
        que_hacer=forma.REIMPORTAR,
    )
