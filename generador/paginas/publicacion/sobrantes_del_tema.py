"""Lo que el tema publica y aquí nadie pide: sus guiones, su buscador y sus hojas enteras."""

from __future__ import annotations

import shutil
from pathlib import Path


def quitar(publico: Path) -> None:
    """Borra `publico/assets`: las páginas piden la hoja recortada (`hoja_del_tema`)."""
    shutil.rmtree(publico / "assets")
