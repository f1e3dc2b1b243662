"""De los bloques de un archivo a octetos compatibles con ASCII: sin marca de orden y sin UTF-16.

En UTF-8 y en las codificaciones de un octeto, los separadores, las comillas y los saltos de línea
son siempre los mismos octetos: la tabla se puede partir antes de saber qué letras trae.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Optional

from .frases import ErrorDeTexto

Avance = Optional[Callable[[int], None]]
MUESTRA = 1 << 16
UTF16 = ("utf-16-le", "utf-16-be")
# La marca de UTF-8, y la misma leída en Latin-1 y vuelta a guardar en UTF-8.
MARCAS = (codecs.BOM_UTF8, "ï»¿".encode())
PARTE_NULA = 0.3


def con_inicio(bloques: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Los primeros `MUESTRA` octetos (o todos, si hay menos) y el mismo recorrido, entero."""
    resto = iter(bloques)
    inicio = b""
    for bloque in resto:
        inicio += bloque
        if len(inicio) >= MUESTRA:
            break
    return inicio, chain([inicio], resto)


def utf16_de(inicio: bytes) -> str:
    """«utf-16-le» o «utf-16-be» por su marca o por dónde caen los octetos nulos; «» si no lo es."""
    if inicio.startswith(codecs.BOM_UTF16_LE):
        return UTF16[0]
    if inicio.startswith(codecs.BOM_UTF16_BE):
        return UTF16[1]
    pares, impares = inicio[0::2], inicio[1::2]
    nulos = pares.count(0) / max(len(pares), 1), impares.count(0) / max(len(impares), 1)
    if nulos[1] > PARTE_NULA and nulos[0] == 0:
        return UTF16[0]
    return UTF16[1] if nulos[0] > PARTE_NULA and nulos[1] == 0 else ""


def contar_marcas(inicio: bytes) -> tuple[int, int]:
    """Cuántas marcas de UTF-8 hay al comienzo, y cuántos octetos ocupan."""
    cuantas, lugar = 0, 0
    while True:
        marca = next((m for m in MARCAS if inicio.startswith(m, lugar)), b"")
        if not marca:
            return cuantas, lugar
        cuantas, lugar = cuantas + 1, lugar + len(marca)


def compatibles(bloques: Iterable[bytes], codificacion: str) -> Iterator[bytes]:
    """Los octetos sin marca de orden; si el archivo está en UTF-16, vueltos a escribir en UTF-8.

    ErrorDeTexto si hay octetos nulos o si el UTF-16 está dañado.
    """
    inicio, todos = con_inicio(bloques)
    if codificacion in UTF16:
        todos = _de_utf16(todos, codificacion)
        inicio, todos = con_inicio(todos)
    sobra = contar_marcas(inicio)[1]
    for bloque in todos:
        if b"\0" in bloque:
            raise ErrorDeTexto("bytes_nulos")
        yield bloque[sobra:]
        sobra = 0


def contar_avance(bloques: Iterable[bytes], avance: Avance) -> Iterator[bytes]:
    """Los mismos bloques; antes de cada uno dice cuántos octetos van. `avance` puede lanzar."""
    leidos = 0
    for bloque in bloques:
        leidos += len(bloque)
        if avance is not None:
            avance(leidos)
        yield bloque


def _de_utf16(bloques: Iterable[bytes], codificacion: str) -> Iterator[bytes]:
    decodificador = codecs.getincrementaldecoder(codificacion)()
    try:
        for bloque in bloques:
            yield decodificador.decode(bloque).encode("utf-8")
        yield decodificador.decode(b"", True).encode("utf-8")
    except UnicodeError:
        raise ErrorDeTexto("texto_cortado", codificacion="UTF-16") from None
