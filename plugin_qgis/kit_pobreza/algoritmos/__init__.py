"""Los algoritmos de Processing del kit."""

from __future__ import annotations

from .cargar_sisben import CargarSisben
from .incidencia_privaciones import IncidenciaPrivaciones

ALGORITMOS = (CargarSisben, IncidenciaPrivaciones)
