"""La clave de publicación como texto, y en qué carpeta va; leer y escribir el archivo es de otro.

Hay una por entidad que publica, la misma en la orden y en QGIS, para siempre: dos claves sobre la
misma base son dos ruidos que se promedian. No sale de un texto corto ni de la base.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errores import ErrorDeMetodo
from ..tablas import documento
from .huella import huella
from .siphash import OCTETOS_DE_CLAVE

ARCHIVO: str = documento("publicable")["archivo_de_la_clave"]
CARPETA = "kit-pobreza"
# Para la base de práctica y las pruebas: la conoce todo el mundo y no protege a nadie.
CLAVE_DE_PRACTICA = bytes(range(OCTETOS_DE_CLAVE))
GUARDE_COPIA = (
    "guarde una copia de la clave en la entidad, por fuera de la base y de lo que publica; si se "
    "pierde, se crea otra y se deja de publicar lo anterior"
)


def a_texto(clave: bytes) -> str:
    """Lo que va en el archivo: 32 cifras hexadecimales y un fin de línea."""
    return clave.hex() + "\n"


def de_texto(texto: str) -> bytes:
    """La clave que trae el archivo; ErrorDeMetodo, sin repetir lo leído, si no es una."""
    cifras = texto.strip().lstrip("\ufeff").lower()
    if not re.fullmatch(rf"[0-9a-f]{{{2 * OCTETOS_DE_CLAVE}}}", cifras):
        raise ErrorDeMetodo(
            f"el archivo no trae una clave de {2 * OCTETOS_DE_CLAVE} cifras hexadecimales",
            que_hacer="ponga ahí la copia de la clave que guarda la entidad; el kit no lo cambia",
        )
    return bytes.fromhex(cifras)


def es_de_practica(clave: bytes) -> bool:
    """Si es la clave conocida de la base de práctica."""
    return clave == CLAVE_DE_PRACTICA


def comprobar_uso(clave: bytes, *, base_de_practica: bool) -> None:
    """ErrorDeMetodo si se publica una base de verdad con la clave que conoce todo el mundo."""
    if es_de_practica(clave) and not base_de_practica:
        raise ErrorDeMetodo(
            "la clave es la de la base de práctica, que es pública y no protege a nadie",
            que_hacer="quite esa clave: el kit crea una propia la primera vez que publica",
        )


def comprobar_huella(clave: bytes, anterior: str | None, donde: str) -> None:
    """ErrorDeMetodo si lo ya publicado (`anterior`, su huella; None si no hay) usó otra clave."""
    propia = huella(clave)
    if anterior is not None and anterior != propia:
        raise ErrorDeMetodo(
            f"huella de clave distinta a la de lo ya publicado: {donde} dice «{anterior}» y la "
            f"clave de este equipo es «{propia}»",
            que_hacer="use la clave con que la entidad publicó antes; con dos claves el ruido se "
            "puede promediar",
        )


def carpeta_de_configuracion(sistema: str, entorno: Mapping[str, str], casa: str) -> str:
    """La carpeta del usuario donde van la clave y la bitácora.

    `sistema` como `sys.platform`; `entorno`, las variables; `casa`, la carpeta del usuario. La
    misma para la orden y para QGIS, que así comparten la clave.
    """
    if sistema.startswith("win"):
        raiz = entorno.get("APPDATA") or f"{casa}/AppData/Roaming"
    elif sistema == "darwin":
        raiz = f"{casa}/Library/Application Support"
    else:
        raiz = entorno.get("XDG_CONFIG_HOME") or f"{casa}/.config"
    return f"{raiz}/{CARPETA}"
