"""Las herramientas reservan su alto: al abrirse, lo que ya se lee no cambia de sitio."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from generador.rutas import SITIO
from tests.construido import Sitio
from tests.navegador import Abrir, Visita, esperar_a

HERRAMIENTAS = sorted(ruta.parent.name for ruta in (SITIO / "herramientas").glob("*/index.md"))
CORRIMIENTO = 0.05
OBSERVAR = """
window.corrido = 0;
new PerformanceObserver((lista) => {
  for (const cambio of lista.getEntries()) window.corrido += cambio.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PINTADA = "performance.getEntriesByName('first-contentful-paint').length"
# Dos cuadros después de la última letra, todo está donde va a quedar.
QUIETA = """() => document.fonts.ready.then(() => new Promise((listo) =>
  requestAnimationFrame(() => requestAnimationFrame(listo))))"""


def corrido(visita: Visita, direccion: str, estilo: str = "") -> float:
    """Cuánto se corrió la página (suma de «layout shift») desde que se leía hasta que se abrió.

    El guion que abre la herramienta espera a que la página se haya pintado: como en una red lenta.
    """
    pagina: Page = visita.pagina
    detenidos: list[Route] = []
    pagina.route("**/herramientas/base/abrir.js", lambda ruta: detenidos.append(ruta))  # noqa: PLW0108
    pagina.add_init_script(OBSERVAR)
    pagina.goto(direccion, wait_until="commit")
    esperar_a(pagina, PINTADA)
    if estilo:
        pagina.evaluate(
            "(estilo) => document.head.insertAdjacentHTML('beforeend', `<style>${estilo}</style>`)",
            estilo,
        )
    pagina.evaluate(QUIETA)
    for detenido in detenidos:
        detenido.continue_()
    pagina.locator(".herramienta button").first.wait_for()
    pagina.wait_for_load_state("networkidle")
    pagina.evaluate(QUIETA)
    return float(pagina.evaluate("window.corrido"))


@pytest.mark.navegador
@pytest.mark.parametrize("herramienta", HERRAMIENTAS)
@pytest.mark.parametrize("ancho", [360, 1280])
def test_al_abrirse_nada_se_mueve(sitio: Sitio, abrir: Abrir, herramienta: str, ancho: int) -> None:
    visita = abrir(ancho, 740)
    assert corrido(visita, f"{sitio.url}herramientas/{herramienta}/index.html") <= CORRIMIENTO


@pytest.mark.navegador
def test_sin_reservar_el_alto_si_se_mueve(sitio: Sitio, abrir: Abrir) -> None:
    direccion = f"{sitio.url}herramientas/priorizador/index.html"
    sin_reserva = "#herramienta{min-height:0!important}"
    assert corrido(abrir(360, 740), direccion, sin_reserva) > CORRIMIENTO


def test_estan_todas() -> None:
    assert len(HERRAMIENTAS) >= 9
