"""Si lo que dijo el kit al fallar es un error en español, con lugar y salida."""

from __future__ import annotations

import re

from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.errores_ajenos import en_palabras
from generador.metodos.errores import ErrorDeMetodo
from tests.mutaciones.entrada import Clase, Veredicto

# Lo que nunca sale en pantalla: una traza, un aviso de Python o un error que el kit no esperaba.
TRAZA = re.compile(r"Traceback|Warning:|donde no debía|DuckDB")
LARGO = 8_000


def juzgar_excepcion(error: BaseException) -> Veredicto:
    """El veredicto sobre lo que se lanzó: lo que no es un error del kit es una traza."""
    texto = en_palabras(error)
    if not isinstance(error, ErrorDelKit | ErrorDeMetodo):
        return Veredicto(Clase.TRAZA, f"{type(error).__name__}: {texto.splitlines()[0]}")
    if isinstance(error, ErrorDeDatos) and not error.lugar.archivo:
        return Veredicto(Clase.SIN_LUGAR, texto.splitlines()[0])
    return juzgar_texto(texto)


def juzgar_texto(texto: str) -> Veredicto:
    """El veredicto sobre lo que la orden mostró al salir con un código distinto de 0."""
    if hallada := TRAZA.search(texto):
        return Veredicto(Clase.TRAZA, texto[max(0, hallada.start() - 80) :][:300])
    if "Qué hacer:" not in texto:
        return Veredicto(Clase.SIN_LUGAR, f"no dice qué hacer: {texto[:200]}")
    if len(texto) > LARGO:
        return Veredicto(Clase.SIN_LUGAR, f"un mensaje de {len(texto)} letras")
    return Veredicto(Clase.DICHO, " ".join(texto.split())[:200])
