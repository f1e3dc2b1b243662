"""Lo que la ficha toma ya hecho de la página: sus oraciones y los lugares de sus rieles.

Así la ficha no vuelve a redactar ni a calcular nada: repite.
"""

from __future__ import annotations

import html
import re
from typing import Any

from generador.errores import ErrorDelKit

_ETIQUETA = re.compile(r"<[^>]+>")
_BLANCOS = re.compile(r"[ \t\r\n]+")  # el espacio duro se queda
_ANTES_DE_SIGNO = re.compile(r" (?=[.,;:)])")
_MARCA = re.compile(r'<use href="#m-(\w+)" x="([\d.]+)%"/>')
_FRANJA = re.compile(r'<rect class="franja" x="([\d.]+)%" width="([\d.]+)%"')


def sin_etiquetas(trozo: str) -> str:
    """El texto de un trozo de HTML, en un renglón y sin escapes."""
    texto = _BLANCOS.sub(" ", html.unescape(_ETIQUETA.sub("", str(trozo)))).strip()
    return _ANTES_DE_SIGNO.sub("", texto)


def parrafo(cuerpo: str, clase: str) -> str:
    """El texto del primer párrafo de esa clase; ErrorDelKit si la página no lo trae."""
    hallado = re.search(rf'<p class="{re.escape(clase)}">(.*?)</p>', cuerpo, re.S)
    if hallado is None:
        raise ErrorDelKit(f"la página del territorio no trae su párrafo «{clase}»")
    return sin_etiquetas(hallado[1])


def riel(dibujo: str) -> dict[str, Any]:
    """Las marcas de un riel, de abajo arriba, y su franja (desde, ancho); todo de 0 a 100."""
    franja = _FRANJA.search(dibujo)
    return {
        "marcas": [{"de": de, "x": float(x)} for de, x in _MARCA.findall(dibujo)],
        "franja": [float(franja[1]), float(franja[2])] if franja else None,
    }
