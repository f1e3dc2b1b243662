"""Los valores de una salida por columnas, y cómo pasan a filas de QGIS o de SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY

from .metodos.hogares.columna import Columna
from .metodos.hogares.textos import limpiar

POR_TANDA = 20_000
Puntos = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Textos:
    """Una columna de textos: los distintos y un None (d + 1,), y el código de cada fila."""

    tabla: np.ndarray
    codigos: np.ndarray

    @classmethod
    def tal_cual(cls, columna: Columna) -> Textos:
        """Los textos como vienen."""
        return cls(np.array([*columna.textos, None], dtype=object), columna.codigos)

    @classmethod
    def limpios(cls, columna: Columna) -> Textos:
        """Los textos en su forma única; sin dato es None."""
        return cls.de_etiquetas(tuple(map(limpiar, columna.textos)), columna.codigos)

    @classmethod
    def de_etiquetas(cls, etiquetas: Sequence[str], codigos: np.ndarray) -> Textos:
        """Los textos con su código, (n,); −1 y «» son sin dato."""
        return cls(np.array([*(e or None for e in etiquetas), None], dtype=object), codigos)

    def __len__(self) -> int:
        return len(self.codigos)


def enteros(valores: np.ndarray) -> Any:
    """Números enteros con sin dato, (n,): NaN queda enmascarado y los demás, como enteros."""
    faltan = np.isnan(valores)
    propios = np.where(faltan, 0, valores)
    chicos = np.iinfo(np.int16).max > np.abs(propios).max(initial=0)
    return np.ma.masked_array(propios.astype(np.int16 if chicos else np.int64), faltan)


def tomar(valores: Any, filas: np.ndarray) -> Any:
    """La columna con solo esas filas (posiciones)."""
    if isinstance(valores, Textos):
        return Textos(valores.tabla, valores.codigos[filas])
    if isinstance(valores, np.ndarray):
        return valores[filas]
    return [valores[i] for i in filas.tolist()]


def en_lista(valores: Any, tramo: slice) -> list[Any]:
    """Un tramo de la columna como lista; None donde no hay dato (NaN o enmascarado)."""
    if isinstance(valores, Textos):
        return list(valores.tabla[valores.codigos[tramo]].tolist())
    parte = valores[tramo]
    if isinstance(parte, np.ma.MaskedArray):
        return list(parte.tolist())
    if not isinstance(parte, np.ndarray):
        return list(parte)
    if parte.dtype.kind == "f" and np.isnan(parte).any():
        return [None if v != v else v for v in parte.tolist()]  # noqa: PLR0124 - NaN no es igual a sí
    return list(parte.tolist())


def en_filas(valores: Sequence[Any], puntos: Puntos | None) -> Iterator[tuple[Any, Any]]:
    """Una geometría y unos valores por fila, para escribir entidad por entidad."""
    total = len(valores[0]) if valores else 0
    for desde in range(0, total, POR_TANDA):
        tramo = slice(desde, min(desde + POR_TANDA, total))
        filas = zip(*(en_lista(v, tramo) for v in valores))
        if puntos is None:
            yield from ((None, fila) for fila in filas)
            continue
        lugares = zip(puntos[0][tramo].tolist(), puntos[1][tramo].tolist())
        yield from ((_punto(x, y), fila) for (x, y), fila in zip(lugares, filas))


def _punto(x: float, y: float) -> QgsGeometry | None:
    return QgsGeometry.fromPointXY(QgsPointXY(x, y)) if x == x and y == y else None  # noqa: PLR0124
