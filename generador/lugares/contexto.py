"""Resguardos, parques y zonas de reserva campesina: contexto del mapa, donde el kit los tiene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generador.lugares import capa
from generador.lugares.capa import Capa
from generador.rutas import DATOS

RESGUARDO, PARQUE, RESERVA = "resguardo", "parque", "reserva"
FUENTES = {
    "resguardos_guaviare": RESGUARDO,
    "resguardos_amazonia": RESGUARDO,
    "parques_amazonia": PARQUE,
    "reserva_campesina_guaviare": RESERVA,
}
"""De la más reciente a la más antigua: del resguardo que está en dos se toma la primera."""


class Area(NamedTuple):
    """Un área de contexto: de qué clase es, en qué capa está y cómo se llama."""

    clase: str
    fuente: str
    codigo: str
    nombre: str


@dataclass(frozen=True)
class AreasDeContexto:
    """Las capas de contexto, por fuente."""

    capas: Mapping[str, Capa] = field(repr=False)

    @cached_property
    def por_municipio(self) -> dict[str, list[Area]]:
        """Municipio → las áreas que lo tocan, por clase y nombre."""
        salida: dict[str, list[Area]] = {}
        for area, municipios in self._areas():
            for municipio in municipios:
                salida.setdefault(municipio, []).append(area)
        return {m: sorted(areas) for m, areas in salida.items()}

    def _areas(self) -> Iterator[tuple[Area, list[str]]]:
        """Cada área con los municipios que toca; la misma en dos fuentes sale una vez."""
        vistas: set[tuple[str, str, str]] = set()
        for fuente, clase in FUENTES.items():
            propias = self.capas[fuente].propiedades
            iguales = {(clase, p["territorio"], p["nombre"].lower()) for p in propias.values()}
            for codigo, p in propias.items():
                if (clase, p["territorio"], p["nombre"].lower()) not in vistas:
                    yield Area(clase, fuente, codigo, p["nombre"]), p["territorios"]
            vistas |= iguales


def leer(carpeta: Path = DATOS) -> AreasDeContexto:
    """El contexto de `carpeta`; ErrorDeDatos si una capa no es la que escribe el kit."""
    return AreasDeContexto({fuente: capa.leer(fuente, carpeta) for fuente in FUENTES})
