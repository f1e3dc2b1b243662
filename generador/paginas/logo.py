"""El logo de quien publica: se comprueba y va al pie de cada página, por la hoja de estilo.

Por la hoja y no por la página: una imagen más en el HTML no le cabe a un perfil. Es adorno: el
nombre de la entidad está escrito al lado.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zlib import crc32

from generador import publicador
from generador.errores import ErrorDeDatos, Lugar

MAXIMO = 20_000
"""Octetos: viaja en la primera visita."""
LADO = 2_000
_CABEZA = 13
_PNG = b"\x89PNG\r\n\x1a\n"
_DE_SVG = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
    | {"tspan", "title", "desc", "defs", "symbol", "use", "linearGradient", "radialGradient"}
    | {"stop", "clipPath", "mask", "style", ""}
)
# Con una barra, la hoja de estilo escribe cualquier letra de otro modo.
_PIDE = re.compile(
    r"url\(\s*[\"']?(?![\"'#\s])|@import|javascript:|expression\(|image-set\(|src\(|\\", re.I
)
_ENTIDADES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
# Solo la declaración de siempre: «xml-stylesheet» pide una hoja, y no aparece entre las partes.
_DECLARACION = re.compile(
    r"\ufeff?<\?xml version=[\"']1\.[01][\"'](?: encoding=[\"']utf-8[\"'])?"
    r"(?: standalone=[\"'](?:yes|no)[\"'])?\s*\?>",
    re.I,
)
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

    ErrorDeDatos si no está, si es un enlace, si pesa más de `MAXIMO`, si no es PNG ni SVG, o si el
    SVG trae guiones o pide algo de otra parte.
    """
    if ruta.is_symlink():
        raise _error(ruta, "es un enlace a otro archivo")
    if not ruta.is_file():
        raise _error(ruta, "no está")
    if (pesa := ruta.stat().st_size) > MAXIMO:
        raise _error(ruta, f"pesa {pesa} octetos, y el máximo son {MAXIMO}")
    contenido = ruta.read_bytes()
    if contenido.startswith(_PNG):
        _exigir_png(ruta, contenido)
        return "logo.png", contenido
    _exigir_svg(ruta, contenido)
    return "logo.svg", contenido


def en_la_hoja(nombre: str) -> str:
    """Lo que se agrega a `kit.css`; la imagen va a su lado."""
    return _HOJA.format(nombre=nombre)


def _exigir_png(ruta: Path, contenido: bytes) -> None:
    trozos = list(_trozos(contenido))
    tipos = [tipo for tipo, _ in trozos]
    if not tipos or tipos[0] != b"IHDR" or tipos[-1] != b"IEND" or b"IDAT" not in tipos:
        raise _error(ruta, "es un PNG dañado")
    if len(trozos[0][1]) != _CABEZA:
        raise _error(ruta, "es un PNG dañado")
    ancho, alto = struct.unpack(">II", trozos[0][1][:8])
    if not (0 < ancho <= LADO and 0 < alto <= LADO):
        raise _error(ruta, f"no es un PNG de hasta {LADO} por {LADO} puntos")


def _trozos(contenido: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(tipo, octetos) de cada trozo entero y con su suma; lo que sobra o no cuadra va vacío."""
    desde = len(_PNG)
    while desde < len(contenido):
        largo = int.from_bytes(contenido[desde : desde + 4])
        tipo, hasta = contenido[desde + 4 : desde + 8], desde + 8 + largo
        suma = int.from_bytes(contenido[hasta : hasta + 4])
        if hasta + 4 > len(contenido) or crc32(contenido[desde + 4 : hasta]) != suma:
            yield b"", b""
            return
        yield tipo, contenido[desde + 8 : hasta]
        desde = hasta + 4


def _exigir_svg(ruta: Path, contenido: bytes) -> None:
    # En otra codificación, lo que se busca aquí estaría escrito con otros octetos.
    try:
        texto = contenido.decode("utf-8")
    except UnicodeDecodeError as causa:
        raise _error(ruta, "no es un PNG ni un SVG en UTF-8") from causa
    # Antes de leerlo: una entidad puede crecer hasta llenar la memoria.
    if _ENTIDADES.search(texto):
        raise _error(ruta, "trae DOCTYPE o entidades")
    if "<?" in _DECLARACION.sub("", texto, count=1):
        raise _error(ruta, "trae una instrucción «<?» que no es la declaración de XML en UTF-8")
    try:
        raiz = ElementTree.fromstring(contenido)  # noqa: S314 - pequeño y sin entidades
    except (ElementTree.ParseError, ValueError, LookupError) as causa:
        raise _error(ruta, "no es un PNG ni un SVG que se pueda leer") from causa
    if _llano(raiz.tag) != "svg":
        raise _error(ruta, "no es un PNG ni un SVG", _llano(raiz.tag))
    for parte in raiz.iter():
        if _llano(parte.tag) not in _DE_SVG:
            raise _error(ruta, "trae un elemento que no se admite en un logo", _llano(parte.tag))
        # Una hoja de estilo partida por otro elemento se lee de corrido.
        if _llano(parte.tag) == "style" and len(parte):
            raise _error(ruta, "trae algo dentro de un «style»")
        if parte.text and _PIDE.search(parte.text):
            raise _error(ruta, "pide algo de otra parte", parte.text.strip())
        for nombre, valor in parte.attrib.items():
            propio = _llano(nombre).lower()
            ajeno = propio == "href" and not valor.startswith("#")
            if propio.startswith("on") or propio == "base" or ajeno or _PIDE.search(valor):
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
