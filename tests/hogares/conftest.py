"""La clave y la bitácora de las pruebas de la orden nunca son las de quien las corre."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def casa(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """La carpeta de configuración del kit, vacía, solo para esta prueba."""
    carpeta = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(carpeta))
    return carpeta / "kit-pobreza"
