"""Cada caso en un navegador de verdad: los mismos hogares, cifras, sorteo y avisos."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.casos.caso import Caso, versionados
from tests.casos.comparar import exigir
from tests.casos.definidos import muestras, practica
from tests.casos.en_navegador import responder

pytestmark = pytest.mark.navegador
CASOS = [pytest.param(c, r, id=c.nombre) for c, r in versionados() if c.corre("navegador")]


@pytest.mark.parametrize(("caso", "carpeta"), CASOS)
def test_el_caso(obrero: Page, caso: Caso, carpeta: Path) -> None:
    exigir(caso, "navegador", responder(caso, carpeta, obrero))


@pytest.mark.parametrize("caso", practica.casos(), ids=lambda c: c.nombre)
def test_la_base_de_practica(obrero: Page, tmp_path: Path, caso: Caso) -> None:
    carpeta = caso.guardar(tmp_path)
    exigir(caso, "navegador", responder(caso, carpeta, obrero))


@pytest.mark.parametrize("nombre", muestras.NOMBRES)
def test_las_muestras_reales(obrero: Page, tmp_path: Path, fuentes: Path, nombre: str) -> None:
    caso = muestras.de_muestra(fuentes, nombre)
    exigir(caso, "navegador", responder(caso, fuentes / "sisben", obrero))
