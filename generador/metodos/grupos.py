"""A qué grupo pertenece cada fila, y cómo se cuenta y se suma por grupo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Reales

SIN_GRUPO = -1


@dataclass(frozen=True)
class Agrupacion:
    """Grupo de cada fila: un entero de 0 a `numero` − 1, o `SIN_GRUPO` (−1).

    `numero` es explícito para que un grupo sin filas también aparezca en los resultados.
    """

    grupo: Enteros
    numero: int

    def __post_init__(self) -> None:
        grupo = np.asarray(self.grupo)
        if grupo.ndim != 1 or (grupo.size and not np.issubdtype(grupo.dtype, np.integer)):
            raise ErrorDeMetodo(
                f"el grupo de cada fila debe ser un vector de enteros; llegó {grupo.dtype} "
                f"de {grupo.ndim} dimensiones",
                que_hacer="convierta los códigos con Agrupacion.de_codigos",
            )
        grupo = grupo.astype(np.int64)
        if grupo.size and (grupo.min() < SIN_GRUPO or grupo.max() >= self.numero):
            raise ErrorDeMetodo(
                f"hay grupos fuera de −1…{self.numero - 1} (de {grupo.min()} a {grupo.max()})",
                que_hacer="use −1 para «sin grupo» y declare cuántos grupos hay",
            )
        object.__setattr__(self, "grupo", grupo)

    @classmethod
    def unica(cls, filas: int) -> Agrupacion:
        """Todas las filas en un solo grupo."""
        return cls(np.zeros(filas, dtype=np.int64), 1)

    @classmethod
    def de_codigos(cls, codigos: Sequence[str]) -> tuple[Agrupacion, tuple[str, ...]]:
        """Agrupación de una lista de códigos, y los códigos en orden; el vacío es «sin grupo»."""
        etiquetas, posicion = np.unique(np.asarray(codigos, dtype=np.str_), return_inverse=True)
        posicion = posicion.reshape(-1).astype(np.int64)
        if etiquetas.size and etiquetas[0] == "":
            etiquetas, posicion = etiquetas[1:], posicion - 1
        return cls(posicion, len(etiquetas)), tuple(str(e) for e in etiquetas)

    @property
    def tiene(self) -> Logicos:
        """Qué filas pertenecen a algún grupo."""
        return np.not_equal(self.grupo, SIN_GRUPO)

    @property
    def sin_grupo(self) -> int:
        """Cuántas filas no pertenecen a ningún grupo."""
        return int(np.count_nonzero(self.grupo == SIN_GRUPO))

    def contar(self) -> Enteros:
        """Filas de cada grupo, (numero,)."""
        return np.bincount(self.grupo + 1, minlength=self.numero + 1)[1:].astype(np.int64)

    def sumar(self, valores: Numeros) -> Reales:
        """Suma de `valores` en cada grupo, (numero,); exacta si son enteros menores de 2⁵³."""
        pesos = np.asarray(valores, dtype=np.float64)
        sumas = np.bincount(self.grupo + 1, weights=pesos, minlength=self.numero + 1)
        return sumas[1:].astype(np.float64)
