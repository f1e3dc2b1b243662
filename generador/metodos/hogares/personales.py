"""Qué columnas llevan datos personales y se descartan al leer (Ley 1581 de 2012).

La lista es un dato (`datos/datos_personales.json`). Una columna nombrada allí se descarta siempre;
una desconocida, si su nombre sigue un patrón; una variable del diccionario del Sisbén, nunca.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from .nombres import clave, coincide


def columnas_personales(
    columnas: Sequence[str], documento: Mapping[str, Any], conocidas: Collection[str] = ()
) -> dict[str, str]:
    """Columnas que hay que descartar y por qué, {columna: motivo}, en el orden de la base.

    `conocidas` son las columnas que `sisben.reconocer` identificó (valores de `columnas` y
    `otras`): «ind_gasto_celular» es un gasto, no un teléfono.
    """
    motivos = {}
    for columna in columnas:
        nombrada = [n for n in documento["descartar"] if coincide(columna, n)]
        patron = [p for p in documento["patrones"] if re.search(p, clave(columna))]
        if nombrada:
            motivos[columna] = f"es el dato personal «{nombrada[0]}»"
        elif patron and columna not in conocidas:
            motivos[columna] = f"su nombre parece un dato personal («{patron[0]}»)"
    return motivos
