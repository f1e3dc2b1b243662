"""De quien no trae una privación no se sabe si es pobre: ni cuenta como no pobre ni queda fuera."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.herramientas.armado_web import a_csv
from tests.herramientas.conftest import Abrir, Sitio
from tests.herramientas.simulador_web import ELEGIR, ir

pytestmark = pytest.mark.navegador
POBRE = ["1"] * 15
NO_POBRE = ["0"] * 15
NO_SE_SABE = ["0", "", *["0"] * 13]
# En La Peña solo se sabe de dos y son pobres: 100 %. En San José se sabe de cuatro: 50 %.
VEREDAS = {
    "LA PEÑA": [POBRE, POBRE, NO_SE_SABE, NO_SE_SABE],
    "SAN JOSÉ": [POBRE, POBRE, NO_POBRE, NO_POBRE],
}
REGLA = {"objetivo": "pobre", "unidad": "hogares", "semilla": "2026", "primero": "orden"}
PEDIDO = {
    "regla": {**REGLA, "luego": "sorteo"}, "niveles": 51, "por": "nom_vereda",
    "corte": {"corte": "A1", "hasta": 1},
}  # fmt: skip


def base() -> bytes:
    marcas = [(vereda, m) for vereda, suyas in VEREDAS.items() for m in suyas]
    iguales = {"ide_hogar": "1", "ide_persona": "1", "cod_mpio": "05045", "cod_clase": "3",
               "tip_parentesco": "1", "num_personas_hogar": "1", "edad_calculada": "40",
               "grupo": "A", "nivel": "1", "clasificacion": "A1"}  # fmt: skip
    return a_csv({
        "ide_ficha_origen": [str(i + 1) for i in range(len(marcas))],
        "nom_vereda": [vereda for vereda, _ in marcas],
        **{columna: [valor] * len(marcas) for columna, valor in iguales.items()},
        **{f"i{j + 1}": [suyas[j] for _, suyas in marcas] for j in range(15)},
    })  # fmt: skip


def pedir(sitio: Sitio, abrir: Abrir, **limites: Any) -> Any:
    pagina = ir(abrir(), sitio)
    [hecho] = pagina.evaluate(ELEGIR, [base().decode(), [{**PEDIDO, "limites": limites}]])
    return hecho


def test_los_errores_son_de_quienes_se_sabe(sitio: Sitio, abrir: Abrir) -> None:
    hecho = pedir(sitio, abrir, cupo=8)
    resultado = hecho["resultados"][0]
    assert resultado["seleccionados"] == 8, "por su grupo y nivel, sí pueden entrar"
    assert resultado["inclusion"] == {"numerador": 2, "denominador": 6, "valor": 2 / 6}
    assert resultado["exclusion"]["numerador"] == 0
    assert hecho["puntos"][0] == {"inclusion": 2 / 6, "exclusion": 0}
    columna = hecho["lista"][0].index("objetivo")
    assert (
        sorted(f[columna] for f in hecho["lista"][1:]) == ["no"] * 2 + ["sin dato"] * 2 + ["sí"] * 4
    )


def test_no_pesan_en_la_tasa_que_reparte_los_cupos(sitio: Sitio, abrir: Abrir) -> None:
    hecho = pedir(sitio, abrir, cupo=6, reparto={"regla": "incidencia", "minimo": 0})
    assert {f["nombre"]: f["cupos"] for f in hecho["reparto"]} == {"LA PEÑA": 4, "SAN JOSÉ": 2}


def test_la_pagina_lo_dice(sitio: Sitio, abrir: Abrir) -> None:
    pagina = ir(abrir(), sitio)
    pagina.locator("#simulador-archivo").set_input_files(
        {"name": "base.csv", "mimeType": "text/csv", "buffer": base()}
    )
    expect(pagina.locator(".herramienta-avisos")).to_contain_text(
        "De 2 hogares no se sabe si son pobres"
    )
