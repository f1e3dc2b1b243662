"""Que una terminal que no es UTF-8 (la de Windows redirigida es cp1252) no detenga una orden.

Una letra que esa terminal no sabe escribir se cambia por una parecida. Los archivos no pasan por
aquí: van siempre en UTF-8.
"""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata

PARECIDAS = "kit.parecidas"
# Letras, espacios y puntuación: «½» descompuesto se leería 12.
SE_DESCOMPONEN = "LZP"
# Lo que no se descompone en letras sin tilde; lo demás que no se sepa escribir sale «?».
EQUIVALENTES = {
    "→": "->",
    "←": "<-",
    "≥": ">=",
    "≤": "<=",
    "−": "-",
    "–": "-",
    "—": "-",
    "·": "-",
    "×": "x",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "¿": "",
    "¡": "",
}


def preparar() -> None:
    """Deja la salida y los errores de este proceso sin letras imposibles; en UTF-8 no cambia nada.

    Una letra dañada (mitad de un par sustituto) en una terminal UTF-8 sigue siendo un error.
    """
    codecs.register_error(PARECIDAS, _parecidas)
    for salida in (sys.stdout, sys.stderr):
        if isinstance(salida, io.TextIOWrapper) and not _es_utf8(salida.encoding):
            salida.reconfigure(errors=PARECIDAS)


def _es_utf8(codificacion: str) -> bool:
    return codecs.lookup(codificacion).name.startswith("utf")


def _parecidas(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    imposibles = error.object[error.start : error.end]
    return "".join(map(_parecida, imposibles)), error.end


def _parecida(letra: str) -> str:
    if letra in EQUIVALENTES:
        return EQUIVALENTES[letra]
    if unicodedata.category(letra)[0] not in SE_DESCOMPONEN:
        return "?"
    return unicodedata.normalize("NFKD", letra).encode("ascii", "ignore").decode() or "?"
