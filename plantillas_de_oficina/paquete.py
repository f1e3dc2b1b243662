"""Guardar un documento de Office de modo que dos veces seguidas salga igual octeto a octeto."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

FECHA = (2020, 1, 1, 0, 0, 0)
# Lo que cambia en cada corrida: cuándo se creó y se guardó.
CUANDO = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def guardar(escribir: Callable[[Any], object], ruta: Path) -> None:
    """Lo que `escribir` pone en un archivo, con las fechas fijas y las partes en orden."""
    crudo = io.BytesIO()
    escribir(crudo)
    with zipfile.ZipFile(crudo) as antes, zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as ahora:
        # La lista de tipos va primero: hay lectores que la esperan ahí.
        for nombre in sorted(antes.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            contenido = CUANDO.sub(rb"\g<1>2020-01-01T00:00:00Z", antes.read(nombre))
            ficha = zipfile.ZipInfo(nombre, FECHA)
            ficha.compress_type = zipfile.ZIP_DEFLATED
            ahora.writestr(ficha, contenido)
