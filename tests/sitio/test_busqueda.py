"""Buscar como busca la gente (sin tildes, con el código, con el teclado) y ordenar las tablas."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.construido import Sitio
from tests.navegador import Abrir, esperar_a
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador


CABECERA = "[aria-label='Buscar en el sitio']"
BUSQUEDAS: dict[str, str] = json.loads(
    Path(__file__).with_name("busquedas.json").read_text(encoding="utf-8")
)


def _opciones(pagina: Page, campo: str) -> Locator:
    return pagina.locator(f"form:has({campo})").get_by_role("option")


def _escribir(pagina: Page, texto: str, campo: str = "#buscar") -> Locator:
    """Lo escribe y espera a que estén también las guías y los indicadores."""
    pagina.locator(campo).fill(texto)
    esperar_a(pagina, "window.KIT_CONTENIDOS")
    return _opciones(pagina, campo)


def test_lo_que_la_gente_escribe_lleva_a_donde_es(sitio: Sitio, abrir: Abrir) -> None:
    """La primera opción de cada búsqueda; `~` si antes debe preguntar «¿Quiso decir…?»."""
    pagina = abrir().ir(sitio.url)
    _escribir(pagina, "x")
    fallas = {}
    for texto, esperado in BUSQUEDAS.items():
        opciones = _escribir(pagina, texto)
        primera = opciones.first.inner_text() if opciones.count() else ""
        duda = "~" * pagina.get_by_text("¿Quiso decir…?").count()
        if duda + primera != esperado:
            fallas[texto] = duda + primera
    assert len(BUSQUEDAS) >= 40
    assert fallas == {}, fallas


def test_los_homonimos_dicen_su_departamento(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url)
    textos = _escribir(pagina, "la union").all_inner_texts()
    assert textos[:4] == [
        f"La Unión, {d}" for d in ("Valle del Cauca", "Nariño", "Antioquia", "Sucre")
    ]


def test_bogota_sale_una_vez_con_sus_dos_niveles(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url)
    _escribir(pagina, "Bogotá DC")
    assert pagina.locator(".dos-niveles").count() == 1
    enlaces = pagina.locator(".dos-niveles a").evaluate_all("e => e.map(a => a.href)")
    assert enlaces == [sitio.url + perfil("11001"), sitio.url + perfil("11")]


@pytest.mark.parametrize("ruta", ["index.html", "territorio/index.html"])
def test_el_buscador_con_el_teclado(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    pagina = abrir().ir(sitio.url + ruta)
    campo = pagina.locator("#buscar")
    campo.focus()
    pagina.keyboard.type("santa rosa")
    opciones = _opciones(pagina, "#buscar")
    esperar_a(pagina, "window.KIT_CONTENIDOS")
    expect(campo).to_have_attribute("aria-expanded", "true")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("ArrowDown")
    segunda = opciones.nth(1)
    expect(segunda).to_have_attribute("aria-selected", "true")
    assert campo.get_attribute("aria-activedescendant") == segunda.get_attribute("id")
    destino = segunda.get_attribute("href") or ""
    pagina.keyboard.press("Escape")
    expect(campo).to_have_attribute("aria-expanded", "false")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(destino)


def test_un_intro_antes_de_que_llegue_el_indice_no_se_pierde(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url)
    pagina.locator("#buscar").focus()
    pagina.evaluate("document.querySelector('#buscar').value = 'medellin'")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(sitio.url + perfil("05001"))


def test_lo_que_llega_tarde_no_reabre_lo_que_se_cerro_con_escape(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abrir().ir(sitio.url)
    llegadas: list[Route] = []
    pagina.route("**/recursos/contenidos.js", lambda ruta: llegadas.append(ruta))  # noqa: PLW0108
    campo = pagina.locator("#buscar")
    campo.fill("quibdo")
    expect(campo).to_have_attribute("aria-expanded", "true")
    campo.press("Escape")
    expect(campo).to_have_attribute("aria-expanded", "false")
    llegadas[0].continue_()
    esperar_a(pagina, "window.KIT_CONTENIDOS")
    pagina.wait_for_timeout(100)
    expect(campo).to_have_attribute("aria-expanded", "false")
    campo.press("ArrowDown")
    expect(campo).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("ruta", ["index.html", perfil("27025"), "modulos/index.html"])
def test_el_de_la_cabecera_es_el_mismo(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + ruta)
    opciones = _escribir(pagina, "Cali", CABECERA)
    expect(opciones.first).to_have_text("Santiago de Cali, Valle del Cauca")
    opciones.first.click()
    pagina.wait_for_url(sitio.url + perfil("76001"))
    assert visita.problemas == []


def test_en_el_celular_la_lupa_abre_el_campo(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + perfil("27025"))
    campo = pagina.locator(CABECERA)
    expect(campo).to_be_hidden()
    pagina.locator(".abrir-buscador").click()
    expect(campo).to_be_focused()
    pagina.keyboard.type("medellin")
    expect(_opciones(pagina, CABECERA).first).to_have_text("Medellín, Antioquia")


def test_el_buscador_desde_el_disco(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir((sitio.carpeta / "index.html").as_uri())
    _escribir(pagina, "medellin").first.click()
    expect(pagina.locator("main h1")).to_have_text("Medellín")
    assert visita.problemas == []


def test_el_buscador_dice_cuando_no_halla(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url)
    opciones = _escribir(pagina, "xyzw")
    expect(pagina.locator("form:has(#buscar) [role=status]")).to_contain_text(
        "Nada se llama «xyzw»"
    )
    assert opciones.count() == 0


def test_el_fondo_elegido_se_conserva_entre_paginas(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    antes = pagina.locator("body").get_attribute("data-md-color-scheme")
    pagina.get_by_role("button", name="Cambiar a fondo").click()
    despues = pagina.locator("body").get_attribute("data-md-color-scheme")
    assert {antes, despues} == {"default", "slate"}
    for ruta in (perfil("05001"), "modulos/index.html"):
        pagina.goto(sitio.url + ruta)
        expect(pagina.locator("body")).to_have_attribute("data-md-color-scheme", despues or "")


def _columna(pagina: Page, n: int) -> list[str]:
    return pagina.locator(f"table.tabla-ordenable tbody tr > :nth-child({n})").all_inner_texts()


def _numero(texto: str) -> float:
    return float(texto.replace(".", "").replace(",", "."))


def test_la_tabla_del_departamento_se_ordena(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("05"))
    pagina.locator("#municipios").evaluate("seccion => (seccion.open = true)")
    antes = [_numero(t) for t in _columna(pagina, 2)]
    assert antes == sorted(antes, reverse=True)

    boton = pagina.get_by_role("button", name="Habitantes 2026")
    boton.click()
    habitantes = [_numero(t) for t in _columna(pagina, 3)]
    assert habitantes == sorted(habitantes, reverse=True)
    assert _columna(pagina, 1)[0] == "Medellín"
    encabezado = pagina.locator("table.tabla-ordenable th", has_text="Habitantes 2026")
    assert encabezado.get_attribute("aria-sort") == "descending"

    boton.focus()
    pagina.keyboard.press("Enter")
    assert [_numero(t) for t in _columna(pagina, 3)] == sorted(habitantes)
    assert encabezado.get_attribute("aria-sort") == "ascending"


def test_lo_que_no_es_dato_queda_al_final(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("91"))
    pagina.locator("#municipios").evaluate("seccion => (seccion.open = true)")
    boton = pagina.get_by_role("button", name="Desempeño municipal 2021")
    for _ in range(2):
        boton.click()
        hay = [bool(re.match(r"\d", t)) for t in _columna(pagina, 8)]
        assert True in hay
        assert False in hay
        assert hay == sorted(hay, reverse=True)


def test_la_tabla_se_ordena_por_nombre(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("05"))
    pagina.locator("#municipios").evaluate("seccion => (seccion.open = true)")
    pagina.get_by_role("button", name="Municipio", exact=True).click()
    nombres = _columna(pagina, 1)
    assert {nombres[0], nombres[-1]} == {"Abejorral", "Zaragoza"}
