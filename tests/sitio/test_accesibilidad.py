"""axe sobre una página de cada tipo, desplegada: en claro, en oscuro, en un celular e impresa."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.accesibilidad import (
    CARTA,
    CLARO,
    CON_DEDO,
    DESPLEGAR,
    EN_PAPEL,
    ESCRITORIO,
    OSCURO,
    infracciones,
)
from tests.construido import Sitio
from tests.navegador import Abrir, esperar_a
from tests.sitio.muestra import CON_404, perfil

pytestmark = pytest.mark.navegador

COMPARADOS = "comparar/index.html?t=27025,05001,27,00"
DE_TODO_TIPO = {
    **CON_404,
    "comparar, con cuatro": COMPARADOS,
    "una herramienta": "herramientas/priorizador/index.html",
}


@pytest.mark.parametrize("ruta", DE_TODO_TIPO.values(), ids=DE_TODO_TIPO.keys())
def test_axe_no_halla_nada(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    """Una sola visita: como llega al celular, y después con todo desplegado en cada medio."""
    pagina = abrir(360, 740).ir(sitio.url + ruta, hasta="networkidle")
    hallado = {"como llega al celular": infracciones(pagina, CON_DEDO)}
    pagina.evaluate(DESPLEGAR)
    pagina.evaluate(OSCURO)
    hallado["oscuro, en un celular"] = infracciones(pagina, CON_DEDO)
    pagina.evaluate(CLARO)
    pagina.set_viewport_size(ESCRITORIO)  # type: ignore[arg-type]
    hallado["claro"] = infracciones(pagina, CON_DEDO)
    pagina.set_viewport_size(CARTA)  # type: ignore[arg-type]
    pagina.emulate_media(media="print")
    hallado["impreso"] = infracciones(pagina, EN_PAPEL)
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}


def test_axe_ve_un_enlace_que_no_se_deja_tocar(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + perfil("27025"))
    chicos = "<p>" + '<a href="#a" style="display:block;font-size:10px;line-height:1">a</a>' * 3
    pagina.evaluate("h => document.querySelector('h1').insertAdjacentHTML('afterend', h)", chicos)
    assert any(i.startswith("target-size") for i in infracciones(pagina, CON_DEDO))


def test_axe_no_halla_nada_en_la_lista_del_buscador(sitio: Sitio, abrir: Abrir) -> None:
    """«Bogotá» trae la opción doble, la que más se aparta de una lista común."""
    pagina = abrir(360, 740).ir(sitio.url + perfil("27025"))
    pagina.locator(".abrir-buscador").click()
    pagina.locator(".buscador-de-cabecera input").fill("Bogotá")
    esperar_a(pagina, "window.KIT_CONTENIDOS")
    pagina.locator(".dos-niveles a").first.wait_for()
    pagina.keyboard.press("ArrowDown")
    hallado = {"claro": infracciones(pagina)}
    pagina.evaluate(OSCURO)
    hallado["oscuro"] = infracciones(pagina)
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}


@pytest.mark.parametrize("medio", ["screen", "print"])
def test_axe_ve_una_imagen_sin_texto(sitio: Sitio, abrir: Abrir, medio: str) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    pagina.emulate_media(media=medio)  # type: ignore[arg-type]
    pagina.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"\">')")
    assert any(i.startswith("image-alt") for i in infracciones(pagina))


def test_axe_ve_un_texto_sin_contraste_en_oscuro(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    pagina.evaluate(OSCURO)
    pagina.evaluate("document.querySelector('h1').style.color = '#333'")
    assert any(i.startswith("color-contrast") for i in infracciones(pagina))


def test_quien_prefiere_oscuro_lo_recibe(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(color_scheme="dark").ir(sitio.url + perfil("27025"))
    assert pagina.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert _claridad(pagina, "main h1") > 180


def _claridad(pagina: Page, selector: str) -> float:
    """Promedio de rojo, verde y azul (0 a 255) del texto de un elemento."""
    color = pagina.locator(selector).first.evaluate("e => getComputedStyle(e).color")
    return sum(map(float, re.findall(r"[\d.]+", color)[:3])) / 3


def test_se_imprime_sin_navegacion_y_sobre_blanco(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(color_scheme="dark").ir(sitio.url + perfil("27025"))
    pagina.emulate_media(media="print")
    assert (
        pagina.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    assert _claridad(pagina, "main h1") < 80
    for aparte in (".md-header", ".saltar", ".md-footer", "nav.indice-pagina"):
        assert not pagina.locator(aparte).first.is_visible()
    assert pagina.locator("#fuentes").is_visible()
