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

from ..tipos import Reales

# Tres cifras justas después de un solo signo: «1.234» es mil doscientos o uno coma dos.
AMBIGUO = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")


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
    de un número es de miles; 3) un signo solo es decimal.
    """
    con_signo = [t.strip() for t in textos if "." in t or "," in t]
    for texto in con_signo:
        if "." in texto and "," in texto:
            coma = texto.rindex(",") > texto.rindex(".")
            return Separadores(",", ".") if coma else Separadores(".", ",")
    for miles, decimal in ((".", ","), (",", ".")):
        if any(texto.count(miles) > 1 for texto in con_signo):
            return Separadores(decimal, miles)
    ambiguo = bool(con_signo) and all(AMBIGUO.fullmatch(texto) for texto in con_signo)
    return Separadores("," if any("," in t for t in con_signo) else ".", "", ambiguo)


def convertir(textos: Iterable[str], separadores: Separadores) -> Reales:
    """Números de la columna, (n,); NaN donde está vacía o no es un número."""
    decimal, miles = re.escape(separadores.decimal), re.escape(separadores.miles)
    enteros = rf"\d{{1,3}}(?:{miles}\d{{3}})+|\d+" if miles else r"\d+"
    forma = re.compile(rf"[+-]?(?:{enteros})(?:{decimal}\d*)?(?:[eE][+-]?\d+)?")

    def numero(texto: str) -> float:
        limpio = texto.strip()
        if not forma.fullmatch(limpio):
            return math.nan
        if separadores.miles:
            limpio = limpio.replace(separadores.miles, "")
        return float(limpio.replace(separadores.decimal, "."))

    return np.array([numero(texto) for texto in textos], dtype=np.float64)
