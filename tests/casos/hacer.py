"""Escribe las carpetas de los casos: `python -m tests.casos.hacer`."""

from __future__ import annotations

from tests.casos.caso import CARPETA, Caso
from tests.casos.definidos import (
    archivos,
    escrituras,
    esquemas,
    factor,
    identidad,
    lugares,
    maneras,
    reglas,
)

MODULOS = (archivos, escrituras, esquemas, factor, identidad, lugares, maneras, reglas)


def definidos() -> list[Caso]:
    """Todos los casos que se versionan, en el orden de sus nombres."""
    return sorted(
        [c for modulo in MODULOS for c in modulo.casos()],
        key=lambda c: c.nombre,
    )


if __name__ == "__main__":
    for uno in definidos():
        uno.guardar(CARPETA)
