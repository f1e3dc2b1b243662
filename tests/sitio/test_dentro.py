"""«Dentro del municipio» en Chromium: la tabla se ordena entera y el mapa dice lo que se toca."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from generador.formato import numero
from tests.construido import Sitio
from tests.navegador import Abrir, Visita
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador

# San José del Guaviare: más lugares de los que caben a la vista, sin punto, sin tasa y con veredas.
GUAVIARE = "95001"
CALLADA = "no se muestra"


def _lugares(sitio: Sitio, codigo: str) -> list[dict[str, Any]]:
    """Los lugares de la descarga: sus propiedades y su punto, o None."""
    ruta = sitio.carpeta / "territorio" / codigo / "lugares.geojson"
    return [
        objeto["properties"] | {"punto": (objeto["geometry"] or {}).get("coordinates")}
        for objeto in json.loads(ruta.read_bytes())["features"]
    ]


def _abierta(visita: Visita, sitio: Sitio, codigo: str) -> Page:
    """El perfil con la sección desplegada y, si van aparte, con sus veredas ya traídas."""
    pagina = visita.ir(sitio.url + perfil(codigo))
    pagina.evaluate("document.getElementById('dentro').open = true")
    pagina.locator("#dentro .mapa-dentro svg").scroll_into_view_if_needed()
    expect(pagina.locator("#dentro image")).to_have_count(0)
    return pagina


def _ordenar(pagina: Page, columna: str) -> None:
    pagina.locator("#dentro th").get_by_role("button", name=columna).click()


def _filas(pagina: Page) -> list[list[str]]:
    """Las celdas de cada renglón de la tabla a la vista."""
    filas: list[list[str]] = pagina.locator("#dentro .tabla-ordenable tbody").evaluate(
        "t => [...t.rows].map(f => [...f.cells].map(c => c.textContent.trim()))"
    )
    return filas


def _numero(texto: str) -> float:
    return float(texto.replace(".", "").replace(",", "."))


def test_ordenar_junta_los_lugares_plegados(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = _abierta(visita, sitio, GUAVIARE)
    esperadas = sorted((lugar["personas"] for lugar in _lugares(sitio, GUAVIARE)), reverse=True)
    assert len(_filas(pagina)) < len(esperadas)
    _ordenar(pagina, "Personas")
    assert [_numero(personas) for _, personas, *_ in _filas(pagina)] == esperadas
    expect(pagina.locator("#dentro details", has=pagina.locator("table"))).to_have_count(0)
    _ordenar(pagina, "Personas")
    assert [_numero(personas) for _, personas, *_ in _filas(pagina)] == esperadas[::-1]
    assert visita.problemas == []


@pytest.mark.parametrize(("columna", "cual"), [("NBI, %", 2), ("Miseria, %", 3)])
def test_la_tasa_callada_queda_al_final_en_los_dos_sentidos(
    sitio: Sitio, abrir: Abrir, columna: str, cual: int
) -> None:
    pagina = _abierta(abrir(), sitio, GUAVIARE)
    calladas = sum(lugar["nbi"] is None for lugar in _lugares(sitio, GUAVIARE))
    assert calladas
    for baja in (True, False):
        _ordenar(pagina, columna)
        filas = _filas(pagina)
        assert all(fila[2] == CALLADA for fila in filas[-calladas:])
        tasas = [_numero(fila[cual]) for fila in filas[:-calladas]]
        assert len(set(tasas)) > 5
        assert tasas == sorted(tasas, reverse=baja)


def test_se_ordena_por_nombre_y_por_lo_que_pesa_mas(sitio: Sitio, abrir: Abrir) -> None:
    pagina = _abierta(abrir(), sitio, GUAVIARE)
    _ordenar(pagina, "Lugar")
    _ordenar(pagina, "Lugar")
    assert [fila[0] for fila in _filas(pagina)][:2] == ["Boquerón", "Cabecera"]
    _ordenar(pagina, "Pesa más")
    pesan = [fila[4] for fila in _filas(pagina) if len(fila) == 5]
    assert len(set(pesan)) > 1
    assert pesan == sorted(pesan, reverse=True)


def _tocar(pagina: Page, x: float, y: float) -> str:
    """Lo que la nota dice después de tocar ese lugar de la pantalla."""
    pagina.mouse.click(x, y)
    return pagina.locator("#dentro .toque-de-mapa").inner_text()


def _centro(marca: Locator) -> tuple[float, float]:
    caja = marca.bounding_box()
    assert caja is not None
    return caja["x"] + caja["width"] / 2, caja["y"] + caja["height"] / 2


def _dicho(lugar: dict[str, Any]) -> str:
    """Lo que la nota debe decir de un lugar de la descarga, antes de la tasa."""
    donde = lugar["nombre"]
    if lugar["clase"] == "cabecera":
        donde = "Cabecera" if donde == lugar["municipio"] else f"Cabecera ({donde})"
    return f"{donde}: {numero(lugar['personas'])} personas"


def _misma_tasa(dicha: str, nbi: float | None) -> bool:
    """La de la página tiene un decimal; la de la descarga, dos."""
    if nbi is None:
        return dicha == f"{CALLADA}."
    return abs(_numero(dicha.removesuffix("\N{NO-BREAK SPACE}%.")) - nbi) < 0.06


@pytest.mark.parametrize("antes_se_ordena", [False, True], ids=["como llega", "ya ordenada"])
@pytest.mark.parametrize("codigo", [GUAVIARE, "27025"])
def test_cada_punto_dice_el_lugar_que_esta_ahi(
    sitio: Sitio, abrir: Abrir, codigo: str, antes_se_ordena: bool
) -> None:
    """Cada uno se nombra una vez, y donde se tocó es donde cae su coordenada en la descarga."""
    visita = abrir(1280, 1600)
    pagina = _abierta(visita, sitio, codigo)
    if antes_se_ordena:
        _ordenar(pagina, "NBI, %")
    pagina.locator("#dentro .mapa-dentro svg").scroll_into_view_if_needed()
    centros = [_centro(p) for p in pagina.locator("#dentro .mapa-dentro circle").all()]
    # Un toque llega en píxeles enteros: de dos puntos casi juntos solo puede decir uno.
    separados = [c for c in centros if sum(math.dist(c, otro) < 3 for otro in centros) == 1]
    lugares = {_dicho(lugar): lugar for lugar in _lugares(sitio, codigo) if lugar["punto"]}
    assert len(centros) == len(lugares)
    assert len(separados) > 3
    donde = {}
    for centro in separados:
        dicho, tasa = _tocar(pagina, *centro).split("más cercano, ")[-1].split("; NBI, ")
        assert _misma_tasa(tasa, lugares[dicho]["nbi"]), (dicho, tasa)
        donde[dicho] = centro
    assert len(donde) == len(separados)
    for eje in (0, 1):
        grados = [lugares[dicho]["punto"][eje] for dicho in donde]
        pixeles = [centro[eje] for centro in donde.values()]
        recta = np.polyfit(grados, pixeles, 1)
        assert np.abs(np.polyval(recta, grados) - pixeles).max() < 2
    assert pagina.locator("#dentro circle.elegido").count() == 1
    assert visita.problemas == []


def test_tocar_una_vereda_la_nombra(sitio: Sitio, abrir: Abrir) -> None:
    pagina = _abierta(abrir(1280, 1600), sitio, GUAVIARE)
    nota = pagina.locator("#dentro .toque-de-mapa")
    expect(nota).to_have_text("Toque el mapa para ver la cifra del punto más cercano.")
    ruta = sitio.carpeta / "territorio" / GUAVIARE / "veredas.geojson"
    nombres = {o["properties"]["nombre"] for o in json.loads(ruta.read_bytes())["features"]}
    # El centro de la caja de una vereda cóncava cae en otra: se pregunta cuál está ahí.
    veredas = pagina.locator("#dentro .veredas path")
    pagina.locator("#dentro .mapa-dentro svg").scroll_into_view_if_needed()
    vistas = 0
    for vereda in veredas.all()[:20]:
        x, y = _centro(vereda)
        ahi = pagina.evaluate(
            "([x, y]) => document.elementFromPoint(x, y)?.closest('.veredas path')?.textContent",
            [x, y],
        )
        if ahi:
            vistas += 1
            assert ahi in nombres
            assert _tocar(pagina, x, y).startswith(f"{ahi}. El punto más cercano, ")
    assert vistas > 5
