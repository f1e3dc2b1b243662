"""Cada caso de `tests/casos/` en QGIS de verdad: los mismos hogares, cifras, sorteo y avisos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.casos.caso import Caso, versionados
from tests.casos.comparar import exigir
from tests.qgis.en_casos import responder

CASOS = [pytest.param(c, carpeta, id=c.nombre) for c, carpeta in versionados() if c.corre("qgis")]


@pytest.mark.parametrize(("caso", "carpeta"), CASOS)
def test_el_caso(correr: Any, caso: Caso, carpeta: Path) -> None:
    exigir(caso, "qgis", responder(caso, carpeta, correr))
