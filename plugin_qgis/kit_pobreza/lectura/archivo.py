"""Leer un CSV o TXT del Sisbén: codificación y separador detectados, solo las columnas pedidas."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ..errores import Cancelado, ErrorDeCapa
from .bloques import Diccionario

SEPARADORES = (";", ",", "|", "\t")
FILAS_POR_BLOQUE = 20_000
TRAMO = 1 << 20
CAMPO_MAXIMO = 1 << 20


@dataclass(frozen=True)
class Archivo:
    """Un archivo de texto con encabezado."""

    ruta: Path
    codificacion: str
    separador: str
    nombres: tuple[str, ...]


@dataclass
class Tabla:
    """Columnas de texto codificadas: `codigos` {columna: (n,)} y el diccionario de cada una."""

    filas: int
    codigos: dict[str, np.ndarray]
    diccionarios: dict[str, Diccionario]


def abrir(ruta: str) -> Archivo:
    """Detecta cómo está escrito el archivo; error si no existe, está vacío o no tiene columnas."""
    archivo = Path(ruta)
    if not archivo.is_file():
        raise ErrorDeCapa(f"no existe el archivo «{archivo.name}»", que_hacer="elija otro archivo")
    codificacion = _codificacion(archivo)
    with archivo.open(encoding=codificacion, newline="") as texto:
        encabezado = texto.readline()
    if not encabezado.strip():
        raise ErrorDeCapa(f"el archivo «{archivo.name}» está vacío", que_hacer="elija otro archivo")
    separador = max(SEPARADORES, key=encabezado.count)
    if separador not in encabezado:
        raise ErrorDeCapa(
            f"la primera fila de «{archivo.name}» no tiene columnas separadas por «;», «,», «|» "
            "ni tabulador",
            que_hacer="revise que la primera fila sean los nombres de las columnas",
        )
    nombres = next(csv.reader([encabezado], delimiter=separador))
    return Archivo(archivo, codificacion, separador, tuple(n.strip() for n in nombres))


def leer(archivo: Archivo, columnas: Iterable[str], avance: Any) -> Tabla:
    """Las columnas pedidas; las demás ni siquiera se guardan."""
    posiciones = {columna: archivo.nombres.index(columna) for columna in columnas}
    diccionarios = {columna: Diccionario() for columna in posiciones}
    partes: dict[str, list[np.ndarray]] = {columna: [] for columna in posiciones}
    total = archivo.ruta.stat().st_size or 1
    filas = 0
    csv.field_size_limit(CAMPO_MAXIMO)
    with archivo.ruta.open("rb") as crudo:
        texto = codecs.getreader(archivo.codificacion)(crudo)
        lector = csv.reader(_renglones(texto), delimiter=archivo.separador)
        next(lector)
        completas = _completas(lector, len(archivo.nombres), archivo.ruta.name)
        while tramo := list(islice(completas, FILAS_POR_BLOQUE)):
            if avance.isCanceled():
                raise Cancelado
            for columna, posicion in posiciones.items():
                valores = [fila[posicion] for fila in tramo]
                partes[columna].append(diccionarios[columna].codificar(valores))
            filas += len(tramo)
            avance.setProgress(100.0 * min(crudo.tell(), total) / total)
    vacia = np.empty(0, dtype=np.int32)
    codigos = {columna: np.concatenate([vacia, *p]) for columna, p in partes.items()}
    return Tabla(filas, codigos, diccionarios)


def _renglones(texto: Iterable[str]) -> Iterator[str]:
    """Sin octetos nulos, que el lector de CSV no admite."""
    return (renglon.replace("\0", "") for renglon in texto)


def _completas(lector: Any, columnas: int, nombre: str) -> Iterator[Sequence[str]]:
    for fila in lector:
        if not fila:
            continue
        if len(fila) != columnas:
            raise ErrorDeCapa(
                f"en «{nombre}» la línea {lector.line_num} tiene {len(fila)} columnas y el "
                f"encabezado {columnas}",
                que_hacer="revise que el archivo esté completo y que ningún valor traiga el "
                "separador sin comillas",
            )
        yield fila


def _codificacion(archivo: Path) -> str:
    """UTF-8 si todo el archivo lo es; si no, la de Windows en español."""
    decodificador = codecs.getincrementaldecoder("utf-8")()
    with archivo.open("rb") as crudo:
        while tramo := crudo.read(TRAMO):
            try:
                decodificador.decode(tramo)
            except UnicodeDecodeError:
                return "latin-1"
    return "utf-8-sig"
