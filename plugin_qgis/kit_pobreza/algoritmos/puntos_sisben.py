"""La coordenada de cada hogar: la de la capa, la automática o, donde falta, la de respaldo."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from ..metodos.hogares.columna import Columna
from ..metodos.hogares.coordenadas import Coordenadas, detectar_ejes, leer_puntos
from ..metodos.hogares.perdidas import Perdidas
from .base_sisben import Base

# Con punto decimal y sin nada más, numpy los lee todos de una vez.
SENCILLOS = frozenset("-.0123456789")
# En orden: la primera que el hogar traiga.
PAREJAS = (("x_auto", "y_auto"), ("x_manual", "y_manual"), ("x_encuesta", "y_encuesta"))
Puntos = tuple[np.ndarray, np.ndarray, np.ndarray]


def coordenadas_de(base: Base, perdidas: Perdidas) -> Coordenadas | None:
    """El punto de cada fila con los ejes en su lugar; None si la base no trae coordenadas.

    Lo que no es una coordenada queda sin punto y anotado en `perdidas`.
    """
    if base.x is not None and base.y is not None:
        return detectar_ejes(base.x, base.y)
    traidas = [(x, y) for x, y in PAREJAS if base.entrada.tiene(x) and base.entrada.tiene(y)]
    if not traidas:
        return None
    filas = len(base.entrada.filas)
    x, y, miles = np.full(filas, np.nan), np.full(filas, np.nan), np.zeros(filas, dtype=bool)
    for pareja in traidas:
        falta = np.flatnonzero(np.isnan(x) | np.isnan(y) | ((x == 0) & (y == 0)))
        if falta.size:
            en_x, en_y = (base.entrada.de(eje).tomar(falta).recortar() for eje in pareja)
            x[falta], y[falta], miles[falta] = _leer(en_x, en_y, perdidas.de(falta))
    return detectar_ejes(x, y, miles)


def _leer(x: Columna, y: Columna, perdidas: Perdidas) -> Puntos:
    """Los números de las dos columnas y cuáles traen puntos de miles, (n,) cada uno."""
    if all(SENCILLOS.issuperset("".join(columna.textos)) for columna in (x, y)):
        with suppress(ValueError):  # «1.842.345» trae dos puntos: se lee con cuidado
            ejes = [_con_nulos(np.array(c.textos, dtype=np.bytes_).astype(np.float64), c)
                    for c in (x, y)]  # fmt: skip
            return ejes[0], ejes[1], np.zeros(len(x), dtype=bool)
    return leer_puntos(x, y, perdidas)


def _con_nulos(valores: np.ndarray, columna: Columna) -> np.ndarray:
    return np.append(valores, np.nan)[columna.codigos]
