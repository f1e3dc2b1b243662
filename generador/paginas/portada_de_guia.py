"""La portada de una guía: los campos entre «---» con que empieza su archivo.

MkDocs, si no la entiende, la publica como si fuera texto y no avisa.
"""

from __future__ import annotations

import re

import yaml

from generador import texto_yaml
from generador.errores import ErrorDelKit

_PORTADA = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.S | re.M)


def exigir_legible(guia: str, texto: str) -> None:
    """ErrorDelKit, con el renglón, si `texto` empieza por una portada que no son campos."""
    if not (hallada := _PORTADA.match(texto.removeprefix("\ufeff"))):
        return
    try:
        campos = texto_yaml.leer(hallada[1])
    except yaml.YAMLError as causa:
        renglon = texto_yaml.renglon_de(causa)
        donde = f", cerca del renglón {renglon + 1}" if renglon else ""
        problema = f"su portada no es YAML válido{texto_yaml.detalle(causa)}{donde}"
        raise _error(guia, problema) from causa
    if not isinstance(campos, dict | None):
        raise _error(guia, "su portada no son campos con su valor")


def _error(guia: str, problema: str) -> ErrorDelKit:
    return ErrorDelKit(
        f"{guia}: {problema}\n"
        "  Qué hacer: entre los dos «---» escriba «campo: valor»; entre comillas, si el valor trae "
        "dos puntos o empieza por un signo"
    )
