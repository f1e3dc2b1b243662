"""Lo que el tema publica y aquí nadie pide: mapas de depuración y su buscador."""

from __future__ import annotations

import shutil
from pathlib import Path

BUSCADOR = ("lunr", "workers")


def quitar(publico: Path) -> None:
    """Borra de `publico/assets` los `.map` y las carpetas del buscador del tema."""
    assets = publico / "assets"
    for nombre in BUSCADOR:
        shutil.rmtree(assets / "javascripts" / nombre)
    for ruta in assets.rglob("*.map"):
        ruta.unlink()
