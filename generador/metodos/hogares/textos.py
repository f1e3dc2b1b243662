"""Textos de una base en una sola forma: composición, espacios, controles y «no hay dato».

La misma vereda escrita «LA PEÑA» con la eñe de una o de dos piezas (NFC y NFD), con espacios de
sobra o con un carácter invisible es una sola. Lo que significa «sin dato» está en
`datos/textos.json`, que también usa el navegador.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..tablas import documento

# Excel guarda como fórmula el texto que no quiere convertir en número: ="05001".
FORMULA_DE_TEXTO = re.compile(r'="([^"]*)"')
INVISIBLES = {"Cc", "Cf", "Zl", "Zp"}
ESPACIOS = re.compile(r"\s+")
# Una celda o una regla más larga no se repite entera en un mensaje.
LARGO_DE_MENSAJE = 200


@lru_cache(maxsize=1 << 13)
def limpiar(texto: str) -> str:
    """El texto en NFC, sin controles ni espacios de sobra; «» si escribe que no hay dato."""
    escrito = componer(texto)
    return "" if escrito.upper() in _sin_dato() else escrito


@lru_cache(maxsize=1 << 13)
def componer(texto: str) -> str:
    """El texto en NFC, con un solo espacio entre palabras y ninguno invisible."""
    if texto.isascii() and texto.isalnum():
        return texto
    if texto.isascii() and texto.isprintable() and "=" not in texto:
        return " ".join(texto.split())
    formula = FORMULA_DE_TEXTO.fullmatch(texto.strip())
    visible = "".join(
        " " if unicodedata.category(c) == "Cc" else c
        for c in unicodedata.normalize("NFC", formula[1] if formula else texto)
        if unicodedata.category(c) == "Cc" or unicodedata.category(c) not in INVISIBLES
    )
    return ESPACIOS.sub(" ", visible).strip()


@lru_cache(maxsize=1 << 13)
def llave(texto: str) -> str:
    """El texto sin tildes ni mayúsculas, para comparar nombres: «La Peña» → «la pena»."""
    partes = unicodedata.normalize("NFD", limpiar(texto).lower())
    return "".join(c for c in partes if unicodedata.category(c) != "Mn")


def recortar(texto: str) -> str:
    """El texto para un mensaje: entero si es corto, o su comienzo y «…»."""
    return texto if len(texto) <= LARGO_DE_MENSAJE else f"{texto[: LARGO_DE_MENSAJE - 1]}…"


def es_error_de_hoja(texto: str) -> bool:
    """Si la celda es un error de la hoja de cálculo («#N/D»): no hay dato y hay que decirlo."""
    return componer(texto).upper() in _textos()["errores_de_hoja"]


def _textos() -> Mapping[str, Any]:
    tabla: Mapping[str, Any] = documento("textos")
    return tabla


@lru_cache(maxsize=1)
def _sin_dato() -> frozenset[str]:
    return frozenset([*_textos()["nulos"], *_textos()["errores_de_hoja"]])
