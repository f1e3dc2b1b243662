"""La política de contenido en el sitio construido: está en toda página, y nada de él la viola."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generador.paginas import politica
from generador.publicar.pagina import recorrer
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import indicador, perfil

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
AL_HACER = re.compile(r"<[^>]*\son[a-z]+=")
ENLACE = re.compile(r'<a\b[^>]*\shref="https?:[^>]*>')
DE_CADA_TIPO = {
    "portada": "index.html",
    "perfil": perfil("27025"),
    "lista": "territorio/index.html",
    "indicador": indicador("ipm_censal"),
    "mapa": "mapa/index.html",
    "comparador": "comparar/index.html?t=27025,05001",
    "guía": "modulos/2-sisben/index.html",
    "herramienta con Worker": "herramientas/mi-base/index.html",
    "documentos": "herramientas/documentos/index.html",
}
EN_OBRERO = """() => new Promise((listo, mal) => {
  const guion = new Blob(["postMessage(6 * 7)"], { type: "text/javascript" });
  const obrero = new Worker(URL.createObjectURL(guion));
  obrero.onmessage = (aviso) => listo(aviso.data);
  obrero.onerror = () => mal(new Error("no arrancó"));
})"""
METIDO = """() => {
  const guion = document.createElement("script");
  guion.textContent = "window.metido = 1";
  document.body.append(guion);
  return window.metido;
}"""


def test_toda_pagina_lleva_la_suya_y_admite_justo_lo_que_trae(sitio: Sitio) -> None:
    vistas, guiones = 0, set()
    for pagina in recorrer(sitio.carpeta):
        guiones |= set(politica.guiones(pagina.html))
        (suya,) = META.findall(pagina.html)
        if pagina.ruta.startswith("tarjeta/"):
            assert "default-src 'none'" in suya
            continue
        vistas += 1
        reglas = dict(r.strip().split(" ", 1) for r in unescape(suya).split(";"))
        huellas = set(re.findall(r"'(sha256-[^']+)'", reglas["script-src"]))
        assert huellas == set(map(politica.huella, politica.guiones(pagina.html))), pagina.ruta
        assert "unsafe" not in reglas["script-src"] + reglas["default-src"]
        assert reglas["object-src"] == "'none'"
        assert {"base-uri", "form-action", "worker-src", "style-src", "img-src"} <= set(reglas)
        assert not AL_HACER.search(pagina.html), pagina.ruta
        # Va antes de lo que gobierna.
        antes = pagina.html.partition("Content-Security-Policy")[0]
        assert not re.search(r'<script|<style|rel="stylesheet"', antes), pagina.ruta
    assert vistas > 1156
    # El de todas, el del mapa y el comparador, y el de la 404: la política admite los que haya, y
    # uno que se cuele desde un dato o una guía saldría admitido.
    assert len(guiones) == 3, guiones


def test_todo_enlace_a_otro_sitio_lleva_su_rel(sitio: Sitio) -> None:
    vistos = 0
    for pagina in recorrer(sitio.carpeta):
        for enlace in ENLACE.findall(pagina.html):
            if sitio.url in enlace:
                continue
            vistos += 1
            suyo = re.search(r'\srel="([^"]*)"', enlace)
            assert suyo, (pagina.ruta, enlace)
            if not pagina.ruta.startswith("tarjeta/"):
                assert {"noopener", "noreferrer"} <= set(suyo[1].split()), (pagina.ruta, enlace)
    assert vistos > 1000


def _abierta(abrir: Abrir, direccion: str, **opciones: object) -> tuple[Page, list[str]]:
    visita = abrir(1280, 900, **opciones)
    pagina = visita.ir(direccion, hasta="networkidle")
    pagina.evaluate("scrollTo(0, document.body.scrollHeight)")
    pagina.wait_for_load_state("networkidle")
    return pagina, [p for p in visita.problemas if "Content Security Policy" in p]


@pytest.mark.navegador
@pytest.mark.parametrize("desde", ["http", "disco"])
@pytest.mark.parametrize("ruta", DE_CADA_TIPO.values(), ids=DE_CADA_TIPO.keys())
def test_nada_la_viola_y_un_guion_metido_no_corre(
    sitio: Sitio, abrir: Abrir, ruta: str, desde: str
) -> None:
    raiz = sitio.url if desde == "http" else f"{sitio.carpeta.as_uri()}/"
    # Servido, también con el trabajador que guarda lo visitado.
    opciones = {"service_workers": "allow"} if desde == "http" else {}
    pagina, violaciones = _abierta(abrir, raiz + ruta, **opciones)
    assert violaciones == []
    assert "js" in (pagina.locator("html").get_attribute("class") or "").split()
    assert pagina.evaluate(EN_OBRERO) == 42
    if desde == "http":
        assert pagina.evaluate("navigator.serviceWorker.ready.then((s) => Boolean(s.active))")
    assert pagina.evaluate(METIDO) is None


@pytest.mark.navegador
def test_el_fondo_elegido_se_pinta_antes_de_los_guiones(sitio: Sitio, abrir: Abrir) -> None:
    """Es lo que hace el guion de adentro, que solo corre si su huella es la de la política."""
    visita = abrir(1280, 900)
    pagina = visita.ir(sitio.url + perfil("27025"))
    pagina.locator("label[for=__palette_1]").click()
    assert pagina.locator("body").get_attribute("data-md-color-scheme") == "slate"
    pagina.route("**/recursos/kit.js", lambda ruta: ruta.abort())
    visita.ir(f"{sitio.url}modulos/2-sisben/index.html")
    assert pagina.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_la_marca_no_llega_a_publicarse(sitio: Sitio) -> None:
    for ruta in (Path(sitio.carpeta) / "404.html", Path(sitio.carpeta) / perfil("00")):
        assert politica.MARCA not in ruta.read_text("utf-8")
