"""La lista de un programa y los documentos de la base, leídos en memoria y solo para cruzar.

Lo que entra son los octetos de un archivo de texto, y no queda en ninguna parte. Ningún mensaje
copia una celda ni un encabezado (una lista sin encabezado lo trae hecho de documentos).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Optional

import numpy as np

from ..beneficiarios import Cruce, cruzar_documentos, cruzar_llaves
from ..errores import ErrorDeMetodo
from ..tablas import documento
from ..tipos import Enteros
from .armar import HogaresArmados
from .columna import Columna
from .documentos import leer_documentos
from .emparejar import emparejar
from .examen import Examen, examinar
from .frases import ErrorDeTexto
from .partes import llaves_de_columnas, llaves_de_hogares
from .tabla_de_texto import leer_tabla

Por = Literal["ficha", "documento"]
Abrir = Callable[[], Iterator[bytes]]
DeLaBase = tuple[Columna, Optional[Columna]]
DE_FICHA, DE_DOCUMENTO = ("ficha", "hogar", "municipio"), ("documento", "tipo")
LEIDOS = (
    "los documentos se leyeron en memoria solo para cruzar la lista con la base (Ley 1581 de "
    "2012): no se escriben ni se conservan"
)
UNO_POR_HOGAR = (
    "cada fila de la base es un hogar: solo se halla a la persona que figura en ella, y las demás "
    "del hogar salen como que no están"
)


class ErrorDeLista(ErrorDeMetodo):
    """La lista no se puede cruzar; `columna` y `fila`, dónde, o None."""

    def __init__(
        self, problema: str, *, que_hacer: str, columna: str | None = None, fila: int | None = None
    ) -> None:
        super().__init__(problema, que_hacer=que_hacer)
        self.columna, self.fila = columna, fila


@dataclass(frozen=True)
class ComoEsLaLista:
    """Lo que se dijo de la lista: qué columna es cada cosa y cómo está escrita.

    `columnas` {parte: nombre} de las que se nombraron; `por` None es «por ficha, si la trae».
    `como_se_dice`: cómo se nombra una columna en cada motor.
    """

    columnas: Mapping[str, str]
    por: Por | None = None
    separador: str | None = None
    codificacion: str | None = None
    como_se_dice: str = "diga cuál es"


@dataclass(frozen=True, repr=False)
class Lista:
    """La lista leída: n renglones.

    `filas` (n,) su número en el archivo. `propias` {parte: nombre} y `leidas` {parte: columna}.
    """

    nombre: str
    por: Por
    filas: Enteros
    propias: Mapping[str, str]
    leidas: Mapping[str, Columna]
    avisos: tuple[str, ...]


def leer_lista(nombre: str, abrir: Abrir, como: ComoEsLaLista) -> Lista:
    """Lee solo las columnas que se cruzan; ErrorDeLista si no están, ErrorDeTexto si no es texto.

    `abrir` devuelve cada vez los octetos del archivo, desde el principio.
    """
    examen, una_sola = _examinar(abrir, como)
    por, propias = _que_se_cruza(como, examen)
    bloques = en_dos_columnas(abrir()) if una_sola else abrir()
    leida = leer_tabla(bloques, examen, tuple(propias.values()))
    avisos = [] if una_sola else _sin_celdas(examen, nombre)
    return Lista(
        nombre,
        por,
        leida.filas.astype(np.int64),
        propias,
        {parte: leida.columnas[c] for parte, c in propias.items()},
        tuple(avisos),
    )


def cruzar(
    lista: Lista,
    hechos: HogaresArmados,
    filas: Enteros,
    documentos: Callable[[], DeLaBase],
    en: Callable[[bool], AbstractContextManager[None]],
) -> Cruce:
    """El hogar de cada renglón; ErrorDeMetodo si la base no trae con qué cruzar.

    `filas` (n,) de la base; `documentos` lee los suyos, si se cruza por ellos. `en(True)` y
    `en(False)` le ponen a los errores el nombre de la lista y el de la base.
    """
    leidas = lista.leidas
    if lista.por == "ficha":
        with en(False):
            de_la_base = llaves_de_hogares(hechos)
        with en(True):
            partes = (leidas["ficha"], leidas.get("hogar"), leidas.get("municipio"))
            return cruzar_llaves(llaves_de_columnas(*partes), de_la_base)
    with en(False):
        numero, tipo = documentos()
        suyos = leer_documentos(numero, tipo, filas)
    with en(True):
        propios = leer_documentos(leidas["documento"], leidas.get("tipo"), lista.filas)
        hogar = hechos.hogar if hechos.hogar is not None else np.full(len(filas), -1)
        return cruzar_documentos(propios, suyos, hogar)


def documentos_de_la_base(abrir: Abrir, examen: Examen, filas: Enteros) -> DeLaBase:
    """El número y el tipo de documento de cada fila de una base en texto, que no deja copias.

    `filas` (n,): las que ya se leyeron. ErrorDeLista si no los trae o si el archivo cambió.
    """
    halladas = reconocer_partes(examen.columnas, DE_DOCUMENTO)
    if "documento" not in halladas:
        raise ErrorDeLista(
            "la base no trae el número de documento",
            que_hacer="cruce por ficha, o use la base nominal",
        )
    leida = leer_tabla(abrir(), examen, tuple(halladas.values()))
    if not np.array_equal(leida.filas, filas):
        raise ErrorDeLista(
            "el archivo cambió mientras se leía",
            que_hacer="espere a que termine de guardarse, y repita",
        )
    tipo = halladas.get("tipo")
    return leida.columnas[halladas["documento"]], leida.columnas[tipo] if tipo else None


def reconocer_partes(columnas: Sequence[str], partes: Sequence[str]) -> Mapping[str, str]:
    """{parte: columna} de las que se reconocen por su nombre."""
    alias = documento("listas")["columnas"]
    return emparejar(columnas, {p: alias[p] for p in partes}).mapa


def en_dos_columnas(bloques: Iterator[bytes]) -> Iterator[bytes]:
    """Los mismos renglones con un separador al final: la segunda columna, sin nombre, se ignora."""
    ultimo = b"\n"
    for bloque in bloques:
        propio = bloque.replace(b"\r", b"")
        ultimo = propio[-1:] or ultimo
        yield propio.replace(b"\n", b";\n")
    if ultimo != b"\n":
        yield b";"


def _examinar(abrir: Abrir, como: ComoEsLaLista) -> tuple[Examen, bool]:
    """El examen de la lista, y si es de una sola columna, que en una base no se admite."""
    separador, codificacion = como.separador, como.codificacion
    try:
        return examinar(abrir(), separador=separador, codificacion=codificacion), False
    except ErrorDeTexto as error:
        if error.clave != "sin_separador":
            raise
    dos = en_dos_columnas(abrir())
    return examinar(dos, separador=separador, codificacion=codificacion), True


def _que_se_cruza(como: ComoEsLaLista, examen: Examen) -> tuple[Por, dict[str, str]]:
    """Por qué se cruza y con qué columnas de la lista; la ficha antes que el documento."""
    for nombre in como.columnas.values():
        if nombre not in examen.columnas:
            raise ErrorDeLista(
                "la lista no trae esa columna",
                columna=nombre,
                que_hacer="escríbala como está en la primera fila del archivo",
            )
    dichas = {**reconocer_partes(examen.columnas, (*DE_FICHA, *DE_DOCUMENTO)), **como.columnas}
    por: Por = como.por or ("ficha" if "ficha" in dichas else "documento")
    if por not in dichas:
        raise ErrorDeLista(
            f"no se reconoce en la lista la columna de {por}",
            fila=examen.fila_encabezado,
            que_hacer="revise que la primera fila traiga los nombres de las columnas, y "
            f"{como.como_se_dice}",
        )
    partes = DE_FICHA if por == "ficha" else DE_DOCUMENTO
    return por, {parte: dichas[parte] for parte in partes if parte in dichas}


def _sin_celdas(examen: Examen, nombre: str) -> list[str]:
    """Los avisos del examen; el del pie copia una celda, y aquí solo se dice que lo hay."""
    avisos = [a for a in examen.avisos if not any(p.texto in a for p in examen.pie)]
    if examen.pie:
        avisos.append(f"la lista «{nombre}» termina en un pie que no se leyó")
    return avisos
