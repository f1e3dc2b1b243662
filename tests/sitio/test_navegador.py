"""Cada tipo de página abierto en Chromium: nada falla, nada sale del sitio, todo cabe en 360 px."""

from __future__ import annotations

import pytest

from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import (
    AGREGADOS,
    CON_404,
    MUNICIPIOS,
    NO_EXISTE,
    PAGINAS,
    TODAS,
    perfil,
)

pytestmark = pytest.mark.navegador

# Lo que un perfil responde, en el orden en que lo responde.
SECCIONES = [
    "pobreza", "privaciones", "hacer", "comparacion", "dentro", "campo", "necesidades", "cambio",
    "contexto", "monetaria", "poblacion", "juventud", "recursos", "servicios", "produccion",
    "capacidades", "emergencias", "fuentes",
]  # fmt: skip
SECCION = "main :is(section, details)[id]"
# Las plegadas se abren con un toque: aquí, todas.
ABRIR = "todas => todas.forEach(d => d.open = true)"
# Las que un territorio sin esos datos no lleva.
SI_HAY = {"recursos", "servicios", "produccion"}
# Elementos con texto propio cuyo contenido no cabe en su caja y se esconde. Quedan fuera lo que
# está escondido a propósito para lectores de pantalla, lo que se puede desplazar y el nombre de la
# barra, que se abrevia porque el título lo dice entero.
CORTADOS = """() => [...document.querySelectorAll('article *')].filter(e => {
  const estilo = getComputedStyle(e);
  if (estilo.clipPath !== 'none' || !e.checkVisibility() || e.closest('svg')) return false;
  if (e.matches('.barra-perfil > b')) return false;
  const propio = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const esconde = ['hidden', 'clip'].includes(estilo.overflowX);
  return propio && esconde && e.scrollWidth > e.clientWidth + 1;
}).map(e => e.outerHTML.slice(0, 120))"""
# Elementos con texto que se salen por la derecha de la pantalla sin una caja que los desplace.
SALIDOS = """() => [...document.querySelectorAll('article *')].filter(e => {
  const propio = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!propio || !e.checkVisibility() || e.closest('svg')) return false;
  for (let p = e; p; p = p.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(p).overflowX)) return false;
  const caja = e.getBoundingClientRect();
  return caja.right > innerWidth + 1 || caja.left < -1;
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("ruta", TODAS.values(), ids=TODAS.keys())
def test_abre_sin_errores_ni_pedidos_ajenos(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    visita = abrir()
    visita.ir(sitio.url + ruta, hasta="networkidle")
    assert visita.problemas == []
    assert visita.ajenos(sitio.url) == []
    # La 404 lleva todo adentro: se ve igual en cualquier dirección.
    assert len(visita.pedidos) > (1 if ruta == "404.html" else 5)


@pytest.mark.parametrize("ruta", PAGINAS.values(), ids=PAGINAS.keys())
def test_abre_desde_el_disco(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    visita = abrir()
    pagina = visita.ir((sitio.carpeta / ruta).as_uri())
    assert visita.problemas == []
    assert visita.ajenos(sitio.carpeta.as_uri()) == []
    assert pagina.locator("main h1").is_visible()


def test_ve_un_pedido_ajeno_y_un_error(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url)
    pagina.evaluate("new Image().src = 'http://127.0.0.1:9/ajena.png'")
    pagina.evaluate("console.error('a propósito')")
    pagina.wait_for_timeout(300)
    assert visita.ajenos(sitio.url) == ["http://127.0.0.1:9/ajena.png"]
    assert any("a propósito" in p for p in visita.problemas)


@pytest.mark.parametrize("ruta", CON_404.values(), ids=CON_404.keys())
def test_cabe_en_360_px(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    pagina = abrir(360, 740).ir(sitio.url + ruta)
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert pagina.evaluate(CORTADOS) == []
    assert pagina.evaluate(SALIDOS) == []


def test_ve_un_texto_cortado_y_uno_salido(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + perfil("27025"))
    pagina.evaluate(
        "document.querySelector('h1').style.cssText = "
        "'white-space: nowrap; overflow: hidden; width: 2rem'"
    )
    assert len(pagina.evaluate(CORTADOS)) == 1
    pagina.evaluate(
        "document.querySelector('h1').style.cssText = 'position: relative; left: 300px'"
    )
    assert len(pagina.evaluate(SALIDOS)) == 1


@pytest.mark.parametrize("codigo", MUNICIPIOS.values(), ids=MUNICIPIOS.keys())
def test_el_perfil_se_lee_sin_javascript(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url + perfil(codigo))
    pagina.locator("details.seccion").evaluate_all(ABRIR)
    halladas = pagina.locator(SECCION).evaluate_all("todas => todas.map(s => s.id)")
    assert halladas == [s for s in SECCIONES if s in halladas]
    assert set(SECCIONES) - SI_HAY <= set(halladas)
    for seccion in halladas:
        assert pagina.locator(f"#{seccion} :is(h2, h3)").count() >= 1, seccion
        assert len(pagina.locator(f"#{seccion}").inner_text()) > 60, seccion
    assert pagina.locator("figure.mapa svg path").count() >= 1  # una isla va sola


def test_un_municipio_con_todos_los_datos_trae_todas_las_secciones(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url + perfil("27025"))
    assert pagina.locator(SECCION).count() == len(SECCIONES)


@pytest.mark.parametrize("codigo", AGREGADOS.values(), ids=AGREGADOS.keys())
def test_el_agregado_se_lee_sin_javascript(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url + perfil(codigo))
    pagina.locator("details.seccion").evaluate_all(ABRIR)
    for seccion in ("pobreza", "privaciones", "campo", "contexto", "poblacion", "fuentes"):
        assert len(pagina.locator(f"#{seccion}").inner_text()) > 60, seccion
    esperadas = {"00": 33, "05": 125, "88": 2}[codigo]
    assert pagina.locator("table.tabla-territorios tbody tr").count() == esperadas


def test_sin_javascript_el_buscador_lleva_a_la_lista(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url)
    pagina.locator("#buscar").press("Enter")
    pagina.wait_for_url("**/territorio/index.html*")
    assert pagina.locator("main a", has_text="Medellín").count() == 1


def test_una_direccion_que_no_existe_lleva_de_vuelta(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + NO_EXISTE)
    assert pagina.locator("main h1").inner_text() == "Esta página no existe"
    pagina.locator("main a", has_text="lista de territorios").click()
    assert pagina.url == sitio.url + "territorio/index.html"


@pytest.mark.parametrize(
    ("ancho", "vecinos"),
    [(320, ".marca, .abrir-menu"), (360, ".marca, .abrir-menu"), (1366, ".marca, .menu")],
)
def test_la_cabecera_respeta_el_margen_y_el_aire(
    sitio: Sitio, abrir: Abrir, ancho: int, vecinos: str
) -> None:
    pagina = abrir(ancho, 740).ir(sitio.url + perfil("27025"))
    cajas = [c.bounding_box() for c in pagina.locator(vecinos).all()]
    assert all(cajas)
    marca, otra = (caja for caja in cajas if caja)
    assert otra["x"] - (marca["x"] + marca["width"]) >= 16
    assert otra["x"] + otra["width"] <= ancho - 16
