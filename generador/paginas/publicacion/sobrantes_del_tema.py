"""Lo que el tema publica y aquí nadie pide: 2,2 MB de mapas de depuración y de otros idiomas."""

from __future__ import annotations

from pathlib import Path

# El buscador pide el del idioma del sitio y el de raíces de palabras.
IDIOMAS = {"lunr.es.min.js", "lunr.stemmer.support.min.js", "lunr.multi.min.js"}


def quitar(publico: Path) -> None:
    """Borra de `publico/assets` los `.map` y los buscadores de otros idiomas."""
    assets = publico / "assets"
    otros = [r for r in (assets / "javascripts" / "lunr").rglob("*.js") if r.name not in IDIOMAS]
    for ruta in [*assets.rglob("*.map"), *otros]:
        ruta.unlink()
