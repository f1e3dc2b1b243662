"""Quién forma cada unidad: el hogar y, aparte, quien vive en él sin ser parte (§ `unidad.separar`).

La unidad es solo de la recodificación: hogar, jefe, sorteo, cupos y llave siguen siendo los del
núcleo.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..tipos import Enteros, Logicos, Octetos
from .receta import ModoDeUnidad


@dataclass(frozen=True)
class Unidades:
    """n personas en U unidades de H hogares.

    `de` (n,): la unidad de cada persona, −1 si no cuenta en ninguna. `hogar` (U,): de qué hogar es.
    `principal` (H,): la del jefe, −1 si no tiene. `separadas` y `hogares_tocados`: cuántas personas
    forman unidad aparte y en cuántos hogares.
    """

    de: Enteros
    hogar: Enteros
    principal: Enteros
    separadas: int
    hogares_tocados: int
    _orden: Enteros
    _inicio: Enteros

    def __len__(self) -> int:
        return len(self.hogar)

    @property
    def tamanos(self) -> Enteros:
        """Cuántas personas tiene cada una, (U,)."""
        return np.diff(np.append(self._inicio, len(self._orden)))

    def alguna(self, cuales: Logicos) -> Logicos:
        """Si alguna de sus personas cumple, (U,)."""
        if not len(self):
            return np.zeros(0, dtype=np.bool_)
        return np.asarray(np.logical_or.reduceat(cuales[self._orden], self._inicio))

    def sumar(self, valores: Enteros) -> Enteros:
        """La suma de sus personas, (U,)."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        return np.asarray(np.add.reduceat(valores[self._orden].astype(np.int64), self._inicio))

    def unir(self, mascaras: Enteros) -> Enteros:
        """La unión de las máscaras de sus personas, (U,)."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        return np.asarray(np.bitwise_or.reduceat(mascaras[self._orden], self._inicio))

    def extremos(self, bajos: Enteros, altos: Enteros) -> tuple[Enteros, Enteros]:
        """El menor de los bajos y el mayor de los altos, (U,)."""
        if not len(self):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        menor = np.minimum.reduceat(bajos[self._orden], self._inicio)
        mayor = np.maximum.reduceat(altos[self._orden], self._inicio)
        return np.asarray(menor), np.asarray(mayor)

    def a_personas(self, valores: Octetos | Logicos | Enteros, nulo: int) -> Enteros:
        """El valor de la unidad de cada persona, (n,); `nulo` si no cuenta en ninguna."""
        return np.append(np.asarray(valores, dtype=np.int64), nulo)[self.de]

    def a_hogares(self, valores: Octetos | Logicos | Enteros, nulo: int) -> Enteros:
        """El valor de la unidad principal de cada hogar, (H,); `nulo` si no tiene."""
        return np.append(np.asarray(valores, dtype=np.int64), nulo)[self.principal]


def formar(hogar: Enteros, jefe: Enteros, separada: Logicos, modo: ModoDeUnidad) -> Unidades:
    """Las unidades de n personas.

    `hogar` (n,): el de cada una, −1 si no cuenta; `jefe` (H,): la fila del jefe de cada hogar;
    `separada` (n,): quién forma unidad aparte si el modo es «propia», o no cuenta si es «fuera».
    """
    aparte = separada & (hogar >= 0)
    if modo == "dentro":
        aparte = np.zeros(len(hogar), dtype=np.bool_)
    llave = np.where(hogar >= 0, hogar * 2 + aparte, -1)
    if modo == "fuera":
        llave = np.where(aparte, -1, llave)
    cuentan = np.flatnonzero(llave >= 0)
    distintas, numero = np.unique(llave[cuentan], return_inverse=True)
    de = np.full(len(hogar), -1, dtype=np.int64)
    de[cuentan] = numero.reshape(-1)
    orden = cuentan[np.argsort(de[cuentan], kind="stable")]
    inicio = np.searchsorted(de[orden], np.arange(len(distintas))).astype(np.int64)
    return Unidades(
        de=de,
        hogar=(distintas // 2).astype(np.int64),
        principal=de[jefe],
        separadas=int(aparte.sum()),
        hogares_tocados=len(np.unique(hogar[aparte])),
        _orden=orden.astype(np.int64),
        _inicio=inicio,
    )
