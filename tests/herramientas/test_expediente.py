"""El expediente: de una brecha a un compromiso sin perder nada, y nada personal en la dirección."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generador.rutas import SITIO
from tests.accesibilidad import CON_DEDO, infracciones
from tests.herramientas.conftest import DEL_TEMA, Sitio, herramienta, leer_reglas
from tests.herramientas.expediente_web import (
    LLAVE,
    aviso,
    compromiso,
    expediente,
    guardado,
    importar,
    sembrar,
)
from tests.herramientas.test_comunes import SIN_ESTADO, USOS, resultado
from tests.navegador import ARGUMENTOS, CHROMIUM, Visita, esperar_a

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("expediente")
GUIONES = SITIO / "recursos" / "herramientas"
MES = "m=27025"


@pytest.fixture(scope="module")
def contexto(navegador: Browser) -> Iterator[BrowserContext]:
    """Un solo contexto: sus pestañas comparten lo guardado."""
    abierto = navegador.new_context(reduced_motion="reduce")
    abierto.new_page()
    yield abierto
    abierto.close()


@pytest.fixture
def pagina(contexto: BrowserContext, sitio: Sitio) -> Iterator[Page]:
    """La única pestaña, con el almacenamiento vacío; al final, sin errores de consola."""
    pagina = contexto.pages[0]
    pagina.goto(sitio.url + herramienta("expediente"))
    pagina.evaluate("localStorage.clear()")
    visita = Visita(pagina)
    yield pagina
    # El ícono lo pide el navegador por su cuenta; ese y el guion del obrero, al irse los deja.
    dejados = (*DEL_TEMA, "no llegó: blob:")
    assert [p for p in visita.problemas if not any(d in p for d in dejados)] == []


def test_solo_un_guion_guarda_en_el_equipo() -> None:
    """Nadie más puede dejar en el navegador una base ni un hogar."""
    toca = re.compile(r"\b(localStorage|sessionStorage|indexedDB|caches|document\.cookie)\b")
    propios = [r for r in GUIONES.rglob("*.js") if "terceros" not in r.parts]
    tocan = {r.relative_to(GUIONES).as_posix() for r in propios if toca.search(r.read_text())}
    assert tocan == {"expediente/almacen.js"}


def test_lo_personal_no_esta_en_la_lista_de_la_direccion() -> None:
    personal = {"quien", "n", "personas", "lugar", "facilita", "compromisos", "sesiones", "filtro"}
    for regla in REGLAS["herramientas"].values():
        assert not personal & set(regla["direccion"])
    de_un_hogar = {h for h, r in REGLAS["herramientas"].items() if not r["guarda"]}
    assert de_un_hogar == {"privaciones", "sisben", "mi-base"}


def test_cada_herramienta_guarda_todo_su_estado_y_nada_mas(pagina: Page, sitio: Sitio) -> None:
    for nombre in USOS:
        pagina.goto("about:blank")
        pagina.goto(sitio.url + herramienta(nombre, f"#{MES}"))
        inicial = pagina.evaluate("Object.keys(history.state.kit)")
        assert inicial == ["herramienta", "prestado", "estado"]
        pagina.evaluate(USOS[nombre])
        regla = REGLAS["herramientas"][nombre]
        suyo = guardado(pagina).get(nombre, {})
        assert set(suyo) == set(regla["guarda"])
        hecho = resultado(pagina)
        pagina.reload()
        # El simulador abre su base después de pintarse.
        esperar_a(
            pagina, "t => document.querySelector('.herramienta-cuerpo').innerText === t", hecho
        )
        assert guardado(pagina).get(nombre, {}) == suyo
    assert set(guardado(pagina)) == {h for h, r in REGLAS["herramientas"].items() if r["guarda"]}
    assert {r.parent.name for r in (SITIO / "herramientas").glob("*/index.md")} - set(
        REGLAS["herramientas"]
    ) == SIN_ESTADO - {"mi-base"}  # de la base nada se guarda, pero de ella sale un compromiso


def test_de_una_brecha_a_un_compromiso_y_de_vuelta(pagina: Page, sitio: Sitio) -> None:
    pagina.goto(sitio.url + herramienta("diagnostico", f"#{MES}"))
    pagina.locator('.herramienta-escala input[value="1"]').first.check(force=True)
    boton = pagina.locator(".a-compromiso button")
    boton.click()
    expect(aviso(pagina)).to_contain_text("Pasó a los compromisos de Alto Baudó")
    expect(pagina.locator(".a-compromiso a")).to_be_focused()
    pagina.get_by_role("button", name="Deshacer").click()
    assert "compromisos" not in guardado(pagina)
    boton.click()
    pagina.evaluate(
        """KitH.expediente.agregarCompromiso("27025",
          {que: "otro texto", origen: KitH.expediente.seccion("27025", "compromisos")
            .estado.compromisos[0].origen})"""
    )
    (solo,) = guardado(pagina)["compromisos"]["compromisos"]
    assert solo["origen"] == {"herramienta": "diagnostico", "id": solo["origen"]["id"]}

    pagina.locator(".a-compromiso a").click()
    pagina.locator(".tablero-editar summary").click()
    pagina.locator("#compromiso-quien-1").fill("María Mosquera, Planeación")
    pagina.locator("#compromiso-fecha-1").fill("2027-03-01")
    assert "Mosquera" not in pagina.url
    pagina.reload()  # sin salir del campo: lo escrito tampoco se pierde
    expect(pagina.locator(".tablero-compromiso")).to_contain_text("María Mosquera")
    expect(pagina.locator(".tablero-compromiso")).to_contain_text("01/03/2027")
    pagina.get_by_role("link", name="Autodiagnóstico institucional").last.click()
    expect(pagina.locator(f'[data-origen="{solo["origen"]["id"]}"]')).to_be_focused()
    pagina.go_back()
    expect(pagina.locator(".tablero-compromiso")).to_contain_text("María Mosquera")


def test_un_paso_una_fuente_y_una_privacion_tambien(pagina: Page, sitio: Sitio) -> None:
    pagina.goto(sitio.url + herramienta("fuentes", f"#{MES}"))
    for boton in (0, 0):
        pagina.locator(".a-compromiso button").nth(boton).click()
    pagina.goto(sitio.url + herramienta("ruta", f"#{MES}"))
    pagina.locator("#ruta-publica").check()
    pagina.locator("#responsable-0").fill("Secretaría de Agricultura")
    pagina.locator("#responsable-0").blur()
    pagina.locator(".a-compromiso button").first.click()
    lista = guardado(pagina)["compromisos"]["compromisos"]
    assert [c["origen"]["herramienta"] for c in lista] == ["fuentes", "fuentes", "ruta"]
    assert lista[2]["quien"] == "Secretaría de Agricultura"
    assert "Agricultura" not in base64.urlsafe_b64decode(pagina.url.split("e=")[1] + "==").decode(
        "utf-8", "replace"
    )


def test_un_enlace_de_antes_abre_con_todo_y_pierde_los_nombres(pagina: Page, sitio: Sitio) -> None:
    estado = {"marcas": ["agricola"], "alimentos": "", "quien": {"paso": "Ana Palacios"}}
    viejo = base64.urlsafe_b64encode(json.dumps([1, estado]).encode()).decode().rstrip("=")
    pagina.goto(sitio.url + herramienta("ruta", f"#{MES}&e={viejo}"))
    assert guardado(pagina)["ruta"] == estado
    assert viejo not in pagina.url
    # Otra persona ya tenía lo suyo: el enlace se ve, y no pisa lo guardado hasta que se diga.
    otro = base64.urlsafe_b64encode(json.dumps([1, {"marcas": ["pecuaria"]}]).encode()).decode()
    pagina.goto("about:blank")
    pagina.goto(sitio.url + herramienta("ruta", f"#{MES}&e={otro.rstrip('=')}"))
    expect(pagina.locator(".herramienta-guardado")).to_contain_text("sigue igual")
    pagina.locator(".herramienta-marca input").nth(4).check()
    pagina.reload()
    expect(pagina.locator(".herramienta-marca input").nth(4)).to_be_checked()
    assert guardado(pagina)["ruta"] == estado
    pagina.get_by_role("button", name="Ver lo guardado").click()
    expect(pagina.locator("#ruta-agricola")).to_be_checked()
    assert guardado(pagina)["ruta"] == estado


def test_copiar_enlace_dice_lo_que_lleva_y_lo_que_no(pagina: Page, sitio: Sitio) -> None:
    for nombre, dice in {
        "simulador": "No lleva la base",
        "compromisos": "No lleva los compromisos",
        "diagnostico": "No lleva la evidencia",
    }.items():
        pagina.goto(sitio.url + herramienta(nombre))
        pagina.get_by_role("button", name="Copiar enlace").click()
        expect(aviso(pagina)).to_contain_text(dice)
        expect(aviso(pagina)).not_to_contain_text("todo lo que escribió")


def test_sin_municipio_y_despues_con_el(pagina: Page, sitio: Sitio) -> None:
    pagina.goto(sitio.url + herramienta("diagnostico"))
    pagina.locator('.herramienta-escala input[value="1"]').first.check(force=True)
    assert set(guardado(pagina, "")) == {"diagnostico"}
    pagina.evaluate("KitH.expediente.agregarCompromiso('', {que: 'Suelto'})")
    pagina.locator("#herramienta-municipio").fill("alto baudo")
    pagina.get_by_role("option").first.click()
    expect(aviso(pagina)).to_contain_text("quedó en Alto Baudó")
    assert (set(guardado(pagina)), set(guardado(pagina, ""))) == ({"diagnostico"}, {"compromisos"})
    pagina.goto(sitio.url + herramienta("expediente"))
    pagina.locator("#herramienta-municipio").fill("alto baudo")
    pagina.get_by_role("option").first.click()
    assert set(guardado(pagina)) == {"diagnostico", "compromisos"}
    assert guardado(pagina, "") == {}


def test_importar_fusiona_reemplaza_y_se_deshace(
    pagina: Page, sitio: Sitio, tmp_path: Path
) -> None:
    pagina.goto(sitio.url + herramienta("expediente"))
    uno = expediente([compromiso(1, "A"), compromiso(2, "B", "Luz")])
    importar(pagina, tmp_path / "uno.json", uno)
    expect(pagina.locator(".expediente-ficha")).to_contain_text("2 compromisos")
    otro = expediente([compromiso(1, "B"), compromiso(2, "C")])
    importar(pagina, tmp_path / "otro.json", otro)
    assert len(guardado(pagina)["compromisos"]["compromisos"]) == 2  # nada, hasta responder
    pagina.get_by_role("button", name="Fusionar").click()
    assert [c["que"] for c in guardado(pagina)["compromisos"]["compromisos"]] == ["A", "B", "C"]
    pagina.get_by_role("button", name="Deshacer").click()
    assert (
        guardado(pagina)["compromisos"]["compromisos"]
        == uno["herramientas"]["compromisos"]["estado"]["compromisos"]
    )
    importar(pagina, tmp_path / "otro.json", otro)
    pagina.get_by_role("button", name="Reemplazar").click()
    assert [c["que"] for c in guardado(pagina)["compromisos"]["compromisos"]] == ["B", "C"]
    # El archivo de una sola herramienta, como el que se guardaba antes.
    suelto = {"kit": "contra-la-pobreza", "herramienta": "diagnostico", "version": 1,
              "municipio": "05001", "estado": {"r": {}, "n": {}}}  # fmt: skip
    importar(pagina, tmp_path / "suelto.json", suelto)
    expect(pagina.locator(".expediente-ficha")).to_have_count(2)
    assert set(guardado(pagina, "05001")) == {"diagnostico"}
    with pagina.expect_download() as descarga:
        pagina.get_by_role("button", name="Exportar todo").click()
    descarga.value.save_as(tmp_path / "todo.json")
    pagina.get_by_role("button", name="Borrar todo").click()
    assert pagina.evaluate("localStorage.length") == 0
    pagina.locator("#expediente-archivo").set_input_files(tmp_path / "todo.json")
    expect(pagina.locator(".expediente-ficha")).to_have_count(2)


def test_lo_de_la_entidad_no_es_de_un_municipio_y_se_borra_aparte(
    pagina: Page, sitio: Sitio, tmp_path: Path
) -> None:
    plantilla = tmp_path / "con membrete.docx"
    propia = docx.Document()
    propia.add_paragraph("{nombre}")
    propia.save(str(plantilla))
    pagina.goto(sitio.url + herramienta("documentos", f"#{MES}&d=ficha"))
    pagina.locator("#documentos-entidad").fill("Alcaldía de Alto Baudó")
    pagina.locator("#documentos-entidad").blur()
    pagina.locator("#documentos-plantilla-archivo").set_input_files(plantilla)
    expect(aviso(pagina)).to_contain_text("tiene 1 campo")
    pagina.goto(sitio.url + herramienta("expediente"))
    suya = pagina.get_by_role("region", name="Su entidad")
    expect(suya).to_contain_text("«con membrete.docx»")
    suya.get_by_role("button", name="Borrar lo de su entidad").click()
    expect(suya).to_have_count(0)
    pagina.get_by_role("button", name="Deshacer").click()
    expect(suya).to_contain_text("1 plantilla propia")
    suya.get_by_role("button", name="Borrar lo de su entidad").click()
    assert pagina.evaluate("Object.keys(localStorage)") == []


def test_uno_ajeno_o_con_hogares_se_rechaza(pagina: Page, tmp_path: Path) -> None:
    con_hogares = expediente([])
    con_hogares["herramientas"]["simulador"] = {
        "version": 1, "guardado": "", "sello": "", "estado": {"hogares": [{"ficha": 1}]},
    }  # fmt: skip
    con_documento = expediente([compromiso(1, "A") | {"cedula": "1"}])
    malos: dict[str, object] = {
        "no es JSON": '{"kit": "contra-la-pobreza", "docu',
        "no es un expediente del kit": {"hola": 1},
        "es de otra versión del kit": expediente([]) | {"version": 99},
        "«hogares», que un expediente no guarda": con_hogares,
        "un compromiso no corresponde": con_documento,
        "«sisben», que no es una herramienta que se guarde": {
            "herramienta": "sisben", "version": 1, "estado": {"codigo": "A1"},
        },
    }  # fmt: skip
    for dice, documento in malos.items():
        importar(pagina, tmp_path / "malo.json", documento)
        expect(aviso(pagina)).to_contain_text(dice)
        expect(aviso(pagina)).to_contain_text("sigue igual")
    assert pagina.evaluate("localStorage.length") == 0


def test_lo_danado_se_aparta_y_no_se_pierde(pagina: Page, sitio: Sitio) -> None:
    sembrar(pagina, '{"kit": "contra-la-pobreza", "docu')
    pagina.goto(sitio.url + herramienta("ruta", f"#{MES}"))
    pagina.locator(".herramienta-marca input").first.check()
    assert set(guardado(pagina)) == {"ruta"}
    pagina.goto(sitio.url + herramienta("expediente"))
    expect(pagina.get_by_role("heading", name="Dañado: Alto Baudó, Chocó")).to_be_visible()
    with pagina.expect_download() as descarga:
        pagina.get_by_role("button", name="Descargar la copia").click()
    assert descarga.value.path().read_text("utf-8") == '{"kit": "contra-la-pobreza", "docu'
    pagina.get_by_role("button", name="Borrar la copia").click()
    assert pagina.evaluate("Object.keys(localStorage)") == [f"{LLAVE}27025"]


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        ("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
         "no cabe más"),
        ("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException() }})",
         "no deja guardar"),
    ],
)  # fmt: skip
def test_lleno_o_bloqueado_se_dice_y_no_se_pierde_lo_de_pantalla(
    pagina: Page, contexto: BrowserContext, sitio: Sitio, dano: str, dice: str
) -> None:
    otra = contexto.new_page()
    otra.add_init_script(dano)
    otra.goto(sitio.url + herramienta("ruta", f"#{MES}"))
    otra.locator("#ruta-publica").check()
    otra.locator("#responsable-0").fill("Ana")
    otra.locator("#responsable-0").blur()
    expect(otra.locator(".herramienta-guardado.malo")).to_contain_text(dice)
    otra.reload()
    expect(otra.locator("#responsable-0")).to_have_value("Ana")
    assert "Ana" not in otra.url
    otra.locator(".a-compromiso button").first.click()
    expect(otra.locator(".herramienta-aviso.malo")).to_contain_text(dice)
    otra.close()
    assert guardado(pagina) == {}


def test_dos_pestanas_no_se_pisan_en_silencio(
    pagina: Page, contexto: BrowserContext, sitio: Sitio
) -> None:
    direccion = sitio.url + herramienta("ruta", f"#{MES}")
    pagina.goto(direccion)
    otra = contexto.new_page()
    otra.goto(direccion)
    otra.locator("#ruta-agricola").check()
    # La primera no estaba escribiendo: se pone al día, y lo dice.
    expect(aviso(pagina)).to_contain_text("otra pestaña")
    expect(pagina.locator("#ruta-agricola")).to_be_checked()
    # Escribiendo en un campo, se pregunta.
    pagina.bring_to_front()
    pagina.locator("#ruta-alimentos").fill("1000")
    expect(otra.locator("#ruta-alimentos")).to_have_value("1000")
    pagina.locator("#ruta-alimentos").focus()
    otra.evaluate("document.getElementById('ruta-pecuaria').click()")
    expect(pagina.locator(".herramienta-guardado.duda")).to_contain_text("Otra pestaña")
    pagina.locator("#ruta-alimentos").fill("2000")
    assert guardado(pagina)["ruta"]["alimentos"] == "1000"
    pagina.get_by_role("button", name="Guardar los de esta").click()
    assert guardado(pagina)["ruta"]["alimentos"] == "2000"
    otra.close()


def test_cerrar_y_reabrir_el_navegador_desde_el_disco(
    navegador: Browser, sitio: Sitio, tmp_path: Path
) -> None:
    """Como llega el kit en una memoria: se cierra el navegador, se abre otro día y todo está."""
    url = sitio.carpeta.as_uri() + "/"

    def abrir() -> BrowserContext:
        return navegador.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=ARGUMENTOS, reduced_motion="reduce"
        )

    antes = abrir()
    pagina = antes.pages[0]
    pagina.goto(url + herramienta("ruta", f"#{MES}"))
    pagina.locator("#ruta-publica").check()
    pagina.locator(".a-compromiso button").first.click()
    antes.close()

    despues = abrir()
    visita = Visita(despues.pages[0])
    pagina = visita.ir(url + herramienta("ruta", f"#{MES}"))
    expect(pagina.locator("#ruta-publica")).to_be_checked()
    expect(pagina.locator(".a-compromiso a").first).to_be_visible()
    visita.ir(url + herramienta("expediente"))
    pagina.set_viewport_size({"width": 360, "height": 740})
    expect(pagina.locator(".expediente-ficha")).to_contain_text("1 compromiso")
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= 360
    # Antes que axe, que pide las hojas de estilo por su cuenta.
    assert [p for p in visita.problemas if not any(d in p for d in DEL_TEMA)] == []
    assert visita.ajenos(url) == []
    assert infracciones(pagina, CON_DEDO) == []
    pagina.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert infracciones(pagina, CON_DEDO) == []
    pagina.get_by_role("button", name="Importar", exact=True).focus()
    pagina.keyboard.press("Tab")
    expect(pagina.get_by_role("link", name="Ruta de inclusión productiva").last).to_be_focused()
    despues.close()
