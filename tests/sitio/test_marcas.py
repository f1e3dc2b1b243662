"""Cada marca de cada gráfico está donde dice su cifra: en celular, en pantalla y en papel."""

from __future__ import annotations

import re
from itertools import combinations
from math import isnan, nan
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import PAGINAS, perfil

pytestmark = pytest.mark.navegador

TERRITORIOS = ("27025", "52835", "11001", "94343", "27495", "88001", "05", "00")
MODOS = {"celular": (360, "screen"), "pantalla": (1280, "screen"), "papel": (710, "print")}
DESPLEGAR = "document.querySelectorAll('details').forEach(d => d.open = true)"
MEDIDAS = Path(__file__).with_name("marcas.js").read_text(encoding="utf-8").strip().rstrip(";")
NUMERO = {ord("."): "", ord(","): ".", ord("−"): "-"}
MEDIA = 0.06  # media décima: la cifra escrita tiene un decimal
CERCA = 1.3  # píxeles: medio de la marca, medio del redondeo y lo que el navegador ajusta


def _abierta(sitio: Sitio, abrir: Abrir, ruta: str, modo: str) -> Page:
    ancho, medio = MODOS[modo]
    pagina = abrir(ancho, 900).ir(sitio.url + ruta)
    pagina.evaluate(DESPLEGAR)
    pagina.emulate_media(media=medio)  # type: ignore[arg-type]
    pagina.evaluate("document.fonts.ready")
    return pagina


def medir(pagina: Page, que: str) -> list[Any]:
    """Lo que mide la función `que` de marcas.js."""
    medido: list[Any] = pagina.evaluate(f"{MEDIDAS}.{que}()")
    return medido


def cifra(texto: str) -> float:
    """El primer número en es-CO de un texto: «−3.405,2 %» es -3405.2; NaN si no lo hay."""
    hallado = re.search(r"[−-]?\d[\d.]*(?:,\d+)?", texto)
    return float(hallado[0].translate(NUMERO)) if hallado else nan


def fallas_de_los_rieles(filas: list[dict[str, Any]]) -> list[str]:
    """Marcas, rayas y números de la regla fuera de su lugar."""
    return [
        f"{fila['quien']}: {mala}"
        for fila in filas
        for mala in (*_marcas_corridas(fila), *_raya_corrida(fila), *_regla_corrida(fila))
    ]


def _marcas_corridas(fila: dict[str, Any]) -> list[str]:
    """Las que no están en la cifra de su columna; el censo anterior es la primera ajena."""
    escritas = {"antes": fila["ajenas"][0][1]} | dict(fila["ajenas"]) | {"propio": fila["propia"]}
    return [
        f"{m['marca']} está en {m['x']:.1f} y debía estar en {escritas[m['marca']]}"
        for m in fila["marcas"]
        if not abs(m["x"] - cifra(escritas[m["marca"]])) <= 100 * CERCA / m["px"] + MEDIA
        or abs(m["alto"]) > CERCA
    ]


def _raya_corrida(fila: dict[str, Any]) -> list[str]:
    if not fila["raya"]:
        return []
    propio, otro = fila["marcas"][-1], fila["marcas"][-2]
    unidas = sorted(m["x"] for m in (propio, otro))
    lejos = [abs(a - b) for a, b in zip(fila["raya"], unidas, strict=True)]
    mala = max(lejos) * propio["px"] / 100 > 2 * CERCA
    return [f"la raya {fila['raya']} no une {unidas}"] if mala else []


def _regla_corrida(fila: dict[str, Any]) -> list[str]:
    """Cada número está centrado en su lugar, o termina en él si es el último."""
    px = fila["marcas"][0]["px"] if fila["marcas"] else 0
    return [
        f"la regla pone {numero} en {medio:.1f}"
        for numero, medio, final in fila["regla"]
        if min(abs(medio - cifra(numero)), abs(final - cifra(numero)) if final > 99 else 100)
        * px / 100 > 2 * CERCA
    ]  # fmt: skip


def fallas_de_las_franjas(figuras: list[dict[str, Any]]) -> list[str]:
    """Marcas que no están en su cifra, y rótulos lejos de su marca, chocados o salidos."""
    malas = []
    for figura in figuras:
        lugares = {m["marca"]: m for m in figura["marcas"]}
        if abs(figura["pie"]) > CERCA:
            malas.append(f"el riel está a {figura['pie']:.1f} px del pie de las barras")
        for r in figura["rotulos"]:
            m = lugares[r["marca"]]
            if abs(m["x"] - cifra(r["cifra"])) > 100 * CERCA / m["px"] + MEDIA:
                malas.append(f"{r['marca']} dice {r['cifra']} y está en {m['x']:.1f}")
            if not r["desde"] - 3 <= m["x"] <= r["hasta"] + 3:
                malas.append(f"el rótulo de {r['marca']} no está bajo su marca")
            if r["caja"][0] < 0 or r["caja"][2] > figura["pantalla"]:
                malas.append(f"el rótulo de {r['marca']} se sale")
        malas += _chocan([r["caja"] for r in figura["rotulos"]])
    return malas


def _chocan(cajas: list[list[float]]) -> list[str]:
    return [
        f"se chocan {a} y {b}"
        for a, b in combinations(cajas, 2)
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 2 and b[1] < a[3] - 2
    ]


def fallas_de_las_series(series: list[dict[str, Any]]) -> list[str]:
    """Puntas que no están en su valor o donde termina su línea, y rótulos chocados o salidos."""
    malas = []
    for s in series:
        tope = cifra(s["tope"])
        cerca = [100 * CERCA / px + 0.6 for px in s["px"]]  # el trazo va en enteros de 90
        for p in s["puntas"]:
            esperado = 100 * cifra(p["cifra"]) / tope
            redondeo = 100 * MEDIA / tope + MEDIA
            if abs(p["lugar"][1] - esperado) > 100 * CERCA / s["px"][1] + redondeo:
                malas.append(f"{p['cifra']} de {s['tope']} está en {p['lugar'][1]:.1f} %")
            if any(abs(p["lugar"][e] - p["final"][e]) > cerca[e] for e in (0, 1)):
                malas.append(
                    f"la línea de {p['cifra']} termina en {p['final']}, no en {p['lugar']}"
                )
        for i in s["inicio"]:
            if abs(i["lugar"][1] - 100 * cifra(i["cifra"]) / tope) > cerca[1] + 1:
                malas.append(f"la línea empieza en {i['lugar']} y dice {i['cifra']} de {s['tope']}")
        malas += _chocan(s["rotulos"])
        malas += [f"se sale {r}" for r in s["rotulos"] if r[2] > s["pantalla"] or r[1] < 0]
    return malas


def fallas_de_los_planos(planos: list[dict[str, Any]]) -> list[str]:
    """El municipio, su banda y los números de los dos ejes de la dispersión."""
    malas = []
    for p in planos:
        cerca = 100 * CERCA / p["px"]
        x, y = (cifra(c) for c in p["celdas"])
        decimales = 0.06 if "," in p["celdas"][1].split("(")[0] else 0.51
        if abs(p["lugar"][0] - x) > cerca + 0.06 or abs(p["lugar"][1] - y) > cerca + decimales:
            malas.append(f"está en {p['lugar']} y sus cifras son {p['celdas']}")
        bajo, alto = (cifra(n) for n in p["celdas"][1].split("(")[1].split(" a "))
        if abs(p["banda"][0] - bajo) > 1 + cerca or abs(p["banda"][1] - alto) > 1 + cerca:
            malas.append(f"la banda es {p['banda']} y dice {p['celdas'][1]}")
        if p["nombre"][0] < 0 or p["nombre"][1] > p["pantalla"]:
            malas.append("el nombre se sale")
        ejes = p["vertical"] + [par for par in p["horizontal"] if par[0] != "100\u00a0%"]
        malas += [f"el eje pone {n} en {v:.1f}" for n, v in ejes if abs(v - cifra(n)) > 2 * cerca]
    return malas


def fallas(pagina: Page) -> list[str]:
    return [
        *fallas_de_los_rieles(medir(pagina, "rieles")),
        *fallas_de_las_franjas(medir(pagina, "franjas")),
        *fallas_de_las_series(medir(pagina, "series")),
        *fallas_de_los_planos(medir(pagina, "planos")),
    ]


@pytest.mark.parametrize("modo", MODOS)
@pytest.mark.parametrize("codigo", TERRITORIOS)
def test_cada_marca_esta_donde_dice_su_cifra(
    sitio: Sitio, abrir: Abrir, codigo: str, modo: str
) -> None:
    pagina = _abierta(sitio, abrir, perfil(codigo), modo)
    assert fallas(pagina) == []
    filas = medir(pagina, "rieles")
    assert sum(len(f["marcas"]) for f in filas) >= len(filas) >= 15
    if modo != "papel":  # en papel, un municipio lleva dos hojas y no todo
        assert len(filas) >= 15 + 3 + 2
        assert len(medir(pagina, "series")) >= 3
    for escrita, valor in medir(pagina, "barras"):
        hay = cifra(escrita)
        assert not valor if isnan(hay) else abs(float(valor) - hay) <= 0.51, escrita


def test_hay_de_todo_en_la_muestra(sitio: Sitio, abrir: Abrir) -> None:
    pagina = _abierta(sitio, abrir, perfil("27025"), "celular")
    assert len(medir(pagina, "franjas")) == 1
    assert len(medir(pagina, "planos")) == 1
    assert len(medir(pagina, "barras")) >= 7
    tipos = {m["marca"] for f in medir(pagina, "rieles") for m in f["marcas"]}
    assert tipos == {"propio", "depto", "pais", "antes"}


@pytest.mark.parametrize(
    ("modo", "estilo", "falla"),
    [
        ("papel", "svg.riel use { transform: translateX(6px) }", "debía estar en"),
        ("papel", "@media print { .escala { margin: 0 !important } }", "la regla pone"),
        ("celular", ".rotulos-directos li { left: 0 !important; top: 0 !important }", "se chocan"),
        ("celular", ".puntas svg { margin-top: 6px !important }", "está en"),
        ("celular", ".lienzo-serie > svg { height: 80% !important }", "termina en"),
        ("celular", ".plano-dos-pobrezas i { margin-left: 4px !important }", "sus cifras son"),
        ("celular", ".eje-y em { transform: none }", "el eje pone"),
    ],
)  # fmt: skip
def test_ve_una_marca_corrida(
    sitio: Sitio, abrir: Abrir, modo: str, estilo: str, falla: str
) -> None:
    pagina = _abierta(sitio, abrir, perfil("27025"), modo)
    pagina.add_style_tag(content=estilo)
    assert any(falla in mala for mala in fallas(pagina))


@pytest.mark.parametrize("ruta", PAGINAS.values(), ids=PAGINAS.keys())
def test_ninguna_palabra_ni_cifra_se_parte_en_un_celular(
    sitio: Sitio, abrir: Abrir, ruta: str
) -> None:
    assert medir(_abierta(sitio, abrir, ruta, "celular"), "partidas") == []


def test_ve_una_cifra_partida(sitio: Sitio, abrir: Abrir) -> None:
    pagina = _abierta(sitio, abrir, perfil("27025"), "celular")
    pagina.evaluate(
        "document.querySelector('#poblacion td').style.cssText = "
        "'display: block; width: 1.5rem; overflow-wrap: anywhere'"
    )
    assert len(medir(pagina, "partidas")) == 1


def test_la_tabla_conserva_sus_papeles_en_rejilla(sitio: Sitio, abrir: Abrir) -> None:
    pagina = _abierta(sitio, abrir, perfil("27025"), "celular")
    tabla = pagina.locator("#privaciones").get_by_role("table")
    assert tabla.get_by_role("columnheader").count() == 7
    fila = tabla.get_by_role("row", name="Sin fuente de agua mejorada")
    assert fila.get_by_role("rowheader").count() == 1
    celdas = fila.get_by_role("cell").all_inner_texts()
    assert celdas[0].strip() == "73,3\N{NO-BREAK SPACE}%"
    assert len(celdas) == 6


def test_lo_plegado_se_imprime_en_una_sola_tabla(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("05"))
    filas = pagina.locator("table.tabla-territorios tbody tr")
    visibles = "todas => todas.filter(f => f.checkVisibility({contentVisibilityAuto: true})).length"
    pagina.evaluate("document.querySelector('#municipios').open = true")
    assert filas.evaluate_all(visibles) == 10
    pagina.evaluate("dispatchEvent(new Event('beforeprint'))")
    pagina.emulate_media(media="print")
    assert filas.evaluate_all(visibles) == 125
    cabezas = pagina.locator("table.tabla-territorios thead")
    assert cabezas.evaluate_all("t => t.map(c => getComputedStyle(c).display)") == [
        "table-header-group"
    ]
