"""La página de comparar, publicada con pocos territorios."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generador.paginas.construir import rehacer
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.construido import PUBLICA
from tests.sitio.comparar_publicado import TERRITORIOS, Publicado
from tests.sitio.servidor import servir


@pytest.fixture(scope="session")
def publicado(
    acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Publicado]:
    """El comparador con los territorios de sus pruebas."""
    carpeta = tmp_path_factory.mktemp("comparar") / "publico"
    rehacer(TERRITORIOS, carpeta, PUBLICA, acervo)
    with servir(carpeta) as url:
        yield Publicado(carpeta, url)
