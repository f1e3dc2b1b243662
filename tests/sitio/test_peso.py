"""Cuánto pesa el sitio como viaja: comprimido. Los bytes sin comprimir no son vara."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from generador import publicador
from generador.cubo import codigos
from generador.fichas import imprimir_fichas as fichas
from generador.paginas import parcial, sitio_armado
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.cuerpos import Paginas
from generador.publicador import Publicador
from generador.publicar.pesos import comprimido as octetos
from generador.publicar.varas import (
    INDICE_DE_BUSQUEDA,
    PERFIL,
    PRIMERA_VISITA,
    SEGUNDA_PAGINA,
    SITIO,
)
from tests.construido import Sitio
from tests.navegador import Abrir, Visita
from tests.sitio.muestra import MUNICIPIOS, TODAS, perfil

PROPIO = 150_000  # lo que traen el mapa y el comparador además de lo común
COMUN = ("recursos/tema.css", "recursos/kit.css", "recursos/kit.js", "recursos/icono.svg")
HOJA_DEL_TEMA = 10_000
VECINO = "27077"  # otro municipio cualquiera: la segunda página de quien compara


def comprimido(ruta: Path) -> int:
    """Bytes del archivo como viaja."""
    return octetos(ruta.read_bytes())


@pytest.fixture(scope="module")
def perfiles(sitio: Sitio) -> dict[str, Path]:
    return {codigo: sitio.carpeta / perfil(codigo) for codigo in codigos.base()}


def test_ningun_perfil_municipal_pasa_de_24_kb_comprimido(perfiles: dict[str, Path]) -> None:
    pesos = {codigo: comprimido(ruta) for codigo, ruta in perfiles.items()}
    assert len(pesos) == 1122
    assert {c: p for c, p in pesos.items() if p > PERFIL} == {}


MAS_PESADOS = 3
LARGA = f"https://www.{'planeacion' * 4}.gov.co/{'pobreza' * 4}/kit/"
DE_TODO = Publicador(
    "Gobernación del Archipiélago de San Andrés, Providencia y Santa Catalina, Secretaría de "
    "Planeación",
    f"planeacion.{'departamental' * 2}@{'gobernacion' * 3}.gov.co",
    "logo.svg",
    (),
    "",
)
"""Una copia con cada campo largo: lo que dice va en todas las páginas."""


def test_los_mas_pesados_caben_con_todo(
    perfiles: dict[str, Path], acervo: DatosDelSitio, tmp_path: Path
) -> None:
    """Con una dirección larga, quién publica, su logo, el libro, la ficha y la imagen."""
    pesos = {codigo: comprimido(ruta) for codigo, ruta in perfiles.items()}
    elegidos = tuple(sorted(pesos, key=lambda codigo: pesos[codigo])[-MAS_PESADOS:])
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"/>', encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(publicador, "ARCHIVO", tmp_path / "kit.yaml")
        parche.setattr(publicador, "leer", lambda: DE_TODO)
        parche.setattr(sitio_armado, "reunir", lambda: acervo)
        # Con todos sus enlaces y su libro, como en un sitio entero con descargas.
        for donde in (parcial, fichas):
            parche.setattr(donde, "sin_los_de_fuera", lambda pagina, _: pagina)
        parche.setattr(sitio_armado, "Paginas", lambda *a, con_libros: Paginas(*a, con_libros=True))
        publico = construir(elegidos, tmp_path / "publico", LARGA)
        fichas.hacer(elegidos, publico, acervo=acervo)
    for codigo in elegidos:
        ruta = publico / perfil(codigo)
        pagina = ruta.read_text(encoding="utf-8")
        for parte in (">Ficha en PDF<", "Publica: ", 'href="datos.xlsx"', 'property="og:image"'):
            assert parte in pagina, (codigo, parte)
        assert pagina.count(LARGA) > 4
        assert comprimido(ruta) > pesos[codigo]
        assert comprimido(ruta) <= PERFIL, codigo


def _leer_entera(visita: Visita, direccion: str) -> Page:
    """Abre la página y baja hasta el final: lo que se carga al bajar también es de la visita."""
    pagina = visita.ir(direccion, hasta="networkidle")
    pagina.evaluate("scrollTo(0, document.body.scrollHeight)")
    pagina.wait_for_load_state("networkidle")
    return pagina


def _pesos(visita: Visita, sitio: Sitio) -> dict[str, int]:
    """Lo que llegó por la red, archivo por archivo; lo que ya estaba guardado pesa 0."""
    return {p.url.removeprefix(sitio.url): p.sizes()["responseBodySize"] for p in visita.pedidos}


@pytest.mark.navegador
@pytest.mark.parametrize("codigo", MUNICIPIOS.values(), ids=MUNICIPIOS.keys())
def test_la_primera_visita_a_un_perfil(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    visita = abrir(360, 740)
    _leer_entera(visita, sitio.url + perfil(codigo))
    pesos = _pesos(visita, sitio)
    assert any(url.endswith("kit.css") for url in pesos)
    assert sum(pesos.values()) <= PRIMERA_VISITA, pesos


@pytest.mark.navegador
def test_la_segunda_pagina(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740)
    _leer_entera(visita, sitio.url + perfil("27025"))
    primera = sum(_pesos(visita, sitio).values())
    visita.pedidos.clear()
    _leer_entera(visita, sitio.url + perfil(VECINO))
    pesos = _pesos(visita, sitio)
    assert 0 < sum(pesos.values()) < primera
    assert sum(pesos.values()) <= SEGUNDA_PAGINA, pesos


@pytest.mark.navegador
@pytest.mark.parametrize(
    ("ruta", "datos"),
    [
        ("mapa/index.html", "datos/mapa/geometria.js"),
        ("comparar/index.html?t=27025,05001,27,00", "territorio/27025/comparar.js"),
    ],
    ids=["mapa", "comparar"],
)
def test_lo_propio_del_mapa_y_del_comparador(
    sitio: Sitio, abrir: Abrir, ruta: str, datos: str
) -> None:
    visita = abrir(360, 740)
    visita.ir(sitio.url + ruta, hasta="networkidle")
    pesos = _pesos(visita, sitio)
    assert datos in pesos
    propios = {u: n for u, n in pesos.items() if u not in COMUN and not u.endswith(".woff2")}
    assert sum(propios.values()) <= PROPIO, propios


@pytest.mark.parametrize("ruta", TODAS.values(), ids=TODAS.keys())
def test_nada_del_tema_viaja_entero(sitio: Sitio, ruta: str) -> None:
    """Ni su guion ni sus hojas: lo que se usa de ellas va en una sola, recortada."""
    pagina = (sitio.carpeta / ruta).read_text(encoding="utf-8")
    assert "assets/" not in pagina
    assert ("recursos/tema.css" in pagina) == (ruta != "404.html")


def test_la_hoja_del_tema_va_recortada(sitio: Sitio) -> None:
    assert 0 < comprimido(sitio.carpeta / "recursos" / "tema.css") <= HOJA_DEL_TEMA


def test_el_indice_de_busqueda(sitio: Sitio) -> None:
    guiones = ("municipios", "contenidos", "buscador/motor", "buscador/terceros/minisearch")
    pesos = [comprimido(sitio.carpeta / "recursos" / f"{guion}.js") for guion in guiones]
    assert sum(pesos) <= INDICE_DE_BUSQUEDA, pesos


def test_el_sitio_entero(sitio: Sitio) -> None:
    total = sum(ruta.stat().st_size for ruta in sitio.carpeta.rglob("*") if ruta.is_file())
    assert total <= SITIO
