"""Un dibujo que pesa demasiado para ir en la página y viaja en dos archivos junto a ella.

Uno es un documento SVG: la página lo muestra como imagen, sin JavaScript y también desde el disco.
El otro es el mismo dibujo como guion: con él se cambia la imagen por sus trazos, que toman los
colores del tema y dicen su nombre al tocarlos; desde el disco un guion se puede leer y un SVG no.
"""

from __future__ import annotations

import orjson
from markupsafe import Markup

DOCUMENTO = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
    "<style>{2}</style>{3}</svg>\n"
)


def imagen(nombre: str, ancho: int, alto: int) -> Markup:
    """Lo que va en la página en vez del dibujo."""
    return Markup('<image href="{}.svg" width="{}" height="{}"/>').format(nombre, ancho, alto)


def archivos(
    nombre: str, ancho: int, alto: int, estilo: Markup, dibujo: Markup
) -> dict[str, bytes]:
    """Los dos, por nombre de archivo; `estilo` son los colores con que se ve la imagen."""
    documento = DOCUMENTO.format(ancho, alto, estilo, dibujo)
    guion = b"window.KIT_DIBUJO = " + orjson.dumps(str(dibujo)) + b";\n"
    return {f"{nombre}.svg": documento.encode(), f"{nombre}.js": guion}
