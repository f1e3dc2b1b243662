"""Partir octetos en tramos de filas enteras, con sus celdas, sin saber todavía qué letras traen.

Hay dos caminos y dan las mismas celdas. El rápido halla separadores y saltos de línea con numpy;
vale si cada comilla abre al comienzo de una celda y cierra al final. Lo demás (comillas dobladas,
comillas sueltas) lo parte el módulo `csv`, una fila a la vez.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from ..tipos import Enteros, Logicos, Octetos
from .frases import ErrorDeTexto

COMILLA, LF, CR = 34, 10, 13
TAMANO = 1 << 20
# Una fila que no termina en tantos octetos es una comilla que no se cierra.
FILA_MAXIMA = 1 << 22
RELLENO = b"\0" * 72
CENTINELA = "\x01fin"


@dataclass(frozen=True)
class Tramo:
    """n filas enteras, la primera con el número `primera` (1 es la primera del archivo).

    `octetos` (m,) con relleno nulo al final para leer palabras de 8 sin salirse. `inicios` y
    `fines` (n,) de cada fila, sin su salto de línea; `celdas` (n,) cuántas trae. En el camino
    rápido, `cortes` son las posiciones de los separadores y saltos, y `ultimos` (n,) cuál de
    ellos cierra cada fila; en el general, `partidas` son las celdas, octeto a octeto (Latin-1).
    `comillas` dice si trae alguna, y `completo`, si la última fila tenía su salto de línea.
    """

    datos: bytes
    octetos: Octetos
    primera: int
    inicios: Enteros
    fines: Enteros
    celdas: Enteros
    comillas: bool
    completo: bool = True
    cortes: Enteros | None = None
    ultimos: Enteros | None = None
    partidas: tuple[list[str], ...] = ()

    def __len__(self) -> int:
        return len(self.celdas)

    def fila(self, i: int) -> bytes:
        """Los octetos de la fila i del tramo, sin su salto de línea."""
        return self.datos[int(self.inicios[i]) : int(self.fines[i])]


def tramos(octetos: Iterable[bytes], separador: str) -> Iterator[Tramo]:
    """Tramos de filas enteras, en orden. ErrorDeTexto si unas comillas no se cierran."""
    primera = 1
    resto = b""
    for bloque in _agrupar(octetos):
        datos = resto + bloque
        tramo, usados = _partir(datos, separador, primera, final=False)
        resto = datos[usados:]
        if len(resto) > FILA_MAXIMA:
            raise ErrorDeTexto("comillas", fila=primera + (len(tramo) if tramo else 0))
        if tramo is not None:
            primera += len(tramo)
            yield tramo
    if resto:
        completo = resto.endswith((b"\n", b"\r"))
        datos = resto if completo else resto + b"\n"
        ultimo, _ = _partir(datos, separador, primera, final=True)
        if ultimo is not None:
            yield replace(ultimo, completo=completo)


def partir_fila(fila: bytes, separador: str) -> list[str]:
    """Las celdas de una fila suelta, octeto a octeto (Latin-1)."""
    texto = fila.decode("latin-1")
    celdas: list[str] = []
    for hallada in _celda(separador).finditer(texto):
        citada, suelta, corte = hallada.groups()
        celdas.append((citada or "").replace('""', '"') + suelta)
        if not corte:
            break
    return celdas


def filas_de_csv(renglones: Iterable[str], separador: str) -> Iterator[list[str]]:
    """Las filas del módulo `csv`; acaba antes si una celda pasa de 128 KiB."""
    try:
        yield from csv.reader(renglones, delimiter=separador)
    except csv.Error:
        return


def en_renglones(texto: str) -> Iterable[str]:
    """El texto por renglones, cada uno con su salto (LF, CR o CRLF)."""
    return io.StringIO(texto, newline="")


@cache
def _celda(separador: str) -> re.Pattern[str]:
    """Una celda: lo citado, si abre con comilla; lo que siga; y el separador o el final."""
    signo = re.escape(separador)
    return re.compile(rf'(?:"((?:[^"]+|"")*)")?([^{signo}]*)({signo}|$)')


def _agrupar(octetos: Iterable[bytes]) -> Iterator[bytes]:
    """Los mismos octetos en bloques de por lo menos `TAMANO`."""
    partes: list[bytes] = []
    suma = 0
    for bloque in octetos:
        for lugar in range(0, len(bloque), TAMANO):
            partes.append(bloque[lugar : lugar + TAMANO])
            suma += len(partes[-1])
            if suma >= TAMANO:
                yield b"".join(partes)
                partes, suma = [], 0
    if suma:
        yield b"".join(partes)


def _partir(datos: bytes, separador: str, primera: int, *, final: bool) -> tuple[Tramo | None, int]:
    """El tramo de las filas completas y cuántos octetos ocupa."""
    if b'"' not in datos:
        usados = len(datos) if final else _despues_del_salto(datos)
        return _rapido(datos[:usados], separador, primera, None), usados
    octetos = np.frombuffer(datos, dtype=np.uint8)
    comillas = np.flatnonzero(octetos == COMILLA)
    saltos = _saltos(octetos)
    if not final and datos.endswith(b"\r"):
        saltos[-1] = False
    fuera = _fuera_de_comillas(octetos)
    enteras = np.flatnonzero(saltos & fuera)
    usados = int(enteras[-1]) + 1 if len(enteras) else 0
    dentro = comillas[: np.searchsorted(comillas, usados)]
    if usados and (usados == len(datos) or not final) and _bien_puestas(octetos, dentro, separador):
        return _rapido(datos[:usados], separador, primera, fuera[:usados]), usados
    return _general(datos, separador, primera, final=final)


def _despues_del_salto(datos: bytes) -> int:
    # Un CR al final puede ser la mitad de un CRLF: se deja para el bloque siguiente.
    hasta = len(datos) - 1 if datos.endswith(b"\r") else len(datos)
    return max(datos.rfind(b"\n", 0, hasta), datos.rfind(b"\r", 0, hasta)) + 1


def _saltos(octetos: Octetos) -> Logicos:
    """Dónde termina cada renglón: en un LF, o en un CR que no va seguido de LF."""
    saltos: Logicos = octetos == LF
    retornos = octetos == CR
    if retornos.any():
        retornos[:-1] &= ~saltos[1:]
        saltos |= retornos
    return saltos


def _fuera_de_comillas(octetos: Octetos) -> Logicos:
    dentro = np.bitwise_xor.accumulate((octetos == COMILLA).view(np.uint8))
    return np.asarray(dentro == 0)


def comillas_regulares(tramo: Tramo, separador: str) -> bool:
    """Si toda comilla abre, cierra o dobla como manda el formato CSV (RFC 4180): ninguna suelta."""
    if not tramo.comillas or tramo.cortes is not None:
        return True
    octetos = tramo.octetos[: len(tramo.datos)]
    return _bien_puestas(octetos, np.flatnonzero(octetos == COMILLA), separador, dobladas=True)


def _bien_puestas(
    octetos: Octetos, comillas: Enteros, separador: str, *, dobladas: bool = False
) -> bool:
    """Si cada comilla abre al comienzo de una celda y cierra al final."""
    if len(comillas) % 2:
        return False
    bordes = np.zeros(256, dtype=np.bool_)
    bordes[[ord(separador), LF, CR]] = True
    bordes[COMILLA] = dobladas
    abren, cierran = comillas[0::2], comillas[1::2]
    antes = octetos[np.maximum(abren - 1, 0)]
    despues = octetos[np.minimum(cierran + 1, len(octetos) - 1)]
    return bool((bordes[antes] | (abren == 0)).all() and bordes[despues].all())


def _rapido(datos: bytes, separador: str, primera: int, fuera: Logicos | None) -> Tramo | None:
    if not datos:
        return None
    octetos = np.frombuffer(datos + RELLENO, dtype=np.uint8)
    propios = octetos[: len(datos)]
    saltos = _saltos(propios)
    marcas = (propios == ord(separador)) | saltos
    if fuera is not None:
        marcas &= fuera
    cortes = np.flatnonzero(marcas)
    ultimos = np.flatnonzero(saltos[cortes])
    fines = cortes[ultimos]
    inicios = np.concatenate([[0], fines[:-1] + 1])
    con_retorno = (propios[fines] == LF) & (propios[fines - 1] == CR) & (fines > inicios)
    return Tramo(
        datos=datos,
        octetos=octetos,
        primera=primera,
        inicios=inicios,
        fines=fines - con_retorno,
        celdas=np.diff(ultimos, prepend=-1),
        comillas=fuera is not None,
        cortes=cortes,
        ultimos=ultimos,
    )


def _general(
    datos: bytes, separador: str, primera: int, *, final: bool
) -> tuple[Tramo | None, int]:
    texto = datos.decode("latin-1")
    consumidos = 0

    def renglones() -> Iterator[str]:
        nonlocal consumidos
        for renglon in en_renglones(texto):
            consumidos += len(renglon)
            yield renglon
        if final:
            yield CENTINELA

    partidas: list[list[str]] = []
    hasta: list[int] = []
    for fila in filas_de_csv(renglones(), separador):
        partidas.append(fila or [""])
        hasta.append(consumidos)
    entero = consumidos == len(texto)
    if not entero or (final and (not partidas or partidas[-1] != [CENTINELA])):
        raise ErrorDeTexto("comillas", fila=primera + max(len(partidas) - entero, 0))
    # Sin el final a la vista, la última fila puede estar a medias.
    partidas, hasta = partidas[:-1], hasta[:-1]
    if not partidas:
        return None, 0
    despues = np.array(hasta, dtype=np.int64)
    inicios = np.concatenate([[0], despues[:-1]])
    octetos = np.frombuffer(datos[: hasta[-1]] + RELLENO, dtype=np.uint8)
    fines = despues - 1
    fines -= (octetos[fines] == LF) & (octetos[fines - 1] == CR) & (fines > inicios)
    tramo = Tramo(
        datos=datos[: hasta[-1]],
        octetos=octetos,
        primera=primera,
        inicios=inicios,
        fines=fines,
        celdas=np.array([len(fila) for fila in partidas], dtype=np.int64),
        comillas=True,
        partidas=tuple(partidas),
    )
    return tramo, hasta[-1]
