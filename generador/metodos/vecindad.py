"""Quién es vecino de quién: las listas de vecinos de N territorios, seguidas en un solo arreglo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Reales


@dataclass(frozen=True)
class Vecindad:
    """Los vecinos de i son `vecinos[desde[i] : desde[i + 1]]`, posiciones de 0 a N − 1.

    `desde` (N + 1,) y `vecinos` (V,). Puede no ser simétrica: con k vecinos cercanos, que j esté
    entre los de i no dice que i esté entre los de j. Nadie es vecino de sí mismo.
    """

    desde: Enteros
    vecinos: Enteros

    @classmethod
    def de_listas(cls, listas: Sequence[Sequence[int]]) -> Vecindad:
        """La de una lista de vecinos por territorio, vacía si no tiene."""
        cuantos = np.array([len(lista) for lista in listas], dtype=np.int64)
        juntos = [vecino for lista in listas for vecino in lista]
        return cls(_acumular(cuantos), np.array(juntos, dtype=np.int64))

    @classmethod
    def de_parejas(cls, uno: Enteros, otro: Enteros, territorios: int) -> Vecindad:
        """La de las parejas (`uno`, `otro`), (V,): el segundo es vecino del primero.

        Las repetidas cuentan una vez y las de un territorio consigo mismo, ninguna.
        """
        llaves = np.unique(uno.astype(np.int64) * territorios + otro)
        quienes, vecinos = np.divmod(llaves, max(territorios, 1))
        ajenos = quienes != vecinos
        cuantos = np.bincount(quienes[ajenos], minlength=territorios)
        return cls(_acumular(cuantos), vecinos[ajenos])

    @property
    def territorios(self) -> int:
        """Cuántos territorios hay, N."""
        return len(self.desde) - 1

    @property
    def cuantos(self) -> Enteros:
        """Cuántos vecinos tiene cada uno, (N,)."""
        return np.diff(self.desde)

    @property
    def de_quien(self) -> Enteros:
        """De quién es cada uno de los vecinos, (V,)."""
        return np.repeat(np.arange(self.territorios), self.cuantos)

    def solo(self, cuales: Logicos) -> Vecindad:
        """La misma, sin los vecinos de, ni hacia, los territorios que no son de `cuales` (N,)."""
        quedan = cuales[self.de_quien] & cuales[self.vecinos]
        cuantos = np.bincount(self.de_quien[quedan], minlength=self.territorios)
        return Vecindad(_acumular(cuantos), self.vecinos[quedan])

    def en_orden(self, orden: Enteros) -> Vecindad:
        """La misma con los territorios en ese orden, (N,): el primero es el que era `orden[0]`."""
        lugar = np.argsort(orden)
        return Vecindad.de_parejas(lugar[self.de_quien], lugar[self.vecinos], self.territorios)

    def sumar(self, valores: Numeros) -> Reales:
        """La suma de `valores` (N,) en los vecinos de cada uno, (N,); 0 si no tiene."""
        pesos = np.asarray(valores, dtype=np.float64)[self.vecinos]
        sumas = np.bincount(self.de_quien, weights=pesos, minlength=self.territorios)
        return sumas.astype(np.float64)

    def exigir(self, territorios: int) -> None:
        """ErrorDeMetodo si no es la de ese número de territorios, o si un vecino no puede serlo."""
        if self.territorios != territorios:
            raise ErrorDeMetodo(
                f"hay {territorios} valores y {self.territorios} listas de vecinos",
                que_hacer="dé una lista de vecinos por valor, vacía si no tiene",
            )
        dueno, vecino = self.de_quien, self.vecinos
        fuera = (vecino < 0) | (vecino >= territorios)
        orden = np.lexsort((vecino, dueno))
        repite = np.zeros(len(vecino), dtype=np.bool_)
        iguales = (np.diff(dueno[orden]) == 0) & (np.diff(vecino[orden]) == 0)
        repite[orden[1:]] = iguales
        for malos, dice in (
            (fuera, "no existe"), (vecino == dueno, "es él mismo"), (repite, "está dos veces"),
        ):  # fmt: skip
            if malos.any():
                cual = int(np.flatnonzero(malos)[0])
                raise ErrorDeMetodo(
                    f"el vecino {int(vecino[cual])} del territorio {int(dueno[cual])} {dice}",
                    que_hacer="dé a cada territorio las posiciones de sus vecinos, desde 0 y una "
                    "vez cada una",
                )


def _acumular(cuantos: Enteros) -> Enteros:
    return np.append(0, np.cumsum(cuantos)).astype(np.int64)
