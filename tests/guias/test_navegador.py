"""Las guías en Chromium: axe en claro, oscuro e impreso, 360 px, sin red y en hojas separadas."""

from __future__ import annotations

from pathlib import Path

import pytest

from generador.rutas import SITIO
from tests.accesibilidad import CELULAR, OSCURO, infracciones
from tests.guias.texto import GUIAS, nombre
from tests.navegador import Abrir

pytestmark = pytest.mark.navegador


def direccion(publico: Path, ruta: Path) -> str:
    """La página construida, abierta desde el disco."""

    return (publico / ruta.relative_to(SITIO)).with_suffix(".html").as_uri()


@pytest.mark.parametrize("ruta", GUIAS, ids=nombre)
def test_axe_y_ancho(publico: Path, abrir: Abrir, ruta: Path) -> None:
    visita = abrir()
    pagina = visita.ir(direccion(publico, ruta))
    assert visita.problemas == []
    assert visita.ajenos(publico.as_uri()) == []
    hallado = {"claro": infracciones(pagina)}
    pagina.set_viewport_size(CELULAR)  # type: ignore[arg-type]
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= 360
    pagina.evaluate(OSCURO)
    hallado["oscuro, en un celular"] = infracciones(pagina)
    pagina.emulate_media(media="print")
    hallado["impreso"] = infracciones(pagina)
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}


def test_la_tabla_se_apila_en_el_celular(publico: Path, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir((publico / "modulos/1-focalizacion/index.html").as_uri())
    celda = pagina.locator("table.tabla-guia td").first
    assert celda.evaluate("e => getComputedStyle(e).display") == "block"
    rotulo = celda.evaluate("e => getComputedStyle(e, '::before').content")
    assert rotulo == '"Qué decide: "'


def test_en_el_celular_hay_un_indice_debajo_del_titulo(publico: Path, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir((publico / "modulos/3-recursos/index.html").as_uri())
    indice = pagina.locator("details.indice-plegable")
    indice.locator("summary").press("Enter")
    indice.get_by_role("link", name="Calendario del año").click()
    assert pagina.url.endswith("#calendario-del-ano")
    titulo = pagina.locator("#calendario-del-ano").bounding_box()
    assert titulo is not None
    assert 0 <= titulo["y"] < 300
    pagina.set_viewport_size({"width": 1280, "height": 800})
    assert not indice.is_visible()


def test_la_sesion_se_imprime_en_hojas_separadas(publico: Path, abrir: Abrir) -> None:
    pagina = abrir().ir((publico / "sesiones/1-focalizacion.html").as_uri())
    pagina.emulate_media(media="print")
    for parte in ("prueba", "asistencia", "acta", "clave"):
        corte = pagina.locator(f"#{parte}").evaluate("e => getComputedStyle(e).breakBefore")
        assert corte == "page", parte
    for aparte in (".md-header", ".md-sidebar--primary", ".md-footer"):
        assert not pagina.locator(aparte).first.is_visible()
    assert pagina.locator("table.tabla-formato").first.is_visible()


def test_la_norma_enlazada_se_senala(publico: Path, abrir: Abrir) -> None:
    pagina = abrir().ir((publico / "datos/normas.html").as_uri() + "#ley_2046_7")
    fondo = "e => getComputedStyle(e.closest('tr')).backgroundColor"
    senalada = pagina.locator("#ley_2046_7").evaluate(fondo)
    otra = pagina.locator("#ley_715_94").evaluate(fondo)
    assert senalada != otra
