"""Los textos del modo publicable con los números de cada salida; el texto es un dato."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .redondeo import BASE
from .visible import MINIMO


def para_el_alcalde(documento: Mapping[str, Any], *, base: int = BASE, minimo: int = MINIMO) -> str:
    """Qué tienen las cifras publicadas y por qué, en palabras llanas (`publicable.json`)."""
    texto: str = documento["alcalde"]
    return texto.format(base=base, diferencia=base - 1, minimo=minimo)


def sin_publicar(documento: Mapping[str, Any], cuantos: int) -> str:
    """La fila que resume los territorios que no se listan: «8 territorios sin publicar»."""
    texto: str = documento["rotulos"]["sin_publicar"]
    return "1 territorio sin publicar" if cuantos == 1 else texto.format(cuantos=cuantos)
