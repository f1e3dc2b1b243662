"""La dirección pública: con KIT_URL todo la dice; sin ella, nada publicado inventa una."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from generador.paginas import sitio_armado
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import perfil
from tests.sitio.servidor import SUBRUTA, servir

CODIGOS = ("27025", "52835")
URL = "https://kit.alcaldia.example/pobreza/"
EJEMPLO = re.compile(rb"ejemplo\.github|github\.io|localhost|127\.0\.0\.1|kit\.marca")
PROFUNDAS = ("no-existe.html", "territorio/99999/index.html", "a/b/c/d/e.html", "nada/")


def _hacer(acervo: DatosDelSitio, carpeta: Path, url: str | None) -> Path:
    with pytest.MonkeyPatch.context() as parche:
        parche.delenv("KIT_URL", raising=False)
        parche.setattr(sitio_armado, "reunir", lambda: acervo)
        return construir(CODIGOS, carpeta / "sitio", url)


@pytest.fixture(scope="module")
def sin_direccion(
    acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitio]:
    carpeta = _hacer(acervo, tmp_path_factory.mktemp("sin"), None)
    with servir(carpeta) as url:
        yield Sitio(carpeta, url)


@pytest.fixture(scope="module")
def con_direccion(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _hacer(acervo, tmp_path_factory.mktemp("con"), URL)


def _octetos(carpeta: Path) -> Iterator[tuple[str, bytes]]:
    """Todo lo publicado, y también lo que va dentro de cada zip."""
    for ruta in sorted(r for r in carpeta.rglob("*") if r.is_file()):
        yield ruta.relative_to(carpeta).as_posix(), ruta.read_bytes()
        if ruta.suffix == ".zip":
            with zipfile.ZipFile(ruta) as paquete:
                for nombre in paquete.namelist():
                    yield f"{ruta.name}/{nombre}", paquete.read(nombre)


def test_sin_direccion_ningun_archivo_dice_una(sin_direccion: Sitio) -> None:
    vistos = dict(_octetos(sin_direccion.carpeta))
    assert len(vistos) > 300
    # De otros que enlazan a sus propias páginas en GitHub.
    propios = {r: t for r, t in vistos.items() if not r.startswith(("assets/",))}
    assert {r: m[0] for r, texto in propios.items() if (m := EJEMPLO.search(texto))} == {}
    for ruta, texto in vistos.items():
        if ruta.endswith(".html"):
            assert b'rel="canonical"' not in texto, ruta
            assert b"og:url" not in texto, ruta
    assert not [r for r in vistos if r.startswith("sitemap") or r.endswith("plugins.xml")]


def test_con_direccion_todo_la_dice(con_direccion: Path) -> None:
    paginas = [r for r in con_direccion.rglob("*.html") if r.name != "404.html"]
    tarjetas = {r for r in paginas if r.is_relative_to(con_direccion / "tarjeta")}
    for ruta in tarjetas:
        # La tarjeta no es otra página del territorio: quien busca llega al perfil.
        suyo = f"{URL}{perfil(ruta.parent.name)}"
        assert f'<link rel="canonical" href="{suyo}">' in ruta.read_text("utf-8")
    direcciones = set()
    for ruta in set(paginas) - tarjetas:
        html = ruta.read_text("utf-8")
        propia = f"{URL}{ruta.relative_to(con_direccion).as_posix()}"
        assert f'<link rel="canonical" href="{propia}">' in html
        assert f'<meta property="og:url" content="{propia}">' in html
        direcciones.add(propia)
    raiz = ElementTree.parse(con_direccion / "sitemap.xml").getroot()
    listadas = [nodo.text for nodo in raiz.iter() if nodo.tag.endswith("loc")]
    assert len(listadas) == len(set(listadas))
    assert set(listadas) == direcciones
    assert f"Sitemap: {URL}sitemap.xml\n" in (con_direccion / "robots.txt").read_text("utf-8")
    html = (con_direccion / perfil("27025")).read_text("utf-8")
    assert f"fuente censal, 2018. {URL}{perfil('27025')}</p>" in html
    assert URL in (con_direccion / "complemento/plugins.xml").read_text("utf-8")
    assert {r: m[0] for r, t in _octetos(con_direccion) if (m := EJEMPLO.search(t))} == {}


@pytest.mark.navegador
def test_la_cita_dice_la_direccion_de_la_pagina_abierta(sin_direccion: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(f"{sin_direccion.url}{perfil('27025')}?x=1#fuentes")
    cita = pagina.locator(".cita-copiable").nth(1).text_content() or ""
    assert cita.strip().endswith(f"2018. {sin_direccion.url}{perfil('27025')}")


@pytest.mark.navegador
def test_la_cita_no_dice_una_carpeta_del_equipo(sin_direccion: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir((sin_direccion.carpeta / perfil("27025")).as_uri())
    cita = pagina.locator(".cita-copiable").nth(1).text_content() or ""
    assert cita.strip().endswith(f"2018. En el sitio del kit: {perfil('27025')}")


@pytest.mark.navegador
@pytest.mark.parametrize("ruta", PROFUNDAS)
def test_404_sin_direccion_halla_la_raiz(sin_direccion: Sitio, abrir: Abrir, ruta: str) -> None:
    pagina = abrir(360, 740).ir(sin_direccion.url + ruta)
    expect(pagina.locator("h1")).to_have_text("Esta página no existe")
    lista = pagina.get_by_role("link", name="Lista de territorios")
    expect(lista).to_be_visible()
    assert lista.evaluate("a => a.href") == f"{sin_direccion.url}territorio/index.html"
    assert f"{SUBRUTA}{ruta}" in pagina.locator("#pedida").inner_text()
    assert not pagina.locator("#a-mano").is_visible()
    pagina.get_by_label("Buscar en el sitio").fill("Alto Baudó")
    opcion = pagina.get_by_role("option").first
    opcion.wait_for()
    opcion.click()
    pagina.wait_for_url(sin_direccion.url + perfil("27025"))


@pytest.mark.navegador
@pytest.mark.parametrize("ruta", PROFUNDAS)
def test_404_sin_guion_se_lee_y_se_sale(sin_direccion: Sitio, abrir: Abrir, ruta: str) -> None:
    """Subiendo carpeta por carpeta se llega siempre a una página que existe."""
    pagina = abrir(java_script_enabled=False).ir(sin_direccion.url + ruta)
    assert "Bitter" in pagina.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    for _ in range(8):
        if pagina.locator("#a-mano").count() == 0:
            break
        aqui = "La carpeta de esta dirección"
        ya = pagina.url.endswith("/")
        pagina.get_by_role("link", name="La carpeta de arriba" if ya else aqui).click()
    assert pagina.url in (sin_direccion.url, f"{sin_direccion.url}territorio/")


def test_404_con_direccion_no_tiene_que_buscar(con_direccion: Path) -> None:
    html = (con_direccion / "404.html").read_text("utf-8")
    assert '<base href="/pobreza/index.html">' in html
    assert 'id="a-mano"' not in html
    # Los estilos van adentro: se ve igual en cualquier dirección.
    assert re.findall("<link[^>]*>", html) == ['<link rel="icon" href="data:,">']
