"""Leer capas deprisa: por Arrow cuando da lo mismo que QGIS, y entidad por entidad cuando no.

Los dos caminos entregan los mismos bloques; el registro dice cuál se usó y por qué.
"""

from __future__ import annotations

from .bloques import Bloque, Diccionario, juntar
from .fuente import Fuente, PedidoDeLectura, preparar

__all__ = ["Bloque", "Diccionario", "Fuente", "PedidoDeLectura", "juntar", "preparar"]
