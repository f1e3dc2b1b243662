"""Un guion publicado que junta sus partes, como las hojas de estilo: la página pide uno solo.

Se escriben partidos por lo que hacen y comentados; se publican seguidos, sin sus comentarios de
bloque ni su sangría, que a la persona que abre el mapa le pesan y no le sirven.
"""

from __future__ import annotations

import re
from pathlib import Path

from generador.errores import ErrorDelKit

PARTES = "recursos/mapa/partes/"
_PARTE = re.compile(r"^// @parte (\S+)\n", re.M)
_COMENTARIO = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.M | re.S)
_RENGLON = re.compile(r"^[ \t]*//.*\n", re.M)
_SANGRIA = re.compile(r"^[ \t]+", re.M)


def junta(texto: str) -> bool:
    """Si el guion nombra partes."""
    return bool(_PARTE.search(texto))


def unido(guion: Path) -> str:
    """El texto de `guion` con cada parte en el lugar de su línea; ErrorDelKit si falta una.

    Ninguna parte puede tener un texto de varias líneas (entre acentos graves): perdería su sangría.
    """

    def parte(encontrada: re.Match[str]) -> str:
        archivo = guion.parent / encontrada[1]
        if not archivo.is_file():
            raise ErrorDelKit(
                f"{guion.name} nombra una parte que no existe: {encontrada[1]}\n"
                f"  Qué hacer: créela en {guion.parent.name}/, o quite su línea de {guion.name}"
            )
        return sin_sobras(archivo.read_text("utf-8") + "\n")

    return _PARTE.sub(parte, guion.read_text("utf-8")).rstrip("\n") + "\n"


def sin_sobras(texto: str) -> str:
    """El guion sin comentarios de bloque, renglones de comentario ni sangría."""
    for sobra in (_COMENTARIO, _RENGLON, _SANGRIA):
        texto = sobra.sub("", texto)
    return texto
