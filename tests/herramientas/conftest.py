"""Las herramientas en Chromium: las páginas del sitio y las cuentas aparte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generador.paginas.guion_del_obrero import LISTA, lo_que_lleva
from generador.paginas.herramientas import REGLAS, guion, tablas
from generador.rutas import SITIO
from tests.construido import Sitio
from tests.herramientas.publicable_web import pestana
from tests.navegador import Abrir, Visita

__all__ = ["Abrir", "Sitio", "Visita"]

CALCULOS = SITIO / "recursos" / "herramientas" / "calculos"


def evaluar(pagina: Page, funcion: str, argumento: object) -> Any:
    """Lo que devuelve la función de JavaScript, con lo que va y lo que viene en un solo JSON.

    Para lotes grandes: valor por valor, como los pasa Playwright, tarda mucho más que la cuenta.
    """
    en_json = f"async (texto) => JSON.stringify(await ({funcion})(JSON.parse(texto)))"
    return json.loads(pagina.evaluate(en_json, json.dumps(argumento)))


class Calcular:
    """Las cuentas de `KitCalculos`, en el navegador."""

    def __init__(self, pagina: Page) -> None:
        self._pagina = pagina

    def __call__(self, nombre: str, *argumentos: object) -> Any:
        """`calcular("sisben", *args)` corre `KitCalculos.sisben(*args)`."""
        return self._pagina.evaluate(
            "([nombre, argumentos]) => KitCalculos[nombre](...argumentos)", [nombre, argumentos]
        )

    def cada(self, nombre: str, casos: Sequence[Sequence[object]]) -> list[Any]:
        """La misma cuenta con los argumentos de cada caso, en una sola ida al navegador."""
        cuenta = f"(casos) => casos.map((uno) => KitCalculos[{json.dumps(nombre)}](...uno))"
        hechas: list[Any] = evaluar(self._pagina, cuenta, casos)
        return hechas


@pytest.fixture(scope="session")
def calcular(navegador: Browser) -> Iterator[Calcular]:
    """Las cuentas, listas para correrlas.

    Chromium y no Node: es donde corre de verdad y ya hace falta para las demás pruebas.
    """
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    for ruta in sorted(CALCULOS.glob("*.js")):
        pagina.add_script_tag(path=ruta)
    yield Calcular(pagina)
    contexto.close()


@pytest.fixture(scope="session")
def hogares_web(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco con las tablas y los guiones con que el obrero lee una base."""
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    for nombre, contenido in tablas().items():
        pagina.add_script_tag(content=guion(nombre, contenido))
    for nombre in lo_que_lleva(SITIO / LISTA)[0]:
        if nombre.startswith(("calculos/", "hogares/", "obrero/elegir")):
            pagina.add_script_tag(path=CALCULOS.parent / f"{nombre}.js")
    yield pagina
    contexto.close()


def leer_reglas(nombre: str) -> Any:
    """Un archivo de reglas, como lo recibe el navegador."""
    return json.loads((REGLAS / f"{nombre}.json").read_text("utf-8"))


def herramienta(nombre: str, resto: str = "") -> str:
    """Ruta de una herramienta dentro del sitio, con su dirección (`#m=…`)."""
    return f"herramientas/{nombre}/index.html{resto}"


# Lo que el tema y el navegador cargan por su cuenta cuando la página queda quieta.
# Los pide el navegador, o la página ya quieta: no son de la herramienta.
DEL_TEMA = ("/recursos/icono.svg", "/recursos/sin_conexion.js")


def pedidos_nuevos(visita: Visita, desde: int) -> list[str]:
    """Direcciones pedidas después de las primeras `desde`, sin las del tema ni las propias."""
    direcciones = [p.url for p in visita.pedidos[desde:]]
    return [
        u
        for u in direcciones
        if not u.startswith(("data:", "blob:")) and not any(d in u for d in DEL_TEMA)
    ]


def bajar(pagina: Page, boton: str, destino: Path) -> str:
    """Oprime un botón que descarga un archivo y devuelve su texto."""
    with pagina.expect_download() as descarga:
        pagina.get_by_role("button", name=boton, exact=True).click()
    ruta = destino / descarga.value.suggested_filename
    descarga.value.save_as(ruta)
    return ruta.read_text("utf-8")


@pytest.fixture
def navegador_con(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco con las cuentas cargadas, para correr muchas de una vez."""
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    for ruta in sorted(CALCULOS.glob("*.js")):
        pagina.add_script_tag(path=ruta)
    yield pagina
    contexto.close()


@pytest.fixture(scope="module")
def web(navegador: Browser) -> Iterator[Page]:
    """Una página en blanco con el modo publicable: ver `publicable_web.pestana`."""
    with pestana(navegador) as pagina:
        yield pagina
