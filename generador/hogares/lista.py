"""La lista de un programa y los documentos de la base, leídos en memoria y solo para cruzar.

Aquí no interviene el motor: lo que pasa por DuckDB puede quedar en su carpeta de derrame. Ningún
mensaje copia una celda ni un encabezado (una lista sin encabezado lo trae hecho de documentos).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import DE_TEXTO, sha256_de
from generador.hogares.base import Base
from generador.hogares.dominio import con_lugar, documento
from generador.hogares.texto import BLOQUE
from generador.metodos.beneficiarios import Cruce, cruzar_documentos, cruzar_llaves
from generador.metodos.hogares.armar import HogaresArmados
from generador.metodos.hogares.columna import Columna
from generador.metodos.hogares.documentos import leer_documentos
from generador.metodos.hogares.emparejar import emparejar
from generador.metodos.hogares.entrada import Entrada
from generador.metodos.hogares.examen import Examen, examinar
from generador.metodos.hogares.frases import ErrorDeTexto
from generador.metodos.hogares.partes import llaves_de_columnas, llaves_de_hogares
from generador.metodos.hogares.tabla_de_texto import leer_tabla
from generador.metodos.tipos import Enteros

Por = Literal["ficha", "documento"]
DE_FICHA, DE_DOCUMENTO = ("ficha", "hogar", "municipio"), ("documento", "tipo")


@dataclass(frozen=True)
class ComoEsLaLista:
    """Lo que se dijo de la lista: su archivo, qué columna es cada cosa y cómo está escrita.

    `columnas` {parte: nombre} de las que se nombraron; `por` None es «por ficha, si la trae».
    """

    archivo: Path
    columnas: Mapping[str, str]
    por: Por | None = None
    separador: str | None = None
    codificacion: str | None = None


@dataclass(frozen=True, repr=False)
class Lista:
    """La lista leída: n renglones.

    `filas` (n,) su número en el archivo. `propias` {parte: nombre} y `leidas` {parte: columna}.
    `sha256` es None si se leyeron documentos: su huella los identificaría.
    """

    nombre: str
    por: Por
    filas: Enteros
    propias: Mapping[str, str]
    leidas: Mapping[str, Columna]
    sha256: str | None
    avisos: tuple[str, ...]


def leer_lista(como: ComoEsLaLista) -> Lista:
    """Lee solo las columnas que se cruzan; ErrorDeDatos si no están o no es un texto."""
    nombre = como.archivo.name
    _exigir_texto(como.archivo)
    with _con_archivo(como.archivo):
        examen, una_sola = _examinar(como)
    por, propias = _que_se_cruza(como, examen)
    columnas, filas = _columnas(como.archivo, examen, tuple(propias.values()), una_sola=una_sola)
    avisos = [] if una_sola else _sin_celdas(examen, nombre)
    return Lista(
        nombre,
        por,
        filas,
        propias,
        {parte: columnas[c] for parte, c in propias.items()},
        sha256_de(como.archivo) if por == "ficha" else None,
        tuple(avisos),
    )


def cruzar(lista: Lista, base: Base, entrada: Entrada, hechos: HogaresArmados) -> Cruce:
    """El hogar de cada renglón; ErrorDeDatos si la base no trae con qué cruzar."""
    leidas = lista.leidas
    if lista.por == "ficha":
        with con_lugar(base.nombre):
            de_la_base = llaves_de_hogares(hechos)
        with con_lugar(lista.nombre):
            partes = (leidas["ficha"], leidas.get("hogar"), leidas.get("municipio"))
            return cruzar_llaves(llaves_de_columnas(*partes), de_la_base)
    numero, tipo = _documentos_de_la_base(base, entrada)
    with con_lugar(base.nombre):
        suyos = leer_documentos(numero, tipo, entrada.filas)
    with con_lugar(lista.nombre):
        propios = leer_documentos(leidas["documento"], leidas.get("tipo"), lista.filas)
        hogar = hechos.hogar if hechos.hogar is not None else np.full(len(entrada.filas), -1)
        return cruzar_documentos(propios, suyos, hogar)


def _documentos_de_la_base(base: Base, entrada: Entrada) -> tuple[Columna, Columna | None]:
    archivo = base.archivo
    if archivo.texto is None:
        raise ErrorDeDatos(
            "los documentos solo se leen de una base en CSV o TXT, que no deja copias",
            lugar=Lugar(base.nombre),
            que_hacer="cruce por ficha (--cruzar-por ficha), o exporte la base a CSV",
        )
    examen = archivo.texto.examen
    halladas = _reconocer(examen, DE_DOCUMENTO)
    if "documento" not in halladas:
        raise ErrorDeDatos(
            "la base no trae el número de documento",
            lugar=Lugar(base.nombre),
            que_hacer="cruce por ficha, o use la base nominal",
        )
    columnas, filas = _columnas(archivo.ruta, examen, tuple(halladas.values()))
    if not np.array_equal(filas, entrada.filas):
        raise ErrorDeDatos(
            "el archivo cambió mientras se leía",
            lugar=Lugar(base.nombre),
            que_hacer="espere a que termine de guardarse, y repita",
        )
    tipo = halladas.get("tipo")
    return columnas[halladas["documento"]], columnas[tipo] if tipo else None


def columnas_de_documento(base: Base) -> tuple[str, ...]:
    """Las columnas de la base que se leen si se cruza por documento."""
    texto = base.archivo.texto
    return () if texto is None else tuple(_reconocer(texto.examen, DE_DOCUMENTO).values())


def _que_se_cruza(como: ComoEsLaLista, examen: Examen) -> tuple[Por, dict[str, str]]:
    """Por qué se cruza y con qué columnas de la lista; la ficha antes que el documento."""
    for nombre in como.columnas.values():
        if nombre not in examen.columnas:
            raise ErrorDeDatos(
                "la lista no trae esa columna",
                lugar=Lugar(como.archivo.name, columna=nombre),
                que_hacer="escríbala como está en la primera fila del archivo",
            )
    dichas = {**_reconocer(examen, (*DE_FICHA, *DE_DOCUMENTO)), **como.columnas}
    por = como.por or ("ficha" if "ficha" in dichas else "documento")
    if por not in dichas:
        raise ErrorDeDatos(
            f"no se reconoce en la lista la columna de {por}",
            lugar=Lugar(como.archivo.name, fila=examen.fila_encabezado),
            que_hacer="revise que la primera fila traiga los nombres de las columnas, y diga cuál "
            "es con --ficha NOMBRE o --documento NOMBRE",
        )
    partes = DE_FICHA if por == "ficha" else DE_DOCUMENTO
    return por, {parte: dichas[parte] for parte in partes if parte in dichas}


def _reconocer(examen: Examen, partes: tuple[str, ...]) -> dict[str, str]:
    alias = documento("listas")["columnas"]
    return emparejar(examen.columnas, {p: alias[p] for p in partes}).mapa


def _exigir_texto(ruta: Path) -> None:
    if not ruta.is_file():
        raise ErrorDeDatos(
            "no existe el archivo", lugar=Lugar(str(ruta)), que_hacer="revise la ruta"
        )
    if ruta.suffix.lower() not in DE_TEXTO:
        raise ErrorDeDatos(
            "la lista solo se lee en CSV o TXT",
            lugar=Lugar(ruta.name),
            que_hacer="guárdela en Excel como «CSV UTF-8 (delimitado por comas)»",
        )


def _examinar(como: ComoEsLaLista) -> tuple[Examen, bool]:
    """El examen de la lista, y si es de una sola columna, que en una base no se admite."""
    separador, codificacion = como.separador, como.codificacion
    bloques = _bloques(como.archivo)
    try:
        return examinar(bloques, separador=separador, codificacion=codificacion), False
    except ErrorDeTexto as error:
        if error.clave != "sin_separador":
            raise
    dos = _en_dos_columnas(_bloques(como.archivo))
    return examinar(dos, separador=separador, codificacion=codificacion), True


def _sin_celdas(examen: Examen, nombre: str) -> list[str]:
    """Los avisos del examen; el del pie copia una celda, y aquí solo se dice que lo hay."""
    avisos = [a for a in examen.avisos if not any(p.texto in a for p in examen.pie)]
    if examen.pie:
        avisos.append(f"la lista «{nombre}» termina en un pie que no se leyó")
    return avisos


def _columnas(
    ruta: Path, examen: Examen, nombres: tuple[str, ...], *, una_sola: bool = False
) -> tuple[Mapping[str, Columna], Enteros]:
    bloques = _en_dos_columnas(_bloques(ruta)) if una_sola else _bloques(ruta)
    with _con_archivo(ruta):
        leida = leer_tabla(bloques, examen, nombres)
    return leida.columnas, leida.filas.astype(np.int64)


@contextmanager
def _con_archivo(ruta: Path) -> Iterator[None]:
    """Los errores del texto, con el archivo y sin la cadena de causas, que llevaría sus celdas."""
    try:
        yield
    except ErrorDeTexto as error:
        problema, que_hacer = error.problema, error.que_hacer
        raise ErrorDeDatos(problema, lugar=Lugar(ruta.name), que_hacer=que_hacer) from None


def _en_dos_columnas(bloques: Iterator[bytes]) -> Iterator[bytes]:
    """Los mismos renglones con un separador al final: la segunda columna, sin nombre, se ignora."""
    ultimo = b"\n"
    for bloque in bloques:
        propio = bloque.replace(b"\r", b"")
        ultimo = propio[-1:] or ultimo
        yield propio.replace(b"\n", b";\n")
    if ultimo != b"\n":
        yield b";"


def _bloques(ruta: Path) -> Iterator[bytes]:
    with ruta.open("rb") as archivo:
        while bloque := archivo.read(BLOQUE):
            yield bloque
