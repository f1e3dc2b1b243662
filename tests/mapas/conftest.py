"""La topología versionada, que comparten las pruebas de mapas."""

from __future__ import annotations

import pytest

from generador.mapas import topologia
from generador.mapas.topologia import Topologia
from generador.rutas import DATOS


@pytest.fixture(scope="session")
def topo() -> Topologia:
    return topologia.cargar(DATOS / "municipios.topojson")
