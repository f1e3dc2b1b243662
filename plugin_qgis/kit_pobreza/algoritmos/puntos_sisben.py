"""La coordenada de cada hogar: la de la capa, la automática o, donde falta, la de respaldo."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from ..metodos.hogares.columna import Columna
from ..metodos.hogares.coordenadas import Coordenadas, detectar_ejes
from ..metodos.hogares.numeros import convertir, declarados, detectar_separadores
from ..metodos.hogares.textos import limpiar
from .base_sisben import Base

# Con punto decimal y sin nada más, numpy los lee todos de una vez.
SENCILLOS = frozenset("-.0123456789")
# En orden: la primera que el hogar traiga.
PAREJAS = (("x_auto", "y_auto"), ("x_manual", "y_manual"), ("x_encuesta", "y_encuesta"))


def coordenadas_de(base: Base, decimal: str | None) -> Coordenadas | None:
    """El punto de cada fila con los ejes en su lugar; None si la base no trae coordenadas."""
    if base.x is not None and base.y is not None:
        return detectar_ejes(base.x, base.y)
    traidas = [(x, y) for x, y in PAREJAS if base.entrada.tiene(x) and base.entrada.tiene(y)]
    if not traidas:
        return None
    filas = len(base.entrada.filas)
    x, y = np.full(filas, np.nan), np.full(filas, np.nan)
    for propia_x, propia_y in traidas:
        falta = np.flatnonzero(np.isnan(x) | np.isnan(y) | ((x == 0) & (y == 0)))
        if falta.size:
            x[falta] = _numeros(base.entrada.de(propia_x).tomar(falta).recortar(), decimal)
            y[falta] = _numeros(base.entrada.de(propia_y).tomar(falta).recortar(), decimal)
    return detectar_ejes(x, y)


def _numeros(columna: Columna, decimal: str | None) -> np.ndarray:
    """Los números de la columna, (n,); NaN donde no hay.

    «-76,612» no es ambiguo en una coordenada: si la columna no dice otra cosa, el signo es decimal.
    """
    textos = columna.textos
    if decimal != "," and SENCILLOS.issuperset("".join(textos)):
        with suppress(ValueError):  # «1.842.345» trae dos puntos: se lee con cuidado
            return _con_nulos(np.array(textos, dtype=np.bytes_).astype(np.float64), columna)
    limpios = [limpiar(t) for t in textos]
    separadores = detectar_separadores(limpios)
    if separadores.ambiguo and decimal is not None:
        separadores = declarados(decimal)
    return _con_nulos(convertir(limpios, separadores), columna)


def _con_nulos(valores: np.ndarray, columna: Columna) -> np.ndarray:
    finitos = np.where(np.isfinite(valores), valores, np.nan)
    return np.append(finitos, np.nan)[columna.codigos]
