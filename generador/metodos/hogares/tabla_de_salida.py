"""Una tabla lista para escribir, sea cual sea el formato y el motor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

Valor = Union[str, int, float, None]


@dataclass(frozen=True)
class TablaDeSalida:
    """Columnas en orden y una lista de valores por fila; None es «no se publica» o «no existe»."""

    columnas: tuple[str, ...]
    filas: tuple[tuple[Valor, ...], ...]

    def columna(self, nombre: str) -> list[Valor]:
        """Los valores de una columna."""
        posicion = self.columnas.index(nombre)
        return [fila[posicion] for fila in self.filas]
