"""Escribir una condición eligiendo campo, comparación y valor, para quien no escribe la gramática.

Sale el mismo texto que se escribiría a mano: `lectura` lo lee y quien lo ve puede cambiarlo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...errores import ErrorDeMetodo
from .campos import Contexto, Tipo
from .escritura import escribir_campo, escribir_texto
from .fichas import dos_puntos
from .lectura import leer_regla

Union = Literal["y", "o"]
Valores = Literal["varios", "uno", "dos"]


@dataclass(frozen=True)
class Comparacion:
    """Una comparación que se elige: cómo se dice, cuántos valores lleva y si pide un orden."""

    id: str
    rotulo: str
    valores: Valores
    de_orden: bool = False


COMPARACIONES = (
    Comparacion("es", "es", "varios"),
    Comparacion("no_es", "no es", "varios"),
    Comparacion("desde", "es al menos", "uno", True),
    Comparacion("hasta", "es a lo más", "uno", True),
    Comparacion("mas", "es más que", "uno", True),
    Comparacion("menos", "es menos que", "uno", True),
    Comparacion("entre", "está entre", "dos", True),
)
SIGNOS = {"desde": ">=", "hasta": "<=", "mas": ">", "menos": "<"}
FALTA = {"varios": "al menos un valor", "uno": "un valor", "dos": "los dos valores"}


def comparaciones_de(tipo: Tipo | None) -> tuple[Comparacion, ...]:
    """Las que admite un campo: un texto no tiene orden."""
    return tuple(c for c in COMPARACIONES if not (c.de_orden and tipo == "texto"))


def armar(campo: str, comparacion: str, valores: Sequence[str], tipo: Tipo | None) -> str:
    """El texto de la condición; ErrorDeMetodo si faltan valores o la comparación no se conoce."""
    elegida = next((c for c in COMPARACIONES if c.id == comparacion), None)
    if elegida is None:
        raise ErrorDeMetodo(
            f"«{comparacion}» no es una comparación",
            que_hacer=f"use una de: {', '.join(c.id for c in COMPARACIONES)}",
        )
    dichos = [v.strip() for v in valores if v.strip()]
    if not dichos or (elegida.valores == "dos" and len(dichos) != 2):
        raise ErrorDeMetodo(
            f"a «{campo} {elegida.rotulo}» le falta el valor",
            que_hacer=f"elija {FALTA[elegida.valores]}",
        )
    nombre = escribir_campo(campo)
    escritos = [escribir_texto(v) if tipo == "texto" else v for v in dichos]
    if elegida.id == "entre":
        return f"{nombre} entre {escritos[0]} y {escritos[1]}"
    if elegida.valores == "uno":
        return f"{nombre} {SIGNOS[elegida.id]} {escritos[0]}"
    no = elegida.id == "no_es"
    if len(escritos) == 1:
        return f"{nombre} {'!=' if no else '='} {escritos[0]}"
    # Con punto y coma, una coma dentro de un valor solo puede ser la decimal.
    return f"{nombre} {'no ' if no else ''}en ({'; '.join(escritos)})"


def unir(renglon: str, condicion: str, union: Union, contexto: Contexto) -> str:
    """La regla del renglón con otra condición, unidas por «y» o por «o»; conserva su nombre.

    Lo que ya había se cumple igual que antes: si es una lista de «o», queda entre paréntesis.
    """
    regla = leer_regla(renglon, contexto)
    corte = dos_puntos(renglon) + 1
    antes, cuerpo = renglon[:corte], renglon[corte:].strip()
    if not corte and regla.excluye:
        antes, _, cuerpo = cuerpo.partition(" ")
        cuerpo = cuerpo.strip()
    if union == "y" and set(regla.condicion) == {"alguna"} and len(regla.condicion["alguna"]) > 1:
        cuerpo = f"({cuerpo})"
    return f"{antes} {cuerpo} {union} {condicion}".strip()
