"""Códigos del Sisbén que no son valores: «no aplica», y la marca y el estado del registro.

Las tablas son un dato (`datos/codigos_sisben.json`) que lee quien llama.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Numeros, Reales

CATEGORIAS: tuple[str, ...] = ("valido", "excluido", "verificacion")


def sin_no_aplica(valores: Numeros, variable: str, documento: Mapping[str, Any]) -> Reales:
    """La columna con NaN donde el código de esa variable (9, 99 o 999) dice «no aplica», (n,)."""
    datos = np.array(valores, dtype=np.float64)
    if variable in documento["no_aplica"]:
        datos[datos == documento["no_aplica"][variable]] = np.nan
    return datos


def categorias_de_marca(
    valores: Numeros, codificacion: str, documento: Mapping[str, Any]
) -> tuple[str, ...]:
    """«valido», «excluido», «verificacion» o «» (sin dato o código desconocido) por fila."""
    elegida = [c for c in documento["marca"]["codificaciones"] if c["id"] == codificacion]
    if not elegida:
        raise ErrorDeMetodo(
            f"la codificación de marca «{codificacion}» no existe",
            que_hacer="use una de las de la tabla de códigos",
        )
    datos = np.asarray(valores, dtype=np.float64)
    textos = np.select([np.isin(datos, elegida[0][c]) for c in CATEGORIAS], CATEGORIAS, default="")
    return tuple(str(t) for t in textos.tolist())
