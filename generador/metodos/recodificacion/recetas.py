"""Las recetas que trae el kit, leídas y comprobadas una vez."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from ..tablas import documento
from .leer_receta import desde_texto, leer
from .propia import componer, es_propia
from .receta import Receta

DEL_KIT = ("sisben_iv", "ecv", "censo_2018", "encuesta_propia")


@cache
def del_kit(id_: str) -> Receta:
    """Una de las del kit."""
    return leer(documento_de_receta(id_))


def documento_de_receta(id_: str) -> Any:
    """Su JSON."""
    return documento(f"recetas/{id_}")


def documentos() -> dict[str, Any]:
    """El JSON de todas, {id: documento}: de ellas parte una receta propia."""
    return {id_: documento_de_receta(id_) for id_ in DEL_KIT}


def de_texto(texto: str) -> Receta:
    """La receta de un archivo JSON, entera o que parte de una del kit."""
    return de_documento(desde_texto(texto.lstrip("\ufeff")))


def de_documento(escrito: Any) -> Receta:
    """La receta de un documento ya leído, entera o que parte de una del kit."""
    return componer(escrito, documentos()) if es_propia(escrito) else leer(escrito)


def huella(escrito: Any) -> str:
    """Los primeros 16 signos de la SHA-256 del documento, sin importar cómo se escribió."""
    unico = json.dumps(escrito, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unico.encode("utf-8")).hexdigest()[:16]
