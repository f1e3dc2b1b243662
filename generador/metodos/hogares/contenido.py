"""Si lo que trae una columna desconocida son datos personales, se llame como se llame.

Mira los textos distintos: correos, teléfonos, documentos casi únicos, direcciones, fechas de
nacimiento y nombres de persona. Los patrones y los nombres son un dato
(`datos/datos_personales.json`). Es una ayuda y no una garantía: por eso solo se usa con columnas
que alguien pidió por su nombre.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from ..tablas import documento
from .columna import SIN_TEXTO, Columna
from .textos import llave

CON_MILES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
PALABRAS = range(1, 7)


def contenido_personal(columna: Columna) -> str | None:
    """Qué dato personal parece traer la columna («parece traer correos»), o None si ninguno."""
    textos, codigos = columna.limpios()
    hay = codigos[codigos != SIN_TEXTO]
    distintos = [llave(textos[i]) for i in np.unique(hay).tolist()]
    if any(_entero("correo", t) for t in distintos):
        return "parece traer correos"
    reglas = _reglas()
    if len(distintos) < reglas["minimo_de_textos"]:
        return None
    casi_unicos = len(distintos) >= reglas["casi_unicos"] * len(hay)
    for que, es, pide_unicos in _PRUEBAS:
        basta = sum(map(es, distintos)) >= reglas["parte_que_basta"] * len(distintos)
        if basta and (casi_unicos or not pide_unicos):
            return f"parece traer {que}"
    return "parece traer fechas de nacimiento" if _de_nacimiento(distintos) else None


def sin_correos(texto: str) -> str:
    """El texto con «[correo]» en lugar de cada correo."""
    return _patron("correo").sub("[correo]", texto) if "@" in texto else texto


def _reglas() -> Mapping[str, Any]:
    reglas: Mapping[str, Any] = documento("datos_personales")["contenido"]
    return reglas


@lru_cache(maxsize=16)
def _patron(cual: str) -> re.Pattern[str]:
    return re.compile(_reglas()[cual])


@lru_cache(maxsize=16)
def _palabras(lista: str) -> frozenset[str]:
    return frozenset(_reglas()[lista])


def _entero(cual: str, texto: str) -> bool:
    return _patron(cual).fullmatch(texto) is not None


def _telefono(texto: str) -> bool:
    return _entero("telefono", re.sub(r"[ ()\-.]", "", re.sub(r"\.0+$", "", texto)))


def _documento(texto: str) -> bool:
    return _entero("documento", texto.replace(".", "") if CON_MILES.fullmatch(texto) else texto)


def _direccion(texto: str) -> bool:
    return _entero("direccion", texto)


def _nombre_de_persona(texto: str) -> bool:
    """Si casi todas sus palabras son nombres o apellidos corrientes: «rosa elena cuesta mena»."""
    partes = re.findall(r"[^\W\d_]+", texto)
    if not partes or partes[0] in _palabras("no_empiezan_nombre") or re.search(r"\d", texto):
        return False
    propias = [p for p in partes if p not in _palabras("particulas")]
    conocidas = _palabras("de_pila") | _palabras("apellidos")
    cuantas = sum(p in conocidas for p in propias)
    return len(propias) in PALABRAS and 2 * cuantas >= len(propias)


def _de_nacimiento(textos: Sequence[str]) -> bool:
    """Fechas completas repartidas en muchos años; las de una encuesta caben en unos pocos."""
    fechas = [m for m in map(_patron("fecha").fullmatch, textos) if m]
    if len(fechas) < _reglas()["parte_que_basta"] * len(textos):
        return False
    anios = [int("".join(_anio(m.groups()))) for m in fechas]
    return bool(max(anios) - min(anios) >= _reglas()["anios_de_nacimiento"])


def _anio(grupos: Sequence[str | None]) -> tuple[str, str]:
    """El siglo y el año de la forma de fecha que coincidió."""
    dichos = [g for g in grupos if g]
    return dichos[0], dichos[1]


# (qué es, cómo se reconoce un texto, si además tienen que ser casi únicos)
_PRUEBAS: tuple[tuple[str, Callable[[str], bool], bool], ...] = (
    ("teléfonos", _telefono, False),
    ("documentos de identidad", _documento, True),
    ("direcciones", _direccion, False),
    ("nombres de personas", _nombre_de_persona, True),
)
