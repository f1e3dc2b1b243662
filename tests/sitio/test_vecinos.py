"""El mapa y la lista de vecinos en Chromium: lo que se ve está donde dice su cifra."""

from __future__ import annotations

import itertools
import json
import math
from typing import Any

import numpy as np
import pytest
import shapely
from playwright.sync_api import Page, expect
from rasterio.io import MemoryFile

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.graficos import clase_ipm
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador

ABRIR = "document.querySelectorAll('details').forEach(d => d.open = true)"
OSCURO = "document.body.dataset.mdColorScheme = 'slate'"
MINIMO = 3.0
"""Contraste de un gráfico con lo que tiene al lado (WCAG 1.4.11)."""
CODIGOS = ("27025", "52835", "05837", "11001", "88001", "05001", "05873", "91430")
TURBO, TUMACO = "05837", "52835"
EN_LA_PANTALLA = """(cuantos) => {
  const trazo = document.getElementById("contorno"), total = trazo.getTotalLength();
  const a = trazo.getScreenCTM(), caja = trazo.ownerSVGElement.getBoundingClientRect();
  return [...Array(cuantos).keys()].map((i) => {
    const p = trazo.getPointAtLength((total * i) / cuantos).matrixTransform(a);
    return [p.x - caja.x, p.y - caja.y];
  });
}"""


def _luminancia(pixeles: np.ndarray) -> np.ndarray:
    lineal = pixeles[..., :3] / 255
    lineal = np.where(lineal <= 0.04045, lineal / 12.92, ((lineal + 0.055) / 1.055) ** 2.4)
    return np.asarray(lineal @ np.array([0.2126, 0.7152, 0.0722]))


def _contrastes(pagina: Page) -> np.ndarray:
    """En 120 puntos del contorno, el de lo más claro y lo más oscuro que hay a 4 píxeles."""
    pagina.add_style_tag(content=".mapa-de-vecinos .lienzo > div { display: none }")
    mapa = pagina.locator(".mapa-de-vecinos .lienzo svg")
    mapa.scroll_into_view_if_needed()
    with MemoryFile(mapa.screenshot()) as png, png.open() as abierto:
        imagen = np.moveaxis(abierto.read(), 0, -1).astype(float)
    luz, alcance = _luminancia(imagen), 4
    hallados = []
    for x, y in pagina.evaluate(EN_LA_PANTALLA, 120):
        i, j = round(y), round(x)
        parche = luz[max(i - alcance, 0) : i + alcance + 1, max(j - alcance, 0) : j + alcance + 1]
        if parche.size:
            hallados.append((parche.max() + 0.05) / (parche.min() + 0.05))
    assert len(hallados) > 100
    return np.array(hallados)


def _de_cada_clase(acervo: DatosDelSitio) -> dict[int, str]:
    """Un municipio rodeado de otros de su misma clase: donde el contorno menos se distinguiría."""

    def clase(codigo: str) -> int:
        return clase_ipm(acervo.valor("ipm_censal", codigo))

    def iguales(codigo: str) -> float:
        suyos = [clase(v.codigo) == clase(codigo) for v in acervo.topologia.vecinos[codigo]]
        return sum(suyos) / max(len(suyos), 1)

    return {n: max((m for m in acervo.municipios if clase(m) == n), key=iguales) for n in range(5)}


@pytest.mark.parametrize("modo", ["claro", "oscuro", "impreso"])
def test_el_contorno_propio_se_ve_sobre_cualquier_clase(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio, modo: str
) -> None:
    for clase, codigo in _de_cada_clase(acervo).items():
        pagina = abrir(1280, 900).ir(sitio.url + perfil(codigo))
        if modo == "oscuro":
            pagina.evaluate(OSCURO)
        if modo == "impreso":
            pagina.emulate_media(media="print")
        assert _contrastes(pagina).min() >= MINIMO, (clase, codigo)


@pytest.mark.parametrize("modo", ["claro", "oscuro"])
def test_sin_la_funda_no_se_veria(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio, modo: str
) -> None:
    """La medida de arriba puede fallar: sobre su clase más parecida, la tinta sola se pierde."""
    pagina = abrir(1280, 900).ir(sitio.url + perfil(_de_cada_clase(acervo)[4]))
    if modo == "oscuro":
        pagina.evaluate(OSCURO)
    pagina.add_style_tag(content=".mapa-de-vecinos .funda { display: none }")
    assert np.median(_contrastes(pagina)) < MINIMO


@pytest.mark.parametrize("ancho", [360, 1280])
@pytest.mark.parametrize("codigo", CODIGOS)
def test_los_nombres_no_chocan_ni_se_salen_y_caen_en_lo_suyo(
    sitio: Sitio, abrir: Abrir, codigo: str, ancho: int
) -> None:
    pagina = abrir(ancho, 900).ir(sitio.url + perfil(codigo))
    pagina.evaluate("document.fonts.ready")
    lienzo = pagina.locator(".mapa-de-vecinos .lienzo")
    lienzo.scroll_into_view_if_needed()
    rotulos: list[dict[str, Any]] = lienzo.evaluate(
        """(lienzo) => {
          const marco = lienzo.getBoundingClientRect();
          const de = (x, y) => document.elementsFromPoint(x, y)
            .filter((e) => lienzo.contains(e)).map((e) =>
              e.id === "contorno" ? "propio" : e.closest("a")?.textContent).filter(Boolean);
          const todos = [...lienzo.querySelectorAll(":scope > div > *")];
          return todos.filter((e) => e.offsetWidth).map((e) => {
            const c = e.getBoundingClientRect(), s = e.style;
            return { texto: e.textContent, propio: e.tagName === "B", caja: [
                c.left - marco.left, c.top - marco.top, c.right - marco.left, c.bottom - marco.top],
              ancho: marco.width, alto: marco.height, capital: e.className.includes("capital"),
              fijo: !s.marginTop && !s.left.includes("m"),
              debajo: de(c.left + c.width / 2, c.top + c.height / 2) };
          });
        }"""
    )
    assert rotulos
    assert sum(r["propio"] for r in rotulos) == 1
    for r in rotulos:
        x0, y0, x1, y1 = r["caja"]
        assert x0 >= -1 and x1 <= r["ancho"] + 1, r
        assert y0 >= -1 and y1 <= r["alto"] + 1, r
        if r["fijo"] and r["propio"]:
            assert "propio" in r["debajo"], r
        elif r["fijo"] and not r["capital"]:
            assert any(t.startswith((f"{r['texto']}:", f"{r['texto']}, ")) for t in r["debajo"]), r
    for a, b in itertools.combinations(rotulos, 2):
        assert not _se_pisan(a["caja"], b["caja"]), (a["texto"], b["texto"])


def _se_pisan(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1


@pytest.mark.parametrize("medio", ["screen", "print"])
def test_cada_marca_del_riel_esta_donde_dice_su_cifra(
    sitio: Sitio, abrir: Abrir, medio: str
) -> None:
    for codigo in ("27025", "05001", "11001"):
        pagina = abrir(1280, 900).ir(sitio.url + perfil(codigo))
        pagina.evaluate(ABRIR)
        pagina.emulate_media(media=medio)  # type: ignore[arg-type]
        marcas: list[list[Any]] = pagina.locator(".tabla-vecinos td i").evaluate_all(
            """(marcas) => marcas.map((m) => {
              const c = m.getBoundingClientRect(), r = m.parentElement.getBoundingClientRect();
              const raya = getComputedStyle(m.parentElement, "::before");
              const propia = raya.content === "none" ? "" : raya.left;
              return [m.closest("tr").cells[1].textContent, c.x + c.width / 2 - r.x, r.width,
                      propia ? parseFloat(propia) : null];
            })"""
        )
        suya = pagina.locator(".tabla-vecinos .propia td").first.inner_text()
        a_la_vista = [marca for marca in marcas if marca[2]]
        assert len(a_la_vista) > 5
        for cifra, x, largo, raya in a_la_vista:
            assert x == pytest.approx(largo * _numero(cifra) / 100, abs=1), (codigo, cifra)
            if raya is not None:
                assert raya == pytest.approx(largo * _numero(suya) / 100, abs=1), codigo


def _numero(cifra: str) -> float:
    return float(cifra.replace("\N{NO-BREAK SPACE}%", "").replace(",", "."))


def test_un_toque_dice_la_cifra_y_el_segundo_lleva_al_perfil(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740, has_touch=True, is_mobile=True)
    pagina = visita.ir(sitio.url + perfil("27025"))
    nota = pagina.locator(".mapa-de-vecinos .toque-de-mapa")
    expect(nota).to_have_text("Toque un vecino para ver su cifra.")
    vecino = pagina.locator(".mapa-de-vecinos a[href*='27099']")
    dicho = vecino.text_content()
    x, y = _adentro(pagina, "27099")
    pagina.touchscreen.tap(x, y)
    expect(nota).to_contain_text(f"{dicho}.")
    assert pagina.url.endswith(perfil("27025"))
    pagina.touchscreen.tap(x, y)
    pagina.wait_for_url(f"**/{perfil('27099')}")
    assert visita.problemas == []


def _adentro(pagina: Page, codigo: str) -> tuple[float, float]:
    """Un punto de la pantalla en que ese vecino es lo que se toca."""
    pagina.locator(".mapa-de-vecinos .lienzo").scroll_into_view_if_needed()
    punto = pagina.evaluate(
        """(codigo) => {
          const enlace = document.querySelector(`.mapa-de-vecinos a[href*="${codigo}"]`);
          const c = enlace.getBoundingClientRect();
          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
            const x = c.x + (c.width * i) / 20, y = c.y + (c.height * j) / 20;
            if (document.elementFromPoint(x, y)?.closest("a") === enlace) return [x, y];
          }
        }""",
        codigo,
    )
    assert punto
    return punto[0], punto[1]


def test_con_el_teclado_se_lee_al_llegar_y_con_intro_se_entra(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025"))
    vecino = pagina.locator(".mapa-de-vecinos a[href*='27099']")
    vecino.focus()
    expect(pagina.locator(".mapa-de-vecinos .toque-de-mapa")).to_have_text(
        f"{vecino.text_content()}."
    )
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(f"**/{perfil('27099')}")


def test_sin_javascript_el_enlace_lleva_y_la_lista_dice_lo_mismo(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abrir(java_script_enabled=False).ir(sitio.url + perfil("27025"))
    enlaces = pagina.locator(".mapa-de-vecinos a")
    assert enlaces.count() == pagina.locator(".tabla-vecinos tbody a").count() == 8
    assert pagina.locator(".mapa-de-vecinos .toque-de-mapa").inner_text() == ""
    enlaces.first.dispatch_event("click")
    pagina.wait_for_url(lambda url: not url.endswith(perfil("27025")))


def test_al_acercar_los_puntos_de_tumaco_se_separan(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740, has_touch=True, is_mobile=True)
    pagina = visita.ir(sitio.url + perfil(TUMACO))
    pagina.evaluate(ABRIR)
    assert pagina.locator("#dentro circle[cx]").count() > 100
    antes = _puntos(pagina)
    for _ in range(2):
        pagina.get_by_role("button", name="Acercar").tap()
    despues = _puntos(pagina)
    a, b = (math.dist(p[0][:2], p[40][:2]) for p in (antes, despues))
    assert b == pytest.approx(4 * a, rel=0.01)
    assert [p[2] for p in despues] == pytest.approx([p[2] for p in antes], abs=0.6)
    expect(pagina.locator("#dentro .regla")).to_contain_text("5 km")
    expect(pagina.get_by_role("button", name="Acercar")).to_be_disabled()
    assert visita.problemas == []


def _puntos(pagina: Page) -> list[tuple[float, float, float]]:
    hallados: list[tuple[float, float, float]] = pagina.locator(
        "#dentro .mapa-dentro circle"
    ).evaluate_all(
        """(puntos) => puntos.map((p) => {
          const a = p.getScreenCTM();
          const c = new DOMPoint(p.cx.baseVal.value, p.cy.baseVal.value).matrixTransform(a);
          return [c.x, c.y, p.r.baseVal.value * a.a];
        })"""
    )
    return hallados


def test_el_toque_de_tumaco_elige_el_mas_cercano_y_calla_los_pequenos(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abrir(360, 900).ir(sitio.url + perfil(TUMACO))
    pagina.evaluate(ABRIR)
    mapa = pagina.locator("#dentro .mapa-dentro svg")
    mapa.scroll_into_view_if_needed()
    calladas = 0
    for orden in range(0, 100, 7):
        x, y, _ = _puntos(pagina)[orden]
        pagina.mouse.click(x + 1, y + 1)
        puntos = _puntos(pagina)
        elegido = pagina.locator("#dentro circle.elegido").evaluate(
            "(c) => [...c.parentElement.querySelectorAll('circle')].indexOf(c)"
        )
        cerca = min(math.dist((x + 1, y + 1), p[:2]) for p in puntos)
        assert math.dist((x + 1, y + 1), puntos[elegido][:2]) == pytest.approx(cerca, abs=0.5)
        dicho = pagina.locator("#dentro .toque-de-mapa").inner_text()
        personas = float(dicho.split(": ")[1].split(" ")[0].replace(".", ""))
        if personas < 30:
            calladas += 1
            assert dicho.endswith("NBI, no se muestra.")
            assert "%" not in dicho
    assert calladas


@pytest.mark.parametrize("desde", ["servidor", "disco"])
def test_el_toque_de_turbo_dice_la_vereda_que_esta_ahi(
    sitio: Sitio, abrir: Abrir, desde: str
) -> None:
    """Su dibujo viaja aparte. La pantalla se ubica por los puntos con coordenada de la descarga."""
    visita = abrir(1280, 1400)
    ruta = sitio.carpeta / perfil(TURBO)
    pagina = visita.ir(ruta.as_uri() if desde == "disco" else sitio.url + perfil(TURBO))
    pagina.evaluate(ABRIR)
    pagina.locator("#dentro .mapa-dentro svg").scroll_into_view_if_needed()
    pagina.locator("#dentro .veredas path").first.wait_for(state="attached")
    assert pagina.locator("#dentro image").count() == 0
    grados, pixeles = _lugares_con_punto(sitio), np.array(_puntos(pagina))[:, :2]
    assert len(grados) == len(pixeles)
    ejes = [np.polyfit(grados[:, i], pixeles[:, i], 1) for i in (0, 1)]
    vistas = 0
    for vereda in json.loads((ruta.parent / "veredas.geojson").read_bytes())["features"]:
        forma, nombre = shapely.geometry.shape(vereda["geometry"]), vereda["properties"]["nombre"]
        punto = shapely.maximum_inscribed_circle(forma, tolerance=1e-4).coords
        if not nombre or math.dist(*punto) < 0.012:  # una franja: el dibujo generalizado la mueve
            continue
        x, y = (np.polyval(ejes[i], punto[0][i]) for i in (0, 1))
        pagina.mouse.click(float(x), float(y))
        dicho = pagina.locator("#dentro .toque-de-mapa").inner_text()
        assert dicho.startswith(f"{nombre}. El punto más cercano, "), (nombre, dicho)
        vistas += 1
    assert vistas > 15
    assert visita.problemas == []


def _lugares_con_punto(sitio: Sitio) -> np.ndarray:
    """Longitud y latitud de los lugares de Turbo, en el orden de la tabla y del mapa."""
    ruta = sitio.carpeta / "territorio" / TURBO / "lugares.geojson"
    objetos = json.loads(ruta.read_bytes())["features"]
    return np.array([o["geometry"]["coordinates"] for o in objetos if o["geometry"]])
