"""El sitio completo, construido una vez y servido bajo una subruta."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generador.paginas.construir import construir
from tests.sitio.comparar_publicado import TERRITORIOS, Publicado
from tests.sitio.servidor import servir


@dataclass(frozen=True)
class Sitio:
    """El sitio construido: su carpeta y su dirección, que termina en «/»."""

    carpeta: Path
    url: str


@pytest.fixture(scope="session")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """Los 1.156 territorios y todas las páginas escritas."""
    carpeta = tmp_path_factory.mktemp("sitio") / "publico"
    with servir(carpeta) as url:
        construir((), carpeta, url)
        yield Sitio(carpeta, url)


@pytest.fixture(scope="session")
def publicado(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publicado]:
    """El comparador con los territorios de sus pruebas."""
    carpeta = tmp_path_factory.mktemp("comparar") / "publico"
    with servir(carpeta) as url:
        construir(TERRITORIOS, carpeta, url)
        yield Publicado(carpeta, url)
