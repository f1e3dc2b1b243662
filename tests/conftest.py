"""Lo que comparten las pruebas: dónde están los archivos oficiales y qué hacer si faltan."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import oficiales
from tests.construido import Sitio, completo
from tests.oficiales import (
    pytest_collection_modifyitems,
    pytest_runtest_makereport,
    pytest_terminal_summary,
)

__all__ = ["pytest_collection_modifyitems", "pytest_runtest_makereport", "pytest_terminal_summary"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from generador.paginas.datos_del_sitio import DatosDelSitio
    from tests.navegador import Abrir

RAIZ = oficiales.RAIZ
CARPETA_FUENTES = oficiales.CARPETA


def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis sin cronómetro y, en CI, con los mismos ejemplos en cada corrida."""
    if not config.pluginmanager.has_plugin("hypothesispytest"):
        return  # el Python de QGIS no la trae
    from hypothesis import settings

    settings.register_profile("kit", deadline=None, derandomize=os.environ.get("CI") == "true")
    settings.load_profile("kit")


@pytest.fixture(scope="session")
def fuentes() -> Path:
    """Carpeta con los archivos oficiales; en CI que falte es un fallo."""
    if CARPETA_FUENTES.is_dir():
        return CARPETA_FUENTES
    motivo = (
        f"faltan los archivos oficiales en {CARPETA_FUENTES}; tráigalos con "
        "«kit datos descargar CARPETA» y exporte KIT_FUENTES=CARPETA"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(motivo)
    pytest.skip(motivo)


@pytest.fixture(scope="session")
def acervo() -> DatosDelSitio:
    """`datos/` leído una vez, con sus agregados, derivados y comparables."""
    # Dentro: el Python de QGIS corre tests/qgis y no tiene lo que el acervo necesita.
    from generador.paginas.datos_del_sitio import reunir

    return reunir()


@pytest.fixture(scope="session")
def sitio(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """Los 1.156 territorios y todas las páginas escritas, bajo una subruta; nadie lo cambia."""
    from tests.sitio.servidor import servir

    carpeta = completo(tmp_path_factory, acervo)
    with servir(carpeta) as url:
        yield Sitio(carpeta, url)


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    """Uno solo para toda la corrida: Playwright no admite dos a la vez en el mismo proceso."""
    from tests.navegador import chromium

    with chromium() as abierto:
        yield abierto


@pytest.fixture
def abrir(navegador: Browser) -> Iterator[Abrir]:
    """Abre pestañas que se cierran al terminar la prueba."""
    from tests.navegador import pestanas

    with pestanas(navegador) as abridor:
        yield abridor
