"""El perfil plegado: cuatro pantallas de celular, nada escondido sin salida y dos hojas."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.accesibilidad import EN_PAPEL, OSCURO, infracciones
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.hojas import hojas
from tests.sitio.muestra import AGREGADOS, MUNICIPIOS, perfil

pytestmark = pytest.mark.navegador

# Además de la muestra, los que más se alargan: aviso fuerte, etiquetas, nombres largos.
LARGOS = {"Convención": "54206", "Teorama": "54800", "Achí": "13006", "Tumaco": "52835"}
TODOS = MUNICIPIOS | LARGOS
PANTALLAS = 4
CELULAR = (360, 740)
ALTO_DE_LA_PRIMERA = 740


@pytest.mark.parametrize("codigo", TODOS.values(), ids=TODOS.keys())
def test_plegado_cabe_en_cuatro_pantallas(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    pagina = abrir(*CELULAR).ir(sitio.url + perfil(codigo))
    assert pagina.evaluate("document.scrollingElement.scrollHeight") <= PANTALLAS * CELULAR[1]


@pytest.mark.parametrize("codigo", TODOS.values(), ids=TODOS.keys())
def test_la_primera_pantalla_llega_hasta_que_hacer(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    pagina = abrir(*CELULAR).ir(sitio.url + perfil(codigo))
    boton = pagina.locator(".acciones .principal")
    caja = boton.bounding_box()
    assert caja
    assert caja["y"] + caja["height"] <= ALTO_DE_LA_PRIMERA
    boton.click()
    expect(pagina.locator("#hacer")).to_have_attribute("open", "")


@pytest.mark.parametrize("ancla", ["privaciones", "necesidades", "contexto", "juventud"])
def test_un_ancla_abre_su_seccion_y_la_barra_no_la_tapa(
    sitio: Sitio, abrir: Abrir, ancla: str
) -> None:
    pagina = abrir(*CELULAR).ir(f"{sitio.url}{perfil('27025')}#{ancla}")
    destino = pagina.locator(f"#{ancla}")
    expect(destino.locator("p").first).to_be_visible()
    pagina.wait_for_timeout(300)
    arriba = pagina.locator(".barra-perfil").bounding_box()
    caja = destino.bounding_box()
    assert arriba
    assert caja
    assert arriba["height"] <= caja["y"] < CELULAR[1]


def test_lo_que_se_busca_en_la_pagina_abre_su_seccion(sitio: Sitio, abrir: Abrir) -> None:
    """Chromium despliega lo plegado al llegar a un texto, sin guion del sitio."""
    pagina = abrir(java_script_enabled=False).ir(
        f"{sitio.url}{perfil('27025')}#:~:text=Santa%20Catalina%20de%20Catru"
    )
    expect(pagina.locator("#dentro")).to_have_attribute("open", "")


@pytest.mark.parametrize("codigo", ["27025", "05", "00"])
def test_sin_javascript_cada_seccion_se_abre_con_un_toque(
    sitio: Sitio, abrir: Abrir, codigo: str
) -> None:
    pagina = abrir(*CELULAR, java_script_enabled=False).ir(sitio.url + perfil(codigo))
    for seccion in pagina.locator("details.seccion").all():
        seccion.locator("summary").first.click()
        expect(seccion.locator("summary ~ *").first).to_be_visible()
    enlaces = pagina.locator(".indice-pagina a")
    assert enlaces.count() == pagina.locator("details.seccion").count()


def test_abrir_todo_y_cerrar_todo(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    boton, abiertas = pagina.locator(".abrir-todo"), pagina.locator("details.seccion[open]")
    assert abiertas.count() == 0
    boton.click()
    expect(boton).to_have_text("Cerrar todo")
    assert abiertas.count() == pagina.locator("details.seccion").count()
    boton.click()
    expect(abiertas).to_have_count(0)


def test_el_selector_lleva_a_la_seccion_y_dice_cual_se_lee(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(*CELULAR).ir(sitio.url + perfil("27025"))
    elegir = pagina.locator(".barra-perfil select")
    elegir.select_option(label="Población y juventud")
    expect(pagina.locator("#poblacion")).to_have_attribute("open", "")
    elegir.blur()
    pagina.evaluate("scrollTo(0, 0)")
    expect(elegir).to_have_value("")


def test_en_escritorio_el_indice_marca_la_seccion(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    pagina.locator(".indice-pagina a", has_text="Recursos").click()
    actual = pagina.locator(".indice-pagina [aria-current]")
    expect(actual).to_have_count(1)


def test_cambiar_municipio_abre_el_buscador_y_escape_lo_guarda(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(*CELULAR)
    pagina = visita.ir(sitio.url + perfil("27025"))
    pagina.locator(".barra-perfil .cambiar").click()
    campo = pagina.locator(".buscador-de-barra input")
    expect(campo).to_be_focused()
    campo.fill("Quibdo")
    expect(pagina.locator(".buscador-de-barra [role=option]").first).to_contain_text("Quibdó")
    campo.press("Escape")
    campo.press("Escape")
    expect(pagina.locator(".barra-perfil .cambiar")).to_be_focused()
    assert visita.problemas == []


def test_cambiar_a_media_pagina_no_la_mueve_y_deja_un_campo_entero(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abrir(*CELULAR).ir(f"{sitio.url}{perfil('27025')}#privaciones")
    pagina.wait_for_timeout(300)
    antes = pagina.evaluate("scrollY")
    assert antes > CELULAR[1]
    pagina.locator(".barra-perfil .cambiar").click()
    campo = pagina.locator(".buscador-de-barra input")
    campo.press_sequentially("Quibdo")
    caja = campo.bounding_box()
    assert caja
    assert caja["width"] >= CELULAR[0] - 60
    assert pagina.evaluate("scrollY") == antes


@pytest.mark.parametrize("codigo", TODOS.values(), ids=TODOS.keys())
def test_se_imprime_en_dos_hojas_con_nombre_direccion_y_fecha(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio, codigo: str
) -> None:
    pagina = abrir().ir(sitio.url + perfil(codigo))
    impresas = hojas(pagina.pdf(format="Letter", print_background=True))
    assert len(impresas) == 2
    for numero, hoja in enumerate(impresas, 1):
        junta = hoja.replace(" ", "")
        assert acervo.territorios[codigo].nombre.replace(" ", "") in junta
        assert f"{sitio.publica}{perfil(codigo)}".replace(" ", "") in junta.replace("\ufb01", "fi")
        assert f"hoja{numero}de2" in junta
        assert "Actualizadoel" in junta


def test_imprimir_todo_trae_cada_seccion(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    pagina.emulate_media(media="print")
    assert not pagina.locator("#emergencias").is_visible()
    pagina.evaluate("window.print = () => {}")
    pagina.emulate_media(media="screen")
    pagina.locator(".imprimir-todo").click()
    pagina.emulate_media(media="print")
    for seccion in pagina.locator("details.seccion").all():
        assert seccion.locator("summary ~ *:visible").count() > 0
    assert len(hojas(pagina.pdf(format="Letter"))) > 3


def test_la_tabla_de_un_departamento_repite_su_encabezado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil(AGREGADOS["Antioquia"]))
    impresas = hojas(pagina.pdf(format="Letter"))
    con_tabla = [h for h in impresas if any(n in h for n in ("Murindó", "Envigado", "Abejorral"))]
    assert len(con_tabla) > 1
    assert all("Municipio" in hoja for hoja in con_tabla)


@pytest.mark.parametrize("codigo", ["27025", "27495", "05", "00"])
def test_axe_no_halla_nada_con_todo_plegado(sitio: Sitio, abrir: Abrir, codigo: str) -> None:
    pagina: Page = abrir(*CELULAR).ir(sitio.url + perfil(codigo))
    tamano = {"target-size": {"enabled": True}}
    hallado = {"claro": infracciones(pagina, tamano)}
    pagina.evaluate(OSCURO)
    hallado["oscuro"] = infracciones(pagina, solo="color-contrast")
    pagina.emulate_media(media="print")
    hallado["impreso"] = infracciones(pagina, EN_PAPEL)
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}
