"""Lo que puede decir una receta de una persona o de un hogar, como un árbol: nada se evalúa.

Una expresión de persona compara variables suyas; una de unidad dice si alguno, ninguno o todos
cumplen, o compara una media, una proporción, una cuenta o una razón. Las dos se combinan con
`Todas`, `Alguna` y `No`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Union

Cuantos = Literal["alguno", "ninguno", "todos"]


@dataclass(frozen=True)
class EnCategorias:
    """La variable vale una de `en`; de un código `ambiguo`, que junta categorías, no se sabe."""

    var: str
    en: frozenset[str]
    ambiguo: frozenset[str] = frozenset()


@dataclass(frozen=True)
class EnRango:
    """La variable va de `desde` a `hasta`, extremos incluidos."""

    var: str
    desde: int | None = None
    hasta: int | None = None


@dataclass(frozen=True)
class Termino:
    """Una variable de número más un entero."""

    var: str
    mas: int = 0


@dataclass(frozen=True)
class Menor:
    """El primer término es menor que el segundo."""

    uno: Termino
    otro: Termino


@dataclass(frozen=True)
class Todas:
    """Se cumplen todas las partes."""

    partes: tuple[Expresion, ...]


@dataclass(frozen=True)
class Alguna:
    """Se cumple al menos una."""

    partes: tuple[Expresion, ...]


@dataclass(frozen=True)
class No:
    """No se cumple la parte."""

    parte: Expresion


@dataclass(frozen=True)
class DePersonas:
    """Alguna persona de la unidad, ninguna o todas cumplen."""

    cuantos: Cuantos
    de: Expresion


@dataclass(frozen=True)
class Media:
    """La media de la variable, entre quienes cumplen `donde`, es menor que el corte."""

    de: Termino
    donde: Expresion
    menor_que: Fraction


@dataclass(frozen=True)
class Proporcion:
    """De quienes cumplen `den`, la parte que cumple `num` es menor que el corte.

    Sin nadie en `den` vale `sin_denominador`.
    """

    num: Expresion
    den: Expresion
    menor_que: Fraction
    sin_denominador: bool


@dataclass(frozen=True)
class Cuenta:
    """Cuántas personas cumplen: de `desde` a `hasta`."""

    de: Expresion
    desde: int | None = None
    hasta: int | None = None


@dataclass(frozen=True)
class RazonDesdeCorte:
    """num / den ≥ corte o, si es `estricta`, > corte; de dos variables del hogar."""

    num: str
    den: str
    corte: int
    estricta: bool


Expresion = Union[
    EnCategorias,
    EnRango,
    Menor,
    Todas,
    Alguna,
    No,
    DePersonas,
    Media,
    Proporcion,
    Cuenta,
    RazonDesdeCorte,
]
"""Una expresión de persona o de unidad."""

DE_UNIDAD = (DePersonas, Media, Proporcion, Cuenta, RazonDesdeCorte)


def partes_de(expresion: Expresion) -> tuple[Expresion, ...]:
    """Las expresiones que la forman, sin ella."""
    if isinstance(expresion, (Todas, Alguna)):
        return expresion.partes
    if isinstance(expresion, No):
        return (expresion.parte,)
    if isinstance(expresion, (DePersonas, Cuenta)):
        return (expresion.de,)
    if isinstance(expresion, Media):
        return (expresion.donde,)
    if isinstance(expresion, Proporcion):
        return (expresion.num, expresion.den)
    return ()


def variables_de(expresion: Expresion) -> tuple[str, ...]:
    """Las variables que nombra, sin repetir y en orden."""
    propias: tuple[str, ...] = ()
    if isinstance(expresion, (EnCategorias, EnRango)):
        propias = (expresion.var,)
    elif isinstance(expresion, Menor):
        propias = (expresion.uno.var, expresion.otro.var)
    elif isinstance(expresion, Media):
        propias = (expresion.de.var,)
    elif isinstance(expresion, RazonDesdeCorte):
        propias = (expresion.num, expresion.den)
    demas = (v for parte in partes_de(expresion) for v in variables_de(parte))
    return tuple(dict.fromkeys((*propias, *demas)))
