"""El logo de quien publica: se comprueba y va al pie de cada página, por la hoja de estilo.

Por la hoja y no por la página: una imagen más en el HTML no le cabe a un perfil. Es adorno: el
nombre de la entidad está escrito al lado.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

from generador import publicador
from generador.errores import ErrorDeDatos, Lugar

MAXIMO = 20_000
"""Octetos: viaja en la primera visita."""
LADO = 2_000
_PNG = b"\x89PNG\r\n\x1a\n"
_DE_SVG = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
    | {"tspan", "title", "desc", "defs", "symbol", "use", "linearGradient", "radialGradient"}
    | {"stop", "clipPath", "mask", "style", ""}
)
_PIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import|javascript:|expression\(", re.I)
_ENTIDADES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_HOJA = """
/* El logo de quien publica (kit.yaml). */
.pie-quien::before {{
  display: block;
  width: 10rem;
  height: 3rem;
  margin-bottom: var(--e3);
  padding: var(--e2);
  border-radius: var(--radio);
  background: #fff url("{nombre}") left center / contain no-repeat;
  background-origin: content-box;
  content: "";
}}
"""


def archivo() -> Path | None:
    """Dónde está el de `kit.yaml`; None si no se dijo."""
    dicho = publicador.leer().logo
    return publicador.ARCHIVO.parent / dicho if dicho else None


def leer(ruta: Path) -> tuple[str, bytes]:
    """El nombre con que se publica y su contenido, ya comprobado.

    ErrorDeDatos si no está, si pesa más de `MAXIMO`, si no es PNG ni SVG, o si el SVG trae guiones
    o pide algo de otra parte.
    """
    if not ruta.is_file():
        raise _error(ruta, "no está")
    contenido = ruta.read_bytes()
    if len(contenido) > MAXIMO:
        raise _error(ruta, f"pesa {len(contenido)} octetos, y el máximo son {MAXIMO}")
    if contenido.startswith(_PNG):
        _exigir_png(ruta, contenido)
        return "logo.png", contenido
    _exigir_svg(ruta, contenido)
    return "logo.svg", contenido


def en_la_hoja(nombre: str) -> str:
    """Lo que se agrega a `kit.css`; la imagen va a su lado."""
    return _HOJA.format(nombre=nombre)


def _exigir_png(ruta: Path, contenido: bytes) -> None:
    try:
        ancho, alto = struct.unpack(">II", contenido[16:24])
    except struct.error as causa:
        raise _error(ruta, "es un PNG dañado") from causa
    if contenido[12:16] != b"IHDR" or not (0 < ancho <= LADO and 0 < alto <= LADO):
        raise _error(ruta, f"no es un PNG de hasta {LADO} por {LADO} puntos")


def _exigir_svg(ruta: Path, contenido: bytes) -> None:
    # Antes de leerlo: una entidad puede crecer hasta llenar la memoria.
    if _ENTIDADES.search(contenido):
        raise _error(ruta, "trae DOCTYPE o entidades")
    try:
        raiz = ElementTree.fromstring(contenido)  # noqa: S314 - pequeño y sin entidades
    except (ElementTree.ParseError, ValueError, LookupError) as causa:
        raise _error(ruta, "no es un PNG ni un SVG que se pueda leer") from causa
    if _llano(raiz.tag) != "svg":
        raise _error(ruta, "no es un PNG ni un SVG", _llano(raiz.tag))
    for parte in raiz.iter():
        if _llano(parte.tag) not in _DE_SVG:
            raise _error(ruta, "trae un elemento que no se admite en un logo", _llano(parte.tag))
        if parte.text and _PIDE.search(parte.text):
            raise _error(ruta, "pide algo de otra parte", parte.text.strip())
        for nombre, valor in parte.attrib.items():
            propio = _llano(nombre).lower()
            ajeno = propio == "href" and not valor.startswith("#")
            if propio.startswith("on") or ajeno or _PIDE.search(valor):
                raise _error(ruta, f"su «{propio}» corre o pide algo", valor)


def _llano(nombre: object) -> str:
    """El nombre sin su espacio de nombres; «» si es un comentario."""
    return str(nombre).rpartition("}")[2]


def _error(ruta: Path, problema: str, valor: object = None) -> ErrorDeDatos:
    return ErrorDeDatos(
        f"el logo {problema}",
        lugar=Lugar(ruta.name, columna="logo"),
        valor=valor,
        que_hacer="en «logo» de kit.yaml, dé la ruta, desde la carpeta del kit, de un PNG o un SVG "
        f"sin guiones de hasta {MAXIMO // 1000} kB; o déjelo vacío",
    )
