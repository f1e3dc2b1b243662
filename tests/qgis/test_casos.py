"""Cada caso de `tests/casos/` en QGIS de verdad: los mismos hogares, cifras, sorteo y avisos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.casos.caso import Caso, versionados
from tests.casos.comparar import exigir
from tests.casos.definidos import muestras, practica
from tests.qgis.en_casos import responder

CASOS = [pytest.param(c, carpeta, id=c.nombre) for c, carpeta in versionados() if c.corre("qgis")]


@pytest.mark.parametrize(("caso", "carpeta"), CASOS)
def test_el_caso(correr: Any, caso: Caso, carpeta: Path) -> None:
    exigir(caso, "qgis", responder(caso, carpeta, correr))


@pytest.mark.parametrize("caso", practica.casos(), ids=lambda c: c.nombre)
def test_la_base_de_practica(correr: Any, tmp_path: Path, caso: Caso) -> None:
    carpeta = caso.guardar(tmp_path)
    exigir(caso, "qgis", responder(caso, carpeta, correr))


@pytest.mark.parametrize("nombre", muestras.NOMBRES)
def test_las_muestras_reales(correr: Any, tmp_path: Path, fuentes: Path, nombre: str) -> None:
    caso = muestras.de_muestra(fuentes, nombre)
    exigir(caso, "qgis", responder(caso, fuentes / "sisben", correr))
