"""Dónde va el nombre de cada municipio en un mapa: el punto interior más alejado de su borde."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from generador.mapas.topologia import Topologia
from generador.mapas.trazos import Trazos
from generador.mapas.ventana import ALTO, ANCHO, Ventanas
from generador.metodos.polo import polo

AIRE = 12
"""Píxeles del marco a los que un nombre ya no se lee entero."""
HOLGURA = 4.0
"""Píxeles del ancla al borde por debajo de los cuales el pedazo a la vista no se nombra."""


class Anclas:
    """El polo de cada municipio, y el del pedazo que se ve si el suyo cae fuera del mapa."""

    def __init__(self, topologia: Topologia, vistas: Ventanas) -> None:
        self._topologia = topologia
        self._vistas = vistas
        self._puesto = {codigo: i for i, codigo in enumerate(topologia.codigos)}

    @cached_property
    def _polos(self) -> np.ndarray:
        """(municipios, 2): longitud y latitud; se hallan con la longitud acortada."""
        hechos = []
        for codigo in self._topologia.codigos:
            anillos = [
                self._topologia.puntos_de(anillo) for anillo in self._topologia.anillos[codigo]
            ]
            coseno = float(np.cos(np.radians(anillos[0][:, 1].mean())))
            hallado = polo([anillo * (coseno, 1.0) for anillo in anillos])
            hechos.append((hallado.x / coseno, hallado.y))
        return np.array(hechos)

    def centro(self, mapa: int, codigo: str) -> tuple[int, int]:
        """El polo entero del municipio, en píxeles del mapa, metido en el marco si cae fuera."""
        x, y = self._en_pixeles(mapa, codigo)
        return round(min(max(x, 2.0), ANCHO - 2.0)), round(min(max(y, 2.0), ALTO - 2.0))

    def de(self, mapa: int, codigo: str, trazos: Trazos) -> tuple[int, int] | None:
        """Píxeles del ancla en el mapa número `mapa`; None si lo que se ve es muy poco."""
        x, y = self._en_pixeles(mapa, codigo)
        if AIRE <= x <= ANCHO - AIRE and AIRE <= y <= ALTO - AIRE:
            return round(x), round(y)
        vistos = [
            np.clip(recorrido, 0, (ANCHO, ALTO))
            for anillo in self._topologia.anillos[codigo]
            if len(recorrido := np.array(trazos.recorrido(anillo), dtype=np.float64)) > 2
        ]
        try:
            hallado = polo(vistos)
        except ValueError:
            return None
        return (round(hallado.x), round(hallado.y)) if hallado.distancia >= HOLGURA else None

    def _en_pixeles(self, mapa: int, codigo: str) -> tuple[float, float]:
        fila = self._puesto[codigo]
        punto = self._vistas.proyectar(self._polos[[fila]], np.array([mapa]))
        x, y = punto[0].tolist()
        return x, y
