"""Qué separador y qué codificación trae un CSV o TXT, y si parece entero."""

from __future__ import annotations

import codecs
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar

SEPARADORES = (";", ",", "|", "\t")
CODIFICACIONES = ("utf-8", "latin-1")
BLOQUE = 1 << 22
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Dialecto:
    """Cómo está escrito un archivo de texto: `columnas` en orden, tal como vienen."""

    separador: str
    codificacion: str
    columnas: tuple[str, ...]
    sha256: str
    avisos: tuple[str, ...]


def detectar(ruta: Path, separador: str | None = None, codificacion: str | None = None) -> Dialecto:
    """Recorre el archivo una vez; ErrorDeDatos si está vacío, no es texto o no tiene columnas."""
    huella = hashlib.sha256()
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    vista, ultimo = b"", b""
    with ruta.open("rb") as archivo:
        while bloque := archivo.read(BLOQUE):
            huella.update(bloque)
            if not vista:
                _comprobar_inicio(bloque, ruta)
                vista = bloque
            if b"\x00" in bloque:
                raise _no_es_texto(ruta)
            utf8 = _sigue_siendo(utf8, bloque)
            ultimo = bloque[-1:]
    if not vista:
        raise ErrorDeDatos(
            "el archivo está vacío", lugar=Lugar(ruta.name), que_hacer="expórtelo otra vez"
        )
    real = "utf-8" if utf8 and _sigue_siendo(utf8, b"", final=True) else "latin-1"
    elegida = _codificacion(ruta, codificacion, real)
    linea = _primera_linea(vista, elegida)
    signo = separador or _separador(linea, ruta)
    columnas = tuple(c.strip() for c in next(csv.reader([linea], delimiter=signo)))
    avisos = []
    if elegida != "utf-8":
        avisos.append("el archivo no está en UTF-8: se leyó como Latin-1 (ISO-8859-1)")
    if ultimo not in (b"\n", b"\r"):
        avisos.append(
            "la última línea no termina en salto de línea: compruebe que el archivo está completo"
        )
    return Dialecto(signo, elegida, columnas, huella.hexdigest(), tuple(avisos))


def _sigue_siendo(
    decodificador: codecs.IncrementalDecoder | None, bloque: bytes, *, final: bool = False
) -> codecs.IncrementalDecoder | None:
    if decodificador is None:
        return None
    try:
        decodificador.decode(bloque, final)
    except UnicodeDecodeError:
        return None
    return decodificador


def _comprobar_inicio(bloque: bytes, ruta: Path) -> None:
    if bloque.startswith(UTF16):
        raise ErrorDeDatos(
            "el archivo está en UTF-16, que esta orden no lee",
            lugar=Lugar(ruta.name),
            que_hacer="guárdelo como «CSV UTF-8» y repita",
        )


def _no_es_texto(ruta: Path) -> ErrorDeDatos:
    return ErrorDeDatos(
        "no es un archivo de texto: tiene bytes nulos",
        lugar=Lugar(ruta.name),
        que_hacer="expórtelo como CSV o TXT en UTF-8; un .xlsx o un .zip no sirven con otro nombre",
    )


def _codificacion(ruta: Path, pedida: str | None, real: str) -> str:
    if pedida is None:
        return real
    if pedida not in CODIFICACIONES:
        raise ErrorDeDatos(
            f"la codificación «{pedida}» no se conoce",
            que_hacer=f"use una de: {', '.join(CODIFICACIONES)}",
        )
    if pedida == "utf-8" and real != "utf-8":
        raise ErrorDeDatos(
            "hay letras que no están en UTF-8",
            lugar=Lugar(ruta.name),
            que_hacer="quite --codificacion, o use --codificacion latin-1",
        )
    return pedida


def _primera_linea(inicio: bytes, codificacion: str) -> str:
    linea = inicio.removeprefix(codecs.BOM_UTF8).splitlines()
    # El bloque puede cortar una letra de varios bytes, pero no en la primera línea.
    return linea[0].decode(codificacion) if linea else ""


def _separador(linea: str, ruta: Path) -> str:
    campos = {s: len(next(csv.reader([linea], delimiter=s), [])) for s in SEPARADORES}
    mejor = max(campos, key=lambda s: campos[s])
    if campos[mejor] < 2:
        raise ErrorDeDatos(
            "la primera fila no tiene columnas separadas por «;», «,», «|» ni tabulador",
            lugar=Lugar(ruta.name, fila=1),
            que_hacer="indique el separador con --separador, o exporte la base otra vez",
        )
    return mejor
