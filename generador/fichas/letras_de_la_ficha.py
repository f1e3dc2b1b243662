"""Las dos letras del sitio, como archivos que Typst puede leer."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from generador.rutas import SITIO

LETRAS = SITIO / "recursos" / "letras"


def archivos() -> list[Path]:
    """Las que sirve el sitio, en WOFF2."""
    return sorted(LETRAS.glob("*.woff2"))


def dejar_en(carpeta: Path) -> None:
    """Escribe cada una sin comprimir; es la misma, con sus mismos signos."""
    for archivo in archivos():
        letra = TTFont(archivo, recalcTimestamp=False)
        letra.flavor = None
        letra.save(carpeta / f"{archivo.stem}.ttf", reorderTables=None)
