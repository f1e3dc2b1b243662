"""Un sitio de dos municipios, bajo una subruta y con el servicio que guarda lo visitado."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from generador.paginas import sitio_armado
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.sin_conexion.publicacion import Publicacion, otra_version, publicar

CODIGOS = ("27025", "27001")


@pytest.fixture(scope="session")
def construido(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La carpeta del sitio."""
    with pytest.MonkeyPatch.context() as parche:
        parche.delenv("KIT_URL", raising=False)
        parche.setattr(sitio_armado, "reunir", lambda: acervo)
        return construir(CODIGOS, tmp_path_factory.mktemp("sin-conexion") / "publico")


@pytest.fixture(scope="session")
def nueva(construido: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La carpeta del sitio, publicado otra vez."""
    return otra_version(construido, tmp_path_factory.mktemp("nueva") / "publico")


@pytest.fixture
def publicacion(construido: Path) -> Iterator[Publicacion]:
    """El sitio en línea."""
    sitio = Publicacion(construido)
    with publicar(sitio) as url:
        sitio.url = url
        yield sitio


@pytest.fixture
def equipo(navegador: Browser) -> Iterator[BrowserContext]:
    """Un navegador recién estrenado, que sí admite el servicio."""
    contexto = navegador.new_context(viewport={"width": 360, "height": 740})
    yield contexto
    contexto.close()
