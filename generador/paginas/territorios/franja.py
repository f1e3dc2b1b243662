"""Los rótulos directos bajo la franja de los municipios: cada uno en su lugar y sin chocarse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generador.paginas.territorios.marcas_y_riel import SIGNOS

# Lo que mide la franja en el celular más angosto y en una pantalla de escritorio; y, en la letra
# más ancha, cada carácter y la marca con su aire.
ANGOSTO, AMPLIO, LETRA, MARCA = 314.0, 880.0, 8.4, 26.0
_ETIQUETA = re.compile("<[^>]+>")


class Rotulo(NamedTuple):
    """Quién es, su cifra, su lugar (%) y en qué renglón va, desde 0, en angosto y en amplio.

    Se pone en `x` corrido a la izquierda ese mismo porcentaje de su ancho: en 0 empieza en el
    borde, en 100 termina en él, y nunca se sale.
    """

    signo: str
    nombre: str
    cifra: str
    x: float
    renglon: int
    amplio: int


def rotulos(puestos: Sequence[tuple[str, str, str, float]]) -> list[Rotulo]:
    """Un rótulo por (marca, nombre, cifra, porcentaje), en el primer renglón donde quepa."""
    angostos: list[list[tuple[float, float]]] = []
    amplios: list[list[tuple[float, float]]] = []
    hechos = []
    for marca, nombre, cifra, x in puestos:
        ancho = MARCA + LETRA * len(f"{nombre} {_ETIQUETA.sub('', cifra)}")
        renglon, amplio = (
            _renglon(ocupados, desde := x / 100 * (cabe - ancho), desde + ancho)
            for ocupados, cabe in ((angostos, ANGOSTO), (amplios, AMPLIO))
        )
        hechos.append(Rotulo(SIGNOS[marca], nombre, cifra, x, renglon, amplio))
    return hechos


def _renglon(ocupados: list[list[tuple[float, float]]], desde: float, hasta: float) -> int:
    """El primer renglón con ese tramo libre, que queda ocupado."""
    for numero, tramos in enumerate(ocupados):
        if all(hasta <= a or b <= desde for a, b in tramos):
            tramos.append((desde, hasta))
            return numero
    ocupados.append([(desde, hasta)])
    return len(ocupados) - 1
