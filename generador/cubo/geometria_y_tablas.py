"""Que la geometría y las tablas de `datos/` hablen de los mismos municipios."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from generador.cubo import forma
from generador.cubo.leer import Cubo
from generador.errores import ErrorDeDatos, Lugar
from generador.mapas.topologia import Topologia

AREA = "area_km2"
DESVIO = 0.04
"""Proporción admitida entre lo que mide un municipio simplificado y su área oficial."""


def exigir(geometria: Topologia, territorios: Iterable[str], cubo: Cubo) -> None:
    """ErrorDeDatos si faltan o sobran municipios, o si uno no mide lo que dice su área oficial.

    El área delata lo que un polígono bien formado no: una escala cambiada, o dos códigos de
    municipio intercambiados.
    """
    municipios = {codigo for codigo in territorios if len(codigo) == 5}
    if distintos := sorted(municipios ^ set(geometria.codigos)):
        raise _error(f"sus municipios no son los de {forma.TERRITORIOS}: {distintos[0]}")
    if not cubo.periodos(AREA):
        return
    oficiales = cubo.columnas[AREA, "total", cubo.ultimo(AREA)]
    propias = oficiales[[cubo.indice[codigo] for codigo in geometria.codigos]]
    malas = ~(np.abs(geometria.areas_km2 / propias - 1) <= DESVIO)
    if malas.any():
        puesto = int(malas.argmax())
        medida, oficial = geometria.areas_km2[puesto], propias[puesto]
        raise _error(
            f"el polígono de {geometria.codigos[puesto]} mide {medida:.1f} km² y su área oficial "
            f"es {oficial:.1f}"
        )


def _error(problema: str) -> ErrorDeDatos:
    return ErrorDeDatos(problema, lugar=Lugar(forma.GEOMETRIA), que_hacer=forma.REIMPORTAR)
