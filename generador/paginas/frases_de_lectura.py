"""Frases de lectura: de una cifra a una oración correcta que no exagera."""

from __future__ import annotations

import re

from generador.formato import numero, porcentaje
from generador.redondeo import redondear

# Desde qué distancia (en puntos) una fracción sencilla deja de ser una lectura honesta.
TOLERANCIA = 1.5


# Las fracciones que se entienden sin pensar, además de las décimas.
FRACCIONES = ((1, 8), (1, 4), (1, 3), (2, 3), (3, 4))


def de_cada(valor: float) -> str:
    """«9 de cada 10 personas», con su matiz; sin fracción sencilla cercana, «37 de cada 100»."""
    visto = redondear(valor, 1)  # la frase acompaña a la cifra que se lee, con un decimal
    if extremo := _extremo(valor, visto):
        return extremo
    decima = redondear(valor / 10)
    if 1 <= decima <= 9 and abs(valor - 10 * decima) <= TOLERANCIA:
        return f"{_matiz(valor, 10 * decima)}{numero(decima)} de cada 10 personas"
    for partes, de in FRACCIONES:
        exacto = 100 * partes / de
        if abs(valor - exacto) <= TOLERANCIA / 2:
            return f"{_matiz(valor, exacto)}{partes} de cada {de} personas"
    return f"{numero(visto)} de cada 100 personas"


def _extremo(valor: float, visto: float) -> str:
    """Lo que una fracción no dice bien: nadie, casi nadie, casi todos y todos."""
    if valor <= 0:
        return "ninguna persona"
    if visto < 1:
        return "menos de 1 de cada 100 personas"
    if valor >= 100:
        return "todas las personas"
    return "casi todas las personas" if visto >= 99.5 else ""


def concuerda(frase: str, una: str, varias: str) -> str:
    """El verbo que pide una frase de `de_cada`: «1 de cada 4 vivía», «3 de cada 4 vivían»."""
    singular = frase.startswith("ninguna") or re.search(r"(?<!\d)1 de cada", frase)
    return una if singular else varias


def _matiz(valor: float, exacto: float) -> str:
    if abs(valor - exacto) < 0.25:
        return ""
    return "casi " if valor < exacto else "un poco más de "


def comparacion(valor: float, referencia: float, nombre: str, decimales: int = 1) -> str:
    """«45,2 puntos porcentuales mayor que en Chocó (45,4 %)»; si redondean igual, «igual que»."""
    cifra = porcentaje(referencia, decimales)
    return f"{frente_a(valor, referencia, nombre, decimales)} ({cifra})"


def frente_a(valor: float, referencia: float, nombre: str, decimales: int = 1) -> str:
    """La comparación sin la cifra: «45,2 puntos porcentuales mayor que en Chocó»."""
    diferencia = redondear(valor, decimales) - redondear(referencia, decimales)
    if redondear(diferencia, decimales) == 0:
        return f"igual que {nombre}"
    sentido = "mayor" if diferencia > 0 else "menor"
    return f"{puntos(abs(diferencia), decimales)} {sentido} que {nombre}"


def puntos(diferencia: float, decimales: int = 1) -> str:
    """«27,0 puntos porcentuales», «1,0 punto porcentual»."""
    uno = redondear(diferencia, decimales) == 1
    return f"{numero(diferencia, decimales)} {'punto porcentual' if uno else 'puntos porcentuales'}"


def con_articulo(nombre: str) -> str:
    """El nombre como va dentro de una frase: «el Archipiélago de San Andrés…», «Chocó»."""
    return f"el {nombre}" if nombre.startswith("Archipiélago") else nombre
