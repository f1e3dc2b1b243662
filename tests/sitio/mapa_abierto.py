"""Lo que se lee de `/mapa/` abierto en Chromium."""

from __future__ import annotations

from playwright.sync_api import Page

PAGINA = "mapa/index.html"
FALTA = {"": ("sin dato", "k0"), "NA": ("no aplica", "kx"), "ND": ("no disponible", "kn")}


def abierto(pagina: Page) -> Page:
    """Espera a que el mapa esté pintado y la tabla llena."""
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    return pagina


def claves(pagina: Page, panel: str = "mapa-a") -> list[str]:
    """La clase de estilo de cada municipio, en el orden de su código."""
    hallado: list[str] = pagina.evaluate(
        "id => [...document.querySelectorAll(`#${id} .municipios path`)]"
        ".map(p => p.getAttribute('class'))",
        panel,
    )
    return hallado


def filas(pagina: Page) -> dict[str, list[str]]:
    """Todas las filas de la tabla viva, por código, pidiendo las que faltan."""
    hallado: dict[str, list[str]] = pagina.evaluate(
        """() => {
          const mas = document.querySelector('#mapa-tabla-viva > button');
          while (!mas.hidden) mas.click();
          const filas = [...document.querySelectorAll('#mapa-tabla-viva tbody tr')];
          return Object.fromEntries(filas.map(f =>
            [f.dataset.i, [...f.querySelectorAll('td')].map(c => c.textContent)]));
        }"""
    )
    return hallado
