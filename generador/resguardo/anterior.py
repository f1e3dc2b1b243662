"""Lo que ya hay donde se va a escribir: si se publicó con otra clave, no se sigue."""

from __future__ import annotations

import json
from pathlib import Path

from ..metodos.publicable.clave import comprobar_huella
from . import privado
from .clave import Clave

# Con este nombre va la huella en el registro de auditoría de una salida publicable.
CAMPO_DE_HUELLA = "huella_de_clave"


def comprobar_salida_anterior(clave: Clave, registro: Path) -> None:
    """ErrorDeResguardo si el registro de esa salida dice que se publicó con otra clave.

    Uno que no se puede leer no dice con qué clave se publicó: no impide nada.
    """
    with privado.con_archivo(registro):
        comprobar_huella(clave.octetos, _huella_de(registro), "la salida anterior")


def _huella_de(registro: Path) -> str | None:
    try:
        documento = json.loads(registro.read_bytes())
    except (OSError, ValueError):
        return None
    huella = documento.get(CAMPO_DE_HUELLA) if isinstance(documento, dict) else None
    return huella if isinstance(huella, str) else None
