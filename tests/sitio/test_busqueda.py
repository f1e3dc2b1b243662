"""Buscar como busca la gente (sin tildes, con el código, con el teclado) y ordenar las tablas."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.navegador import Abrir
from tests.sitio.conftest import Sitio
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador


def _del_tema(pagina: Page, texto: str) -> None:
    pagina.locator(".md-search__input").click()
    pagina.keyboard.type(texto, delay=20)


@pytest.mark.parametrize("texto", ["Medellin", "Medellín", "medellin", "05001"])
def test_la_busqueda_del_tema_halla_medellin(sitio: Sitio, abrir: Abrir, texto: str) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url)
    _del_tema(pagina, texto)
    primero = pagina.locator(".md-search-result__link").first
    expect(primero).to_contain_text("Medellín")
    assert perfil("05001") in (primero.get_attribute("href") or "")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(re.compile(re.escape(sitio.url + perfil("05001"))))
    assert visita.problemas == []


def test_la_busqueda_del_tema_sirve_dentro_de_un_perfil(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    _del_tema(pagina, "Quibdo")
    expect(pagina.locator(".md-search-result__link").first).to_contain_text("Quibdó")


@pytest.mark.parametrize(
    ("texto", "hallado", "codigo"),
    [
        ("medellin", "Medellín, Antioquia", "05001"),
        ("MEDELLÍN", "Medellín, Antioquia", "05001"),
        ("05001", "Medellín, Antioquia", "05001"),
        ("riosucio choco", "Riosucio, Chocó", "27615"),
        ("antioquia", "Antioquia", "05"),
    ],
)
def test_el_buscador_de_la_portada(
    sitio: Sitio, abrir: Abrir, texto: str, hallado: str, codigo: str
) -> None:
    pagina = abrir().ir(sitio.url)
    pagina.locator("#buscar").fill(texto)
    primero = pagina.locator("#buscar-lista a").first
    expect(primero).to_have_text(hallado)
    primero.click()
    assert pagina.url == sitio.url + perfil(codigo)


@pytest.mark.parametrize("ruta", ["index.html", "territorio/index.html"])
def test_el_buscador_con_el_teclado(sitio: Sitio, abrir: Abrir, ruta: str) -> None:
    pagina = abrir().ir(sitio.url + ruta)
    pagina.locator("#buscar").focus()
    pagina.keyboard.type("alto baudo")
    expect(pagina.locator("#buscar-lista a").first).to_have_text("Alto Baudó, Chocó")
    expect(pagina.locator("#buscar-nota")).to_have_text("1 resultado")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.textContent") == "Alto Baudó, Chocó"
    pagina.keyboard.press("Shift+Tab")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(sitio.url + perfil("27025"))


def test_el_buscador_desde_el_disco(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir((sitio.carpeta / "index.html").as_uri())
    pagina.locator("#buscar").fill("medellin")
    pagina.locator("#buscar-lista a").first.click()
    expect(pagina.locator("main h1")).to_have_text("Medellín")
    assert visita.problemas == []


def test_el_buscador_dice_cuando_no_halla(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url)
    pagina.locator("#buscar").fill("xyzw")
    expect(pagina.locator("#buscar-nota")).to_contain_text("Ningún territorio coincide")
    expect(pagina.locator("#buscar-lista")).to_be_hidden()


def _columna(pagina: Page, n: int) -> list[str]:
    return pagina.locator(f"table.tabla-ordenable tbody tr > :nth-child({n})").all_inner_texts()


def _numero(texto: str) -> float:
    return float(texto.replace(".", "").replace(",", "."))


def test_la_tabla_del_departamento_se_ordena(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("05"))
    antes = [_numero(t) for t in _columna(pagina, 3)]
    assert antes == sorted(antes, reverse=True)

    boton = pagina.get_by_role("button", name="Habitantes 2026")
    boton.click()
    habitantes = [_numero(t) for t in _columna(pagina, 2)]
    assert habitantes == sorted(habitantes, reverse=True)
    assert _columna(pagina, 1)[0] == "Medellín"
    encabezado = pagina.locator("table.tabla-ordenable th", has_text="Habitantes 2026")
    assert encabezado.get_attribute("aria-sort") == "descending"

    boton.focus()
    pagina.keyboard.press("Enter")
    assert [_numero(t) for t in _columna(pagina, 2)] == sorted(habitantes)
    assert encabezado.get_attribute("aria-sort") == "ascending"


def test_lo_que_no_es_dato_queda_al_final(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("91"))
    boton = pagina.get_by_role("button", name="Desempeño municipal 2021")
    for _ in range(2):
        boton.click()
        hay = [bool(re.match(r"\d", t)) for t in _columna(pagina, 8)]
        assert True in hay
        assert False in hay
        assert hay == sorted(hay, reverse=True)


def test_la_tabla_se_ordena_por_nombre(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("05"))
    pagina.get_by_role("button", name="Municipio", exact=True).click()
    nombres = _columna(pagina, 1)
    assert {nombres[0], nombres[-1]} == {"Abejorral", "Zaragoza"}
