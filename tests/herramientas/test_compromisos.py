"""El tablero: importar actas, vencidos, filtros, reabrir igual y lo malo explicado."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.herramientas.conftest import (
    Abrir,
    Calcular,
    Sitio,
    bajar,
    herramienta,
    leer_reglas,
    pedidos_nuevos,
)
from tests.herramientas.test_preparador import descargar

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("seguimiento")
NUMEROS = {"1": "focalizacion", "3": "recursos"}
HOY = "2026-03-10T15:00:00"


@pytest.fixture
def tablero(sitio: Sitio, abrir: Abrir) -> Page:
    visita = abrir()
    visita.pagina.clock.set_fixed_time(HOY)
    return visita.ir(sitio.url + herramienta("compromisos"))


def importar(pagina: Page, ruta: Path) -> None:
    pagina.locator("#tablero-importar").set_input_files(ruta)


def aviso(pagina: Page) -> Any:
    return expect(pagina.locator(".herramienta-aviso"))


def escribir_csv(ruta: Path, *filas: str) -> Path:
    cabeza = "Qué;Quién;Cuándo;Evidencia;Estado;Cumplido"
    ruta.write_text("\n".join(["Sesión 1. De la cifra a la regla", cabeza, *filas]), "utf-8")
    return ruta


ACTA = (
    "Publicar la regla;Ana;01/03/2026;Cartelera;Por hacer;",
    "Medir los errores;Luis;2026-03-20;Tabla;En curso;",
    "Adoptar el acto;Ana;05/03/2026;Acto 12;Hecho;04/03/2026",
    "Pedir la base;Rosa;30/06/2026;Oficio;Retirado;",
)


def test_el_acta_de_excel_se_llena_y_se_importa(
    sitio: Sitio, abrir: Abrir, tablero: Page, tmp_path: Path
) -> None:
    preparador = abrir().ir(sitio.url + herramienta("preparador", "#m=27025&s=recursos"))
    ruta = descargar(preparador, "Descargar Excel", tmp_path)
    # Lo que hace quien la llena en Excel: guarda con cadenas compartidas y fechas de verdad.
    libro = openpyxl.load_workbook(ruta)
    hoja = libro["Compromisos"]
    hoja["C5"], hoja["D5"] = "Marta, hacienda", datetime.date(2026, 3, 1)
    hoja["B8"], hoja["D8"], hoja["F8"] = "Compromiso nuevo", "15/03/2026", "Hecho con evidencia"
    libro.save(ruta)
    importar(tablero, ruta)
    aviso(tablero).to_contain_text("se sumaron 4 compromisos")
    assert tablero.locator("#herramienta-municipio").input_value() == "Alto Baudó, Chocó"
    primero = tablero.locator(".tablero-compromiso").first
    expect(primero).to_contain_text("Vencido hace 9 días")
    expect(primero).to_contain_text("Marta, hacienda")
    expect(primero).to_contain_text("3. Del problema a la fuente")
    importar(tablero, ruta)
    aviso(tablero).to_contain_text("4 ya estaban")
    expect(tablero.locator(".tablero-compromiso")).to_have_count(4)


def test_el_archivo_del_preparador_se_importa(
    sitio: Sitio, abrir: Abrir, tablero: Page, tmp_path: Path
) -> None:
    preparador = abrir().ir(sitio.url + herramienta("preparador", "#m=27025&s=sisben"))
    bajar(preparador, "Guardar", tmp_path)
    (ruta,) = tmp_path.iterdir()
    importar(tablero, ruta)
    aviso(tablero).to_contain_text("solo los compromisos de ejemplo")
    preparador.locator("summary", has_text="Compromisos del acta").click()
    preparador.locator("#preparador-quien-0").fill("Rosa, Sisbén")
    bajar(preparador, "Guardar", tmp_path)
    importar(tablero, ruta)
    aviso(tablero).to_contain_text("se sumaron 3 compromisos")
    expect(tablero.locator(".tablero-lista")).to_contain_text("Rosa, Sisbén")
    preparador.locator("#herramienta-municipio").fill("medellin")
    preparador.get_by_role("option").first.click()
    # El acta del otro municipio es otra; la sesión escogida acompaña.
    expect(preparador.locator("#preparador-sisben")).to_be_checked()
    preparador.locator("summary", has_text="Compromisos del acta").click()
    expect(preparador.locator("#preparador-quien-0")).to_have_value("")
    preparador.locator("#preparador-que-0").fill("Otra cosa")
    bajar(preparador, "Guardar", tmp_path)
    importar(tablero, tmp_path / "preparador-05001.json")
    aviso(tablero).to_contain_text("es de Medellín")
    expect(tablero.locator(".tablero-compromiso")).to_have_count(3)


def test_vencidos_filtros_y_cuentas(tablero: Page, tmp_path: Path) -> None:
    importar(tablero, escribir_csv(tmp_path / "acta.csv", *ACTA))
    cuentas = tablero.locator(".tablero-cuentas")
    expect(cuentas).to_contain_text("1 de 3")
    expect(cuentas).to_contain_text("50")  # a tiempo: uno de los dos con fecha pasada
    marcas = tablero.locator(".tablero-marca")
    assert marcas.all_inner_texts() == [
        "Vencido hace 9 días (7 hábiles)", "En curso, vence en 10 días (8 hábiles)",
        "Hecho a tiempo", "Retirado",
    ]  # fmt: skip
    for filtro, cuantos in (("vencidos", 1), ("abiertos", 2), ("proximos", 1), ("hecho", 1)):
        tablero.locator("#tablero-estado").select_option(filtro)
        expect(marcas).to_have_count(cuantos)
    tablero.locator("#tablero-estado").select_option("todos")
    tablero.locator("#tablero-texto").fill("ana regla")
    expect(marcas).to_have_count(1)
    expect(tablero.locator(".herramienta-cuerpo")).to_contain_text("Se muestran 1 de 4.")


@pytest.mark.parametrize(
    ("fin", "codificacion", "separador"),
    [
        ("\r", "mac-roman", ";"),
        ("\r\n", "utf-16", "\t"),
        ("\n", "cp850", ";"),
        ("\r", "utf-8", ","),
    ],
    ids=["CSV de Mac", "Texto Unicode de Excel", "DOS", "Mac en UTF-8"],
)
def test_el_acta_se_lee_como_la_guarde_excel(
    tablero: Page, tmp_path: Path, fin: str, codificacion: str, separador: str
) -> None:
    filas = [
        ["Qué", "Quién", "Cuándo", "Evidencia", "Estado"],
        ["Publicar la regla del año", "Íñigo", "01/03/2026", "Cartelera", "Por hacer"],
        ["Pedir la base", "Rosa", "15/03/2026", "Oficio", "En curso"],
    ]
    ruta = tmp_path / "acta.txt"
    ruta.write_bytes("".join(separador.join(f) + fin for f in filas).encode(codificacion))
    importar(tablero, ruta)
    aviso(tablero).to_contain_text("se sumaron 2 compromisos")
    expect(tablero.locator(".herramienta-cuerpo")).to_contain_text("Publicar la regla del año")


def test_con_el_teclado_en_un_celular(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740)
    visita.pagina.clock.set_fixed_time(HOY)
    pagina = visita.ir(sitio.url + herramienta("compromisos"))
    antes = len(visita.pedidos)
    pagina.get_by_role("button", name="Agregar compromiso").focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#compromiso-que-1")).to_be_focused()
    pagina.keyboard.type("Publicar la lista")
    pagina.keyboard.press("Tab")
    expect(pagina.locator("#compromiso-quien-1")).to_be_focused()
    pagina.keyboard.type("Ana")
    pagina.locator("#compromiso-fecha-1").fill("2026-03-01")
    pagina.keyboard.press("Tab")
    pagina.locator("#compromiso-fecha-1").fill("2026-03-31")
    pagina.locator("#compromiso-evidencia-1").focus()
    expect(pagina.locator(".tablero-compromiso")).to_contain_text("se acordó para el 01/03/2026")
    plazo = pagina.locator("#compromiso-plazo-1")
    expect(plazo).to_have_value("14")  # del 10 al 31, sin fines de semana ni el lunes 23
    plazo.fill("9")
    plazo.press("Tab")
    expect(pagina.locator("#compromiso-fecha-1")).to_have_value("2026-03-24")
    pagina.locator("#compromiso-estado-1").focus()
    pagina.keyboard.press("h")
    expect(pagina.locator(".tablero-marca")).to_have_text("Hecho, sin evidencia")
    pagina.locator("#compromiso-evidencia-1").fill("Lista publicada")
    pagina.keyboard.press("Tab")
    expect(pagina.locator(".tablero-marca")).to_have_text("Hecho a tiempo")
    expect(pagina.locator("#compromiso-cumplido-1")).to_have_value("2026-03-10")
    pagina.get_by_role("button", name="Quitar").click()
    expect(pagina.locator(".tablero-compromiso")).to_have_count(0)
    pagina.get_by_role("button", name="Deshacer").click()
    expect(pagina.locator(".tablero-compromiso")).to_have_count(1)
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert pedidos_nuevos(visita, antes) == []
    assert visita.problemas == []


def test_los_indicadores_salen_de_lo_anotado(tablero: Page, tmp_path: Path) -> None:
    importar(tablero, escribir_csv(tmp_path / "acta.csv", *ACTA))
    tablero.locator(".herramienta-bloque summary").first.click()
    tablero.locator("#sesion-focalizacion-hecha").check()
    for campo, valor in (("convocados", "20"), ("asistentes", "15"), ("entrada", "40")):
        tablero.locator(f"#sesion-focalizacion-{campo}").fill(valor)
    tablero.locator("#sesion-focalizacion-salida").fill("70,5")
    tabla = tablero.locator(".tablero-sesiones table")
    for nombre, valor in (
        ("Sesiones hechas", "20"),
        ("Asistenciaasist", "75"),
        ("Ganancia normalizada", "0,51"),
    ):
        expect(tabla.locator("tr", has_text=re.compile(f"^{nombre}"))).to_contain_text(valor)
    tablero.locator("#sesion-focalizacion-salida").fill("130")
    expect(tablero.locator(".herramienta-bloque").first).to_contain_text("un número de 0 a 100")
    expect(tabla).to_contain_text("0,51")


MALOS = {
    "acta.docx": (b"x", "no es un documento de Word"),
    "acta.pdf": (b"x", "no es un .xlsx"),
    "rota.xlsx": (b"PK\x03\x04roto", "no es un libro de Excel"),
    "vacia.csv": (b"", "el archivo está vacío"),
    "otra.csv": (b"a;b\n1;2\n", "no tiene una tabla"),
    "sin.csv": ("Qué;Quién;Cuándo\n;;\n".encode(), "ningún compromiso"),
    "fecha.csv": ("Qué;Quién;Cuándo\nUno;Ana;31/02/2026\n".encode(), "fila 2: «31/02/2026»"),
    "estado.csv": ("Qué;Cuándo;Estado\nUno;;Casi\n".encode(), "«Casi» no es un estado"),
    "falta.csv": ("Qué;Quién;Cuándo\n;Ana;01/02/2026\n".encode(), "le falta «Qué»"),
    "largo.csv": (("Qué;Cuándo\n" + "x" * 301 + ";\n").encode(), "caben 300"),
    "roto.json": (b"{", "no es JSON"),
    "ajeno.json": (b'{"herramienta": "ruta"}', "no es un acta del preparador"),
    "nulo.json": (b"null", "no es un acta del preparador"),
    "tablero.json": (b'{"herramienta": "compromisos"}', "no trae compromisos"),
}


def test_un_acta_mala_se_explica_y_no_borra_nada(tablero: Page, tmp_path: Path) -> None:
    importar(tablero, escribir_csv(tmp_path / "buena.csv", *ACTA))
    aviso(tablero).to_contain_text("se sumaron 4")
    hecho, direccion = tablero.locator(".herramienta-cuerpo").inner_text(), tablero.url
    for nombre, (contenido, dice) in MALOS.items():
        ruta = tmp_path / nombre
        ruta.write_bytes(contenido)
        importar(tablero, ruta)
        aviso(tablero).to_contain_text(dice)
        aviso(tablero).to_contain_text(f"«{nombre}»")
        aviso(tablero).to_contain_text("El tablero sigue igual")
        assert tablero.locator(".herramienta-cuerpo").inner_text() == hecho
    assert tablero.url == direccion


def test_guardado_y_reabierto_igual_y_lo_exportado_se_vuelve_a_importar(
    sitio: Sitio, abrir: Abrir, tablero: Page, tmp_path: Path
) -> None:
    importar(tablero, escribir_csv(tmp_path / "acta.csv", "=1+1;@Ana;01/03/2026;-x;;", *ACTA))
    aviso(tablero).to_contain_text("se sumaron 5")
    guardado = bajar(tablero, "Guardar", tmp_path)
    texto = bajar(tablero, "Descargar CSV", tmp_path)
    assert "'=1+1;'@Ana" in texto
    ruta = descargar(tablero, "Descargar Excel", tmp_path)
    celdas = [c for f in openpyxl.load_workbook(ruta)["Compromisos"].iter_rows() for c in f]
    assert [c.data_type for c in celdas if c.value == "=1+1"] == ["s"]
    assert datetime.datetime(2026, 3, 1) in [c.value for c in celdas]

    esperados = json.loads(guardado)["estado"]["compromisos"]
    for otra_forma in (ruta, tmp_path / "compromisos.csv"):
        otra = abrir().ir(sitio.url + herramienta("compromisos"))
        importar(otra, otra_forma)
        aviso(otra).to_contain_text("se sumaron 5")
        vueltos = json.loads(bajar(otra, "Guardar", tmp_path))
        llave = ("sesion", "que", "quien", "fecha", "cumplido", "evidencia", "estado")
        assert sorted([c[k] for k in llave] for c in vueltos["estado"]["compromisos"]) == sorted(
            [c[k] for k in llave] for c in esperados
        )


@pytest.mark.parametrize(
    ("escrita", "leida"),
    [
        ("1/3/2026", "2026-03-01"),
        ("01-03-2026", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T00:00:00", "2026-03-01"),
        ("", ""),
        ("30/02/2026", None),
        ("marzo", None),
        ("3/2026", None),
    ],
)
def test_las_fechas_como_se_escriben(calcular: Calcular, escrita: str, leida: str | None) -> None:
    assert calcular("leerFecha", escrita) == leida


def test_lo_repetido_no_se_suma_dos_veces(calcular: Calcular) -> None:
    nuevos = [
        {"que": q, "quien": "", "fecha": "", "cumplido": "", "evidencia": "", "estado": "por_hacer"}
        for q in ("Publicar", "PUBLICAR ", "Medir")
    ]
    uno = calcular("sumarActa", [], "sisben", nuevos, 1)
    assert (uno["sumados"], uno["repetidos"]) == (2, 1)
    assert [c["id"] for c in uno["todos"]] == [1, 2]
    otra_sesion = calcular("sumarActa", uno["todos"], "cierre", nuevos[:1], 3)
    assert otra_sesion["sumados"] == 1
