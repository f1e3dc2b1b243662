"""El autodiagnóstico: el puntaje de Python, el instrumento completo y el plan de las brechas."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from generador.metodos.errores import ErrorDeMetodo
from generador.rutas import SITIO
from tests.herramientas.conftest import Abrir, Calcular, Sitio, herramienta, leer_reglas
from tests.herramientas.cuentas import diagnostico as metodo

pytestmark = pytest.mark.navegador
REGLAS = leer_reglas("diagnostico")
RESPONDER = """valor => document.querySelectorAll(`.herramienta-escala input[value="${valor}"]`)
  .forEach(i => i.click())"""


def test_el_instrumento_esta_completo() -> None:
    assert len(REGLAS["dimensiones"]) == 5
    assert "no es oficial" in REGLAS["aviso"]
    assert len(REGLAS["escala"]) == metodo.MAXIMO + 1
    ids = [i["id"] for d in REGLAS["dimensiones"] for i in d["items"]]
    assert len(set(ids)) == len(ids)
    for dimension in REGLAS["dimensiones"]:
        assert 6 <= len(dimension["items"]) <= 8
        assert any(i["critico"] for i in dimension["items"])
        assert all(i["texto"] and i["evidencia"] and i["mejora"] for i in dimension["items"])
        assert (SITIO / dimension["guia"].replace(".html", ".md")).is_file()


def test_mil_cuestionarios_dan_lo_mismo(calcular: Calcular) -> None:
    azar = random.Random(4)
    cuestionarios = []
    for _ in range(1000):
        cuestionario = [
            [azar.choice([None, 0, 1, 2, 3, 4]) for _ in d["items"]] for d in REGLAS["dimensiones"]
        ]
        if azar.random() < 0.7:
            cuestionario = [[r or 0 for r in d] for d in cuestionario]
        cuestionarios.append(cuestionario)
    sueltas = calcular.cada("medirDimension", [[d] for uno in cuestionarios for d in uno])
    n = len(REGLAS["dimensiones"])
    js = [sueltas[i : i + n] for i in range(0, len(sueltas), n)]
    py = [[metodo.medir_dimension(d) for d in uno] for uno in cuestionarios]
    for suyas, propias in zip(js, py, strict=True):
        assert [(d["puntaje"], d["respondidos"], d["completa"]) for d in suyas] == [
            (d.puntaje, d.respondidos, d.completa) for d in propias
        ]
    generales = [metodo.general(propias) for propias in py]
    assert calcular.cada("generalDiagnostico", [[suyas] for suyas in js]) == generales
    dichos = [general for general in generales if general is not None]
    niveles = calcular.cada("nivelDiagnostico", [[g, REGLAS["niveles"]] for g in dichos])
    assert niveles == [metodo.nivel(g, REGLAS["niveles"]) for g in dichos]


def test_el_tope_y_el_consenso_dan_lo_mismo(calcular: Calcular) -> None:
    azar = random.Random(5)
    for _ in range(300):
        dichas = [azar.choice([None, 0, 1, 2, 3, 4]) for _ in range(azar.randint(0, 9))]
        assert calcular("consenso", dichas) == metodo.consenso(dichas)
    for respuesta in (None, 0, 1, 2, 3, 4):
        for evidencia in (True, False):
            assert calcular("conTope", respuesta, evidencia) == metodo.con_tope(
                respuesta, evidencia
            )
    # De mano: cuatro personas, 0, 1, 3 y 4: la mediana baja es 1 y solo dos están a un punto.
    assert metodo.consenso([4, 0, None, 3, 1]) == {
        "personas": 4, "mediana": 1, "minimo": 0, "maximo": 4, "acuerdo": 50,
    }  # fmt: skip
    assert (metodo.con_tope(4, False), metodo.con_tope(4, True)) == (2, 4)


def test_varias_personas_y_dos_rondas(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("diagnostico", "#m=27025"))
    for rol, valor in (("Hacienda", 0), ("Planeación", 4)):
        pagina.evaluate(RESPONDER, valor)
        pagina.locator("#ronda-rol").fill(rol)
        pagina.get_by_role("button", name="Anotar estas respuestas").click()
    rondas = pagina.locator(".diagnostico-rondas")
    expect(rondas).to_contain_text("Antes: 2 personas")
    expect(rondas.locator("tbody tr").first).to_contain_text("de 0 a 2")  # el 4 no tiene evidencia
    pagina.locator("#ronda-cual").select_option("despues")
    pagina.locator("#ronda-rol").fill("Grupo")
    pagina.get_by_role("button", name="Anotar estas respuestas").click()
    expect(rondas).to_contain_text("Después: 1 persona")
    expect(rondas).to_contain_text("de 0 a 50")  # la mediana baja de antes es 0; después, el tope
    pagina.get_by_role("button", name="Pasar las primeras a compromisos").click()
    expect(pagina.locator(".herramienta-aviso")).to_contain_text("Pasaron 6 a los compromisos")
    pagina.goto(sitio.url + herramienta("compromisos", "#m=27025"))
    expect(pagina.locator(".tablero-compromiso")).to_have_count(6)


@pytest.mark.parametrize(
    ("puntaje", "nivel"), [(0, 0), (39.99, 0), (40, 1), (60, 2), (79.9, 2), (80, 3), (100, 3)]
)
def test_los_limites_de_los_niveles(calcular: Calcular, puntaje: float, nivel: int) -> None:
    assert metodo.nivel(puntaje, REGLAS["niveles"]) == nivel
    assert calcular("nivelDiagnostico", puntaje, REGLAS["niveles"]) == nivel


def test_respuestas_malas_en_python() -> None:
    with pytest.raises(ErrorDeMetodo, match="0 a 4"):
        metodo.medir_dimension([0, 5])
    with pytest.raises(ErrorDeMetodo, match="ningún nivel"):
        metodo.nivel(1, [{"desde": 2}])


def test_se_responde_entero(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + herramienta("diagnostico", "#m=27025"))
    resultado = pagina.locator(".herramienta-cuerpo")
    expect(resultado).to_contain_text("Van 0 de 34 respuestas")
    pagina.evaluate(RESPONDER, 3)
    expect(resultado).to_contain_text("Nivel básico")  # sin evidencia cuentan como 2
    expect(resultado).to_contain_text("34 respuestas de 3 o 4 cuentan como 2")
    expect(resultado).to_contain_text("G5 (capacidades bajas)")
    pagina.evaluate(RESPONDER, 1)
    expect(resultado).to_contain_text("Nivel inicial")
    plan = resultado.locator(".herramienta-plan li")
    expect(plan).to_have_count(34)
    criticos = sum(i["critico"] for d in REGLAS["dimensiones"] for i in d["items"])
    for i in range(criticos):
        expect(plan.nth(i)).to_contain_text("Clave.")
    expect(plan.nth(criticos)).not_to_contain_text("Clave.")
    expect(plan.first.get_by_role("link")).to_have_text("Módulo 1")


def test_con_el_teclado_y_la_evidencia(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir(360, 740).ir(sitio.url + herramienta("diagnostico"))
    primero = pagina.locator(".herramienta-escala input").first
    primero.focus()
    pagina.keyboard.press("ArrowRight")
    pagina.keyboard.press("ArrowRight")
    pagina.keyboard.press("ArrowRight")
    expect(pagina.locator(".herramienta-resultado table").first).to_contain_text("50")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Acuerdo 12; =1+1")
    pagina.keyboard.press("Tab")
    expect(pagina.locator(".herramienta-resultado table").first).to_contain_text("75")
    assert "cuenta como 2" not in pagina.locator(".herramienta-cuerpo").inner_text()
    pagina.reload()
    assert pagina.locator("#evidencia-planeacion-1").input_value() == "Acuerdo 12; =1+1"
    otra = abrir().ir(pagina.url)  # el enlace lleva las respuestas, no la evidencia
    assert otra.locator(".herramienta-escala input").nth(3).is_checked()
    assert otra.locator("#evidencia-planeacion-1").input_value() == ""
