"""El tablero sale en CSV y en Excel y vuelve entero; del libro y del acta, asistencia y prueba."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.herramientas.conftest import Abrir, Sitio, herramienta, leer_reglas
from tests.herramientas.test_preparador import descargar

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("seguimiento")
CLAVES = ("focalizacion", "sisben", "recursos", "capacidades", "cierre")
RAROS = ("=1+1", "Ñandú; «ya»", 'dice "no"', "a\nb", "+57 300", "-", "1/2", "Sesión 3. (05001)")


def _fecha(azar: random.Random) -> str:
    return azar.choice(["", f"2026-{azar.randint(1, 12):02d}-{azar.randint(1, 28):02d}"])


def _compromiso(azar: random.Random, numero: int) -> dict[str, Any]:
    estado = azar.choice([e["id"] for e in REGLAS["estados"]])
    fecha = _fecha(azar)
    return {
        "id": numero,
        "sesion": azar.choice(["", *CLAVES]),
        "que": azar.choice(RAROS),
        "quien": azar.choice(["", *RAROS]),
        "fecha": fecha,
        "primera": azar.choice([fecha, "2026-01-15"]) if fecha else "",
        "cumplido": _fecha(azar) if estado == "hecho" else "",
        "evidencia": azar.choice(["", *RAROS]),
        "estado": estado,
    }


def _sesion(azar: random.Random) -> dict[str, Any]:
    numeros = {
        c: azar.choice([None, azar.randint(0, 60)])
        for c in (
            "convocados", "asistentes", "convocados_deciden", "asistentes_deciden", "presentaron",
        )
    }  # fmt: skip
    usadas = [h["id"] for h in REGLAS["herramientas"] if azar.random() < 0.4]
    return numeros | {
        "hecha": azar.random() < 0.6,
        "fecha": _fecha(azar),
        "entrada": azar.choice([None, 0, 33.5, 100]),
        "salida": azar.choice([None, 70.25]),
        "producto": azar.random() < 0.5,
        "herramientas": usadas,
        "items": azar.choice([[], [[3, 9], [0, 4]]]),
    }


def _tablero(azar: random.Random) -> dict[str, Any]:
    return {
        "compromisos": [_compromiso(azar, i + 1) for i in range(azar.randint(1, 9))],
        "sesiones": {c: _sesion(azar) for c in CLAVES},
        "visita": {"fecha": _fecha(azar), "decisiones": azar.choice([None, 3]),
                   "hallazgos": azar.choice(["", "Acuerdo 12; cita la regla", "=x"])},
        "filtro": {"estado": "todos", "sesion": "", "texto": ""},
    }  # fmt: skip


def _guardado(estado: dict[str, Any], ruta: Path) -> Path:
    documento = {"kit": "contra-la-pobreza", "herramienta": "compromisos", "version": 1,
                 "municipio": "27025", "estado": estado}  # fmt: skip
    ruta.write_text(json.dumps(documento), "utf-8")
    return ruta


def _leido(pagina: Page, tmp_path: Path) -> dict[str, Any]:
    ruta = descargar(pagina, "Guardar", tmp_path)
    estado: dict[str, Any] = json.loads(ruta.read_text("utf-8"))["estado"]
    for c in estado["compromisos"]:
        c.pop("id")
    estado["compromisos"].sort(key=lambda c: json.dumps(c, sort_keys=True))
    return estado


@pytest.mark.parametrize("boton", ["Descargar CSV", "Descargar Excel"])
def test_lo_descargado_vuelve_entero(
    sitio: Sitio, abrir: Abrir, tmp_path: Path, boton: str
) -> None:
    azar = random.Random(12)
    for _ in range(4):
        pagina = abrir().ir(sitio.url + herramienta("compromisos"))
        ruta = _guardado(_tablero(azar), tmp_path / "tablero.json")
        pagina.locator("#herramienta-abrir").set_input_files(ruta)
        expect(pagina.locator(".herramienta-aviso")).to_contain_text("Se abrió")
        antes = _leido(pagina, tmp_path)
        bajado = descargar(pagina, boton, tmp_path)
        nueva = abrir().ir(sitio.url + herramienta("compromisos"))
        for dicho in (f"{len(antes['compromisos'])} compromiso", "se sumaron 0"):
            nueva.locator("#tablero-importar").set_input_files(bajado)
            expect(nueva.locator(".herramienta-aviso")).to_contain_text(dicho)
            assert _leido(nueva, tmp_path) == antes


def test_del_libro_y_del_acta_salen_la_asistencia_y_la_prueba(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    preparador = abrir().ir(sitio.url + herramienta("preparador", "#m=27025&s=recursos"))
    ruta = descargar(preparador, "Descargar Excel", tmp_path)
    libro = openpyxl.load_workbook(ruta)
    for i, decide in enumerate(("Sí", "No", "Sí")):
        libro["Asistencia"].cell(5 + i, 2, f"Persona {i}")
        libro["Asistencia"].cell(5 + i, 4, decide)
    items = libro["Prueba por ítem"].max_row - 4
    for i, (entrada, salida) in enumerate(((1, 3), (2, items), (2, None))):
        libro["Prueba"].cell(5 + i, 2, entrada)
        libro["Prueba"].cell(5 + i, 3, salida)
    for i in range(items):
        libro["Prueba por ítem"].cell(5 + i, 3, 1)
        libro["Prueba por ítem"].cell(5 + i, 4, 2)
    libro.save(ruta)
    tablero = abrir().ir(sitio.url + herramienta("compromisos"))
    tablero.locator("#tablero-importar").set_input_files(ruta)
    expect(tablero.locator(".herramienta-aviso")).to_contain_text("1 sesión anotada")
    sesion = _leido(tablero, tmp_path)["sesiones"]["recursos"]
    assert (sesion["asistentes"], sesion["asistentes_deciden"]) == (3, 2)
    assert sesion["presentaron"] == 2
    assert sesion["entrada"] == pytest.approx(100 * 1.5 / items)
    assert sesion["salida"] == pytest.approx(100 * (3 + items) / 2 / items)
    assert sesion["items"] == [[1, 2]] * items
    # El acta de Word, tal como sale: compromisos sí; de lo que está en blanco no se inventa nada.
    acta = descargar(preparador, "Descargar Word", tmp_path)
    nuevo = abrir().ir(sitio.url + herramienta("compromisos"))
    nuevo.locator("#tablero-importar").set_input_files(acta)
    expect(nuevo.locator(".herramienta-aviso")).to_contain_text("se sumaron 3 compromisos")
    leido = _leido(nuevo, tmp_path)
    assert {c["sesion"] for c in leido["compromisos"]} == {"recursos"}
    assert not leido["sesiones"]["recursos"]["hecha"]
    # Ya diligenciada en Word: dos personas en la lista y los números del encabezado.
    documento = docx.Document(str(acta))
    lista = next(t for t in documento.tables if "Decide" in [c.text for c in t.rows[0].cells])
    for fila, decide in zip(lista.rows[1:3], ("Sí", "No"), strict=True):
        fila.cells[1].text, fila.cells[3].text = "Alguien", decide
    documento.save(str(acta))
    nuevo.locator("#tablero-importar").set_input_files(acta)
    expect(nuevo.locator(".herramienta-aviso")).to_contain_text("1 sesión anotada")
    sesion = _leido(nuevo, tmp_path)["sesiones"]["recursos"]
    assert (sesion["asistentes"], sesion["asistentes_deciden"]) == (2, 1)


def _tableros(texto: str) -> dict[str, Any]:
    """Los tableros de una consola guardada, sin lo que depende del orden en que se sumó."""
    tableros = {t["municipio"]: t["estado"] for t in json.loads(texto)["tableros"]}
    for estado in tableros.values():
        for c in estado["compromisos"]:
            c.pop("id")
        estado["compromisos"].sort(key=lambda c: json.dumps(c, sort_keys=True))
    return tableros


def test_la_consola_suma_municipios_y_pesa_por_personas(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    rutas = []
    for codigo, (entrada, salida, presentaron) in (("27025", (40, 70, 30)), ("05001", (80, 50, 2))):
        estado = _tablero(random.Random(1))
        for s in estado["sesiones"].values():
            s["hecha"] = False
        estado["sesiones"]["sisben"] |= {
            "hecha": True, "convocados": 20, "asistentes": 31, "entrada": entrada,
            "salida": salida, "presentaron": presentaron,
        }  # fmt: skip
        ruta = _guardado(estado, tmp_path / f"{codigo}.json")
        ruta.write_text(ruta.read_text("utf-8").replace('"27025"', f'"{codigo}"'), "utf-8")
        rutas.append(ruta)
    rutas.append(tmp_path / "malo.json")
    rutas[-1].write_text("{", "utf-8")
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + herramienta("consola"))
    pagina.locator("#consola-archivos").set_input_files(rutas)
    aviso = expect(pagina.locator(".herramienta-aviso"))
    aviso.to_contain_text("Se sumaron 2 de 3 archivos")
    aviso.to_contain_text("«malo.json»")
    filas = pagina.locator(".consola-cuadro tbody tr")
    expect(filas).to_have_count(3)
    expect(filas.last).to_contain_text("0,46")  # 26,25 / 57,5; sin pesos, 0
    expect(filas.last).to_contain_text("155 %")
    expect(pagina.locator(".aviso")).to_contain_text("más asistentes que convocados")
    assert pagina.evaluate("document.scrollingElement.scrollWidth") <= 360
    antes = filas.all_inner_texts()
    en_json = descargar(pagina, "Guardar", tmp_path).read_text("utf-8")
    # El CSV y el archivo guardado traen lo mismo: los dos tableros enteros.
    for boton in ("Descargar CSV", "Guardar"):
        guardada = descargar(pagina, boton, tmp_path)
        assert not pagina.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
        pagina.reload()
        pagina.locator("#consola-archivos").set_input_files(guardada)
        aviso.to_contain_text("Se sumaron 1 de 1")
        assert filas.all_inner_texts() == antes
        assert _tableros(descargar(pagina, "Guardar", tmp_path).read_text("utf-8")) == _tableros(
            en_json
        )
    pagina.reload()
    pagina.locator("#consola-archivos").set_input_files(guardada)
    assert pagina.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    assert visita.problemas == []


def test_se_proyecta_con_el_teclado_y_se_imprime_el_afiche(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + "sesiones/1-focalizacion.html")
    pagina.get_by_role("button", name="Proyectar").click()
    idea = pagina.locator(".proyector-idea")
    expect(idea).to_contain_text("De la cifra a la regla")
    pagina.keyboard.press("ArrowRight")
    expect(idea).to_contain_text("programa propio")
    pagina.keyboard.press("End")
    expect(idea).to_contain_text("Ningún compromiso sin nombre propio")
    pagina.keyboard.press("Escape")
    expect(pagina.locator("dialog.proyector")).to_have_count(0)
    pagina.evaluate("window.print = () => {}")
    pagina.get_by_role("button", name="Afiche A3").click()
    assert pagina.locator(".afiche li").count() == 8
    pagina.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(pagina.locator(".afiche")).to_have_count(0)
    enlaces = pagina.locator("#herramientas-en-su-orden + ol a").all_inner_texts()
    assert enlaces[0] == "Preparador de sesión"
    assert enlaces[-1] == "Tablero de compromisos"
    assert visita.problemas == []
