"""Lo que toda herramienta promete a quien la mira, la toca, la imprime o la oye."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.accesibilidad import infracciones
from tests.herramientas.conftest import Abrir, Sitio, herramienta
from tests.herramientas.test_comunes import cada_una, usar

pytestmark = pytest.mark.navegador
OSCURO = "document.body.dataset.mdColorScheme = 'slate'"


@cada_una
def test_axe_y_360_px(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre, "#m=27025"))
    usar(pagina, nombre)
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    hallado = {"claro": infracciones(pagina)}
    pagina.set_viewport_size({"width": 360, "height": 740})
    pagina.evaluate(OSCURO)
    hallado["oscuro, en un celular"] = infracciones(pagina)
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= 360
    pagina.emulate_media(media="print")
    hallado["impreso"] = infracciones(pagina)
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}


@cada_una
def test_se_imprime_el_resultado_sin_los_botones(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre, "#m=27025"))
    usar(pagina, nombre)
    pagina.emulate_media(media="print")
    for barra in pagina.locator(".herramienta-barra").all():
        assert not barra.is_visible()
    assert not pagina.locator(".herramienta-tira").is_visible()
    expect(pagina.locator(".herramienta-impreso")).to_contain_text("Alto Baudó, Chocó")
    assert pagina.locator(".herramienta-cuerpo .herramienta-resultado").first.is_visible()


def test_se_imprimen_todas_las_preguntas_aunque_esten_plegadas(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("diagnostico"))
    ultima = pagina.locator(".herramienta-item").last
    assert not ultima.is_visible()
    pagina.emulate_media(media="print")
    assert ultima.is_visible()


@cada_una
def test_sin_javascript_se_explica(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url + herramienta(nombre))
    expect(pagina.locator("#herramienta")).to_contain_text("necesita JavaScript")
    assert pagina.locator("main h2").count() >= 1


@cada_una
def test_cabe_el_dedo(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    """Con el dedo, todo lo que se toca mide al menos 40 px de alto (o su rótulo lo mide)."""
    pagina = abrir(360, 740, has_touch=True, is_mobile=True).ir(
        sitio.url + herramienta(nombre, "#m=27025")
    )
    usar(pagina, nombre)
    bajos = pagina.evaluate(
        """() => [...document.querySelectorAll('.herramienta :is(button, select, input)')]
          .filter(e => e.offsetParent && !e.classList.contains('so'))
          .map(e => [e.id || e.textContent, Math.max(e.getBoundingClientRect().height,
            e.closest('.herramienta-marca, label')?.getBoundingClientRect().height || 0)])
          .filter(([, alto]) => alto < 40)"""
    )
    assert bajos == []


@cada_una
def test_se_llega_a_todo_con_el_tabulador(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre, "#m=27025"))
    usar(pagina, nombre)
    pagina.locator("#herramienta-municipio").focus()
    esperados = pagina.evaluate(
        """() => [...document.querySelectorAll(
            '.herramienta :is(button, select, input, summary, a[href])')]
          .filter(e => e.checkVisibility() && e.tabIndex >= 0 && e.type !== 'radio').length"""
    )
    pagina.evaluate("window.vistos = new Set()")
    for _ in range(esperados + 40):
        pagina.evaluate("window.vistos.add(document.activeElement)")
        pagina.keyboard.press("Tab")
    sin_foco = pagina.evaluate(
        """() => [...document.querySelectorAll('.herramienta :is(button, select, input, summary)')]
          .filter(e => e.checkVisibility() && e.tabIndex >= 0 && e.type !== 'radio'
            && !window.vistos.has(e)).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert sin_foco == []


def test_la_tira_lleva_al_resultado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("simulador"))
    tira = pagina.locator(".herramienta-tira")
    expect(tira).to_contain_text("Inclusión")
    tira.click()
    expect(pagina.locator("#herramienta-titulo-resultado")).to_be_in_viewport()


@cada_una
def test_el_foco_se_ve(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre))
    pagina.locator("#herramienta-municipio").focus()
    pagina.keyboard.press("Tab")
    contorno = pagina.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(contorno.removesuffix("px")) >= 2
