"""El error de muestreo de una base con factor, en el navegador: el de `kit incidencia`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from generador.metodos.diseno import Diseno
from generador.metodos.grupos import Agrupacion
from generador.metodos.metodo import IPM
from generador.metodos.muestreo import EN_LA_TABLA, estimar
from generador.metodos.patrones import descodificar
from generador.metodos.precision import CLASES, clase, intervalo

pytestmark = pytest.mark.navegador
TERRITORIOS = 4
ESTIMAR = """(pedido) => {
  const [viviendas, estratos, territorio, territorios, personas, factor, patron, pesos, k] = pedido;
  const C = KitCalculos;
  const diseno = C.declararDiseno(viviendas, estratos);
  const donde = Int32Array.from(territorio);
  const gente = Float64Array.from(personas);
  const muestra = C.muestraPorTerritorio(diseno, donde, territorios, gente);
  const peso = gente.map((p, i) => p * factor[i]);
  const metodo = C.declararMetodo(pesos, k);
  const hecho = C.errorDeMuestreo(muestra, Int32Array.from(patron), peso, metodo);
  const lista = (v) => Array.from(v, (x) => (Number.isNaN(x) ? null : x));
  const medida = (m) => ({ ...m, ee: lista(m.ee), bajo: lista(m.bajo), alto: lista(m.alto) });
  return { solos: diseno.solos, casos: lista(hecho.casos), gl: lista(hecho.gl),
           h: medida(hecho.h), a: medida(hecho.a), m0: medida(hecho.m0) };
}"""
PRECISION = """(casos) => casos.map(([valor, ee, gl, n]) => [
  ...KitCalculos.intervalo95(valor, ee, gl), KitCalculos.claseDePrecision(valor, ee, gl, n),
])"""


@pytest.mark.parametrize("semilla", range(5))
def test_el_error_es_el_de_la_orden(hogares_web: Page, semilla: int) -> None:
    """Con viviendas de varios hogares, un estrato de una sola, y gente sin territorio."""
    azar = np.random.default_rng(semilla)
    n = 600
    vivienda = np.append(0, azar.integers(1, 350, n - 1))
    estrato = np.where(vivienda == 0, 9, vivienda % 3)
    territorio = np.where(azar.random(n) < 0.1, -1, vivienda % TERRITORIOS)
    # En el último no hay casi nadie: ni grados ni casos para decir algo.
    territorio[(territorio == TERRITORIOS - 1) & (azar.random(n) < 0.97)] = 0
    patron = azar.integers(0, 1 << 15, n) & azar.integers(0, 1 << 15, n)
    personas, factor = azar.integers(1, 7, n), np.round(azar.random(n) * 40 + 1, 2)
    hecha = estimar(
        descodificar(patron, 15),
        IPM,
        Diseno.declarar(n, upm=vivienda, estrato=estrato, una_sola_upm="centrar"),
        ponderador=factor * personas,
        agrupacion=Agrupacion(territorio, TERRITORIOS),
        registros=personas,
    )
    pedido: list[Any] = [
        [f"v{v}" for v in vivienda.tolist()], estrato.tolist(), territorio.tolist(), TERRITORIOS,
        personas.tolist(), factor.tolist(), patron.tolist(), [str(p) for p in IPM.proporciones],
        "1/3",
    ]  # fmt: skip
    dicho = hogares_web.evaluate(ESTIMAR, pedido)
    tabla = hecha.columnas()
    assert dicho["solos"] == 1
    for columna in ("casos", "gl"):
        assert dicho[columna] == tabla[columna].tolist()
    for medida in EN_LA_TABLA:
        for parte in ("ee", "bajo", "alto"):
            suyos = np.array(dicho[medida][parte], dtype=float)
            np.testing.assert_allclose(suyos, tabla[f"{medida}_{parte}"], rtol=1e-10, atol=1e-14)
        assert dicho[medida]["clase"] == tabla[f"{medida}_clase"].tolist()
    assert set(dicho["h"]["clase"]) >= {"suficiente", "no_publicar"}


def test_el_intervalo_y_la_clase_son_los_de_la_orden(hogares_web: Page) -> None:
    grados = [0, 1, 2, 3, 8, 9, 10, 29, 30, 31, 339, 999, 1000, 5000]
    casos = [
        (valor, ee, gl, n)
        for valor in (0.0, 0.02, 0.31, 0.5, 0.97, 1.0)
        for ee in (0.0, 0.004, 0.05, 0.08, 0.2)
        for gl in grados
        for n in (99, 100)
    ]
    dichos = hogares_web.evaluate(PRECISION, casos)
    valor, ee, gl, n = (np.array(c) for c in zip(*casos, strict=True))
    bajo, alto = intervalo(valor, ee, gl.astype(int))
    np.testing.assert_allclose([d[0] for d in dichos], bajo, rtol=1e-9)
    np.testing.assert_allclose([d[1] for d in dichos], alto, rtol=1e-9)
    clases = [d[2] for d in dichos]
    assert clases == clase(valor, ee, gl, n).tolist()
    assert set(clases) == set(CLASES)
