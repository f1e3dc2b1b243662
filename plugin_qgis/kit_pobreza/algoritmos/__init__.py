"""Los algoritmos de Processing del kit."""

from __future__ import annotations

from .incidencia_privaciones import IncidenciaPrivaciones

ALGORITMOS = (IncidenciaPrivaciones,)
