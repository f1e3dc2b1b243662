"""Cómo dice una capa si se puede publicar: en su nombre, en su leyenda y en cada fila."""

from __future__ import annotations

from ..metodos.hogares.auditoria import INTERNO, Modo
from ..metodos.tablas import documento


def marca_de(modo: Modo | None, *, practica: bool = False) -> str:
    """Lo que se pone al final del nombre y de la leyenda de una capa; «» si no lleva."""
    if modo == "interno":
        return INTERNO
    return str(documento("publicable")["rotulos"]["practica"]) if practica else ""


def uso_de(modo: Modo, *, practica: bool = False) -> str:
    """Lo que lleva la columna `uso` de cada fila."""
    return marca_de(modo, practica=practica) or "publicable"
