"""Saber si una base es la de práctica: solo entonces se publica con la clave conocida."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from generador.hogares.base_reconocida import Base
from generador.practica.salida_marcada import metadatos_de


def es_de_practica(base: Base) -> bool:
    """Si el archivo es, octeto por octeto, el que hizo `kit sintetizar` o el del complemento.

    Lo dicen sus metadatos de al lado con la huella del archivo: con un nombre o una marca bastaría
    un descuido para publicar personas de verdad con una clave que conoce todo el mundo.
    """
    dicho = _metadatos(base.archivo.ruta)
    if dicho is None:
        return False
    salida = dicho.get("salida")
    if isinstance(salida, dict):
        return salida.get("sha256") == base.archivo.sha256
    return base.archivo.sha256 == _del_complemento()


def _metadatos(ruta: Path) -> dict[str, Any] | None:
    try:
        leido = json.loads(metadatos_de(ruta).read_bytes())
    except (OSError, ValueError):
        return None
    return leido if isinstance(leido, dict) else None


def _del_complemento() -> str:
    """La huella de la base que viaja en el zip, que no la lleva escrita: se rehace."""
    # Dentro: hacerla cuesta un segundo y solo hace falta aquí.
    from generador.practica import en_el_zip, nombres_en_el_zip  # noqa: PLC0415

    return hashlib.sha256(en_el_zip.archivos()[nombres_en_el_zip.BASE]).hexdigest()
