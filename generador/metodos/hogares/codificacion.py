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


def codificacion_de_marca(valores: Numeros, documento: Mapping[str, Any]) -> str:
    """Cuál de las codificaciones conocidas de `marca` explica todos los valores de la columna.

    Hay bases con 0 = válido y 1 = excluido, y otras con 1 = válido y 2 = excluido: una columna
    que solo tiene 1 es ambigua, y da error antes que excluir a todos o a ninguno.
    """
    datos = np.asarray(valores, dtype=np.float64)
    vistos = set(np.unique(datos[~np.isnan(datos)]).tolist())
    posibles = [
        c["id"]
        for c in documento["marca"]["codificaciones"]
        if vistos <= {codigo for categoria in CATEGORIAS for codigo in c[categoria]}
    ]
    if len(posibles) != 1:
        dicho = " y ".join(f"«{p}»" for p in posibles) or "ninguna"
        raise ErrorDeMetodo(
            f"los valores de «marca» {sorted(vistos)} caben en {dicho} de las codificaciones",
            que_hacer="declare cuál usa la base, o no filtre por marca",
        )
    return str(posibles[0])


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
