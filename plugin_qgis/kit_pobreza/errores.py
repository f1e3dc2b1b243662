"""Errores que el usuario puede resolver, y la cancelación."""

from __future__ import annotations


class ErrorDeCapa(Exception):
    """La capa, el campo o el parámetro elegidos no sirven; dice qué hacer."""

    def __init__(self, problema: str, *, que_hacer: str) -> None:
        super().__init__(f"{problema}\n  Qué hacer: {que_hacer}")


class Cancelado(Exception):
    """El usuario canceló: no queda ninguna salida a medias."""

    def __init__(self) -> None:
        super().__init__("Cancelado: no se dejó ninguna salida.")
