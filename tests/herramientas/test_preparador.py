"""El preparador de punta a punta: horas, cifras, documentos que abren y nada que se ejecute."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from generador.paginas.guias import archivos_de_las_guias
from generador.rutas import SITIO
from tests.guias.test_ortografia import desconocidas, permitidas
from tests.herramientas.conftest import Abrir, Sitio, herramienta, pedidos_nuevos

pytestmark = pytest.mark.navegador
SESIONES = archivos_de_las_guias.leer("sesiones")
MALO = '=HYPERLINK("http://x","<b>&\'")\x07 ]]>'
HOJAS = ["Agenda", "Cifras", "Asistencia", "Prueba", "Prueba por ítem", "Compromisos"]
# Palabras de las cifras y de la pantalla que el diccionario no trae.
PROPIAS = {"Inasistencia", "compártalo", "puntajes"}


def descargar(pagina: Page, boton: str, destino: Path) -> Path:
    with pagina.expect_download() as descarga:
        pagina.get_by_role("button", name=boton, exact=True).click()
    ruta = destino / descarga.value.suggested_filename
    descarga.value.save_as(ruta)
    return ruta


def texto_de(ruta: Path) -> str:
    """Todo el texto de un documento de Word: párrafos y celdas."""
    documento = docx.Document(str(ruta))
    celdas = (c.text for t in documento.tables for f in t.rows for c in f.cells)
    return "\n".join([*(p.text for p in documento.paragraphs), *celdas])


def test_en_tres_pasos_y_con_el_teclado(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + herramienta("preparador"))
    pagina.locator("#herramienta-municipio").focus()
    pagina.keyboard.type("alto baudo")
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    pagina.locator("#preparador-focalizacion").focus()
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("ArrowDown")
    expect(pagina.locator("#preparador-recursos")).to_be_checked()
    pagina.locator("#preparador-hora").fill("13:30")
    pagina.locator("#preparador-duracion").fill("180")
    resumen = pagina.locator(".preparador-resumen")
    expect(resumen).to_contain_text("Alto Baudó, Chocó. De 13:30 a 16:30.")
    antes = len(visita.pedidos)
    pagina.get_by_role("button", name="Descargar Word").focus()
    with pagina.expect_download() as descarga:
        pagina.keyboard.press("Enter")
    assert descarga.value.suggested_filename == "sesion-3-27025.docx"
    # Lo que escribe el documento se pide al usarlo, y es de este sitio.
    propios = sitio.url + "recursos/herramientas/"
    assert all(u.startswith(propios) for u in pedidos_nuevos(visita, antes))
    pagina.locator("#preparador-fecha").fill("2026-03-31")
    cita = descargar(pagina, "Descargar calendario", tmp_path).read_text("utf-8")
    assert "DTSTART;TZID=America/Bogota:20260331T133000" in cita
    assert "DTEND;TZID=America/Bogota:20260331T163000" in cita
    pagina.locator("summary", has_text="Compromisos del acta").click()
    pagina.locator("#preparador-plazo-0").fill("3")
    pagina.locator("#preparador-plazo-0").press("Tab")
    # Semana Santa no cuenta: ni el jueves 2 ni el viernes 3.
    expect(pagina.locator("#preparador-cuando-0")).to_have_value("2026-04-07")
    assert visita.problemas == []


@pytest.mark.parametrize("clave", SESIONES)
def test_word_y_excel_abren_y_traen_lo_suyo(
    sitio: Sitio, abrir: Abrir, tmp_path: Path, clave: str
) -> None:
    pagina = abrir().ir(sitio.url + herramienta("preparador", f"#m=27025&s={clave}"))
    sesion = SESIONES[clave]
    word = descargar(pagina, "Descargar Word", tmp_path)
    documento = docx.Document(str(word))
    titulos = [p.text for p in documento.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(titulos) == 7
    assert documento.paragraphs[0].text == f"Sesión {sesion['numero']}. {sesion['titulo']}"
    texto = texto_de(word)
    for momento in sesion["agenda"]:
        assert momento[0] in texto
    for pregunta in sesion["hoja"]["preguntas"]:
        assert pregunta["texto"].split("{}")[0].replace("**", "").strip() in texto
    assert "sin municipio" not in texto.lower()
    seccion = documento.sections[0]
    assert (round(seccion.page_width.inches, 1), round(seccion.page_height.inches, 1)) == (8.5, 11)  # type: ignore[union-attr]

    libro = openpyxl.load_workbook(descargar(pagina, "Descargar Excel", tmp_path))
    assert libro.sheetnames == HOJAS
    minutos = [f[3].value for f in libro["Agenda"].iter_rows(min_row=5) if f[1].value != "Fin"]
    assert minutos == [m[1] for m in sesion["agenda"]]
    for hoja in libro:
        assert hoja.page_setup.paperSize == 1
        assert "Alto Baudó, Chocó (27025)" in hoja["A2"].value
    lista = libro["Compromisos"].data_validations.dataValidation[0]
    assert lista.formula1 == '"Por hacer,En curso,Hecho,Retirado"'


def test_el_cuadernillo_trae_las_cifras_de_la_pagina(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("preparador", "#m=27025&s=focalizacion"))
    pagina.locator('[data-parte="cuadernillo"] summary').click()
    cuadernillo = pagina.locator('[data-parte="cuadernillo"]').inner_text()
    abierto = abrir().ir(sitio.url + "territorio/27025/index.html")
    abierto.get_by_role("button", name="Abrir todo").click()
    perfil = abierto.locator("article").inner_text()
    for cifra in (
        "90,6",
        "77,7",
        "92,4",
        "25.000",
        "10 y 15 de 1.122",
        "1 de 30",
        "+28,2",
        "+65,0",
    ):
        assert cifra in cuadernillo, cifra
        assert cifra.lstrip("+") in perfil, cifra  # el perfil dice «28,2 puntos … mayor»
    pagina.locator("#preparador-capacidades").click()
    expect(pagina.locator('[data-parte="cuadernillo"]')).to_contain_text("254 millones de pesos")


def test_sin_municipio_y_sin_alcaldia_tambien_sirve(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta("preparador"))
    expect(pagina.locator(".preparador-resumen")).to_contain_text("Sin municipio")
    libro = openpyxl.load_workbook(descargar(pagina, "Descargar Excel", tmp_path))
    assert "Cifras" not in libro.sheetnames
    # Las cuentas de un área no municipalizada: casi todo falta y se dice.
    pagina.evaluate(
        """() => { const c = KitCalculos.cuadernillo(KIT_DATOS.cuadernillo, '91263');
        const m = {codigo: '91263', nombre: 'El Encanto', depto: 'Amazonas'};
        const compra = KIT_DATOS.sesiones.compra_local;
        window.todo = JSON.stringify(KitCifras.TABLAS.map(
          t => KitCifras.cuadernillo(c, m, [t], compra))); }"""
    )
    todo = pagina.evaluate("window.todo")
    assert "sin dato" in todo or "no aplica" in todo
    assert not any(malo in todo for malo in ("NaN", "undefined", '"null"', "Infinity"))
    assert visita.problemas == []


def test_lo_que_se_escribe_va_como_texto(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta("preparador", "#m=27025"))
    pagina.locator("summary", has_text="Compromisos del acta").click()
    for campo in ("#preparador-lugar", "#preparador-que-0", "#preparador-quien-0"):
        pagina.locator(campo).fill(MALO)
    assert pagina.locator(".preparador-papel b, .preparador-papel a").count() == 0
    limpio = MALO.replace("\x07", "")
    assert limpio in texto_de(descargar(pagina, "Descargar Word", tmp_path))
    ruta = descargar(pagina, "Descargar Excel", tmp_path)
    celda = openpyxl.load_workbook(ruta)["Compromisos"]["B5"]
    assert (celda.value, celda.data_type) == (limpio, "s")
    with zipfile.ZipFile(ruta) as zip_:
        for nombre in zip_.namelist():
            assert b"<f>HYPERLINK" not in zip_.read(nombre)
    assert visita.problemas == []


def test_la_hoja_de_la_prueba_hace_la_cuenta(sitio: Sitio, abrir: Abrir, tmp_path: Path) -> None:
    pagina = abrir().ir(sitio.url + herramienta("preparador", "#m=27025"))
    hoja = openpyxl.load_workbook(descargar(pagina, "Descargar Excel", tmp_path))["Prueba"]
    assert hoja["D5"].value == '=IF(B5="","",100*B5/6)'
    etiquetas = {f[0].value: f[3].value for f in hoja.iter_rows(min_row=20) if f[0].value}
    assert etiquetas["Presentaron las dos"] == '=SUMPRODUCT((B5:B19<>"")*(C5:C19<>""))'
    assert ">=100" in etiquetas["Ganancia normalizada"]


def test_una_duracion_mala_se_explica_y_la_agenda_sigue(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("preparador", "#m=27025"))
    pagina.locator("#preparador-duracion").fill("63")
    expect(pagina.locator("#preparador-duracion-nota")).to_contain_text("de cinco en cinco")
    assert pagina.locator("#preparador-duracion").get_attribute("aria-invalid") == "true"
    expect(pagina.locator(".preparador-resumen")).to_contain_text("De 8:00 a 12:00.")


def test_se_imprimen_solo_las_partes_elegidas_cada_una_en_su_hoja(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abrir().ir(sitio.url + herramienta("preparador", "#m=27025"))
    pagina.locator("#preparador-parte-clave").uncheck()
    pagina.emulate_media(media="print")
    hojas = pagina.locator(".preparador-hoja")
    expect(hojas).to_have_count(7)
    for hoja in hojas.all():
        assert hoja.locator(".preparador-papel").is_visible()
        assert not hoja.locator("summary").is_visible()
    assert hojas.first.evaluate("e => getComputedStyle(e).breakAfter") == "page"
    assert not pagina.locator("form").first.is_visible()


def test_se_llega_desde_cada_sesion_y_desde_el_perfil(sitio: Sitio, abrir: Abrir) -> None:
    for clave, sesion in SESIONES.items():
        ruta = next((SITIO / "sesiones").glob(f"{sesion['numero']}-*.md")).stem
        pagina = abrir().ir(sitio.url + f"sesiones/{ruta}.html")
        pagina.get_by_role("link", name="Preparar esta sesión con mi municipio").click()
        expect(pagina.locator(f"#preparador-{clave}")).to_be_checked()
    perfil = abrir().ir(sitio.url + "territorio/27025/index.html#hacer")
    perfil.get_by_role("link", name="preparador de sesión").click()
    assert perfil.locator("#herramienta-municipio").input_value() == "Alto Baudó, Chocó"


def test_ortografia_de_los_documentos(sitio: Sitio, abrir: Abrir, acervo: Any) -> None:
    pagina = abrir().ir(sitio.url + herramienta("preparador", "#m=27025"))
    textos = []
    for clave in SESIONES:
        pagina.locator(f"#preparador-{clave}").click()
        textos.append(pagina.locator(".preparador").evaluate("e => e.textContent"))
        pagina.evaluate(
            "document.querySelectorAll('.preparador-hoja').forEach(d => { d.open = true; })"
        )
        textos.append(pagina.locator(".preparador").inner_text())
    tablero = abrir().ir(sitio.url + herramienta("compromisos"))
    tablero.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    textos.append(tablero.locator("article").inner_text())
    halladas = set(desconocidas(" ".join(t for t in textos[1::2] + textos[-1:])))
    territorios = {p for t in acervo.territorios.values() for p in t.nombre.split()}
    assert halladas - permitidas() - territorios - PROPIAS == set()
