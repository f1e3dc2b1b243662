"""Las llaves que deciden hacia dónde se redondea cada celda.

La del hogar es una función pseudoaleatoria de su identidad. La de la celda mezcla la suma de las
llaves de sus hogares con la de *todo* el territorio: quitar un hogar cambia todas las celdas a la
vez, también las que no lo contienen, y ninguna delata qué tenía. Todo es módulo 2⁶⁴.
"""

from __future__ import annotations

import numpy as np

from ..azar import GAMMA, Palabras, mezcla
from ..errores import ErrorDeMetodo
from .siphash import Textos, siphash24

DE_HOGARES, DE_PERSONAS = 0, 1


def llaves_de_hogar(clave: bytes, identidades: Textos) -> Palabras:
    """r_h: la llave de cada hogar, dada su identidad canónica («5045|123|1»), (n,)."""
    return siphash24(clave, identidades)


def llave_de_celda(universo: Palabras, miembros: Palabras, etiqueta: int = DE_HOGARES) -> Palabras:
    """mezcla(mezcla(S_U + γ·(e+1)) + S_m), con la forma de `universo` y `miembros` combinados.

    `universo` S_U: suma de las llaves del territorio; `miembros` S_m: la de los hogares de la
    celda; `etiqueta` e: 0 si la celda cuenta hogares y 1 si cuenta personas.
    """
    corrida = np.array([etiqueta + 1], dtype=np.uint64) * GAMMA
    return mezcla(mezcla(np.asarray(universo, dtype=np.uint64) + corrida) + miembros)


def exigir_llaves(llaves: Palabras | None) -> Palabras:
    """Las mismas llaves; ErrorDeMetodo si la base no dice qué personas son de un hogar."""
    if llaves is None:
        raise ErrorDeMetodo(
            "los hogares no traen llave: sin llave no hay salida publicable",
            que_hacer="agregue a la base la ficha (o la llave) y el número del hogar, como texto y "
            "no en notación científica, o mida en modo interno",
        )
    return llaves
