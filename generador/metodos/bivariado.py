"""Dos indicadores en un mapa: tres clases de cada uno, y un color por pareja.

Las clases, los nombres y los colores están en `datos/bivariado.json`, que sirve a QGIS y al sitio.
Con muchos valores repetidos un indicador puede quedar con menos de tres clases, y ninguna vacía.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .clasificacion import SIN_CLASE, clasificar
from .errores import ErrorDeMetodo
from .tablas import documento
from .tipos import Enteros, Numeros, Reales

TABLA = "bivariado"
CLASES = len(documento(TABLA)["nombres"])


@dataclass(frozen=True)
class Bivariado:
    """N territorios: `una` y `otra` (N,) la clase de cada indicador, de 0 a 2, −1 sin alguno.

    `cortes`: los límites internos de cada indicador.
    """

    una: Enteros
    otra: Enteros
    cortes: tuple[Reales, Reales]

    def recuento(self) -> Enteros:
        """Cuántos territorios hay en cada pareja, (3, 3): filas el segundo, columnas el primero."""
        hay = self.una >= 0
        junto = self.otra[hay] * CLASES + self.una[hay]
        return np.bincount(junto, minlength=CLASES**2).reshape(CLASES, CLASES).astype(np.int64)


def bivariar(una: Numeros, otra: Numeros, cortes: tuple[Numeros, Numeros]) -> Bivariado:
    """Clasifica por los dos; quien no tiene uno de los dos datos queda sin clase.

    `una` y `otra` (N,) con NaN sin dato; `cortes`: a lo sumo dos de cada uno, en orden. El límite
    es de la clase de abajo, como en `clasificacion`.
    """
    limites = tuple(np.asarray(c, dtype=np.float64) for c in cortes)
    for propios in limites:
        if len(propios) >= CLASES:
            raise ErrorDeMetodo(
                f"hay {len(propios)} cortes y las clases son {CLASES}",
                que_hacer=f"dé a lo sumo {CLASES - 1} cortes por indicador",
            )
    clases = [clasificar(v, c) for v, c in zip((una, otra), limites)]
    sin_alguna = (clases[0] == SIN_CLASE) | (clases[1] == SIN_CLASE)
    propias = [np.where(sin_alguna, SIN_CLASE, c).astype(np.int64) for c in clases]
    return Bivariado(propias[0], propias[1], (limites[0], limites[1]))


def color(una: int, otra: int) -> str:
    """El color de una pareja de clases, «#rrggbb»."""
    return str(documento(TABLA)["colores"][otra][una])


def nombre(clase: int) -> str:
    """«bajo», «medio» o «alto»."""
    return str(documento(TABLA)["nombres"][clase])
