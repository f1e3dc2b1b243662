"""El simulador en Chromium, sin su interfaz: los guiones y los datos que carga su página."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page

from generador.paginas.herramientas import guion, reglas, tablas
from tests.herramientas.conftest import CALCULOS, SIMULADOR

# La vista y los botones no hacen falta: la lectura, la pregunta y la cuenta son las de la página.
SIN_VISTA = (
    "simulador_vistas", "simulador", "simulador/pregunta", "simulador/controles",
    "simulador/resultado",
)  # fmt: skip


@pytest.fixture(scope="session")
def simulador(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco, sin red, con lo que el simulador carga para leer y seleccionar."""
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    ficha = yaml.safe_load(SIMULADOR.read_text("utf-8").split("---")[1])
    conocidos = {**reglas(), **tablas()}
    for nombre in (d for d in ficha["datos"] if d in conocidos):
        pagina.add_script_tag(content=guion(nombre, conocidos[nombre]))
    for nombre in (g for g in ficha["guiones"] if g not in SIN_VISTA):
        pagina.add_script_tag(path=CALCULOS.parent / f"{nombre}.js")
    pagina.add_script_tag(path=CALCULOS.parent / "obrero" / "elegir.js")
    assert json.loads(pagina.evaluate("JSON.stringify(Object.keys(KitSimulador))"))
    yield pagina
    contexto.close()
