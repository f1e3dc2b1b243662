"""Lo que entra: las columnas que leyó un motor y lo que se va a hacer con ellas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ..instrumento import Instrumento
from ..tipos import Enteros
from .columna import SIN_TEXTO, Columna
from .nombres import Reconocimiento

Unidad = Literal["personas", "hogares"]
UNIDADES: tuple[Unidad, ...] = ("personas", "hogares")


@dataclass(frozen=True)
class Entrada:
    """La base reconocida, sus columnas por nombre y sus filas.

    `filas` (n,): el número de cada fila en la base, como la ve quien la abre.
    """

    esquema: Reconocimiento
    columnas: Mapping[str, Columna]
    filas: Enteros

    def tiene(self, canonico: str) -> bool:
        """Si el lector entregó esa columna."""
        return self.esquema.columnas.get(canonico) in self.columnas

    def de(self, canonico: str) -> Columna:
        """La columna de un nombre canónico; sin datos si la base no la trae."""
        if self.tiene(canonico):
            return self.columnas[self.esquema.columnas[canonico]]
        vacia = np.full(len(self.filas), SIN_TEXTO, dtype=np.int32)
        return Columna(self.esquema.columnas.get(canonico, canonico), (), vacia)


@dataclass(frozen=True)
class ComoSeDice:
    """Cómo se dice en cada motor (una opción, una casilla, un botón) lo que un error propone."""

    aceptar: str = "acepte seguir"
    filas: str = "personas u hogares"
    decimal: str = "«,» o «.»"


@dataclass(frozen=True)
class Peticion:
    """Qué se va a hacer con los hogares.

    `usados`: campos de las reglas y la prioridad; lo ilegible en ellos detiene. `filas`: qué es
    cada fila, y `decimal`, el signo decimal, si alguien los dijo. `aceptar`: seguir aunque se
    pierda algo que cambia el resultado. `sorteo`: exige la identidad de cada hogar.
    """

    instrumento: Instrumento
    usados: frozenset[str] = frozenset()
    filas: Unidad | None = None
    decimal: str | None = None
    con_factor: bool = True
    aceptar: bool = False
    sorteo: bool = False
    como: ComoSeDice = field(default_factory=ComoSeDice)
