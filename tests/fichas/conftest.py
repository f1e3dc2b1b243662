"""Un sitio pequeño con sus fichas, en una dirección de prueba."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from generador.fichas.imprimir_fichas import hacer
from generador.paginas.construir import rehacer
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.construido import PUBLICA
from tests.fichas.elegidos import elegidos
from tests.fichas.lector import Ficha


@dataclass(frozen=True)
class ConFichas:
    """El sitio, lo que se guardó y las fichas por código."""

    carpeta: Path
    guardadas: Path
    codigos: tuple[str, ...]

    @cached_property
    def fichas(self) -> dict[str, Ficha]:
        return {
            codigo: Ficha((self.carpeta / "territorio" / codigo / "ficha.pdf").read_bytes())
            for codigo in self.codigos
        }

    def pagina(self, codigo: str) -> str:
        return (self.carpeta / "territorio" / codigo / "index.html").read_text("utf-8")


@pytest.fixture(scope="session")
def con_fichas(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> ConFichas:
    """Los departamentos y los municipios más difíciles."""
    carpeta = tmp_path_factory.mktemp("fichas")
    codigos = (*acervo.departamentos, *elegidos(acervo))
    rehacer(codigos, carpeta / "publico", PUBLICA, acervo)
    hacer((), carpeta / "publico", carpeta / "guardadas", acervo)
    return ConFichas(carpeta / "publico", carpeta / "guardadas", codigos)


@pytest.fixture(scope="session")
def recien_construido(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("sin-url") / "publico"
    rehacer(("27025",), carpeta, acervo=acervo)
    return carpeta


@pytest.fixture
def sin_url(recien_construido: Path, tmp_path: Path) -> Path:
    """Un sitio de un municipio, sin dirección pública y sin fichas; es una copia."""
    return Path(shutil.copytree(recien_construido, tmp_path / "publico"))
