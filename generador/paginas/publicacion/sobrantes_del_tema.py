"""Lo que el tema publica y aquí nadie pide: mapas de depuración, su buscador, un mapa vacío."""

from __future__ import annotations

import shutil
from pathlib import Path

BUSCADOR = ("lunr", "workers")
DE_DIRECCIONES = ("sitemap.xml", "sitemap.xml.gz")


def quitar(publico: Path, url: str) -> None:
    """Borra de `publico/assets` los `.map` y las carpetas del buscador del tema.

    Sin `url` también el mapa del sitio, que solo admite direcciones completas y saldría vacío.
    """
    if not url:
        for nombre in DE_DIRECCIONES:
            (publico / nombre).unlink()
    assets = publico / "assets"
    for nombre in BUSCADOR:
        shutil.rmtree(assets / "javascripts" / nombre)
    for ruta in assets.rglob("*.map"):
        ruta.unlink()
