"""Dónde queda un municipio en su departamento: la silueta del segundo y, dentro, el primero."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generador.mapas.capitales import capital
from generador.mapas.proyeccion import en_fila
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import Contorno, Trazos, rombo, unir

LADO, MARGEN = 96, 3
UMBRAL = 2.0
AREA_VISIBLE = 24
"""Doble del área, en px², por debajo de la cual el municipio se marca con un rombo."""


@dataclass(frozen=True)
class Silueta:
    """Un departamento en `ancho` × `alto` píxeles.

    `contorno` y `formas` son `d`; `formas` va por municipio. `capital`: dónde queda la suya, o None
    si es de otro departamento.
    """

    ancho: int
    alto: int
    contorno: str
    formas: dict[str, str]
    capital: tuple[int, int] | None


def silueta(topologia: Topologia, departamento: str) -> Silueta:
    """La del departamento, lo más grande que quepa en `LADO` píxeles."""
    codigos = topologia.municipios(departamento)
    (proyeccion,), ancho, alto = en_fila([topologia.caja(codigos)], LADO, LADO, MARGEN)
    arcos = topologia.arcos(codigos)
    puntos, inicios = topologia.tramos(arcos)
    trazos = Trazos(arcos, proyeccion(puntos), inicios, UMBRAL)
    centros = {c: _entero(proyeccion(np.array([topologia.centro(c)]))) for c in codigos}
    formas = {}
    for codigo in codigos:
        propios = [c for c in map(trazos.contorno, topologia.anillos[codigo]) if c is not None]
        visible = sum(c.doble_area for c in propios) >= AREA_VISIBLE
        formas[codigo] = unir(propios if visible else [_rombo_grande(*centros[codigo])])
    borde = [c for c in map(trazos.contorno, topologia.anillos_disueltos(codigos)) if c]
    return Silueta(ancho, alto, unir(borde), formas, centros.get(capital(departamento)))


def _entero(punto: np.ndarray) -> tuple[int, int]:
    x, y = np.rint(punto).astype(int)[0].tolist()
    return x, y


def _rombo_grande(x: int, y: int) -> Contorno:
    """El de `rombo`, el doble de ancho: en la silueta es lo único que dice dónde queda."""
    return rombo(x, y)._replace(x=x - 3, pasos=" 3-3 3 3-3 3")
