"""La tarjeta que se incrusta: dice lo del perfil, cabe donde se pone y no trae guiones."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html  # type: ignore[import-untyped]
from playwright.sync_api import expect

from generador.paginas.territorios import tarjeta
from generador.publicar.varas import TARJETA
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.servidor import servir

CELULAR = 360
MUESTRA = ("05001", "27025", "11001", "88001", "54800", "91430", "05", "00")


def leer(sitio: Sitio, ruta: str) -> html.HtmlElement:
    return html.fromstring((sitio.carpeta / ruta).read_bytes())


def texto(nodo: html.HtmlElement) -> str:
    return " ".join(nodo.text_content().split())


def test_hay_una_por_territorio_sin_guiones_y_liviana(sitio: Sitio) -> None:
    tarjetas = sorted((sitio.carpeta / "tarjeta").glob("*/index.html"))
    perfiles = sorted((sitio.carpeta / "territorio").glob("*/index.html"))
    assert [r.parent.name for r in tarjetas] == [r.parent.name for r in perfiles]
    hoja = (sitio.carpeta / "recursos" / "tarjeta.css").stat().st_size
    for ruta in tarjetas:
        escrita = ruta.read_text("utf-8")
        assert len(escrita.encode()) + hoja <= TARJETA, ruta
        assert "<script" not in escrita
        assert "noindex" in escrita


@pytest.mark.parametrize("codigo", MUESTRA)
def test_dice_lo_mismo_que_el_perfil(sitio: Sitio, codigo: str) -> None:
    suya = leer(sitio, tarjeta.ruta(codigo))
    perfil = leer(sitio, f"territorio/{codigo}/index.html")
    [de_la_tarjeta] = suya.xpath("//dl")
    [del_perfil] = perfil.xpath('//dl[@class="dos-pobrezas"]')
    cifras = [texto(b) for b in de_la_tarjeta.xpath(".//b")]
    assert cifras == [
        texto(b) for b in del_perfil.xpath('.//b[not(contains(@class, "sin-cifra"))]')
    ]
    assert cifras or codigo == "91430"
    margenes = [texto(s) for s in de_la_tarjeta.xpath(".//small")]
    assert margenes == [texto(s) for s in del_perfil.xpath(".//small")]
    filas = [texto(f) for f in suya.xpath("//tbody/tr")]
    en_el_perfil = perfil.xpath('//table[@class="tres-privaciones"]/tbody/tr')
    assert filas == [f"{texto(f[0])}{texto(f[-1])}" for f in en_el_perfil]
    cautela = suya.xpath('//p[@class="cautela"]')
    assert bool(cautela) == bool(perfil.xpath('//p[contains(@class, "aviso-fuerte")]'))


@pytest.mark.navegador
def test_la_mas_alta_cabe_en_el_alto_que_se_copia(sitio: Sitio, abrir: Abrir) -> None:
    alto = int(html.fromstring(copiado(sitio, abrir)).get("height"))
    rutas = (sitio.carpeta / "tarjeta").glob("*/index.html")
    mas_dichas = sorted(rutas, key=lambda r: -r.stat().st_size)[:40]
    pagina = abrir(CELULAR, 200).pagina
    for ruta in mas_dichas:
        pagina.goto(ruta.as_uri())
        propio = pagina.evaluate("document.documentElement.scrollHeight")
        assert propio <= alto, ruta.parent.name


@pytest.mark.navegador
def test_lo_copiado_muestra_la_tarjeta_en_otra_pagina(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    marco = html.fromstring(copiado(sitio, abrir))
    assert marco.tag == "iframe"
    assert marco.get("title") == "Pobreza en Alto Baudó, Chocó"
    assert marco.get("src") == f"{sitio.url}{tarjeta.ruta('27025')}"
    ajena = f"<!doctype html><title>Otra entidad</title>{html.tostring(marco).decode()}"
    (tmp_path / "otra.html").write_text(ajena, "utf-8")
    visita = abrir()
    with servir(tmp_path) as url:
        incrustada = visita.ir(f"{url}otra.html").frame_locator("iframe")
        expect(incrustada.get_by_role("heading", name="Alto Baudó")).to_be_visible()
        enlace = incrustada.get_by_role("link", name="Ver el perfil completo")
        assert enlace.get_attribute("target") == "_blank"
    assert visita.problemas == []


def copiado(sitio: Sitio, abrir: Abrir) -> str:
    pagina = abrir().ir(f"{sitio.url}territorio/27025/index.html")
    return pagina.locator(".codigo-para-copiar").text_content() or ""


@pytest.mark.navegador
def test_desde_el_disco_no_se_ofrece_un_codigo_que_no_sirve(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir((sitio.carpeta / "territorio/27025/index.html").as_uri())
    assert pagina.locator(".cita-copiable").count() == 2
    assert pagina.locator(".codigo-para-copiar").count() == 0
    assert pagina.locator("a.tarjeta").count() == 1
