"""Cada gráfico se baja en PNG, SVG y CSV, con red y desde el disco, y dice de dónde sale."""

from __future__ import annotations

import base64
import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from generador.paginas.datos_del_sitio import DatosDelSitio
from letras.__main__ import HOJA
from letras.__main__ import LETRAS as LETRAS_DEL_SITIO
from tests.construido import PUBLICA, Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador
SVG = "{http://www.w3.org/2000/svg}"
CODIGO = "27025"
# Lo que el botón taparía de su gráfico: un texto o un dibujo que comparte lugar con él.
TAPADOS = """() => {
  const seCruzan = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const cajas = (grafico) => {
    const textos = document.createTreeWalker(grafico, NodeFilter.SHOW_TEXT), halladas = [];
    for (let nodo; (nodo = textos.nextNode());) {
      if (!nodo.data.trim() || !nodo.parentElement.checkVisibility()) continue;
      if (nodo.parentElement.closest(".bajar")) continue;
      const trozo = document.createRange();
      trozo.selectNodeContents(nodo);
      for (const caja of trozo.getClientRects()) halladas.push([nodo.data.trim(), caja]);
    }
    for (const dibujo of grafico.querySelectorAll("svg, img"))
      halladas.push([dibujo.outerHTML.slice(0, 60), dibujo.getBoundingClientRect()]);
    return halladas;
  };
  return [...document.querySelectorAll("figure > .bajar > summary")]
    .filter((boton) => boton.getClientRects().length)
    .flatMap((boton) => cajas(boton.closest("figure"))
      .filter(([, caja]) => seCruzan(caja, boton.getBoundingClientRect())).map(([que]) => que));
}"""
A_LA_VISTA = """(boton) => {
  const { x, y, width, height } = boton.getBoundingClientRect();
  return boton.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
LETRAS = re.compile(
    r"@font-face\{font-family:\"([^\"]+)\";font-weight:([\d ]+);"
    r"src:url\(data:font/woff2;base64,([\w+/=]+)\)"
)
# Si el dibujo, puesto en la página como imagen, se pinta distinto sin una de sus letras.
CON_Y_SIN_LETRA = """async ([dibujo, familia]) => {
  const pintado = async (texto) => {
    const imagen = new Image();
    imagen.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(texto)}`;
    await imagen.decode();
    const tela = document.createElement("canvas");
    [tela.width, tela.height] = [imagen.width, imagen.height];
    tela.getContext("2d").drawImage(imagen, 0, 0);
    return tela.toDataURL();
  };
  const regla = new RegExp(`@font-face\\\\{font-family:"${familia}".*?\\\\}`, "s");
  return [await pintado(dibujo), await pintado(dibujo.replace(regla, ""))];
}"""
ABRIR_TODO = "document.querySelectorAll('details.seccion').forEach((s) => (s.open = true))"


def _bajar(pagina: Page, grafico: Locator, forma: str, carpeta: Path) -> Path:
    menu = grafico.locator("details.bajar")
    if not menu.evaluate("menu => menu.open"):
        menu.locator("summary").press("Enter")
    with pagina.expect_download() as bajada:
        menu.get_by_role("button", name=forma).press("Enter")
    destino = carpeta / bajada.value.suggested_filename
    bajada.value.save_as(destino)
    expect(menu.get_by_role("status")).to_contain_text(f"Quedó descargado {destino.name}")
    return destino


def _filas(ruta: Path) -> list[list[str]]:
    assert ruta.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(ruta.read_text("utf-8-sig"), newline=""), delimiter=";"))


def test_en_oscuro_y_desde_el_disco_el_dibujo_es_autonomo_y_claro(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita = abrir(color_scheme="dark")
    pagina = visita.ir((sitio.carpeta / perfil(CODIGO)).as_uri())
    pagina.evaluate(ABRIR_TODO)
    mapa, dispersion = (
        pagina.locator(f"figure.{c}") for c in ("mapa-de-vecinos", "figura-dos-pobrezas")
    )
    ruta = _bajar(pagina, mapa, "Dibujo SVG", tmp_path)
    texto = ruta.read_text("utf-8")
    assert str(sitio.carpeta) not in texto
    assert not any(ajeno in texto for ajeno in ("var(--", 'class="', "<script", "<a ", "file:"))
    raiz = ET.fromstring(texto)
    fondo = raiz.find(f"{SVG}rect")
    assert fondo is not None
    assert fondo.get("fill") == "#fff"
    dicho = " ".join(t.text or "" for t in raiz.iter(f"{SVG}text"))
    for parte in (
        "Alto Baudó",
        "2018",
        "Fuente: DANE, medida censal 2018",
        perfil(CODIGO),
        "Nuquí",
    ):
        assert parte in dicho
    # La nube de los municipios viaja en otro archivo: va adentro también desde el disco.
    nube = ET.fromstring(_bajar(pagina, dispersion, "Dibujo SVG", tmp_path).read_text("utf-8"))
    assert max(len(p.get("d") or "") for p in nube.iter(f"{SVG}path")) > 5_000
    imagen = Image.open(_bajar(pagina, dispersion, "Imagen PNG", tmp_path)).convert("RGB")
    ancho, alto = (int(nube.get(lado) or 0) for lado in ("width", "height"))
    assert imagen.size == (2 * ancho, 2 * alto)
    assert imagen.getpixel((3, 3)) == (255, 255, 255)
    assert any(any(canal.histogram()[:60]) for canal in imagen.split())  # tiene trazos oscuros
    assert pagina.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert visita.problemas == []


@pytest.mark.parametrize("de_donde", ["disco", "subruta"])
def test_el_dibujo_lleva_adentro_las_letras_del_sitio(
    sitio: Sitio, abrir: Abrir, tmp_path: Path, de_donde: str
) -> None:
    visita = abrir()
    raiz = Path(sitio.carpeta).as_uri() + "/" if de_donde == "disco" else sitio.url
    pagina = visita.ir(raiz + perfil(CODIGO))
    mapa = pagina.locator("figure.mapa-de-vecinos")
    texto = _bajar(pagina, mapa, "Dibujo SVG", tmp_path).read_text("utf-8")
    llevadas = {familia: (grosor, datos) for familia, grosor, datos in LETRAS.findall(texto)}
    assert set(llevadas) == {"Kit texto", "Kit titulos"}
    for grosor, datos in llevadas.values():
        letra = TTFont(io.BytesIO(base64.b64decode(datos)))
        propia = LETRAS_DEL_SITIO / f"{letra['name'].getDebugName(1).split()[1]}.woff2"
        assert base64.b64decode(datos) == propia.read_bytes()
        assert f"font-weight: {grosor};" in HOJA.read_text("utf-8")
    usadas = {
        t.get("font-family", "").split(",")[0].strip("'")
        for t in ET.fromstring(texto).iter(f"{SVG}text")
    }
    assert usadas == set(llevadas)
    for familia in llevadas:
        con, sin = pagina.evaluate(CON_Y_SIN_LETRA, [texto, familia])
        assert con != sin, f"ningún renglón sale con «{familia}»"
    # El guion que las trae solo se pide desde el disco: con servidor ya están.
    pedidos = [p.url for p in visita.pedidos if p.url.endswith("graficos/letras.js")]
    assert len(pedidos) == (1 if de_donde == "disco" else 0)
    assert visita.problemas == []


def test_el_mapa_lleva_el_contorno_de_lo_propio_y_el_punto_de_la_capital(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    """El mismo trazo va relleno, con funda y con tinta; el punto lo pone la hoja de estilo."""
    pagina = abrir().ir(sitio.url + perfil(CODIGO))
    mapa = pagina.locator("figure.mapa-de-vecinos")
    raiz = ET.fromstring(_bajar(pagina, mapa, "Dibujo SVG", tmp_path).read_text("utf-8"))
    forma = pagina.locator("#contorno").get_attribute("d")
    contornos = [t for t in raiz.iter(f"{SVG}path") if t.get("d") == forma]
    assert [(t.get("fill") == "none", t.get("stroke") == "none") for t in contornos] == [
        (False, True),
        (True, False),
        (True, False),
    ]
    funda, tinta = (float(t.get("stroke-width", "").removesuffix("px")) for t in contornos[1:])
    assert funda > tinta > 1
    assert contornos[1].get("stroke") != contornos[2].get("stroke")
    (quibdo,) = (t for t in raiz.iter(f"{SVG}text") if t.text == "Quibdó")
    junto = [
        c
        for c in raiz.iter(f"{SVG}circle")
        if 0 < float(quibdo.get("x", "")) - float(c.get("cx", "")) < 12
        and abs(float(quibdo.get("y", "")) - float(c.get("cy", ""))) < 12
    ]
    assert len(junto) == 2


def test_sin_las_letras_el_dibujo_se_baja_igual(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + perfil(CODIGO))
    pagina.route("**/letras/*.woff2", lambda ruta: ruta.abort())
    mapa = pagina.locator("figure.mapa-de-vecinos")
    texto = _bajar(pagina, mapa, "Dibujo SVG", tmp_path).read_text("utf-8")
    assert "@font-face" not in texto
    assert "Alto Baudó" in texto


def test_el_csv_trae_la_serie_entera_y_sus_cifras_son_las_de_datos(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio, tmp_path: Path
) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + perfil(CODIGO))
    pagina.evaluate(ABRIR_TODO)
    serie = pagina.locator("figure[data-serie=poblacion]")
    cabeza, *filas = _filas(_bajar(pagina, serie, "Cifras CSV", tmp_path))
    assert cabeza == ["Año", "Población (personas)", "Gráfico", "Fuente", "Dirección"]
    assert [f[0] for f in filas] == list(acervo.cubo.periodos("poblacion"))
    de_hoy = {f[0]: f[1] for f in filas}["2026"]
    assert int(de_hoy) == acervo.cubo.valor("poblacion", CODIGO, "total", "2026")
    assert filas[0][3:] == ["DANE, proyecciones; DANE, hogares", PUBLICA + perfil(CODIGO)]
    tabla = pagina.locator("#privaciones")
    cabeza, *filas = _filas(_bajar(pagina, tabla, "Cifras CSV", tmp_path))
    assert cabeza[:3] == ["Privación", "Alto Baudó", "Chocó"]
    assert len(filas) == 15
    assert all(celda.replace(",", "").lstrip("-").isdecimal() for f in filas for celda in f[1:7])
    # Toda serie del perfil está entera en lo que el comparador sabe.
    series = pagina.locator("figure[data-serie]")
    for n in range(series.count()):
        leidas = _filas(_bajar(pagina, series.nth(n), "Cifras CSV", tmp_path))
        assert len(leidas) > 3, series.nth(n).get_attribute("data-serie")
    assert visita.problemas == []


def test_un_nombre_que_parece_formula_no_lo_es(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    pagina = abrir().ir(sitio.url + perfil("27"))
    pagina.evaluate("document.querySelector('h1').textContent = '=1+1'")
    pagina.evaluate("document.querySelector('.mapa a title').textContent = '=HYPERLINK(1), 4,5 %'")
    filas = _filas(_bajar(pagina, pagina.locator("figure.mapa"), "Cifras CSV", tmp_path))
    assert not any(celda.startswith(("=", "+", "@")) for fila in filas for celda in fila)
    assert any(fila[0] == "'=HYPERLINK(1)" for fila in filas)


def test_en_la_pagina_de_un_indicador_van_su_leyenda_y_las_cifras_de_todos(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita = abrir()
    pagina = visita.ir(f"{sitio.url}indicador/ipm_censal/index.html")
    mapa = pagina.locator("figure.mapa-pais")
    hecho = ET.fromstring(_bajar(pagina, mapa, "Dibujo SVG", tmp_path).read_text("utf-8"))
    dicho = " ".join(t.text or "" for t in hecho.iter(f"{SVG}text"))
    assert "menos de 20" in dicho
    bajada = _bajar(pagina, mapa, "Cifras CSV", tmp_path)
    assert bajada.read_bytes() == (sitio.carpeta / "indicador/ipm_censal/datos.csv").read_bytes()
    assert visita.problemas == []


def test_el_menu_se_cierra_no_se_imprime_y_se_toca_sin_fallar(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + perfil(CODIGO))
    menu = pagina.locator(".mapa-de-vecinos details.bajar")
    resumen = menu.locator("summary")
    assert resumen.get_attribute("aria-label") == "Descargar: Alto Baudó"
    caja = resumen.bounding_box()
    assert caja is not None
    assert min(caja["width"], caja["height"]) >= 24
    resumen.click()
    alto = menu.get_by_role("button").first.bounding_box()
    assert alto is not None
    assert alto["height"] >= 24
    # Ninguno queda debajo de la barra del perfil, que va justo después.
    for boton in menu.get_by_role("button").all():
        assert boton.evaluate(A_LA_VISTA)
    pagina.keyboard.press("Escape")
    assert not menu.evaluate("menu => menu.open")
    pagina.emulate_media(media="print")
    assert pagina.locator("details.bajar:visible").count() == 0


@pytest.mark.parametrize("ancho", [360, 1366])
@pytest.mark.parametrize(
    "ruta", [perfil(CODIGO), perfil("85"), f"comparar/index.html?t={CODIGO},05001"]
)
def test_el_boton_no_tapa_su_grafico(sitio: Sitio, abrir: Abrir, ruta: str, ancho: int) -> None:
    pagina = abrir(ancho, 740).ir(sitio.url + ruta)
    pagina.locator("figure > details.bajar").first.wait_for()
    pagina.evaluate(ABRIR_TODO)
    assert pagina.evaluate(TAPADOS) == []


def test_sin_guiones_no_hay_menu(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url + perfil(CODIGO))
    assert pagina.locator("details.bajar").count() == 0
    assert pagina.locator("figure.mapa-de-vecinos svg").first.is_visible()
