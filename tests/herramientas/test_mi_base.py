"""«Mi base» desde el disco: lo que se lee, se aparta, se pregunta y se simula."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generador.paginas.guion_del_obrero import LISTA, lo_que_lleva, texto
from generador.rutas import SITIO
from tests.accesibilidad import infracciones
from tests.casos.caso import CARPETA as CASOS
from tests.herramientas.armado_web import a_csv
from tests.herramientas.conftest import Abrir, Sitio, bajar, herramienta
from tests.herramientas.test_preparador import descargar, texto_de
from tests.metodos.hogares.bases import nominal
from tests.navegador import Visita

pytestmark = pytest.mark.navegador
BASE = a_csv(nominal())
FILAS = len(BASE.splitlines()) - 1


@pytest.fixture(scope="module")
def visita(sitio: Sitio, navegador: Browser) -> Iterator[Visita]:
    """Una sola pestaña, abierta del disco y sin red, para todo el archivo."""
    contexto = navegador.new_context(offline=True, reduced_motion="reduce")
    visita = Visita(contexto.new_page())
    visita.ir((sitio.carpeta / herramienta("mi-base")).as_uri())
    yield visita
    contexto.close()


@pytest.fixture
def pagina(visita: Visita) -> Iterator[Page]:
    """La pestaña, sin ninguna base abierta."""
    quitar = visita.pagina.get_by_role("button", name=re.compile("^Quitar"))
    while quitar.count():
        cuantas = quitar.count()
        quitar.first.click()
        expect(quitar).to_have_count(cuantas - 1)
    yield visita.pagina
    assert visita.problemas == []
    assert visita.ajenos("file:") == []


def abrir_base(pagina: Page, ruta: Path) -> None:
    pagina.locator("#mi-base-archivo").set_input_files(ruta)


def celda(pagina: Page, fila: str) -> str:
    return pagina.get_by_role("row", name=re.compile(f"^{fila}")).get_by_role("cell").inner_text()


def base_de_prueba(tmp_path: Path, de_mas: bytes = b"") -> Path:
    ruta = tmp_path / "base.csv"
    ruta.write_bytes(BASE + de_mas)
    return ruta


def test_el_obrero_lleva_lo_de_su_lista_y_toda_la_lectura_del_simulador() -> None:
    lista = SITIO / LISTA
    guiones, datos = lo_que_lleva(lista)
    lectura = {p.stem for p in (lista.parent / "hogares").glob("*.js")} - {"filas"}
    assert {g.removeprefix("hogares/") for g in guiones if g.startswith("hogares/")} == lectura
    assert {"instrumentos", "hogares_simples", "metodos/examen"} <= set(datos)
    assert "</" not in texto(lista)


def test_una_base_se_lee_entera_y_se_dice_que_se_leyo(pagina: Page, tmp_path: Path) -> None:
    abrir_base(pagina, base_de_prueba(tmp_path))
    expect(pagina.get_by_role("tab", name="Calidad")).to_be_visible()
    assert celda(pagina, "Filas leídas") == str(FILAS)
    assert celda(pagina, "Filas apartadas") == "0"


def test_una_fila_mala_se_aparta_y_se_nombra(pagina: Page, tmp_path: Path) -> None:
    mala = b"1;2;3\r\n" + BASE.splitlines(keepends=True)[1]
    abrir_base(pagina, base_de_prueba(tmp_path, mala))
    expect(pagina.get_by_role("tab", name="Calidad")).to_be_visible()
    assert celda(pagina, "Filas apartadas") == "1"
    expect(pagina.get_by_role("tabpanel")).to_contain_text(f"(fila {FILAS + 2}, con 3)")


def test_lo_que_cambia_el_resultado_se_pregunta(pagina: Page) -> None:
    abrir_base(pagina, CASOS / "parentesco-ilegible" / "base.csv")
    pregunta = pagina.locator("#herramienta-pregunta")
    expect(pregunta).to_be_focused()
    pregunta.get_by_role("button", name="No usar este archivo").click()
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("no se usó")
    abrir_base(pagina, CASOS / "parentesco-ilegible" / "base.csv")
    pregunta.get_by_role("button", name="Seguir sin esos datos").click()
    expect(pagina.get_by_role("tabpanel")).not_to_contain_text("Todo lo que se leyó se entendió")


def test_un_archivo_que_no_es_una_base_se_explica(pagina: Page, tmp_path: Path) -> None:
    ruta = tmp_path / "vacia.csv"
    ruta.write_bytes(b"")
    abrir_base(pagina, ruta)
    expect(pagina.locator(".herramienta-aviso.malo")).to_contain_text("El archivo está vacío")


def test_con_dos_cortes_se_escoge_con_cual_trabajar(pagina: Page, tmp_path: Path) -> None:
    abrir_base(pagina, base_de_prueba(tmp_path))
    expect(pagina.get_by_role("tab", name="Calidad")).to_be_visible()
    abrir_base(pagina, CASOS / "limpia" / "base.csv")
    expect(pagina.locator(".mi-base-abiertas li")).to_have_count(2)
    segunda = celda(pagina, "Filas leídas")
    pagina.get_by_role("button", name="Usar «base.csv»").click()
    assert celda(pagina, "Filas leídas") == str(FILAS)
    assert segunda != str(FILAS)


def test_simular_cambia_con_el_cupo(pagina: Page, tmp_path: Path) -> None:
    abrir_base(pagina, CASOS / "limpia" / "base.csv")
    pagina.get_by_role("tab", name="Simular").click()
    resultado = pagina.locator(".herramienta-resultado")
    expect(resultado.get_by_role("row", name=re.compile("^Seleccionados"))).to_be_visible()
    pagina.locator("#simulador-cupo").fill("1")
    expect(resultado.get_by_role("row", name=re.compile("^Seleccionados"))).to_contain_text("1")
    pagina.locator("#simulador-cupo").fill("muchos")
    expect(resultado).to_contain_text("El cupo debe ser un número entero")
    pagina.locator("#simulador-cupo").fill("2")
    expect(resultado.get_by_role("button", name=re.compile("^Descargar la lista"))).to_be_visible()
    # Del resultado al acto, sin salir de la base ni escribirlo otra vez.
    acto = texto_de(descargar(pagina, "Acto que adopta la focalización en Word", tmp_path))
    assert "El programa dispone de 2 cupos" in acto
    exclusion = resultado.get_by_role("row", name=re.compile("^Error de exclusión"))
    assert exclusion.locator("td b").first.inner_text() in acto


def test_el_cupo_repartido_es_el_del_caso_compartido(pagina: Page, tmp_path: Path) -> None:
    """En el panel, los mismos cupos y seleccionados que la orden y QGIS."""
    caso = json.loads((CASOS / "cupos-y-presupuesto" / "caso.json").read_text("utf-8"))
    pedida, esperado = caso["pedido"]["focalizar"], caso["esperado"]["focalizar"]
    abrir_base(pagina, CASOS / "cupos-y-presupuesto" / "base.csv")
    pagina.get_by_role("tab", name="Simular").click()
    pagina.get_by_label("Hasta dónde alcanza").select_option("ambos")
    expect(pagina.get_by_label("Hasta dónde alcanza")).to_be_focused()
    pagina.get_by_label("Repartir el cupo").select_option(pedida["reparto"])
    expect(pagina.get_by_label("Repartir el cupo")).to_be_focused()
    for campo, valor in (("minimo", pedida["minimo"]), ("cupo", pedida["cupo"]),
                         ("presupuesto", pedida["presupuesto"].replace(".", ",")),
                         ("costo", pedida["costo"].replace(".", ",")),
                         ("semilla", pedida["semilla"])):  # fmt: skip
        pagina.locator(f"#simulador-{campo}").fill(str(valor))
    pagina.locator("#simulador-corte").select_option(pedida["corte"])
    pagina.locator("#simulador-luego").select_option("sorteo")
    resultado = pagina.locator(".herramienta-resultado")
    seleccionados = resultado.get_by_role("row", name=re.compile("^Seleccionados")).locator("td")
    expect(seleccionados.first).to_have_text(str(len(esperado["seleccionados"])))
    resultado.get_by_text("Por territorio, con el corte B7", exact=True).click()
    filas = resultado.get_by_role("table", name="Hogares por territorio").locator("tbody tr")
    cupos = {f.locator("th").inner_text(): int(f.locator("td").nth(1).inner_text())
             for f in filas.all()}  # fmt: skip
    assert cupos == esperado["cupos"]
    lista = bajar(pagina, "Descargar la lista con B7", tmp_path)
    entran = [fila.split(";")[0] for fila in lista.splitlines() if ";seleccionado;" in fila]
    assert entran == esperado["seleccionados"]
    pagina.locator("#simulador-cupo").fill("900")
    expect(resultado).to_contain_text("Con el corte B7, 900 cupos no caben")
    pagina.locator("#simulador-minimo").fill("pocos")
    expect(resultado).to_contain_text("El mínimo por territorio debe ser un número entero")


def test_las_ayudas_explican_un_grupo_y_llevan_a_la_calculadora(pagina: Page) -> None:
    ayudas = pagina.get_by_role("region", name="Ayudas")
    ayudas.get_by_text("¿Qué quiere decir un grupo?").click()
    ayudas.get_by_label("Grupo y nivel").select_option("B4")
    expect(ayudas).to_contain_text("Es el 4.º de los 7 niveles del grupo B.")
    ayudas.get_by_text("¿Cuándo es pobre un hogar?").click()
    calculadora = ayudas.get_by_role("link", name="Marque las de un hogar en la calculadora")
    assert calculadora.get_attribute("href") == "../privaciones/index.html"


def test_publicada_tambien_sirve_y_no_pone_barreras(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + herramienta("mi-base"))
    abrir_base(pagina, CASOS / "limpia" / "base.csv")
    expect(pagina.get_by_role("tab", name="Calidad")).to_be_visible()
    assert infracciones(pagina) == []
    pagina.get_by_role("tab", name="Calidad").focus()
    pagina.keyboard.press("ArrowRight")
    expect(pagina.get_by_role("tab", selected=True)).to_have_text("Incidencia")
    pagina.get_by_role("tab", name="Simular").click()
    expect(pagina.locator(".herramienta-errores")).to_be_visible()
    assert infracciones(pagina) == []
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 360
    assert visita.problemas == []
