"""Las páginas dentro de un paquete: dicen qué copia es, y ningún enlace lleva a lo que no viene."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Set
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from generador.errores import ErrorDelKit

DATOS = "recursos/paquete/datos.js"
GUION = "recursos/paquete/paquete.js"
HOJA = "recursos/paquete/paquete.css"
_VERSION = re.compile(r'<meta name="kit-version"[^>]*>\n?')
_ENLACE = re.compile(r'(<a\b[^>]*?)\s(?:xlink:)?href="([^"]*)"')
_PIEZA = re.compile(
    r'<(?:script|img|form|iframe)\b[^>]*?\s(?:src|action)="([^"]*)"'
    r'|<(?:link rel="(?:stylesheet|icon)"|image)[^>]*?\shref="([^"]*)"'
)
_CUERPO = re.compile(r"<body\b[^>]*>")
_FECHA = re.compile(r'<time datetime="(\d{4}-\d\d-\d\d)">')
# Lo que dice la página de los paquetes cambia al hacerlos: adentro va siempre lo mismo.
_PAQUETES = re.compile(r"<!-- paquetes -->.*?<!-- /paquetes -->", re.S)
DENTRO = "<p>El tamaño y la huella de cada copia están en esta página del sitio publicado.</p>"


def preparada(html: str, ruta: str, hay: Set[str], rotulo: str) -> str:
    """La página `ruta` como va en un paquete que trae los archivos `hay`.

    ErrorDelKit si necesita para abrirse uno que no viene.
    """
    faltan = sorted({p for a, b in _PIEZA.findall(html) if not _viene(p := a or b, ruta, hay)})
    if faltan:
        raise ErrorDelKit(f"{ruta} necesita lo que su paquete no trae: {', '.join(faltan)}")

    def enlace(hallado: re.Match[str]) -> str:
        if _viene(hallado[2], ruta, hay):
            return hallado[0]
        # La dirección queda donde no se puede seguir: el mapa lee de ella el código.
        return f'{hallado[1]} data-fuera="{hallado[2]}"'

    html = _ENLACE.sub(enlace, _PAQUETES.sub(DENTRO, _VERSION.sub("", html)))
    raiz = "../" * ruta.count("/")
    piezas = (
        f'<link rel="stylesheet" href="{raiz}{HOJA}">'
        f'<script src="{raiz}{DATOS}" defer></script><script src="{raiz}{GUION}" defer></script>'
    )
    html = html.replace("</head>", f"{piezas}\n</head>", 1)
    aviso = f'<aside class="esta-copia" aria-label="Esta copia">{escape(rotulo)}</aside>'
    return _CUERPO.sub(lambda abre: f"{abre[0]}\n{aviso}", html, count=1)


def aviso(nombre: str) -> str:
    """Lo que se dice al tocar algo que el paquete no trae."""
    return (
        f"Eso no viene en esta copia, que trae {nombre}. Está en el sitio publicado y en la copia "
        "de todo el país."
    )


def datos(nombre: str, codigos: list[str], dicho: str = "") -> str:
    """El guion con lo que trae el paquete; `codigos`, vacío si son todos.

    `dicho` es lo que se avisa de lo que no trae; sin él, lo de las copias.
    """
    escrito = json.dumps(
        {"nombre": nombre, "codigos": codigos, "aviso": dicho or aviso(nombre)}, ensure_ascii=False
    )
    return f"window.KIT_PAQUETE = {escrito.replace('<', chr(92) + 'u003c')};\n"


def fecha(portada: str) -> str:
    """El día de la copia, como lo dice el pie de la portada; «» si no lo dice."""
    hallada = _FECHA.search(portada)
    return hallada[1] if hallada else ""


def _viene(enlace: str, ruta: str, hay: Set[str]) -> bool:
    partes = urlsplit(unescape(enlace))
    if partes.scheme or partes.netloc or not partes.path:
        return True
    camino = posixpath.join(posixpath.dirname(ruta), unquote(partes.path))
    return posixpath.normpath(camino) in hay
