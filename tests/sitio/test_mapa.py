"""Cómo responde `/mapa/` en Chromium: dirección, tarjeta, dos mapas, teclado, axe y peso."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import monetaria
from tests.accesibilidad import CELULAR, OSCURO, infracciones
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.mapa_abierto import PAGINA, abierto, claves, filas

pytestmark = pytest.mark.navegador
COMPARTIDOS = {"recursos/herramientas/base.js"}
PROPIO = 130_000
"""La página, su guion, d3, la geometría, los valores de entrada y sus estilos."""
TODO = 180_000
"""Con los estilos y guiones que son de todo el sitio, sin las letras."""


@pytest.mark.parametrize("donde", ["servidor", "disco"])
def test_la_direccion_reproduce_la_vista(sitio: Sitio, abrir: Abrir, donde: str) -> None:
    raiz = sitio.url if donde == "servidor" else f"{sitio.carpeta.as_uri()}/"
    pagina = abierto(abrir().ir(raiz + PAGINA))
    pagina.locator("#mapa-indicador").select_option("nbi")
    pagina.locator("#mapa-zona").select_option("rural")
    pagina.locator("#mapa-periodo").select_option("2005")
    pagina.locator("#mapa-modo").select_option("dos")
    pagina.locator("#mapa-indicador2").select_option("internet_fijo")
    pagina.locator("#mapa-departamento").select_option("27")
    pagina.locator("details.mas-opciones summary").click()
    pagina.locator("#mapa-metodo").select_option("naturales")
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("2005")
    pagina.locator("#mapa-tabla-viva tbody button", has_text="Alto Baudó").click()
    pagina.locator("#mapa-a [data-clave=k5]").click()
    expect(pagina.locator("#mapa-a [data-clave=k5]")).to_have_attribute("aria-pressed", "true")
    pagina.wait_for_timeout(400)
    otra = abierto(abrir().ir(pagina.url))
    otra.locator("#mapa-b .municipios path").first.wait_for()
    otra.wait_for_timeout(400)
    assert otra.url == pagina.url
    assert _estado(otra) == _estado(pagina)
    assert "Alto Baudó" in _estado(otra)["tarjeta"]


def _estado(pagina: Page) -> dict[str, str]:
    estado: dict[str, str] = pagina.evaluate(
        """() => ({
          ...Object.fromEntries([...document.querySelectorAll('[data-campo]')]
            .map(s => [s.id, s.value])),
          tarjeta: document.querySelector('.tarjeta-del-mapa').textContent,
          titulo: document.querySelector('#mapa-a-titulo').textContent,
          tabla: document.querySelector('#mapa-tabla-viva').textContent,
          k: document.querySelector('#mapa-a .plano').getAttribute('transform')
            .match(/scale\\((.*)\\)/)[1].slice(0, 4),
        })"""
    )
    return estado


def test_una_direccion_danada_abre_el_mapa_de_siempre(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = abierto(visita.ir(f"{sitio.url}{PAGINA}#t=99999&v=x&c=<b>&i=../../no&a=1&r=zz&m=tres"))
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("Pobreza multidimensional, 2018")
    assert visita.problemas == []


def test_un_indicador_que_no_existe_se_dice(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#i=no_existe"))
    expect(pagina.locator("#mapa-avisos")).to_contain_text("no es un indicador del mapa")
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("Pobreza multidimensional, 2018")


def test_la_tarjeta_da_puesto_solo_en_la_medida_censal(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#t=27025"))
    tarjeta = pagina.locator(".tarjeta-del-mapa")
    expect(tarjeta).to_contain_text("90,6")
    expect(tarjeta).to_contain_text("Pobreza multidimensional, 2018")
    expect(tarjeta.locator(".puesto")).to_contain_text("puesto")
    href = tarjeta.get_by_role("link", name="Comparar").get_attribute("href") or ""
    assert href.endswith("comparar/index.html?t=27025")
    perfil = tarjeta.get_by_role("link", name="Abrir su perfil").get_attribute("href") or ""
    assert perfil == f"{sitio.url}territorio/27025/index.html"
    for otra in ("i=nbi&t=27025", "i=pm_municipal_2024&t=27025", "z=rural&t=27025"):
        pagina.goto(f"{sitio.url}{PAGINA}?{otra}")
        expect(tarjeta).to_contain_text("Alto Baudó")
        pagina.wait_for_load_state("networkidle")
        assert "puesto" not in tarjeta.inner_text()


def test_lo_que_describe_solo_a_los_contados_no_lleva_puesto(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#t=27495"))
    tarjeta = pagina.locator(".tarjeta-del-mapa")
    expect(tarjeta).to_contain_text("describe solo a los contados")
    assert "puesto " not in tarjeta.inner_text().replace("No se le da puesto", "")
    assert list(filas(pagina).values())[-1]  # la tabla llega hasta el final
    ultima = pagina.locator("#mapa-tabla-viva tbody tr").last
    expect(ultima).to_contain_text("**")


def test_la_estimacion_monetaria_va_con_su_intervalo_y_no_se_ordena(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio
) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#i=pm_municipal_2024&t=27025"))
    expect(pagina.locator(".tarjeta-del-mapa")).to_contain_text(
        f"Entre {monetaria.en_tabla(acervo, '27025').replace(' a ', ' y ')} de cada 100"
    )
    assert pagina.locator("#mapa-tabla-viva thead button").all_inner_texts()[0] == "Municipio"
    assert pagina.locator("#mapa-tabla-viva thead button").count() == 2


def test_dos_mapas_se_mueven_juntos_y_el_cruce_da_nueve_clases(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#m=dos"))
    pagina.locator("#mapa-b .municipios path").first.wait_for()
    pagina.locator("#mapa-b").get_by_role("button", name="Acercar el mapa").click()
    planos = [pagina.locator(f"#mapa-{p} .plano").get_attribute("transform") for p in "ab"]
    assert planos[0] == planos[1]
    assert "scale(0.0" in (planos[0] or "") or "scale(0." in (planos[0] or "")
    pagina.locator("#mapa-modo").select_option("cruce")
    pagina.locator(".casillas").wait_for()
    cuenta = Counter(claves(pagina))
    escritos = pagina.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.casillas [data-clave]')]"
        ".map(b => [b.dataset.clave, Number(b.querySelector('b').textContent.replace('.', ''))]))"
    )
    assert len(escritos) == 9
    assert {k: n for k, n in escritos.items() if n} == {
        k: n for k, n in cuenta.items() if k.startswith("b")
    }
    expect(pagina.locator("#mapa-advertencia")).to_contain_text("no dice que una cause la otra")


def test_todo_se_hace_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(sitio.url + PAGINA))
    pagina.locator("#mapa-a .lienzo").focus()
    antes = pagina.locator("#mapa-a .plano").get_attribute("transform")
    pagina.keyboard.press("+")
    cerca = pagina.locator("#mapa-a .plano").get_attribute("transform")
    pagina.keyboard.press("ArrowLeft")
    movido = pagina.locator("#mapa-a .plano").get_attribute("transform")
    assert len({antes, cerca, movido}) == 3
    pagina.keyboard.press("0")
    assert pagina.locator("#mapa-a .plano").get_attribute("transform") == antes
    pagina.locator("#mapa-tabla-viva tbody button").first.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".tarjeta-del-mapa")).to_be_visible()
    pagina.locator(".tarjeta-del-mapa .cerrar").focus()
    pagina.keyboard.press("Escape")
    expect(pagina.locator(".tarjeta-del-mapa")).to_be_hidden()
    pagina.locator("#mapa-tabla-viva thead button").first.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#mapa-tabla-viva thead th").first).to_have_attribute(
        "aria-sort", "ascending"
    )
    pagina.locator("#mapa-buscar").focus()
    pagina.keyboard.type("tumaco")
    pagina.locator("#mapa-controles [role=option]").first.wait_for()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".tarjeta-del-mapa")).to_contain_text("Tumaco")


def test_los_centros_poblados_salen_al_acercar_y_ninguno_pequeno_lleva_tasa(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abierto(abrir().ir(sitio.url + PAGINA))
    assert pagina.locator("#mapa-a .puntos circle").count() == 0
    pagina.goto(f"{sitio.url}{PAGINA}#v=814,2709,12")
    pagina.reload()
    pagina.locator("#mapa-a .puntos circle").first.wait_for()
    expect(pagina.locator("#mapa-nota-de-lugares")).to_be_visible()
    guiones = sorted((sitio.carpeta / "datos" / "mapa").glob("lugares-*.js"))
    assert len(guiones) == 33
    tasas = [
        (int(personas), tasa)
        for guion in guiones
        for personas, tasa in re.findall(r",(\d+),(null|[\d.]+)\]", guion.read_text("utf-8"))
    ]
    assert len(tasas) > 7000
    assert all(tasa == "null" for personas, tasa in tasas if personas < 30)


@pytest.mark.parametrize(
    "vista", ["#t=27025&l=no", "#m=cruce&t=27495", "#m=dos&i2=pm_municipal_2024"]
)
def test_axe_no_halla_nada_en_cada_vista(sitio: Sitio, abrir: Abrir, vista: str) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}{vista}"))
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    hallado = {"claro": infracciones(pagina)}
    pagina.evaluate(OSCURO)
    hallado["oscuro"] = infracciones(pagina, solo="color-contrast")
    pagina.set_viewport_size(CELULAR)  # type: ignore[arg-type]
    hallado["oscuro, en un celular"] = infracciones(pagina)
    ancho = pagina.evaluate("document.documentElement.scrollWidth")
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}
    assert ancho <= CELULAR["width"]


def test_senalar_en_un_lado_se_ve_en_los_otros(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(sitio.url + PAGINA))
    pagina.locator("#mapa-tabla-viva tbody tr").nth(1).hover()
    assert pagina.locator("#mapa-a .sobre").get_attribute("d")
    expect(pagina.locator("#mapa-histograma .dicho")).to_be_visible()
    expect(pagina.locator("#mapa-a .leyenda-viva .aqui")).to_have_attribute("data-clave", "k5")
    pagina.locator("#mapa-a [data-clave=k2]").hover()
    expect(pagina.locator("#mapa-a .municipios")).to_have_attribute("data-clase", "k2")
    expect(pagina.locator("#mapa-histograma")).to_have_attribute("data-clase", "k2")
    pagina.locator("#mapa-a [data-clave=k2]").click()
    cuantos = pagina.locator("#mapa-a [data-clave=k2] b").inner_text()
    expect(pagina.locator("#mapa-tabla-viva > p")).to_contain_text(cuantos)


def test_la_primera_visita_al_mapa_pesa_lo_presupuestado(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + PAGINA, hasta="networkidle")
    abierto(pagina)
    pesos = {
        p.url.removeprefix(sitio.url): p.sizes()["responseBodySize"]
        for p in visita.pedidos
        if not p.url.endswith(".woff2")
    }
    assert any("geometria" in url for url in pesos)
    assert visita.ajenos(sitio.url) == []
    del_mapa = {u: n for u, n in pesos.items() if "mapa" in u or u in COMPARTIDOS}
    assert sum(del_mapa.values()) <= PROPIO, del_mapa
    assert sum(pesos.values()) <= TODO, pesos
