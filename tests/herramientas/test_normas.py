"""Toda norma que citan las herramientas está en la tabla de normas del kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.paginas.herramientas import REGLAS
from generador.rutas import SITIO
from tests.guias.test_normas import ajenas, citas

TEXTOS = [
    *sorted(REGLAS.glob("*.json")),
    *sorted((SITIO / "herramientas").rglob("*.md")),
    *sorted((SITIO / "recursos" / "herramientas").rglob("*.js")),
]


@pytest.mark.parametrize("ruta", TEXTOS, ids=lambda r: f"{r.parent.name}/{r.name}")
def test_toda_norma_esta_en_la_tabla(ruta: Path) -> None:
    assert ajenas(ruta.read_text("utf-8")) == []


def test_hay_normas_que_mirar() -> None:
    # Las reglas citan por identificador; con nombre quedan las explicaciones y los mensajes.
    assert sum(len(citas(ruta.read_text("utf-8"))) for ruta in TEXTOS) > 5
