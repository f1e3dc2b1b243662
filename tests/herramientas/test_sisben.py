"""El lector del Sisbén: el mismo orden que Python, la vigencia y el error en palabras."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from generador.metodos.instrumento import Instrumento
from generador.normas.programas import programas
from generador.paginas.herramientas import INSTRUMENTOS, reglas
from tests.herramientas.conftest import Abrir, Calcular, Sitio, herramienta

pytestmark = pytest.mark.navegador
CRUDOS = json.loads(INSTRUMENTOS.read_text("utf-8"))["instrumentos"]
PROGRAMAS = reglas()["programas_sisben"]


@pytest.mark.parametrize("crudo", CRUDOS, ids=lambda c: c["id"])
def test_los_51_niveles_dan_lo_mismo(calcular: Calcular, crudo: dict[str, object]) -> None:
    instrumento = Instrumento.de_datos(crudo)
    assert tuple(calcular("codigosSisben", crudo)) == instrumento.codigos
    for codigo in (*instrumento.codigos, "A0", "A6", "B8", "C19", "D22", "E1", "", "A01 ", " c12 "):
        leido = calcular("leerSisben", crudo, codigo)
        orden = int(instrumento.leer([codigo])[0])
        assert (leido["orden"] if leido else 0) == orden, codigo
        if leido:
            assert leido["grupo"]["letra"] == instrumento.grupos[
                int(instrumento.grupo_de(instrumento.leer([codigo]))[0])
            ].letra  # fmt: skip


def test_los_umbrales_dan_lo_mismo(calcular: Calcular) -> None:
    instrumento = Instrumento.de_datos(CRUDOS[0])
    for codigo in instrumento.codigos:
        hecho = calcular("programasSisben", CRUDOS[0], PROGRAMAS["programas"], codigo)
        orden = instrumento.orden_de(codigo)
        for programa, dentro in zip(PROGRAMAS["programas"], hecho, strict=True):
            if programa["desde"] is None:
                assert dentro is None
                continue
            desde, hasta = map(instrumento.orden_de, (programa["desde"], programa["hasta"]))
            assert dentro == (desde <= orden <= hasta), (programa["nombre"], codigo)


DIAS = ("2023-01-01", "2026-11-28", "2026-12-31", "2027-01-01")


def test_lo_que_se_ofrece_es_lo_mismo_en_python(calcular: Calcular) -> None:
    propios = {p.programa: p for p in programas().values()}
    for crudo in PROGRAMAS["programas"]:
        for dia in DIAS:
            esperado = propios[crudo["nombre"]].se_ofrece(dia)
            assert calcular("seOfrece", crudo, dia) == esperado, (crudo["nombre"], dia)
    contribucion = propios["Contribución solidaria (régimen subsidiado)"]
    assert [contribucion.se_ofrece(dia) for dia in DIAS[2:]] == [True, False]


def test_los_programas_dicen_su_fecha_y_su_advertencia() -> None:
    assert PROGRAMAS["corte"] == "28 de noviembre de 2026"
    assert "pida a la entidad" in PROGRAMAS["advertencia"]
    por_nombre = {p["nombre"]: p for p in PROGRAMAS["programas"]}
    assert por_nombre["Familias en Acción (fase IV)"]["reemplazo"] == "Renta Ciudadana (programa)"
    assert por_nombre["Generación E (Equidad)"]["estado"] == "reemplazado"
    assert por_nombre["Colombia Mayor"]["marca"] == "consta en prensa"


def test_se_lee_un_codigo_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("sisben"))
    pagina.get_by_label("Grupo y nivel").focus()
    pagina.keyboard.type("c16")
    pagina.locator("details summary", has_text="no se ofrecen").click()
    assert pagina.evaluate("document.documentElement.scrollWidth") == 360
    resultado = pagina.locator(".herramienta-cuerpo")
    expect(resultado).to_contain_text("Vulnerable")
    expect(resultado).to_contain_text("nivel 28 de 51")
    expect(resultado).to_contain_text("hay 27 niveles de menor capacidad y 23 niveles de mayor")
    expect(resultado).to_contain_text("Revisado el 28 de noviembre de 2026")
    fila = pagina.get_by_role("row", name="Régimen subsidiado en salud")
    expect(fila).to_contain_text("grupos A, B y C")
    expect(fila).to_contain_text("Sí")
    vigentes, demas = resultado.locator("table").all()
    for terminado in (
        "Familias en Acción",
        "Generación E",
        "Jóvenes en Acción",
        "Ingreso Solidario",
    ):
        es_el = re.compile(f"^{terminado}")
        expect(vigentes.locator("th[scope=row]", has_text=es_el)).to_have_count(0)
        expect(demas.locator("th[scope=row]", has_text=es_el)).to_have_count(1)
    expect(demas.locator("tr", has_text="Familias en Acción")).to_contain_text("Renta Ciudadana")
    expect(resultado).to_contain_text("Rige desde el 5 de marzo de 2021")


def test_un_codigo_que_no_existe_se_explica(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("sisben"))
    pagina.get_by_label("Grupo y nivel").fill("B9")
    expect(pagina.locator("#sisben-error")).to_contain_text("«B9» no existe en Sisbén IV")
    expect(pagina.locator("#sisben-error")).to_contain_text("B llega a 7")
    assert pagina.get_by_label("Grupo y nivel").get_attribute("aria-invalid") == "true"
    expect(pagina.locator(".herramienta-cuerpo")).not_to_contain_text("Programas y su corte")


def test_el_rui_se_rotula_por_verificar_y_sin_programas(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("sisben"))
    pagina.get_by_label("Instrumento").select_option("rui")
    pagina.get_by_label("Grupo y nivel").fill("A01")
    resultado = pagina.locator(".herramienta-cuerpo")
    expect(resultado).to_contain_text("Por verificar")
    expect(resultado).to_contain_text("Fecha de entrada en operación por verificar")
    expect(resultado).not_to_contain_text("Programas y su corte")
