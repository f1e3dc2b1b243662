"""Qué es un archivo que no es texto: un .xlsx, un .zip, una página web… con otro nombre.

Las firmas y lo que hay que hacer con cada una están en `datos/examen.json`.
"""

from __future__ import annotations

import codecs

from ..tablas import documento
from .frases import FICHA, ErrorDeTexto

BLANCOS = b" \t\r\n"
UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def comprobar_que_es_texto(inicio: bytes) -> None:
    """ErrorDeTexto, con lo que es y qué hacer, si los primeros octetos no son de un texto."""
    if not inicio:
        raise ErrorDeTexto("vacio")
    if inicio.startswith(UTF32):
        raise ErrorDeTexto("utf32")
    for firma in documento(FICHA)["firmas"]:
        contiene = firma.get("contiene", "").encode("ascii")
        if inicio.startswith(bytes.fromhex(firma["octetos"])) and contiene in inicio:
            raise ErrorDeTexto("no_es_texto", que_es=firma["que_es"], que_hacer=firma["que_hacer"])


def comprobar_que_es_tabla(inicio: bytes) -> None:
    """ErrorDeTexto si el texto (sin marca de orden) es HTML, XML, JSON o RTF, o está en blanco."""
    comienzo = inicio.lstrip(BLANCOS)[:64].lower()
    if not comienzo and b"\0" not in inicio:
        raise ErrorDeTexto("vacio")
    for clase in documento(FICHA)["comienzos"]:
        if comienzo.startswith(tuple(texto.encode("ascii") for texto in clase["textos"])):
            raise ErrorDeTexto("no_es_texto", que_es=clase["que_es"], que_hacer=clase["que_hacer"])
