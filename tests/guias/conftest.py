"""Las guías en el sitio construido."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.construido import Sitio


@pytest.fixture(scope="session")
def publico(sitio: Sitio) -> Path:
    """La carpeta del sitio."""
    return sitio.carpeta
