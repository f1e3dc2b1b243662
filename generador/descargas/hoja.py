"""Qué lleva una hoja de un libro, sin saber cómo se escribe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Valor = str | float | int | None

ENTERO, LLANO = 0, -1
"""Cómo se ve un número: con tantos decimales y miles separados, o tal cual, como un año."""


@dataclass(frozen=True, slots=True)
class Fila:
    """Sus celdas, y con cuántos decimales se ven sus números."""

    valores: Sequence[Valor]
    decimales: int = ENTERO


@dataclass(frozen=True)
class Hoja:
    """Una tabla con su encabezado en el primer renglón, o después de los de `arriba`.

    `anchos` va por columna, en caracteres; el último vale para las que sobren. `decimales` son los
    de las columnas que no toman los de la fila. `fijas`, cuántas columnas no se mueven.
    """

    nombre: str
    titulos: Sequence[str]
    filas: Sequence[Fila]
    anchos: Sequence[float]
    arriba: Sequence[str] = ()
    decimales: Mapping[int, int] = field(default_factory=dict)
    fijas: int = 1


@dataclass(frozen=True)
class Libro:
    """Un archivo de Excel: sus hojas y lo que dice de sí mismo."""

    titulo: str
    pie: str
    hojas: Sequence[Hoja] = field(repr=False)
