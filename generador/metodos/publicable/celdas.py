"""Las celdas de cada territorio: el conteo exacto y la suma de llaves de sus hogares.

Son lo que no se publica. Con J privaciones hay 2 + 2J celdas de hogares —hogares, pobres, privados
en j, pobres y privados en j— y dos de personas. Un grupo de territorios y el total salen de sus
propios hogares: se suman los exactos, nunca lo redondeado.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..azar import Palabras
from ..calculo import suma_modular
from ..errores import ErrorDeMetodo
from ..grupos import SIN_GRUPO, Agrupacion
from ..metodo import Metodo
from ..patrones import TablaDePatrones
from ..privaciones import es_pobre
from ..tipos import Enteros, Octetos
from .llaves import DE_PERSONAS, exigir_llaves, llave_de_celda
from .redondeo import BASE_DE_PERSONAS, redondear

HOGARES, POBRES, PRIVADOS = 0, 1, 2  # posición de cada celda; los J privados, desde PRIVADOS


@dataclass(frozen=True)
class Celdas:
    """Conteos exactos de G universos.

    `hogares` (G, 2 + 2J) y `personas` (G, 2: todas y en hogares pobres); `llaves` (G, 2 + 2J) la
    suma de las llaves de los hogares de cada celda. `llaves[:, 0]` es la del universo, S_U.
    """

    hogares: Enteros
    personas: Enteros
    llaves: Palabras

    @property
    def universo(self) -> Palabras:
        """S_U de cada universo, (G,)."""
        return self.llaves[:, HOGARES]

    @property
    def llaves_de_personas(self) -> Palabras:
        """S_m de las dos celdas de personas: las de todos los hogares y las de los pobres."""
        return self.llaves[:, : POBRES + 1]

    def agregar(self, agrupacion: Agrupacion) -> Celdas:
        """Las celdas de los grupos; lo que no tiene grupo no entra."""
        tiene = agrupacion.tiene
        grupo, numero = agrupacion.grupo[tiene], agrupacion.numero
        return Celdas(
            _sumar(grupo, self.hogares[tiene], numero),
            _sumar(grupo, self.personas[tiene], numero),
            suma_modular(grupo, self.llaves[tiene], numero),
        )

    def total(self) -> Celdas:
        """Las celdas de todos los hogares, como un solo universo."""
        return self.agregar(Agrupacion.unica(len(self.hogares)))


def redondeadas(celdas: Celdas, base: int) -> tuple[Enteros, Enteros]:
    """Cada conteo redondeado con la llave de su celda: los hogares a `base` y las personas a 10.

    Sin recortar lo imposible (una parte mayor que su total), que depende de qué se cuenta.
    """
    universo = celdas.universo[:, None]
    hogares = redondear(celdas.hogares, llave_de_celda(universo, celdas.llaves), base)
    llaves = llave_de_celda(universo, celdas.llaves_de_personas, DE_PERSONAS)
    return hogares, redondear(celdas.personas, llaves, BASE_DE_PERSONAS)


def contar_celdas(tabla: TablaDePatrones, metodo: Metodo) -> Celdas:
    """Las celdas de cada territorio; ErrorDeMetodo si la tabla no trae las llaves."""
    llaves, distintos = exigir_llaves(tabla.llaves), tabla.distintos
    if distintos is None:
        distintos = tabla.registros
    privado = tabla.privado
    if privado.shape[1] != len(metodo.nombres):
        raise ErrorDeMetodo(
            f"la tabla trae {privado.shape[1]} privaciones y el método {len(metodo.nombres)}",
            que_hacer="resuma la base con las privaciones del método",
        )
    grupos = tabla.agrupacion
    pobre = es_pobre(privado, metodo).astype(np.uint8)
    conteos, sumas = [], []
    for marca in _marcas(privado, pobre):
        conteos.append(grupos.sumar(marca * distintos))
        sumas.append(suma_modular(grupos.grupo, marca * llaves, grupos.numero))
    personas = [grupos.sumar(tabla.personas), grupos.sumar(pobre * tabla.personas)]
    return Celdas(
        np.stack(conteos, axis=1).astype(np.int64),
        np.stack(personas, axis=1).astype(np.int64),
        np.stack(sumas, axis=1),
    )


def _marcas(privado: Octetos, pobre: Octetos) -> Iterator[Octetos]:
    """Qué filas entran en cada celda de hogares, en el orden de `Celdas`."""
    yield np.ones(len(privado), dtype=np.uint8)
    yield pobre
    yield from privado.T
    yield from (columna * pobre for columna in privado.T)


def _sumar(grupo: Enteros, valores: Enteros, numero: int) -> Enteros:
    agrupacion = Agrupacion(grupo if len(grupo) else np.full(0, SIN_GRUPO), numero)
    columnas = [agrupacion.sumar(columna) for columna in valores.T]
    return np.stack(columnas, axis=1).astype(np.int64)
