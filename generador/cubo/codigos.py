"""Códigos de territorio: la base de 1.122 del MGN 2018 y las equivalencias con vigencia."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generador.rutas import CUBO

Regla = Literal["igual", "sumar", "descartar", "cubre"]
NACION = "00"


@dataclass(frozen=True)
class Equivalencia:
    """Qué hacer con un código ajeno a la base, y qué cambió en los límites.

    `regla`: «sumar» (sus conteos se suman a `codigo_base`; sus razones se omiten), «descartar»
    (no corresponde a ningún territorio de la base), «igual» (mismo territorio, código viejo),
    «cubre» (código de la base que desde `desde` también abarca a `codigo_base`).
    """

    codigo: str
    nombre: str
    codigo_base: str
    regla: Regla
    desde: str
    hasta: str
    aviso: str
    norma: str


@cache
def base() -> tuple[str, ...]:
    """Los 1.122 códigos del MGN 2018, ordenados."""
    return tuple(nombres())


@cache
def nombres() -> dict[str, str]:
    """Código de la base → nombre con que lo publica el kit, de la DIVIPOLA."""
    with (CUBO / "codigos_base.csv").open(encoding="utf-8", newline="") as entrada:
        return {fila["codigo"]: fila["nombre"] for fila in csv.DictReader(entrada)}


@cache
def equivalencias() -> tuple[Equivalencia, ...]:
    """La tabla versionada `equivalencias.csv`."""
    with (CUBO / "equivalencias.csv").open(encoding="utf-8", newline="") as entrada:
        return tuple(Equivalencia(**fila) for fila in csv.DictReader(entrada))  # type: ignore[arg-type]


@cache
def departamentos() -> tuple[str, ...]:
    """Los 33 códigos de departamento (Bogotá, 11, incluida)."""
    return tuple(sorted({c[:2] for c in base()}))


@cache
def territorios() -> tuple[str, ...]:
    """Nación, departamentos y municipios: todos los códigos que puede llevar una tabla."""
    return (NACION, *departamentos(), *base())


@cache
def _propios() -> frozenset[str]:
    return frozenset(territorios())


@cache
def _ajenos() -> dict[str, Equivalencia]:
    return {e.codigo: e for e in equivalencias() if e.codigo not in _propios()}


def resolver(codigo: str) -> tuple[str | None, Regla]:
    """Código de la base que corresponde a `codigo` y la regla que se aplica.

    Devuelve (None, «descartar») si la tabla manda descartarlo; KeyError si es desconocido del todo.
    """
    if codigo in _propios():
        return codigo, "igual"
    equivalencia = _ajenos()[codigo]
    if equivalencia.regla == "descartar":
        return None, "descartar"
    return equivalencia.codigo_base, equivalencia.regla


def avisos(codigo: str) -> list[str]:
    """Frases sobre cambios de límite o de código que debe mostrar el perfil de `codigo`."""
    return [e.aviso for e in equivalencias() if codigo in (e.codigo, e.codigo_base) and e.aviso]


def desconocidos(codigos: Iterable[str]) -> list[str]:
    """Códigos que no están ni en la base ni en las equivalencias."""
    return sorted(set(codigos) - _propios() - set(_ajenos()))
