"""El sitio publica el complemento: el repositorio, el zip y la página que lo explica."""

from __future__ import annotations

import gzip
import zipfile
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest

from generador import __version__
from generador.complemento_qgis.zip_del_complemento import empaquetar
from tests.construido import Sitio
from tests.navegador import Abrir

ZIP = f"kit_pobreza-{__version__}.zip"


def bajar(direccion: str) -> bytes:
    """El cuerpo; el servidor de las pruebas siempre comprime, como GitHub Pages."""
    with urlopen(direccion) as respuesta:
        return gzip.decompress(respuesta.read())


def test_qgis_llega_del_repositorio_al_zip(sitio: Sitio) -> None:
    """El camino de QGIS: la dirección que da la página, lo que dice el XML y la descarga."""
    html = (sitio.carpeta / "complemento" / "index.html").read_text("utf-8")
    repositorio = f"{sitio.publica}complemento/plugins.xml"
    assert f"<code>{repositorio}</code>" in html
    raiz = ElementTree.fromstring(bajar(sitio.abrible(repositorio)))
    direccion = raiz.findtext("pyqgis_plugin/download_url") or ""
    assert bajar(sitio.abrible(direccion)) == (sitio.carpeta / "complemento" / ZIP).read_bytes()


def test_es_el_mismo_zip_que_deja_la_orden(
    sitio: Sitio, tmp_path_factory: pytest.TempPathFactory
) -> None:
    suelto = empaquetar(tmp_path_factory.mktemp("suelto"), sitio.publica)
    assert suelto.read_bytes() == (sitio.carpeta / "complemento" / ZIP).read_bytes()
    assert zipfile.ZipFile(suelto).testzip() is None


@pytest.mark.navegador
@pytest.mark.parametrize("ancho", [360, 1280])
def test_la_pagina_cabe_y_sus_capturas_se_ven(sitio: Sitio, abrir: Abrir, ancho: int) -> None:
    pagina = abrir(ancho).ir(f"{sitio.url}complemento/index.html")
    assert pagina.evaluate("document.documentElement.scrollWidth") <= ancho
    for captura in pagina.locator(".captura-qgis img").all():
        captura.scroll_into_view_if_needed()
        captura.evaluate("i => i.decode()")
        assert captura.evaluate("i => i.naturalWidth") >= 880
