"""Cuánto pesa el sitio: HTML, primera visita, índice de búsqueda y total."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generador.cubo import codigos
from tests.navegador import Abrir
from tests.sitio.conftest import Sitio
from tests.sitio.muestra import MUNICIPIOS, perfil

HTML = 40_000
PRIMERA_VISITA = 130_000
BUSQUEDA = 60_000
TOTAL = 200_000_000


def comprimido(ruta: Path) -> int:
    """Bytes del archivo con gzip de nivel 6, como lo sirve GitHub Pages."""
    return len(gzip.compress(ruta.read_bytes(), 6))


@pytest.fixture(scope="module")
def perfiles(sitio: Sitio) -> dict[str, Path]:
    return {codigo: sitio.carpeta / perfil(codigo) for codigo in codigos.base()}


def test_ningun_perfil_municipal_pasa_de_40_kb(perfiles: dict[str, Path]) -> None:
    pesos = {codigo: ruta.stat().st_size for codigo, ruta in perfiles.items()}
    assert len(pesos) == 1122
    assert {c: p for c, p in pesos.items() if p > HTML} == {}


@pytest.mark.navegador
@pytest.mark.parametrize("codigo", MUNICIPIOS.values(), ids=MUNICIPIOS.keys())
def test_la_primera_visita_a_un_perfil(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + perfil(codigo), hasta="networkidle")
    # También lo que se carga al bajar: así cuenta la visita entera.
    pagina.evaluate("scrollTo(0, document.body.scrollHeight)")
    pagina.wait_for_load_state("networkidle")
    pesos = {p.url.removeprefix(sitio.url): p.sizes()["responseBodySize"] for p in visita.pedidos}
    assert any(url.endswith("search_index.json") for url in pesos)
    assert sum(pesos.values()) <= PRIMERA_VISITA, pesos


def test_el_indice_de_busqueda(sitio: Sitio) -> None:
    assert comprimido(sitio.carpeta / "search" / "search_index.json") <= BUSQUEDA


def test_el_sitio_entero(sitio: Sitio) -> None:
    total = sum(ruta.stat().st_size for ruta in sitio.carpeta.rglob("*") if ruta.is_file())
    assert total <= TOTAL
