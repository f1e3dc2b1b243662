"""Los errores de quien escribe una plantilla, con su archivo y su renglón.

Lo que dice Jinja va entre paréntesis, en inglés: nombra lo que no entendió.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from generador import errores_ajenos
from generador.rutas import PLANTILLAS


def en_palabras(error: Exception) -> str:
    """Qué pasó y dónde; lo que no es de una plantilla, como lo dice la orden.

    El renglón es el de la plantilla con sus partes puestas (ver `entorno_jinja.ConPartes`).
    """
    if isinstance(error, TemplateNotFound):
        return f"no está la plantilla «{error.name}»"
    if isinstance(error, TemplateSyntaxError) and error.name:
        donde = f"plantillas/{error.name}, renglón {error.lineno}"
        return f"{donde}: no se entiende ({error.message})"
    if isinstance(error, TemplateError):
        return f"{_donde(error)}: no se pudo llenar ({error})"
    if isinstance(error, UnicodeDecodeError):
        return f"un archivo no está guardado en UTF-8, desde el octeto {error.start}"
    return errores_ajenos.en_palabras(error)


def _donde(error: Exception) -> str:
    pasos = [(Path(p.filename), p.lineno) for p in traceback.extract_tb(error.__traceback__)]
    suyos = [(ruta, renglon) for ruta, renglon in pasos if ruta.is_relative_to(PLANTILLAS)]
    if not suyos:
        return "una plantilla"
    ruta, renglon = suyos[-1]
    return f"plantillas/{ruta.relative_to(PLANTILLAS).as_posix()}, renglón {renglon}"
