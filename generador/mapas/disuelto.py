"""El país por clase, sin los límites entre municipios de una misma: se ve sin guiones."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generador.mapas.interactivo import ESCALA, paneles
from generador.mapas.topologia import Topologia
from generador.mapas.trazos import Trazos, unir

UMBRAL = 12.0
"""px² que debe medir el triángulo de un vértice con sus vecinos para que se dibuje."""


def por_clase(
    topologia: Topologia, clases: Mapping[str, int | None]
) -> tuple[int, int, dict[int | None, str]]:
    """Ancho y alto en píxeles, y un `d` de SVG por clase (None es «sin dato»)."""
    numeros, pixeles, largos = [], [], []
    for codigos, proyeccion in paneles(topologia):
        arcos = topologia.arcos(codigos)
        puntos, inicios = topologia.tramos(arcos)
        numeros.append(arcos)
        pixeles.append(proyeccion(puntos) / ESCALA)
        largos.append(np.diff(inicios))
    inicios = np.concatenate([[0], np.cumsum(np.concatenate(largos))])
    planos = np.concatenate(pixeles)
    trazos = Trazos(np.concatenate(numeros), planos, inicios, UMBRAL)
    ancho, alto = (int(v) + 4 for v in planos.max(axis=0))
    grupos: dict[int | None, list[str]] = {}
    for codigo in topologia.codigos:
        grupos.setdefault(clases.get(codigo), []).append(codigo)
    capas = {}
    for clase in sorted(grupos, key=lambda c: (c is None, c or 0)):
        contornos = map(trazos.contorno, topologia.anillos_disueltos(grupos[clase]))
        capas[clase] = unir(c for c in contornos if c is not None)
    return ancho, alto, capas
