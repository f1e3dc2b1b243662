"""Un campo de una regla o de la prioridad desde su columna: números, o textos si no lo son.

Los códigos «no aplica» del diccionario (9, 99 o 999, según la variable) no son valores: quedan sin
dato. Si casi todo es número, lo demás es ilegible y se dice; no convierte la columna en texto.
"""

from __future__ import annotations

import math

import numpy as np

from ..tablas import documento
from ..tipos import Reales
from .codificacion import sin_no_aplica
from .columna import Columna
from .numeros import convertir, declarados, detectar_separadores, leer_reales
from .perdidas import Perdidas
from .textos import limpiar

# Desde qué parte de las filas con dato una columna es numérica aunque traiga algo más.
CASI_TODO = 0.5


def leer_campo(
    columna: Columna, variable: str, perdidas: Perdidas, *, decimal: str | None = None
) -> Reales | np.ndarray:
    """La columna como números (n,) con NaN, o como textos (n,) con «», según lo que traiga.

    `variable` es su nombre en el diccionario del Sisbén, que dice su código «no aplica».
    """
    if not es_numerica(columna, decimal):
        textos = np.array([*(limpiar(t) for t in columna.textos), ""], dtype=np.str_)
        return np.asarray(textos[columna.codigos])
    valores = leer_reales(columna, "numero", perdidas, decimal=decimal, detiene=True)
    return sin_no_aplica(valores, variable, documento("codigos_sisben"))


def es_numerica(columna: Columna, decimal: str | None = None) -> bool:
    """Si la mayor parte de las filas con dato son números."""
    limpios = [limpiar(t) for t in columna.textos]
    separadores = detectar_separadores(limpios) if decimal is None else declarados(decimal)
    valores = convertir(limpios, separadores)
    cuantas = np.bincount(columna.codigos + 1, minlength=len(limpios) + 1)[1:]
    con_dato = sum(int(c) for c, t in zip(cuantas.tolist(), limpios) if t)
    numericas = sum(int(c) for c, v in zip(cuantas.tolist(), valores.tolist()) if not math.isnan(v))
    return con_dato > 0 and numericas > CASI_TODO * con_dato
