"""El obrero en Chromium, sin página: los guiones y los datos con que lee, elige y reparte."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from generador.paginas.guion_del_obrero import LISTA, lo_que_lleva
from generador.paginas.herramientas import guion, reglas, tablas
from generador.rutas import SITIO

# El que empieza a oír a la página va de último: aquí se le llama sin mensajes.
SIN_MENSAJES = "obrero/abrir"


@pytest.fixture(scope="session")
def obrero(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco, sin red, con todo lo que corre en el obrero."""
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    guiones, datos = lo_que_lleva(SITIO / LISTA)
    conocidos = {**reglas(), **tablas()}
    for nombre in datos:
        pagina.add_script_tag(content=guion(nombre, conocidos[nombre]))
    for nombre in (g for g in guiones if g != SIN_MENSAJES):
        pagina.add_script_tag(path=SITIO / "recursos" / "herramientas" / f"{nombre}.js")
    assert pagina.evaluate("typeof KitObrero.elegir") == "function"
    yield pagina
    contexto.close()
