"""Necesidad frente a oferta: la misma cuenta en Python y en el navegador, y en la página."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from generador.paginas.datos_del_sitio import DatosDelSitio
from tests.herramientas.conftest import Abrir, Sitio, herramienta, leer_reglas
from tests.herramientas.cuentas.oferta import Programa, balance

pytestmark = pytest.mark.navegador


def test_mil_balances_dan_lo_mismo(navegador_con: Page) -> None:
    azar = random.Random(8)
    reglas = leer_reglas("oferta")
    casos: list[tuple[int | None, list[Programa]]] = [
        (
            azar.choice([None, 0, azar.randint(1, 400)]),
            [
                Programa(
                    azar.randint(0, 150), azar.choice([None, True, False]), azar.random() < 0.7
                )
                for _ in range(azar.randint(0, 4))
            ],
        )
        for _ in range(1000)
    ]
    umbrales = reglas["debil_menos_de"], reglas["suficiente_desde"]
    esperados = [balance(hogares, programas, *umbrales)._asdict() for hogares, programas in casos]
    assert {e["juicio"] for e in esperados} == set(reglas["juicios"])
    web = navegador_con.evaluate(
        "([casos, reglas]) => casos.map(([h, p]) => KitCalculos.balanceDeOferta(h, p, reglas))",
        [[(hogares, [p._asdict() for p in programas]) for hogares, programas in casos], reglas],
    )
    assert web == esperados


def test_la_necesidad_del_censo_es_porcentaje_por_hogares(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio
) -> None:
    n = acervo.municipios.index("27025")
    anio = acervo.vigente("censo_hogares")
    hogares = acervo.municipal("censo_hogares", "total", anio)[n]
    pct = acervo.municipal("priv_analfabetismo", "total", anio)[n]
    escrito = f"{round(hogares * round(float(pct), 1) / 100):,}".replace(",", ".")
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta("documentos", "#m=27025"))
    fila = pagina.locator(".documentos-tabla tr", has_text="Analfabetismo")
    expect(fila.locator("td").first).to_have_text(escrito)
    expect(fila).to_contain_text("Generación de oferta")
    expect(pagina.locator(".herramienta-ancho")).to_contain_text("No dice cuántos hay hoy")
    pagina.locator("#documentos-necesidad-base").check()
    expect(fila).to_contain_text("sin dato")
    pagina.locator("#documentos-base-I2").fill("1.000")
    pagina.locator("#documentos-oferta-programas-agregar").click()
    pagina.locator("#documentos-oferta-programas-programa-0").fill("Alfabetización")
    pagina.locator("#documentos-oferta-programas-privacion-0").select_option("I2")
    pagina.locator("#documentos-oferta-programas-cupos-0").fill("400")
    expect(fila).to_contain_text("Débil oferta social")
    expect(fila.locator("td").nth(2)).to_have_text("600")
    expect(pagina.locator(".herramienta-ancho")).to_contain_text("base del municipio")
    assert visita.problemas == []
