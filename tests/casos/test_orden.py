"""Cada caso por la orden de verdad: los mismos hogares, cifras, sorteo y avisos."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.casos.caso import Caso, versionados
from tests.casos.comparar import exigir
from tests.casos.definidos import muestras, practica
from tests.casos.en_orden import responder

CASOS = [pytest.param(c, r, id=c.nombre) for c, r in versionados() if c.corre("orden")]


@pytest.mark.parametrize(("caso", "carpeta"), CASOS)
def test_el_caso(tmp_path: Path, caso: Caso, carpeta: Path) -> None:
    exigir(caso, "orden", responder(caso, carpeta, tmp_path))


@pytest.mark.parametrize("caso", practica.casos(), ids=lambda c: c.nombre)
def test_la_base_de_practica(tmp_path: Path, caso: Caso) -> None:
    carpeta = caso.guardar(tmp_path)
    exigir(caso, "orden", responder(caso, carpeta, tmp_path))


@pytest.mark.parametrize("nombre", muestras.NOMBRES)
def test_las_muestras_reales(tmp_path: Path, fuentes: Path, nombre: str) -> None:
    caso = muestras.de_muestra(fuentes, nombre)
    exigir(caso, "orden", responder(caso, fuentes / "sisben", tmp_path))
