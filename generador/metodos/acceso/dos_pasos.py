"""El acceso con captación flotante en dos pasos (2SFCA): cuánta oferta le toca a cada persona.

Primero, de cada sede: su capacidad repartida entre la gente que la tiene a su alcance. Después, de
cada punto: la suma de lo que reparten las sedes a su alcance. Lo que reciben todos juntos es lo que
ofrecen las sedes que alguien alcanza. Luo, W. y Wang, F. (2003), «Measures of spatial accessibility
to health care in a GIS environment», Environment and Planning B, 30(6), 865-884.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from ..errores import ErrorDeMetodo
from ..tipos import Enteros, Numeros, Reales

# Cada vez que se llama, las parejas (punto, sede) que están al alcance, por bloques.
Alcance = Callable[[], Iterable[tuple[Enteros, Enteros]]]


class DosPasos(NamedTuple):
    """`acceso` (n,): capacidad por persona en cada punto; 0 si no alcanza ninguna sede.

    `razon` (s,): capacidad por persona de cada sede, NaN si nadie la alcanza. `demanda` (s,): la
    gente que la alcanza.
    """

    acceso: Reales
    razon: Reales
    demanda: Reales


def dos_pasos(alcance: Alcance, poblacion: Numeros, capacidad: Numeros) -> DosPasos:
    """El acceso de n puntos con `poblacion` (n,) a s sedes de `capacidad` (s,).

    Un punto sin población (0 o NaN) no pide, pero se le mide el acceso. ErrorDeMetodo si una
    población o una capacidad es negativa, o si una capacidad no tiene dato.
    """
    gente = np.nan_to_num(np.asarray(poblacion, dtype=np.float64))
    oferta = np.asarray(capacidad, dtype=np.float64)
    _exigir(gente, "población", gente >= 0)
    _exigir(oferta, "capacidad", np.isfinite(oferta) & (oferta >= 0))
    demanda = np.zeros(len(oferta))
    for punto, sede in alcance():
        demanda += np.bincount(sede, weights=gente[punto], minlength=len(oferta))
    razon = np.divide(oferta, demanda, out=np.full(len(oferta), np.nan), where=demanda > 0)
    reparte = np.nan_to_num(razon)
    acceso = np.zeros(len(gente))
    for punto, sede in alcance():
        acceso += np.bincount(punto, weights=reparte[sede], minlength=len(gente))
    return DosPasos(acceso, razon, demanda)


def _exigir(valores: Reales, que: str, buenos: Numeros) -> None:
    malos = np.flatnonzero(~np.asarray(buenos))
    if malos.size:
        visto = valores[malos[0]]
        dicho = "vacía" if np.isnan(visto) else f"{visto:g}"
        raise ErrorDeMetodo(
            f"hay una {que} {dicho} (la {malos[0] + 1}.ª, y otras {malos.size - 1})",
            que_hacer="corríjala, o elija otro campo: va un número desde 0",
        )
