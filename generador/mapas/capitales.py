"""La capital de cada departamento, por su código de la DIVIPOLA."""

from __future__ import annotations

FUERA = {"25": "11001"}
"""Bogotá es la capital de Cundinamarca y no es de él (artículo 322 de la Constitución)."""


def capital(departamento: str) -> str:
    """El código de su capital: la DIVIPOLA la numera 001 en todos los que la tienen adentro."""
    return FUERA.get(departamento, f"{departamento}001")
