"""Direcciones mal escritas y guiones que no llegan: se dice qué pasa y nada queda a medias."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.navegador import Abrir, Visita
from tests.sitio.comparar_publicado import ALTO_BAUDO, MEDELLIN, Publicado

pytestmark = pytest.mark.navegador
GUION = "<img src=x onerror=alert(1)>"
RAROS = [
    GUION,
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "__proto__",
    "constructor",
    "🦙\u202e\u0000ñ",
    "a" * 10_000,
    "-1",
    "1e9",
    "NaN",
    "=HYPERLINK(1)",
    "geometria",
    "99999",
    " ",
    ",,,,",
]
CAMPOS = ["i", "a", "z", "m", "i2", "a2", "c", "d", "p", "k", "r", "o", "l", "t", "v"]


def excepciones(visita: Visita) -> list[str]:
    """Lo que falló en los guiones, sin los avisos de los archivos que la prueba no deja llegar."""
    ajenos = ("no llegó: ", "error: Failed to load resource")
    return [p for p in visita.problemas if not p.startswith(ajenos)]


def sana(visita: Visita) -> Page:
    """La página del mapa con su mapa y su tabla, y sin un error."""
    pagina = visita.pagina
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    assert visita.problemas == []
    assert pagina.locator("[onerror], [onload], article script").count() == 0
    assert "NaN" not in pagina.locator("#mapa").inner_html()
    assert pagina.locator("#mapa-a .municipios path").count() == 1122
    return pagina


@pytest.mark.parametrize("raro", RAROS, ids=lambda r: ascii(r)[:24])
def test_el_mapa_deja_de_lado_lo_que_no_existe_y_lo_dice(
    publicado: Publicado, abrir: Abrir, raro: str
) -> None:
    for prefijo, largo in (("#", 10_000), ("?", 3_000)):  # el servidor de prueba no admite más
        visita = abrir()
        consulta = "&".join(f"{campo}={quote(raro[:largo])}" for campo in CAMPOS)
        visita.ir(publicado.url + "mapa/index.html" + prefijo + consulta)
        pagina = sana(visita)
        avisos = pagina.locator("#mapa-avisos").inner_text()
        assert avisos.count("se dejó de lado") == len(CAMPOS)
        assert "pobreza multidimensional" in pagina.locator("#mapa-a-titulo").inner_text().lower()
        assert pagina.locator("#mapa-indicador").input_value() == "ipm_censal"
        assert len(avisos) < 2_000


@pytest.mark.parametrize(
    ("pedido", "dicho"),
    [
        ("i=__proto__", "i=__proto__"),
        ("i=constructor&m=dos&i2=tostring", "i2=tostring"),
        ("d=98", "d=98"),
        ("k=77", "k=77"),
        ("t=99999", "t=99999"),
        ("a=1066", "no trae 1066: se muestra 2018"),
        ("i=poblacion&a=3000", "no trae 3000"),
        ("i=internet_fijo&z=rural", "no se publica por esa zona"),
        ("r=k9", "no está en este mapa"),
        ("r=b11", "no está en este mapa"),
    ],
)
def test_lo_que_se_parece_a_una_direccion_pero_no_existe(
    publicado: Publicado, abrir: Abrir, pedido: str, dicho: str
) -> None:
    visita = abrir()
    visita.ir(f"{publicado.url}mapa/index.html#{pedido}")
    pagina = sana(visita)
    expect(pagina.locator("#mapa-avisos")).to_contain_text(dicho)
    assert pagina.locator("#mapa-tabla-viva tbody tr").count() == 12
    for control in ("indicador", "zona", "periodo", "modo"):
        assert pagina.locator(f"#mapa-{control}").input_value() != ""


@pytest.mark.parametrize("vista", ["99999,99999,99.99", "-99999,0,0", "0,-99999,0.01"])
def test_una_vista_fuera_del_mapa_se_acota(publicado: Publicado, abrir: Abrir, vista: str) -> None:
    visita = abrir()
    visita.ir(f"{publicado.url}mapa/index.html#v={vista}")
    pagina = sana(visita)
    escala = pagina.locator("#mapa-a .plano").get_attribute("transform") or ""
    numeros = [float(n) for n in re.findall(r"-?[\d.]+", escala)]
    assert 0 < numeros[2] < 400


def test_veinte_indicadores_seguidos_y_gana_el_ultimo(publicado: Publicado, abrir: Abrir) -> None:
    """Los datos llegan al revés de como se pidieron."""
    visita = abrir()
    pagina = visita.pagina
    llegadas: list[Route] = []
    pagina.route("**/datos/mapa/*.js", lambda ruta: _retener(ruta, llegadas))
    visita.ir(publicado.url + "mapa/index.html")
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    opciones = pagina.locator("#mapa-indicador option").evaluate_all("n => n.map(o => o.value)")
    elegidos = [o for o in opciones if o != "ipm_censal"][10:30]
    for elegido in elegidos:
        pagina.locator("#mapa-indicador").select_option(elegido)
    pagina.wait_for_timeout(300)
    for ruta in reversed(llegadas):
        ruta.continue_()
    rotulo = pagina.locator(f"#mapa-indicador option[value={elegidos[-1]}]").inner_text()
    expect(pagina.locator("#mapa-a-titulo strong")).to_contain_text(rotulo)
    pagina.wait_for_timeout(300)
    expect(pagina.locator("#mapa-a-titulo strong")).to_contain_text(rotulo)
    assert pagina.locator("#mapa-indicador").input_value() == elegidos[-1]
    assert f"i={elegidos[-1]}" in pagina.url
    assert visita.problemas == []


def _retener(ruta: Route, llegadas: list[Route]) -> None:
    if ruta.request.url.endswith(("geometria.js", "entrada.js")):
        ruta.continue_()
    else:
        llegadas.append(ruta)


@pytest.mark.parametrize("direccion", ["", "#i=internet_fijo"])
def test_sin_los_datos_de_un_indicador_se_queda_en_lo_que_habia(
    publicado: Publicado, abrir: Abrir, direccion: str
) -> None:
    visita = abrir()
    pagina = visita.pagina
    pagina.route("**/datos/mapa/internet_fijo*.js", lambda ruta: ruta.abort())
    visita.ir(publicado.url + "mapa/index.html" + direccion)
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    if not direccion:
        pagina.locator("#mapa-indicador").select_option("internet_fijo")
    expect(pagina.locator("#mapa-avisos")).to_contain_text("No llegaron los datos")
    expect(pagina.locator("#mapa-indicador")).to_have_value("ipm_censal")
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("2018")
    pagina.wait_for_timeout(300)
    assert "internet" not in pagina.url or direccion
    pagina.unroute("**/datos/mapa/internet_fijo*.js")
    pagina.locator("#mapa-avisos button").click()
    expect(pagina.locator("#mapa-indicador")).to_have_value("internet_fijo")
    expect(pagina.locator("#mapa-avisos")).to_have_text("")
    assert excepciones(visita) == []


FALTANTES = [
    ("mapa/index.html", "recursos/mapa/mapa.js"),
    ("mapa/index.html", "recursos/mapa/terceros/d3.js"),
    ("mapa/index.html", "datos/mapa/geometria.js"),
    ("mapa/index.html", "datos/mapa/entrada.js"),
    ("mapa/index.html", "recursos/mapa/datos.js"),
    ("mapa/index.html", "recursos/herramientas/base.js"),
    ("mapa/index.html", "recursos/kit.js"),
    ("comparar/index.html", "recursos/comparar/pagina.js"),
    ("comparar/index.html", "recursos/comparar/datos.js"),
    ("comparar/index.html", "recursos/comparar/cuentas/numeros.js"),
    ("comparar/index.html", "recursos/municipios.js"),
    ("comparar/index.html", "recursos/kit.js"),
    ("herramientas/priorizador/index.html", "recursos/municipios.js"),
    (f"territorio/{ALTO_BAUDO}/index.html", "recursos/territorio.js"),
]


@pytest.mark.parametrize(("ruta", "guion"), FALTANTES, ids="-".join)
def test_un_guion_que_falta_se_dice_y_se_puede_volver_a_pedir(
    publicado: Publicado, abrir: Abrir, ruta: str, guion: str
) -> None:
    visita = abrir(360, 740)
    pagina = visita.pagina
    pagina.route(f"**/{guion}", lambda pedido: pedido.abort())
    visita.ir(publicado.url + ruta)
    aviso = pagina.locator(".falta-guion")
    expect(aviso).to_be_visible()
    # Lo que se lee sin guiones se ve: la tabla del mapa, la lista de perfiles, el perfil.
    assert pagina.locator(".sin-guiones:visible").count() > 0 or "mapa" not in ruta
    if ruta.startswith("comparar"):
        expect(pagina.locator(".sin-guion a").first).to_be_visible()
    if ruta.startswith("mapa"):
        expect(pagina.locator(".mapa-quieto")).to_be_visible()
        assert pagina.locator("#mapa-tabla tbody tr").count() == 1122
    pagina.unroute(f"**/{guion}")
    aviso.get_by_role("button").click()
    pagina.wait_for_load_state()
    expect(pagina.locator(".falta-guion")).to_have_count(0)


@pytest.mark.parametrize("ruta", ["mapa/index.html", "comparar/index.html", "index.html"])
def test_un_buscador_que_no_llega_lo_dice_y_se_intenta_otra_vez(
    publicado: Publicado, abrir: Abrir, ruta: str
) -> None:
    campo = {"m": "#mapa-buscar", "c": "#comparar-buscar", "i": "#buscar"}[ruta[0]]
    visita = abrir()
    pagina = visita.pagina
    corte = "**/buscador/motor.js"
    pagina.route(corte, lambda pedido: pedido.abort())
    visita.ir(publicado.url + ruta)
    pagina.locator(campo).click()
    expect(pagina.get_by_text("No llegó la lista de nombres")).to_be_visible()
    assert excepciones(visita) == []
    pagina.unroute(corte)
    pagina.locator(campo).press_sequentially("Medell")
    expect(pagina.locator(".lista-del-buscador [role=option]").first).to_contain_text("Medellín")


@pytest.mark.parametrize("raro", RAROS, ids=lambda r: ascii(r)[:24])
def test_comparar_dice_lo_que_no_entiende(publicado: Publicado, abrir: Abrir, raro: str) -> None:
    visita = abrir()
    consulta = quote(raro)
    pagina = visita.ir(
        f"{publicado.url}comparar/index.html?t={consulta}&zona={consulta}&orden={consulta}#{consulta}"
    )
    pagina.locator("#comparar-buscar").wait_for()
    assert visita.problemas == []
    assert pagina.locator("[onerror], [onload], article script").count() == 0
    if raro.strip(" ,"):
        expect(pagina.locator(".avisos")).to_contain_text("no es código")
    assert len(pagina.locator(".avisos").inner_text()) < 400


@pytest.mark.parametrize("ancla", ["#%E0%A4%A", "#%", f"#{quote(GUION)}", "#__proto__", "#]["])
@pytest.mark.parametrize("ruta", [f"territorio/{ALTO_BAUDO}/index.html", "comparar/index.html"])
def test_un_ancla_mal_escrita_no_apaga_la_pagina(
    publicado: Publicado, abrir: Abrir, ruta: str, ancla: str
) -> None:
    visita = abrir()
    pagina = visita.ir(publicado.url + ruta + ancla)
    if ruta.startswith("territorio"):
        expect(pagina.locator(".barra-perfil select")).to_have_count(1)
    assert visita.problemas == []


def test_los_datos_de_un_territorio_que_no_llegan_se_reintentan(
    publicado: Publicado, abrir: Abrir
) -> None:
    visita = abrir()
    pagina = visita.pagina
    corte = f"**/territorio/{MEDELLIN}/comparar.js"
    pagina.route(corte, lambda pedido: pedido.abort())
    visita.ir(f"{publicado.url}comparar/index.html?t={ALTO_BAUDO},{MEDELLIN}")
    expect(pagina.locator(".avisos")).to_contain_text("No llegaron los datos de Medellín")
    expect(pagina.locator(".elegido")).to_have_count(1)
    pagina.unroute(corte)
    pagina.locator(".avisos button").click()
    expect(pagina.locator(".elegido")).to_have_count(2)
    expect(pagina.locator(".avisos")).to_have_text("")


SIN_MEMORIA = """Object.defineProperty(window, "localStorage",
  { get() { throw new DOMException("no se puede", "SecurityError"); } });"""


@pytest.mark.parametrize(
    "ruta",
    ["index.html", "mapa/index.html", "comparar/index.html", "modulos/index.html",
     f"territorio/{ALTO_BAUDO}/index.html", "herramientas/priorizador/index.html"],
)  # fmt: skip
def test_sin_memoria_del_navegador_todo_funciona(
    publicado: Publicado, abrir: Abrir, ruta: str
) -> None:
    visita = abrir()
    visita.pagina.add_init_script(SIN_MEMORIA)
    pagina = visita.ir(publicado.url + ruta, hasta="networkidle")
    assert visita.problemas == []
    campo = pagina.locator("input[type=search]:visible").first
    campo.click()
    campo.press_sequentially("Medell")
    expect(pagina.locator(".lista-del-buscador [role=option]").first).to_contain_text("Medellín")


def test_atras_y_adelante_en_el_comparador(publicado: Publicado, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir(f"{publicado.url}comparar/index.html?t={ALTO_BAUDO},{MEDELLIN}")
    pagina.get_by_role("button", name="Quitar Medellín").click()
    expect(pagina.locator(".elegido")).to_have_count(1)
    pagina.go_back()
    expect(pagina.locator(".elegido")).to_have_count(2)
    pagina.go_forward()
    expect(pagina.locator(".elegido")).to_have_count(1)
    assert visita.problemas == []
