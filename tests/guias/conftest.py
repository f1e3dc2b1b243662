"""Las guías construidas una vez, con los municipios que usan de ejemplo."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir

EJEMPLOS = ("05001", "13670", "19532", "27025", "41006", "70508")


@pytest.fixture(scope="session")
def publico(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El sitio con solo los territorios que nombran las guías."""
    return construir(EJEMPLOS, tmp_path_factory.mktemp("guias") / "publico")


@pytest.fixture(scope="session")
def acervo() -> DatosDelSitio:
    """Los datos con que se construyen las guías."""
    return reunir()
