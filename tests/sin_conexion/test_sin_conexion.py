"""Lo visitado abre sin internet, entero y de una sola versión; lo demás lo dice."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.navegador import Visita, esperar_a
from tests.sin_conexion.publicacion import NUEVA, Publicacion
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador

ALTO_BAUDO, QUIBDO = perfil("27025"), perfil("27001")
GUARDADA = "() => window.KitSinConexion && window.KitSinConexion.guardada"
MARCA = "() => window.MARCA_DE_LA_NUEVA"
VERSION = "() => document.querySelector('meta[name=kit-version]').content"
RESERVAS = "() => caches.keys().then(todas => todas.filter(n => n.startsWith('kit-1 ')))"


def visitar(equipo: BrowserContext, direccion: str) -> Page:
    """Abre la página con internet y espera a que quede guardada entera."""
    pagina = equipo.new_page()
    pagina.goto(direccion)
    esperar_a(pagina, "() => window.KitSinConexion")
    assert pagina.evaluate(GUARDADA) == {"completa": True, "lleno": False}
    return pagina


def cortar(equipo: BrowserContext, publicacion: Publicacion) -> None:
    """Ni el navegador tiene red ni el sitio responde."""
    equipo.set_offline(True)
    publicacion.caida = True


def abrir_sin_red(equipo: BrowserContext, direccion: str) -> Page:
    """Abre la página y exige que no le falte nada."""
    visita = Visita(equipo.new_page())
    pagina = visita.ir(direccion, hasta="networkidle")
    fallos = [p for p in visita.problemas if "version.txt" not in p and "ERR_INTERNET" not in p]
    assert fallos == []
    assert pagina.evaluate("document.fonts.check('1rem \"Kit texto\"')")
    return pagina


def test_la_primera_visita_basta(equipo: BrowserContext, publicacion: Publicacion) -> None:
    visitar(equipo, publicacion.url + ALTO_BAUDO).close()
    cortar(equipo, publicacion)
    pagina = abrir_sin_red(equipo, publicacion.url + ALTO_BAUDO)
    expect(pagina.locator("h1")).to_contain_text("Alto Baudó")
    ancho = pagina.locator(".cabecera-fila").evaluate("e => getComputedStyle(e).display")
    assert ancho == "flex"
    # La misma página con la dirección de su carpeta.
    carpeta = publicacion.url + ALTO_BAUDO.removesuffix("index.html")
    expect(abrir_sin_red(equipo, carpeta).locator("h1")).to_contain_text("Alto Baudó")


def test_con_la_segunda_pagina_abre_la_portada(
    equipo: BrowserContext, publicacion: Publicacion
) -> None:
    """Es donde abre la aplicación instalada, aunque no se haya visitado."""
    visitar(equipo, publicacion.url + ALTO_BAUDO).close()
    visitar(equipo, publicacion.url + QUIBDO).close()
    cortar(equipo, publicacion)
    portada = abrir_sin_red(equipo, publicacion.url)
    expect(portada.locator("h1")).to_contain_text("Entender la pobreza")


def test_lo_que_no_esta_guardado_lo_dice(equipo: BrowserContext, publicacion: Publicacion) -> None:
    visitar(equipo, publicacion.url + ALTO_BAUDO).close()
    cortar(equipo, publicacion)
    pagina = abrir_sin_red(equipo, publicacion.url + QUIBDO)
    expect(pagina.locator("h1")).to_contain_text("Esta página no está guardada")
    expect(pagina.locator("#volver-a-intentar a")).to_have_attribute(
        "href", publicacion.url + QUIBDO
    )
    enlaces = pagina.locator("#guardado a")
    expect(enlaces).to_have_count(1)
    expect(enlaces).to_contain_text("Alto Baudó, Chocó")
    enlaces.click()
    expect(pagina.locator("h1")).to_contain_text("Alto Baudó")
    equipo.set_offline(False)
    publicacion.caida = False
    pagina.goto(publicacion.url + QUIBDO)
    expect(pagina.locator("h1")).to_contain_text("Quibdó")


@pytest.mark.parametrize("de", ["javascript:alert(1)", "https://otro.example/", "//otro.example/"])
def test_volver_a_intentar_no_lleva_a_otra_parte(
    equipo: BrowserContext, publicacion: Publicacion, de: str
) -> None:
    pagina = equipo.new_page()
    pagina.goto(f"{publicacion.url}sin-conexion.html?de={de}")
    expect(pagina.locator("#volver-a-intentar a")).to_have_text("Ir al inicio")


def test_el_mapa_abre_con_el_indicador_visto(
    equipo: BrowserContext, publicacion: Publicacion
) -> None:
    direccion = f"{publicacion.url}mapa/index.html"
    pagina = visitar(equipo, direccion)
    pagina.goto(f"{publicacion.url}mapa/index.html?a=analfabetismo")
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    visto = pagina.locator("#mapa-tabla-viva tbody tr").first.inner_text()
    con_indicador = pagina.url
    esperar_a(pagina, "() => window.KitSinConexion")
    pagina.evaluate(GUARDADA)
    cortar(equipo, publicacion)
    otra = abrir_sin_red(equipo, con_indicador)
    otra.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    assert otra.locator("#mapa-tabla-viva tbody tr").first.inner_text() == visto


def test_una_herramienta_abre_y_hace_su_documento(
    equipo: BrowserContext, publicacion: Publicacion
) -> None:
    direccion = f"{publicacion.url}herramientas/fuentes/index.html"
    visitar(equipo, direccion).close()
    cortar(equipo, publicacion)
    pagina = abrir_sin_red(equipo, direccion)
    octetos = pagina.evaluate(
        "() => KitDocumentos.word('informe', { titulo: 'x', bloques: [] }).then(b => b.length)"
    )
    assert octetos > 5000


def test_una_pagina_vieja_no_recibe_guiones_nuevos(
    equipo: BrowserContext, publicacion: Publicacion, nueva: Path
) -> None:
    vieja = visitar(equipo, publicacion.url + ALTO_BAUDO)
    propia = vieja.evaluate(VERSION)
    publicacion.carpeta = nueva
    # El buscador no se había tocado: sus guiones ya son de otra versión.
    vieja.locator(".abrir-buscador").click()
    expect(vieja.locator(".nota-del-buscador").first).to_contain_text("No llegó")
    expect(vieja.locator(".version-nueva")).to_contain_text("Hay una versión nueva")
    assert vieja.evaluate(MARCA) is None
    # Otra pestaña abre en la nueva, y la vieja sigue siendo la que era.
    otra = equipo.new_page()
    otra.goto(publicacion.url + QUIBDO)
    assert (otra.evaluate(VERSION), otra.evaluate(MARCA)) == (NUEVA, 1)
    assert (vieja.evaluate(VERSION), vieja.evaluate(MARCA)) == (propia, None)
    vieja.get_by_role("button", name="Actualizar").click()
    esperar_a(vieja, MARCA)
    assert vieja.evaluate(VERSION) == NUEVA
    expect(vieja.locator(".version-nueva")).to_have_count(0)
    esperar_a(vieja, "() => window.KitSinConexion")
    vieja.evaluate(GUARDADA)
    assert vieja.evaluate(RESERVAS) == [f"kit-1 {publicacion.url} {NUEVA}"]


def test_sin_red_lo_viejo_abre_entero_de_su_version(
    equipo: BrowserContext, publicacion: Publicacion, nueva: Path
) -> None:
    visitar(equipo, publicacion.url + ALTO_BAUDO).close()
    publicacion.carpeta = nueva
    visitar(equipo, publicacion.url + QUIBDO).close()
    cortar(equipo, publicacion)
    vieja = abrir_sin_red(equipo, publicacion.url + ALTO_BAUDO)
    assert vieja.evaluate(VERSION) != NUEVA
    assert vieja.evaluate(MARCA) is None
    reciente = abrir_sin_red(equipo, publicacion.url + QUIBDO)
    assert (reciente.evaluate(VERSION), reciente.evaluate(MARCA)) == (NUEVA, 1)


def test_actualizar_sin_red_no_pierde_nada(
    equipo: BrowserContext, publicacion: Publicacion, nueva: Path
) -> None:
    vieja = visitar(equipo, publicacion.url + ALTO_BAUDO)
    publicacion.carpeta = nueva
    vieja.evaluate("() => window.KitSinConexion.pedir('mirar')")
    vieja.locator(".version-nueva").wait_for()
    cortar(equipo, publicacion)
    vieja.get_by_role("button", name="Actualizar").click()
    expect(vieja.locator(".version-nueva")).to_contain_text("No se pudo actualizar")
    expect(abrir_sin_red(equipo, publicacion.url + ALTO_BAUDO).locator("h1")).to_be_visible()


def test_con_el_almacenamiento_lleno_se_sigue(
    equipo: BrowserContext, publicacion: Publicacion
) -> None:
    visita = Visita(equipo.new_page())
    origen = publicacion.url.split("/kit-pobreza")[0]
    cliente = equipo.new_cdp_session(visita.pagina)
    cliente.send("Storage.overrideQuotaForOrigin", {"origin": origen, "quotaSize": 20_000})
    pagina = visita.ir(publicacion.url + ALTO_BAUDO)
    esperar_a(pagina, "() => window.KitSinConexion")
    assert pagina.evaluate(GUARDADA) == {"completa": False, "lleno": True}
    pagina.goto(publicacion.url + QUIBDO)
    expect(pagina.locator("h1")).to_contain_text("Quibdó")
    esperar_a(pagina, "() => window.KitSinConexion")  # irse antes cortaría lo que llega
    pagina.goto(f"{publicacion.url}datos/llevar.html")
    expect(pagina.locator("#guardado")).to_contain_text("No cabe más")
    assert [p for p in visita.problemas if "QuotaExceeded" not in p] == []


def test_con_el_almacenamiento_prohibido_no_se_nota(
    equipo: BrowserContext, publicacion: Publicacion
) -> None:
    equipo.add_init_script(
        "const no = () => Promise.reject(new DOMException('no', 'SecurityError'));"
        "navigator.serviceWorker.register = no; caches.open = caches.keys = no;"
    )
    visita = Visita(equipo.new_page())
    pagina = visita.ir(f"{publicacion.url}datos/llevar.html", hasta="networkidle")
    expect(pagina.locator("#guardado")).to_contain_text("no está guardando páginas")
    assert visita.problemas == []


def test_borrar_lo_guardado(equipo: BrowserContext, publicacion: Publicacion) -> None:
    visitar(equipo, publicacion.url + ALTO_BAUDO)
    pagina = visitar(equipo, f"{publicacion.url}datos/llevar.html")
    expect(pagina.locator("#guardado")).to_contain_text("2 páginas guardadas en este equipo")
    pagina.get_by_role("button", name="Borrar lo guardado").click()
    expect(pagina.locator("#guardado")).to_contain_text("Todavía no hay páginas guardadas")
    assert pagina.evaluate(RESERVAS) == []


@pytest.mark.parametrize("ruta", ["datos/llevar.html", "sin-conexion.html", ALTO_BAUDO])
def test_desde_el_disco_no_hay_servicio_ni_quejas(
    equipo: BrowserContext, construido: Path, ruta: str
) -> None:
    visita = Visita(equipo.new_page())
    pagina = visita.ir((construido / ruta).as_uri(), hasta="networkidle")
    assert visita.problemas == []
    assert pagina.locator("link[rel=manifest]").count() == 0
    if ruta != ALTO_BAUDO:
        expect(pagina.locator("#guardado")).to_contain_text("no está guardando páginas")
