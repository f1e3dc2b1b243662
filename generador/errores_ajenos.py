"""Los errores que no son del kit (del sistema, de DuckDB, de un archivo dañado), en una frase.

Es el último recurso de la orden: quien sabe más (qué fila, qué columna) lo dice antes con su
`ErrorDeDatos`. Con KIT_TRAZA=1 se ve la traza, para quien arregla el kit.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generador.errores import ErrorDelKit
from generador.metodos.errores import ErrorDeMetodo

VARIABLE = "KIT_TRAZA"


class Frase(NamedTuple):
    """Qué pasó y qué hacer."""

    problema: str
    que_hacer: str


PERMISO = Frase("no hay permiso", "revise los permisos o elija otra carpeta")
ESPACIO = Frase("no queda espacio en el disco", "libere espacio o elija otro disco")
DANO = Frase(
    "el disco o la red no respondieron", "compruebe la conexión o el disco y repita la orden"
)
POR_NUMERO = {
    errno.ENOSPC: ESPACIO,
    errno.EDQUOT: Frase("se llenó la cuota de disco", ESPACIO.que_hacer),
    errno.EFBIG: Frase("el archivo es más grande de lo que se permite", "elija otro disco"),
    errno.EACCES: PERMISO,
    errno.EPERM: PERMISO,
    errno.EROFS: Frase("el disco es de solo lectura", "elija una carpeta en otro disco"),
    errno.ENOENT: Frase("no existe", "revise la ruta"),
    errno.EEXIST: Frase("ya existe", "elija otra ruta"),
    errno.ENOTDIR: Frase("una parte de la ruta no es una carpeta", "revise la ruta"),
    errno.EISDIR: Frase("es una carpeta y se esperaba un archivo", "revise la ruta"),
    errno.ENOTEMPTY: Frase("la carpeta no está vacía", "elija otra carpeta"),
    errno.ENAMETOOLONG: Frase("el nombre es demasiado largo", "use una ruta más corta"),
    errno.ELOOP: Frase("los enlaces de la ruta dan vueltas", "revise la ruta"),
    errno.EXDEV: Frase("las carpetas están en discos distintos", "use carpetas del mismo disco"),
    errno.EMFILE: Frase("hay demasiados archivos abiertos", "suba el límite con «ulimit -n 4096»"),
    errno.ENFILE: Frase("hay demasiados archivos abiertos", "cierre programas y repita la orden"),
    errno.EBUSY: Frase("otro programa lo tiene abierto", "ciérrelo y repita la orden"),
    errno.ETXTBSY: Frase("otro programa lo tiene abierto", "ciérrelo y repita la orden"),
    errno.EIO: DANO,
    errno.ESTALE: DANO,
    errno.ETIMEDOUT: DANO,
    errno.ENOMEM: Frase("no alcanza la memoria", "cierre programas y repita la orden"),
}
DEL_SISTEMA = Frase("el sistema no pudo", "revise el espacio, los permisos y la ruta, y repita")
DANADO = Frase("un archivo está dañado o truncado", "tráigalo o guárdelo de nuevo y repita")
MEMORIA = Frase("no alcanza la memoria", "cierre programas, o divida la base, y repita la orden")
DEL_MOTOR = Frase(
    "el motor que lee las bases (DuckDB) no pudo seguir",
    "revise que la base esté completa y que sus columnas sean las del diccionario",
)
DEL_KIT = Frase(
    "el kit falló donde no debía",
    f"no se escribió nada a medias; repita con {VARIABLE}=1 y reporte lo que salga",
)
# Clase (o módulo y clase, para no cargar lo que la orden no usó) → frase.
POR_CLASE: dict[str, Frase] = {
    "builtins.MemoryError": MEMORIA,
    "builtins.EOFError": DANADO,
    "builtins.UnicodeDecodeError": Frase(
        "un archivo de texto no está en UTF-8", "guárdelo como «CSV UTF-8» y repita"
    ),
    "builtins.UnicodeEncodeError": Frase(
        "lo que se escribió en la orden trae una letra dañada, que no es UTF-8",
        "escríbalo otra vez, o pase la terminal a UTF-8",
    ),
    "json.decoder.JSONDecodeError": DANADO,
    "zipfile.BadZipFile": DANADO,
    "zlib.error": DANADO,
    "gzip.BadGzipFile": DANADO,
    "_csv.Error": DANADO,
    "_lzma.LZMAError": DANADO,
    "xml.etree.ElementTree.ParseError": DANADO,
    "yaml.error.YAMLError": DANADO,
    "openpyxl.utils.exceptions.InvalidFileException": DANADO,
    "python_calamine.CalamineError": DANADO,
    "jinja2.exceptions.TemplateNotFound": DEL_KIT,  # hereda de OSError, y no es del disco
    "duckdb.OutOfMemoryException": MEMORIA,
    "_duckdb.OutOfMemoryException": MEMORIA,
    "duckdb.Error": DEL_MOTOR,
    "_duckdb.Error": DEL_MOTOR,
}
ESPACIO_EN_INGLES = (
    *("No space left on device", "not enough space on the disk", "database or disk is full"),
    *("IO_ENOSPC", "ENOSPC"),
)
# Lo que dice DuckDB puede copiar una celda, y las de una base de hogares son de personas.
SIN_DETALLE = frozenset(("duckdb.Error", "_duckdb.Error"))
LARGO = 200


def en_palabras(causa: BaseException) -> str:
    """El error, como lo muestra la orden: dónde, qué pasó y qué hacer, sin traza."""
    if isinstance(causa, ErrorDelKit | ErrorDeMetodo):
        return str(causa)
    if frase := _de_la_clase(causa):
        callado = SIN_DETALLE.intersection(_nombres(causa))
        return _escribir(frase, "" if callado else _primera_linea(causa))
    if isinstance(causa, OSError):
        return _del_sistema(causa)
    return _escribir(DEL_KIT, f"{_donde(causa)}: {type(causa).__name__}: {_primera_linea(causa)}")


def en_el_sistema(causa: BaseException) -> OSError:
    """El mismo fallo, como error del sistema: GDAL y lxml solo dicen en inglés que no hay disco."""
    if isinstance(causa, OSError) and causa.errno:
        return causa
    return OSError(errno.ENOSPC if sin_espacio(causa) else 0, str(causa))


def sin_espacio(causa: BaseException) -> bool:
    """Si lo que dice, en inglés, es que no queda espacio en el disco."""
    return any(texto in str(causa) for texto in ESPACIO_EN_INGLES)


def con_traza() -> bool:
    """Si quien corre la orden pidió ver la traza."""
    return os.environ.get(VARIABLE, "") not in ("", "0")


def _de_la_clase(causa: BaseException) -> Frase | None:
    if sin_espacio(causa):
        return None if isinstance(causa, OSError) else ESPACIO
    return next((POR_CLASE[n] for n in _nombres(causa) if n in POR_CLASE), None)


def _nombres(causa: BaseException) -> Iterator[str]:
    return (f"{clase.__module__}.{clase.__qualname__}" for clase in type(causa).__mro__)


def _del_sistema(causa: OSError) -> str:
    frase = POR_NUMERO.get(causa.errno or 0)
    rutas = [str(ruta) for ruta in (causa.filename, causa.filename2) if ruta is not None]
    donde = " → ".join(f"«{ruta}»" for ruta in rutas)
    if frase is None:
        return _escribir(DEL_SISTEMA, f"{donde} {causa.strerror or causa}".strip())
    cabeza = f"archivo {donde}: " if donde else ""
    return f"{cabeza}{frase.problema}\n  Qué hacer: {frase.que_hacer}"


def _escribir(frase: Frase, detalle: str) -> str:
    entre = f" ({detalle})" if detalle else ""
    return f"{frase.problema}{entre}\n  Qué hacer: {frase.que_hacer}"


def _primera_linea(causa: BaseException) -> str:
    lineas = str(causa).strip().splitlines()
    return lineas[0][:LARGO] if lineas else ""


def _donde(causa: BaseException) -> str:
    """Módulo y línea del kit en que se produjo."""
    pasos = traceback.extract_tb(causa.__traceback__)
    propios = [p for p in pasos if f"{os.sep}generador{os.sep}" in p.filename] or pasos
    if not propios:
        return "sin lugar"
    return f"{Path(propios[-1].filename).name}, línea {propios[-1].lineno}"


def cerrar_la_salida() -> None:
    """Deja de escribir: quien leía la salida (`| head`) ya se fue, y no es un error."""
    nada = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nada, sys.stdout.fileno())
