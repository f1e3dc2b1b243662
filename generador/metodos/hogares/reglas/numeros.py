"""Un número escrito en una regla: con coma o punto decimal, y nunca adivinado."""

from __future__ import annotations

import re

NUMERO = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# «1.234» es mil doscientos treinta y cuatro o uno coma dos: lo tiene que decir quien escribe.
AMBIGUO = re.compile(r"([+-]?)([1-9][0-9]{0,2})[.,]([0-9]{3})")
CON_MILES = re.compile(r"[+-]?[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})+(?:[.,][0-9]+)?")


def leer_numero(texto: str) -> float | None:
    """El número; None si el texto no lo es. ValueError, con el porqué, si puede ser dos."""
    ambiguo = AMBIGUO.fullmatch(texto)
    if ambiguo:
        signo, entero, decimales = ambiguo.groups()
        raise ValueError(
            f"«{texto}» puede ser {signo}{entero}{decimales} o {signo}{entero},{decimales}: "
            f"escriba {signo}{entero}{decimales} o {signo}{entero},{decimales}0"
        )
    if CON_MILES.fullmatch(texto):
        raise ValueError(f"«{texto}» lleva separador de miles: escríbalo sin él")
    return float(texto.replace(",", ".")) if NUMERO.fullmatch(texto) else None


def escribir_numero(numero: float) -> str:
    """El número sin exponente ni separador de miles, de modo que `leer_numero` dé el mismo."""
    if float(numero).is_integer():
        return str(int(numero))
    entero, _, decimales = _sin_exponente(repr(float(numero))).partition(".")
    escrito = f"{entero}.{decimales}"
    return f"{escrito}0" if AMBIGUO.fullmatch(escrito) else escrito


def _sin_exponente(texto: str) -> str:
    mantisa, _, exponente = texto.partition("e")
    if not exponente:
        return texto
    signo = "-" if mantisa.startswith("-") else ""
    entero, _, decimales = mantisa.lstrip("-").partition(".")
    # Solo llegan exponentes negativos: con los positivos el número es entero.
    return f"{signo}0.{'0' * (-int(exponente) - len(entero))}{entero}{decimales}"
