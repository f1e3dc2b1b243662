"""Cómo se usa la página de comparar: dirección, teclado, celular, papel y descargas."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.accesibilidad import CARTA, CELULAR, EN_PAPEL, OSCURO, infracciones
from tests.navegador import Abrir, esperar_a
from tests.perfiles.tablas import IPM, redondo
from tests.sitio import comparado
from tests.sitio.comparado import corto, tablas
from tests.sitio.comparar_publicado import (
    ALTO_BAUDO,
    COMBINACIONES,
    MEDELLIN,
    NUQUI,
    TERRITORIOS,
    TODO_ABIERTO,
    TUMACO,
    Publicado,
    ver,
)

pytestmark = pytest.mark.navegador


@pytest.mark.parametrize("donde", ["disco", "subruta"])
def test_la_direccion_va_y_vuelve(publicado: Publicado, abrir: Abrir, donde: str) -> None:
    visita = abrir()
    pagina = ver(
        visita, f"{publicado.desde(donde)}?t={ALTO_BAUDO},{MEDELLIN}&zona=rural&orden=nombre"
    )
    assert pagina.locator("#comparar-zona").input_value() == "rural"
    nombres = pagina.locator("#privaciones tbody th").all_inner_texts()
    assert nombres[:2] == ["Analfabetismo", "Bajo logro educativo"]
    pagina.get_by_role("button", name="Poner a Medellín de primero").click()
    esperar_a(pagina, "document.querySelector('.elegido').textContent.includes('Medellín')")
    assert pagina.url.endswith(f"?t={MEDELLIN},{ALTO_BAUDO}&zona=rural&orden=nombre")
    pagina.get_by_role("button", name="Quitar Medellín").click()
    esperar_a(pagina, "document.querySelectorAll('.elegido').length === 1")
    assert pagina.url.endswith(f"?t={ALTO_BAUDO}&zona=rural&orden=nombre")
    pagina.go_back()
    esperar_a(pagina, "document.querySelectorAll('.elegido').length === 2")
    assert pagina.title().startswith("Comparar Medellín y Alto Baudó")
    assert visita.problemas == []
    raiz = publicado.url if donde == "subruta" else f"file://{publicado.carpeta}/"
    assert visita.ajenos(raiz) == []


@pytest.mark.parametrize(
    ("escrita", "quedan", "dicho"),
    [
        ("99999", [], "«99999»: no es código"),
        ("5,0,27025", ["05", "00", ALTO_BAUDO], ""),
        (f"{MEDELLIN},5001", [MEDELLIN], "Medellín venía repetido"),
        (f"{MEDELLIN},05,27,00,{TUMACO}", [MEDELLIN, "05", "27", "00"], "trae 5 territorios"),
        ("<img src=x onerror=alert(1)>,27", ["27"], "«<img src=x onerror=alert…»"),
        ("%22%3E%3Cscript%3Ealert(1)%3C/script%3E", [], "no es código"),
        ("javascript:alert(1)", [], "«javascript:alert(1)»"),
        (",,,", [], ""),
        ("../../etc,..%2F27025", [], "no es código"),
        ("%E0%A4%A", [], "no es código"),
    ],
)
def test_una_direccion_mala_se_dice_y_no_se_ejecuta(
    publicado: Publicado, abrir: Abrir, escrita: str, quedan: list[str], dicho: str
) -> None:
    visita = abrir()
    pagina = ver(visita, f"{publicado.desde('disco')}?t={escrita}")
    enlaces = pagina.locator(".elegido a").evaluate_all("n => n.map((a) => a.getAttribute('href'))")
    assert enlaces == [f"../territorio/{c}/index.html" for c in quedan]
    avisos = pagina.locator(".avisos").inner_text()
    assert dicho in avisos
    assert bool(avisos) == bool(dicho)
    assert pagina.locator("#comparar img, #comparar script").count() == 0
    assert visita.problemas == []
    assert pagina.locator(".ejemplos").count() == (0 if quedan else 1)


def test_una_comparacion_de_ejemplo_de_un_toque(publicado: Publicado, abrir: Abrir) -> None:
    pagina = ver(abrir(360, 740), publicado.desde("disco"))
    pagina.locator(".ejemplos a").first.click()
    pagina.locator("#cifras").wait_for()
    assert pagina.url.endswith(f"?t={ALTO_BAUDO},27,00")


def test_con_teclado(publicado: Publicado, abrir: Abrir) -> None:
    pagina = ver(abrir(), publicado.desde("subruta"))
    campo = pagina.get_by_label("Agregar un territorio")
    campo.focus()
    pagina.keyboard.type("medelin")
    pagina.locator("#comparar [role=option]").first.wait_for()
    pagina.keyboard.press("ArrowDown")
    pagina.keyboard.press("Enter")
    esperar_a(pagina, "document.querySelectorAll('.elegido').length === 1")
    assert pagina.url.endswith(f"?t={MEDELLIN}")
    assert pagina.evaluate("document.activeElement.id") == "comparar-buscar"
    pagina.keyboard.type("27")
    pagina.locator("#comparar [role=option]").first.wait_for()
    pagina.keyboard.press("Enter")
    esperar_a(pagina, "document.querySelectorAll('.elegido').length === 2")
    pagina.get_by_role("button", name="Poner a Chocó de primero").press("Enter")
    esperar_a(pagina, "location.search.endsWith('27,05001')")
    pagina.get_by_role("button", name="Quitar Chocó").press("Space")
    esperar_a(pagina, "location.search.endsWith('?t=05001')")
    assert pagina.evaluate("document.activeElement !== document.body")


def test_bogota_se_ofrece_en_sus_dos_niveles(publicado: Publicado, abrir: Abrir) -> None:
    pagina = ver(abrir(), publicado.desde("disco"))
    pagina.get_by_label("Agregar un territorio").fill("Bogotá")
    opciones = pagina.locator("#comparar .dos-niveles [role=option]")
    opciones.nth(1).click()
    esperar_a(pagina, "location.search === '?t=11'")


def test_comparables_y_vecinos_son_los_del_perfil(publicado: Publicado, abrir: Abrir) -> None:
    """Los botones llenan lo que cabe con las listas ya calculadas, de lo que hay publicado."""
    parecidos = {c for _, c in tablas().comparables()[ALTO_BAUDO]}
    vecinos = tablas().vecinos()[ALTO_BAUDO]
    for boton, lista in (("+ sus comparables", parecidos), ("+ sus vecinos", vecinos)):
        pagina = ver(abrir(), f"{publicado.desde('disco')}?t={ALTO_BAUDO}")
        pagina.get_by_role("button", name=boton, exact=True).click()
        esperar_a(pagina, "document.querySelectorAll('.elegido').length > 1")
        puestos = pagina.url.split("?t=")[1].split(",")[1:]
        assert set(puestos) == lista & set(TERRITORIOS)


def test_quien_no_se_compara_dice_por_que(publicado: Publicado, abrir: Abrir) -> None:
    pagina = ver(abrir(), f"{publicado.desde('disco')}?t={NUQUI},{ALTO_BAUDO}")
    assert pagina.get_by_role("button", name="+ sus comparables").count() == 0
    assert "describe solo a los contados" in pagina.locator(".arriba").inner_text()
    assert "no se restan" in pagina.locator(".lectura").inner_text()
    assert "79 de cada 100" in pagina.locator(".cautelas").inner_text()


def test_sin_javascript_explica_y_enlaza(publicado: Publicado, abrir: Abrir) -> None:
    visita = abrir(java_script_enabled=False)
    pagina = visita.ir(f"{publicado.desde('subruta')}?t={ALTO_BAUDO},{MEDELLIN}")
    texto = pagina.locator(".sin-guion").inner_text()
    assert "necesita JavaScript" in texto
    enlaces = pagina.locator(".sin-guion a").evaluate_all("n => n.map((a) => a.pathname)")
    assert any(e.endswith("/territorio/00/index.html") for e in enlaces)
    assert any(e.endswith(f"/territorio/{ALTO_BAUDO}/index.html") for e in enlaces)
    assert visita.ajenos(publicado.url) == []


@pytest.mark.parametrize("codigos", [*COMBINACIONES.values(), ()], ids=[*COMBINACIONES, "vacía"])
def test_axe_no_halla_nada_al_comparar(
    publicado: Publicado, abrir: Abrir, codigos: tuple[str, ...]
) -> None:
    pagina = ver(abrir(), f"{publicado.desde('disco')}?t={','.join(codigos)}")
    pagina.evaluate(TODO_ABIERTO)
    reglas = {"target-size": {"enabled": True}}
    hallado = {"claro": infracciones(pagina, reglas)}
    pagina.evaluate(OSCURO)
    hallado["oscuro"] = infracciones(pagina, solo="color-contrast")
    pagina.set_viewport_size(CELULAR)  # type: ignore[arg-type]
    hallado["celular"] = infracciones(pagina, reglas)
    pagina.set_viewport_size(CARTA)  # type: ignore[arg-type]
    pagina.emulate_media(media="print")
    hallado["impreso"] = infracciones(pagina, EN_PAPEL)
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}


@pytest.mark.parametrize("codigos", COMBINACIONES.values(), ids=COMBINACIONES.keys())
def test_en_el_celular_nada_se_parte(
    publicado: Publicado, abrir: Abrir, codigos: tuple[str, ...]
) -> None:
    pagina = ver(abrir(360, 740), f"{publicado.desde('disco')}?t={','.join(codigos)}")
    pagina.evaluate(TODO_ABIERTO)
    assert pagina.evaluate("document.documentElement.scrollWidth") == 360
    partidas = pagina.locator("#comparar .cifra").evaluate_all(
        "n => n.filter((c) => /^[\\d.,%\\s\\u2212]+$/.test(c.textContent))"
        ".filter((c) => c.getClientRects().length > 1).map((c) => c.textContent)"
    )
    assert partidas == []
    pagina.locator("#privaciones tbody tr").nth(8).scroll_into_view_if_needed()
    assert 0 <= pagina.locator(".clave").evaluate("n => n.getBoundingClientRect().top") < 4


def test_en_papel_va_todo_con_nombre_direccion_y_fecha(publicado: Publicado, abrir: Abrir) -> None:
    direccion = f"{publicado.desde('subruta')}?t={ALTO_BAUDO},{MEDELLIN}"
    pagina = ver(abrir(360, 740), direccion)
    pagina.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    pagina.emulate_media(media="print")
    assert direccion in pagina.locator(".solo-impreso").inner_text()
    assert pagina.locator("details.parte-comparada:not([open])").count() == 0
    tablas = pagina.locator("details.parte-comparada table.comparada")
    assert tablas.count() > 1
    for tabla in tablas.all():
        assert tabla.is_visible(), tabla.locator("caption").inner_text()
    cabeza = pagina.locator("#privaciones thead").evaluate("n => getComputedStyle(n).display")
    assert cabeza == "table-header-group"
    for aparte in (".llevar", ".clave", ".agregar", ".controles"):
        assert not pagina.locator(aparte).first.is_visible()


def bajar(pagina: Page, boton: str, donde: Path) -> Path:
    """Lo que descarga un botón, ya guardado."""
    with pagina.expect_download() as espera:
        pagina.get_by_role("button", name=boton).click()
    ruta = donde / espera.value.suggested_filename
    espera.value.save_as(ruta)
    return ruta


def filas_de_csv(ruta: Path) -> list[dict[str, str]]:
    """Las del archivo, que abre en una hoja de cálculo en español."""
    octetos = ruta.read_bytes()
    assert octetos.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(octetos.decode("utf-8-sig"), newline=""), delimiter=";"))


def como_numero(texto: str) -> float | None:
    return float(texto.replace(",", ".")) if texto else None


@pytest.mark.parametrize("donde", ["disco", "subruta"])
def test_el_csv_y_el_libro_traen_las_mismas_cifras(
    publicado: Publicado, abrir: Abrir, tmp_path: Path, donde: str
) -> None:
    codigos = (TUMACO, NUQUI, "52", "00")
    visita = abrir()
    pagina = ver(visita, f"{publicado.desde(donde)}?t={','.join(codigos)}")
    csv_bajado = bajar(pagina, "Bajar CSV", tmp_path)
    assert csv_bajado.name == "comparar-52835-27495-52-00.csv"
    filas = filas_de_csv(csv_bajado)
    de_ipm = [f for f in filas if f["Medida"] == corto(IPM)]
    assert [f["Código"] for f in de_ipm] == list(codigos)
    for fila, codigo in zip(de_ipm, codigos, strict=True):
        valor = tablas().incidencia(codigo)
        assert como_numero(fila["Valor"]) == float(redondo(valor, 1))
        assert fila["Se lee"] == comparado.por_ciento(valor)
        puntos = redondo(valor - tablas().incidencia(TUMACO), 1)
        sin_resta = codigo in (TUMACO, NUQUI)
        dicha = como_numero(fila["Diferencia en puntos con el primero"])
        assert dicha == (None if sin_resta else float(puntos))
    serie = [f for f in filas if f["Código"] == "00" and "de 1985 a" in f["Medida"]]
    assert [f["Año"] for f in serie] == tablas().periodos("poblacion")
    for fila in serie:
        assert como_numero(fila["Valor"]) == comparado.cantidad(
            "poblacion", "00", "total", fila["Año"]
        )

    libro = openpyxl.load_workbook(bajar(pagina, "Bajar Excel", tmp_path))
    assert libro.sheetnames == ["Comparación", "Cifras", "Notas"]
    largas = list(libro["Cifras"].iter_rows(values_only=True))
    assert len(largas) == len(filas) + 1
    titulos = [str(t) for t in largas[0]]
    assert titulos == list(filas[0])
    for celdas, fila in zip(largas[1:], filas, strict=True):
        assert celdas[titulos.index("Valor")] == como_numero(fila["Valor"])
        assert (celdas[titulos.index("Se lee")] or "") == fila["Se lee"]
    assert visita.problemas == []


def test_un_nombre_que_parece_formula_no_se_ejecuta(
    publicado: Publicado, abrir: Abrir, tmp_path: Path
) -> None:
    """El texto de un territorio hostil sale como texto en la página, el CSV y el libro."""
    visita = abrir()
    malo = '=HYPERLINK("http://malo","x")<img src=x onerror=alert(1)>'
    ruta = publicado.carpeta / f"territorio/{MEDELLIN}/comparar.js"
    bueno = ruta.read_text("utf-8")
    escapado = malo.replace('"', '\\"').replace("<", "\\u003c")
    try:
        ruta.write_text(bueno.replace('"n":"Medellín"', f'"n":"{escapado}"'), "utf-8")
        pagina = ver(visita, f"{publicado.desde('disco')}?t={MEDELLIN},{ALTO_BAUDO}")
        assert pagina.locator(".elegido").first.inner_text().startswith(malo)
        filas = filas_de_csv(bajar(pagina, "Bajar CSV", tmp_path))
        libro = openpyxl.load_workbook(bajar(pagina, "Bajar Excel", tmp_path))
    finally:
        ruta.write_text(bueno, "utf-8")
    assert {f["Territorio"] for f in filas} == {f"'{malo}", "Alto Baudó"}
    tipos = {celda.data_type for hoja in libro for fila in hoja.iter_rows() for celda in fila}
    assert "f" not in tipos
    assert pagina.locator("#comparar img").count() == 0
    assert visita.problemas == []


def test_si_falta_el_archivo_de_uno_se_dice(publicado: Publicado, abrir: Abrir) -> None:
    ruta = publicado.carpeta / f"territorio/{TUMACO}/comparar.js"
    apartado = ruta.rename(ruta.with_suffix(".aparte"))
    try:
        pagina = ver(abrir(), f"{publicado.desde('disco')}?t={ALTO_BAUDO},{TUMACO}")
        assert (
            "No llegaron los datos de San Andrés de Tumaco"
            in pagina.locator(".avisos").inner_text()
        )
        assert pagina.locator(".elegido").count() == 1
    finally:
        apartado.rename(ruta)
