"""Lo que comparten las pruebas del paquete."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.importacion.importar import importar
from tests.importacion.falsas import Taller


@pytest.fixture
def taller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Taller:
    """Proyecto de mentira, con `datos` todavía sin hacer."""
    return Taller(tmp_path, monkeypatch)


@pytest.fixture
def hecho(taller: Taller) -> Taller:
    """Proyecto de mentira con `datos` ya importado."""
    importar(taller.oficiales, taller.datos, receta=taller.receta)
    return taller
