"""Lo que toda herramienta promete: abrir sin red, guardar, compartir, imprimir y ser accesible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generador.disco.tablas_sin_formulas import REGLA, inofensivo
from generador.rutas import SITIO
from tests.herramientas.conftest import (
    Abrir,
    Sitio,
    bajar,
    herramienta,
    leer_reglas,
    pedidos_nuevos,
)
from tests.navegador import pestanas

pytestmark = pytest.mark.navegador
ESCRIBIR = """(() => {
  const campo = document.getElementById('%s');
  campo.value = '%s';
  campo.dispatchEvent(new Event('input', {bubbles: true}));
})()"""
# Qué hacer en cada una para que su estado deje de ser el inicial.
USOS = {
    "privaciones": "['I1', 'I9'].forEach(i => document.getElementById('privacion-' + i).click())",
    "sisben": ESCRIBIR % ("sisben-codigo", "B4"),
    "priorizador": "document.querySelector('#filtro-depto').value = '27';"
    "document.querySelector('#filtro-depto').dispatchEvent(new Event('change'))",
    "diagnostico": "document.querySelectorAll('.herramienta-escala input[value=\"2\"]')"
    ".forEach(i => i.click())",
    "fuentes": ESCRIBIR % ("fuentes-alimentos", "1000000"),
    "ruta": "document.querySelectorAll('.herramienta-marca input')"
    ".forEach((c, i) => i % 2 || c.click())",
    "simulador": ESCRIBIR % ("simulador-cupo", "90"),
    "preparador": "document.getElementById('preparador-recursos').click();"
    + ESCRIBIR % ("preparador-lugar", "Casa de la cultura"),
    "compromisos": """[...document.querySelectorAll('button')]
        .find(b => b.textContent === 'Agregar compromiso').click();
    const que = document.querySelector('.tablero-editar input');
    que.value = 'Publicar la regla';
    que.dispatchEvent(new Event('change', {bubbles: true}));
    document.getElementById('sesion-focalizacion-hecha').click();
    document.querySelectorAll('.tablero-editar').forEach(d => { d.open = false; });""",
    "documentos": """document.getElementById('documentos-necesidad-base').click();
    document.getElementById('documentos-oferta-programas-agregar').click();"""
    + ESCRIBIR % ("documentos-oferta-programas-programa-0", "Alfabetización de adultos"),
}
# Las páginas que no se abren con `KitH.abrir`: tienen sus propias pruebas.
SIN_ESTADO = {"consola", "expediente", "mi-base"}
EXPEDIENTE = leer_reglas("expediente")["herramientas"]
# De estas, la dirección no lleva todo lo que se usa en la prueba: lo que puede nombrar a alguien.
CON_NOMBRES = {"preparador", "compromisos", "documentos"}
cada_una = pytest.mark.parametrize("nombre", USOS)
OSCURO = "document.body.dataset.mdColorScheme = 'slate'"


def usar(pagina: Page, nombre: str) -> None:
    pagina.evaluate(USOS[nombre])


def resultado(pagina: Page) -> str:
    # Lo que se cuenta después de un momento lo dice la tabla mientras tanto.
    expect(pagina.locator("[aria-busy=true]")).to_have_count(0)
    return pagina.locator(".herramienta-cuerpo").inner_text()


def abrir_archivo(pagina: Page, ruta: Path) -> None:
    pagina.locator("#herramienta-abrir").set_input_files(ruta)


def test_se_prueban_todas() -> None:
    carpetas = {r.parent.name for r in (SITIO / "herramientas").glob("*/index.md")}
    assert carpetas == set(USOS) | SIN_ESTADO


@cada_una
@pytest.mark.parametrize("medio", ["servidor", "disco"])
def test_no_pide_nada_a_la_red_al_usarla(
    sitio: Sitio, abrir: Abrir, nombre: str, medio: str
) -> None:
    visita = abrir()
    base = sitio.url if medio == "servidor" else sitio.carpeta.as_uri() + "/"
    pagina = visita.ir(base + herramienta(nombre, "#m=27025"))
    antes = len(visita.pedidos)
    usar(pagina, nombre)
    pagina.wait_for_timeout(100)
    assert pedidos_nuevos(visita, antes) == []
    assert visita.ajenos(base) == []
    assert visita.problemas == []
    assert "m=27025" in pagina.url
    assert ("&e=" in pagina.url) == bool(EXPEDIENTE[nombre]["direccion"])


@cada_una
def test_la_direccion_reabre_lo_mismo(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre, "#m=27025"))
    inicial = resultado(pagina)
    usar(pagina, nombre)
    hecho, direccion = resultado(pagina), pagina.url
    assert hecho != inicial
    otra = abrir().ir(direccion)
    assert (resultado(otra) == hecho) == (nombre not in CON_NOMBRES)
    assert otra.locator("#herramienta-municipio").input_value() == "Alto Baudó, Chocó"
    assert otra.url == direccion


@cada_una
def test_el_archivo_guardado_reabre_lo_mismo(
    sitio: Sitio, abrir: Abrir, nombre: str, tmp_path: Path
) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre, "#m=05001"))
    usar(pagina, nombre)
    hecho, direccion = resultado(pagina), pagina.url
    guardado = bajar(pagina, "Guardar", tmp_path)
    (ruta,) = tmp_path.iterdir()
    assert json.loads(guardado)["herramienta"] == nombre

    otra = abrir().ir(sitio.url + herramienta(nombre))
    abrir_archivo(otra, ruta)
    expect(otra.locator(".herramienta-aviso")).to_contain_text("Se abrió")
    assert resultado(otra) == hecho
    assert otra.url == direccion
    assert bajar(otra, "Guardar", tmp_path) == guardado


MALOS = {
    "hola": "no es JSON",
    '{"herramienta": "otra", "version": 1}': "es de otra herramienta («otra»)",
    '{"herramienta": "NOMBRE", "version": 99}': "es de otra versión",
    '{"herramienta": "NOMBRE", "version": 1, "estado": null}': "no se puede abrir",
    '{"herramienta": "NOMBRE", "version": 1, "estado": {"x": 1}}': "no se puede abrir",
    "null": "es de otra herramienta",
}


@cada_una
def test_un_archivo_malo_se_explica_y_no_borra_nada(
    sitio: Sitio, abrir: Abrir, nombre: str, tmp_path: Path
) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta(nombre))
    usar(pagina, nombre)
    hecho = resultado(pagina)
    malo = tmp_path / "malo.json"
    for contenido, dice in MALOS.items():
        malo.write_text(contenido.replace("NOMBRE", nombre), "utf-8")
        abrir_archivo(pagina, malo)
        expect(pagina.locator(".herramienta-aviso.malo")).to_contain_text(dice)
        expect(pagina.locator(".herramienta-aviso")).to_contain_text("sigue igual")
        assert resultado(pagina) == hecho
    assert visita.problemas == []


@cada_una
def test_un_enlace_malo_se_explica(sitio: Sitio, abrir: Abrir, nombre: str) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta(nombre))
    aviso = pagina.locator(".herramienta-aviso.malo")
    for resto in ("#e=abc", "#e=WzEseyJ4IjoxfV0", "#e=%E0%A4%A"):
        pagina.evaluate("resto => { location.hash = resto }", resto)
        expect(aviso).to_contain_text("incompleto")
        pagina.evaluate("location.hash = '#m=99999'")
        expect(aviso).to_contain_text("«99999» del enlace no existe")
    assert visita.problemas == []


@cada_una
def test_empezar_de_nuevo_y_el_csv(sitio: Sitio, abrir: Abrir, nombre: str, tmp_path: Path) -> None:
    pagina = abrir().ir(sitio.url + herramienta(nombre))
    inicial = resultado(pagina)
    usar(pagina, nombre)
    texto = bajar(pagina, "Descargar CSV", tmp_path)
    assert texto.startswith("\ufeff")
    assert len(texto.splitlines()) > 5
    hecho = resultado(pagina)
    pagina.get_by_role("button", name="Empezar de nuevo").click()
    assert resultado(pagina) == inicial
    assert "e=" not in pagina.url
    pagina.get_by_role("button", name="Deshacer").click()
    assert resultado(pagina) == hecho


def test_el_municipio_se_puede_quitar(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("privaciones"))
    campo = pagina.locator("#herramienta-municipio")
    campo.fill("alto baudo")
    pagina.get_by_role("option").click()
    expect(pagina.locator("#definicion-I2")).to_contain_text("En Alto Baudó")
    campo.fill("")
    expect(pagina.locator("#definicion-I2")).not_to_contain_text("Alto Baudó")
    assert "m=" not in pagina.url


@pytest.fixture(scope="module")
def base(sitio: Sitio, navegador: Browser) -> Iterator[Page]:
    """Una herramienta abierta, para llamar lo que todas comparten."""
    with pestanas(navegador) as abrir:
        yield abrir().ir(sitio.url + herramienta("privaciones"))


@pytest.mark.parametrize(
    ("valor", "celda"),
    [
        ("=1+1", "'=1+1"),
        ("+57", "'+57"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =cmd", "'  =cmd"),
        ("\t=1", "'\t=1"),
        ("a;b", '"a;b"'),
        ('dice "hola"', '"dice ""hola"""'),
        ("dos\nlíneas", '"dos\nlíneas"'),
        (-3.5, "-3,5"),
        (None, ""),
        ("Alto Baudó", "Alto Baudó"),
    ],
)
def test_una_celda_nunca_es_una_formula(base: Page, valor: object, celda: str) -> None:
    assert base.evaluate("v => KitH.celda(v)", valor) == celda


def test_la_orden_neutraliza_lo_mismo_que_el_navegador(base: Page) -> None:
    """Una sola regla: la expresión del navegador es la de los datos, y deciden igual."""
    guion = (SITIO / "recursos" / "herramientas" / "base.js").read_text("utf-8")
    assert f"/{REGLA['empieza']}/.test(texto)" in guion
    inicios = [*map(chr, range(1, 256)), "\u2003", "\u3000", "\ufeff"]
    textos = [f"{uno}{otro}x" for uno in inicios for otro in ("", "=", "-", "a")]
    guarda = base.evaluate(
        "vs => vs.map(v => KitH.celda(v).replace(/^\"/, '')[0] === \"'\")", textos
    )
    distintos = [t for t, si in zip(textos, guarda, strict=True) if si != (inofensivo(t)[0] == "'")]
    assert distintos == []


@pytest.mark.parametrize(
    ("texto", "valor"),
    [("1.234.567,8", 1234567.8), ("1234567.8", 1234567.8), ("$ 1.200", 1200), ("0,5", 0.5),
     ("15", 15), ("1.5", 1.5)],
)  # fmt: skip
def test_un_numero_como_se_escribe_en_colombia(base: Page, texto: str, valor: float) -> None:
    assert base.evaluate("v => KitH.leerNumero(v)", texto) == valor
    assert base.evaluate("Number.isNaN(KitH.leerNumero('-5'))")
    assert base.evaluate("Number.isNaN(KitH.leerNumero('doce'))")


def test_el_perfil_enlaza_todas_con_el_municipio(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + "territorio/27025/index.html#hacer")
    enlaces = pagina.locator("a[href*='herramientas/'][href$='#m=27025']")
    destinos = [e.get_attribute("href") or "" for e in enlaces.all()]
    assert {d.split("herramientas/")[1].split("/")[0] for d in destinos} == set(USOS)
    pagina.locator("#hacer").locator(enlaces).last.click()
    expect(pagina.locator("#herramienta-municipio")).to_have_value("Alto Baudó, Chocó")
