"""El mapa de agrupamientos del país: qué clases hay, cuántos municipios y con qué color."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.formato import numero
from generador.paginas.datos_del_sitio import DatosDelSitio

AGRUPAMIENTO, LIMITE = "agrupamiento", "agrupamiento_limite"
# Código del catálogo → color que se lee igual sobre fondo claro y oscuro.
COLORES = {1: "#c05a2e", 2: "#9a7fc0", 3: "#3f8f9c", 4: "#b79a2e", 5: "#8a9296"}
SIN_CLASE = 5
FONDO = "#8a929630"  # de los que no forman agrupamiento


class Clase(NamedTuple):
    """Una clase del mapa: su rótulo, su color y cuántos municipios; `al_limite` va con trama."""

    rotulo: str
    color: str
    firmes: str
    al_limite: str


def clases(acervo: DatosDelSitio) -> list[Clase]:
    """Las que aparecen, en el orden del catálogo; los que no forman agrupamiento, al final."""
    suya, limite = (acervo.municipal(i) for i in (AGRUPAMIENTO, LIMITE))
    rotulos = acervo.catalogo[AGRUPAMIENTO].categorias
    return [
        Clase(
            rotulos[codigo],
            FONDO if codigo == SIN_CLASE else color,
            _cuantos((suya == codigo) & (limite == 0)),
            _cuantos((suya == codigo) & (limite == 1)),
        )
        for codigo, color in COLORES.items()
        if (suya == codigo).any()
    ]


def _cuantos(cuales: NDArray[np.bool_]) -> str:
    return numero(int(np.count_nonzero(cuales)))
