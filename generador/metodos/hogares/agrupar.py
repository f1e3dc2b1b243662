"""De personas a hogares: quién es el jefe, cuántos son y si todos dicen lo mismo del hogar.

En el Sisbén cada fila es una persona y el hogar se cuenta por su jefe (tip_parentesco = 1). Las
privaciones y `h_5` son del hogar y se repiten en cada persona; cuando no se repiten iguales se
informa, porque el resultado dependería de a quién se le pregunte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Enteros, Logicos, Numeros

JEFE = 1


def identificar(*llaves: Sequence[object] | Numeros) -> Enteros:
    """Número de hogar (0, 1, …) de cada fila, (n,), según una o varias columnas llave.

    El orden es el de las llaves, no el de las filas; sirve para cualquier tipo de columna.
    """
    if not llaves:
        raise ErrorDeMetodo(
            "no hay columnas que identifiquen el hogar",
            que_hacer="cuente los hogares por su jefe de hogar",
        )
    numero = np.zeros(len(np.asarray(llaves[0])), dtype=np.int64)
    for llave in llaves:
        _, parte = np.unique(np.asarray(llave), return_inverse=True)
        parte = parte.reshape(-1)
        junto = numero * (parte.max(initial=0) + 1) + parte
        _, numero = np.unique(junto, return_inverse=True)
        numero = numero.reshape(-1)
    return numero.astype(np.int64)


@dataclass(frozen=True)
class Hogares:
    """Resumen de H hogares.

    `jefe` (H,) fila del primer jefe, o de la primera persona si no hay jefe; `personas` (H,)
    filas del hogar; `sin_jefe` y `varios_jefes` (k,) números de los hogares que no tienen uno solo.
    """

    jefe: Enteros
    personas: Enteros
    sin_jefe: Enteros
    varios_jefes: Enteros


def resumir_hogares(hogar: Enteros, parentesco: Numeros) -> Hogares:
    """Una fila por hogar, con el número de hogar (`identificar`) y el parentesco de cada uno."""
    es_jefe = np.asarray(parentesco) == JEFE
    cuantos = int(hogar.max(initial=-1)) + 1
    personas = np.bincount(hogar, minlength=cuantos)
    jefes = np.bincount(hogar[es_jefe], minlength=cuantos)
    orden = np.lexsort((~es_jefe, hogar))  # en cada hogar, primero los jefes
    primera = np.cumsum(personas) - personas
    return Hogares(
        jefe=orden[primera].astype(np.int64),
        personas=personas.astype(np.int64),
        sin_jefe=np.flatnonzero((jefes == 0) & (personas > 0)).astype(np.int64),
        varios_jefes=np.flatnonzero(jefes > 1).astype(np.int64),
    )


def inconsistentes(hogar: Enteros, columnas: Sequence[Numeros]) -> Enteros:
    """Números de los hogares cuyas personas no tienen todas el mismo valor en cada columna, (k,).

    Dos nulos (NaN) son iguales; un nulo y un dato, no.
    """
    _, primera = np.unique(hogar, return_index=True)
    distinta = np.zeros(len(hogar), dtype=np.bool_)
    for columna in columnas:
        valores = np.asarray(columna, dtype=np.float64)
        del_hogar = valores[primera][hogar]
        distinta |= (valores != del_hogar) & ~(np.isnan(valores) & np.isnan(del_hogar))
    return np.unique(hogar[distinta]).astype(np.int64)


def contar_personas(hogar: Enteros, cumple: Logicos, numero: int) -> Enteros:
    """Personas del hogar que cumplen una condición (p. ej. menores de 6 años), (numero,)."""
    return np.bincount(hogar[cumple], minlength=numero).astype(np.int64)
