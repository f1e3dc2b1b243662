"""Números escritos como texto: qué signo separa los decimales y cuál los miles.

«1.842,6678201» y «10,656695157» salen de la muestra del Sisbén; otras bases traen punto decimal.
La decisión se toma con la columna entera y se devuelve escrita, para que se pueda revisar.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Reales
from .avisos import frase
from .columna import Columna
from .perdidas import ILEGIBLE, Perdidas
from .textos import limpiar

DECLARAR = "«,» o «.»"

# Tres cifras justas después de un solo signo: «1.234» es mil doscientos o uno coma dos; «0,123» no.
AMBIGUO = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(frozen=True)
class Separadores:
    """Signo `decimal` y signo de `miles` («» si no hay).

    `ambiguo`: todos los números con signo tienen tres cifras después, de modo que «1.234» podría
    ser 1234; se leyó como decimal y hay que confirmarlo.
    """

    decimal: str
    miles: str
    ambiguo: bool = False


def detectar_separadores(textos: Iterable[str]) -> Separadores:
    """Decide con toda la columna; sin ninguna pista, punto decimal.

    1) si un número trae los dos signos, el último es el decimal; 2) un signo que se repite dentro
    de un número es de miles; 3) un signo que alguna vez no va seguido de tres cifras justas es
    decimal, y entonces el otro es de miles; 4) si no hay más que tres cifras justas, es ambiguo.
    """
    con_signo = [t.strip() for t in textos if "." in t or "," in t]
    for texto in con_signo:
        if "." in texto and "," in texto:
            coma = texto.rindex(",") > texto.rindex(".")
            return Separadores(",", ".") if coma else Separadores(".", ",")
    for miles, decimal in ((".", ","), (",", ".")):
        if any(texto.count(miles) > 1 for texto in con_signo):
            return Separadores(decimal, miles)
    seguros = [s for s in ".," if any(s in t and not AMBIGUO.fullmatch(t) for t in con_signo)]
    if len(seguros) == 1:
        otro = "," if seguros[0] == "." else "."
        return Separadores(seguros[0], otro if any(otro in t for t in con_signo) else "")
    dudosos = any(AMBIGUO.fullmatch(texto) for texto in con_signo)
    return Separadores("," if any("," in t for t in con_signo) else ".", "", dudosos)


def declarados(decimal: str) -> Separadores:
    """Los separadores cuando alguien dice cuál es el decimal («,» o «.»)."""
    if decimal not in (",", "."):
        raise ErrorDeMetodo(
            f"el signo decimal «{decimal}» no existe", que_hacer="use «,» (coma) o «.» (punto)"
        )
    return Separadores(decimal, "." if decimal == "," else ",")


def leer_reales(
    columna: Columna,
    motivo: str,
    perdidas: Perdidas,
    *,
    decimal: str | None = None,
    minimo: float = -math.inf,
    detiene: bool = False,
    como: str = DECLARAR,
) -> Reales:
    """Los números de una columna, (n,); NaN sin dato, y lo que no es un número queda anotado.

    ErrorDeMetodo si «1.234» puede ser mil o uno y nadie dijo cuál es el signo `decimal`: leerlo de
    una de las dos maneras cambia el resultado mil veces.
    """
    limpios = [limpiar(t) for t in columna.usados()]
    separadores = detectar_separadores(limpios) if decimal is None else declarados(decimal)
    if separadores.ambiguo:
        raise _ambiguo(columna, limpios, como)

    def numero(texto: str) -> float:
        valor = float(convertir([texto], separadores)[0])
        return ILEGIBLE if math.isnan(valor) or valor < minimo else valor

    return perdidas.leer(columna, motivo, numero, detiene=detiene)


def _ambiguo(columna: Columna, textos: Iterable[str], como: str) -> ErrorDeMetodo:
    valor = min(t for t in textos if AMBIGUO.fullmatch(t))
    con_miles, con_decimales = re.sub(r"[.,]", "", valor), re.sub(r"[.,]", ",", valor)
    return ErrorDeMetodo(
        frase(
            "ambiguo",
            columna=columna.nombre,
            valor=valor,
            con_miles=con_miles,
            con_decimales=con_decimales,
        ),
        que_hacer=frase("ambiguo_que_hacer", decimal=como),
    )


def convertir(textos: Iterable[str], separadores: Separadores) -> Reales:
    """Números de la columna, (n,); NaN donde está vacía o no es un número."""
    decimal, miles = re.escape(separadores.decimal), re.escape(separadores.miles)
    enteros = rf"[0-9]{{1,3}}(?:{miles}[0-9]{{3}})+|[0-9]+" if miles else "[0-9]+"
    forma = re.compile(rf"[+-]?(?:{enteros})(?:{decimal}[0-9]*)?(?:[eE][+-]?[0-9]+)?")

    def numero(texto: str) -> float:
        limpio = texto.strip()
        if not forma.fullmatch(limpio):
            return math.nan
        if separadores.miles:
            limpio = limpio.replace(separadores.miles, "")
        return float(limpio.replace(separadores.decimal, "."))

    return np.array([numero(texto) for texto in textos], dtype=np.float64)
