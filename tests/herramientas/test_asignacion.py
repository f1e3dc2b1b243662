"""El reparto de cupos del navegador y el de Python: los mismos pesos y los mismos cupos."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from generador.metodos import asignacion
from generador.metodos.errores import ErrorDeMetodo
from tests.herramientas.conftest import evaluar

pytestmark = pytest.mark.navegador
# Donde la suma de numpy cambia de manera: hasta 8, hasta 128 y más.
TAMANOS = (1, 2, 3, 7, 8, 9, 15, 16, 33, 127, 128, 129, 300)
REPARTIR = """(casos) => casos.map((c) => {
  try {
    const [pobres, poblacion] = [c.pobres, c.poblacion].map((l) => Float64Array.from(l));
    const pesos = KitCalculos.pesosDeReparto(pobres, poblacion, c.regla);
    const cupos = KitCalculos.repartirCupos(c.total, pesos, c.minimo, c.maximos);
    return { pesos: Array.from(pesos), cupos };
  } catch (error) {
    return { problema: error.problema };
  }
})"""


def inventar(azar: random.Random) -> dict[str, Any]:
    """Territorios con y sin pobres, parejos y dispares, expandidos o no, y con empates."""
    n = azar.choice(TAMANOS)
    expandida = azar.random() < 0.5
    tope = azar.choice([3, 40, 5000])
    poblacion = [
        azar.randrange(0, tope) * (azar.uniform(0.5, 90) if expandida else 1.0) for _ in range(n)
    ]
    pobres = [p * azar.choice([0, 0.25, 0.5, azar.random(), 1]) for p in poblacion]
    maximos = [azar.randrange(0, tope) for _ in range(n)]
    total = azar.randrange(0, max(1, sum(maximos)) + 3)
    reglas = asignacion.REGLAS
    return {"pobres": pobres, "poblacion": poblacion, "regla": azar.choice(reglas), "total": total,
            "minimo": azar.choice([0, 0, 1, 5]), "maximos": maximos}  # fmt: skip


def en_python(caso: Mapping[str, Any]) -> dict[str, Any]:
    try:
        pesos = asignacion.pesos_de_reparto(caso["pobres"], caso["poblacion"], caso["regla"])
        limites = asignacion.Limites(caso["minimo"], caso["maximos"])
        cupos = asignacion.repartir(caso["total"], pesos, limites)
    except ErrorDeMetodo as error:
        return {"problema": error.problema}
    return {"pesos": pesos.tolist(), "cupos": cupos.tolist()}


def test_mil_repartos_dan_lo_mismo(hogares_web: Page) -> None:
    azar = random.Random(12)
    casos = [inventar(azar) for _ in range(1000)]
    hechos = evaluar(hogares_web, REPARTIR, casos)
    esperados = [en_python(c) for c in casos]
    assert hechos == esperados
    # Ni todos se reparten ni todos se rechazan, y por más de una razón.
    assert 200 < sum("cupos" in h for h in hechos) < 900
    assert {h["problema"].split()[0] for h in hechos if "problema" in h} >= {"ningún"}
    assert any("no caben" in h.get("problema", "") for h in hechos)
    assert any("no alcanzan" in h.get("problema", "") for h in hechos)
