"""Los archivos de datos de las guías, leídos una sola vez."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generador.errores import ErrorDeDatos, Lugar

CARPETA = Path(__file__).resolve().parent


@cache
def leer(nombre: str) -> Any:
    """El contenido de `<nombre>.yaml`."""
    return yaml.safe_load((CARPETA / f"{nombre}.yaml").read_text(encoding="utf-8"))


def uno(nombre: str, seccion: str, clave: str) -> Any:
    """`clave` dentro de una sección; ErrorDeDatos si la guía pide algo que no está."""
    entradas = leer(nombre)[seccion]
    if clave not in entradas:
        raise ErrorDeDatos(
            f"la guía pide «{clave}» y no está en «{seccion}»",
            lugar=Lugar(f"{nombre}.yaml"),
            que_hacer="corrija el nombre en la guía o agregue la entrada al archivo",
        )
    return entradas[clave]
