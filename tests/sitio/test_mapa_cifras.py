"""`/mapa/` en Chromium: lo pintado, lo escrito y lo descargado, contra `datos/` con pandas."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import mapclassify
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from generador.metodos import clasificacion
from tests.construido import Sitio
from tests.navegador import FORMULA, Abrir, con_formula
from tests.perfiles.tablas import Tablas
from tests.sitio.mapa_abierto import FALTA, PAGINA, abierto, claves, filas

pytestmark = pytest.mark.navegador
FIJAS = {"ipm_censal": (20, 35, 50, 70), "nbi": (10, 25, 50, 75)}
# Con clases fijas y sin ellas, de las dos zonas, de otro año, con muchos ceros y con varios años.
CASOS = [
    ("ipm_censal", "total", "2018", "fijas"),
    ("ipm_censal", "rural", "2018", "naturales"),
    ("nbi", "cabecera", "2005", "fijas"),
    ("poblacion", "rural", "2035", "cuantiles"),
    ("internet_fijo", "total", "2019", "iguales"),
    ("pdet_terminado", "total", "2025", "naturales"),
    ("pm_municipal_2024", "total", "2024", "cuantiles"),
]


@pytest.fixture(scope="session")
def tablas() -> Tablas:
    return Tablas()


@pytest.mark.parametrize("caso", CASOS, ids="-".join)
def test_cada_valor_pintado_y_escrito_es_la_celda_de_datos(
    sitio: Sitio, abrir: Abrir, tablas: Tablas, caso: tuple[str, str, str, str]
) -> None:
    indicador, zona, periodo, metodo = caso
    visita = abrir()
    direccion = (sitio.carpeta / PAGINA).as_uri()
    pagina = abierto(visita.ir(f"{direccion}#i={indicador}&z={zona}&a={periodo}&c={metodo}"))
    decimales = int(tablas.fichas[indicador]["decimales"])
    crudos = [tablas.texto(indicador, c, zona, periodo) for c in tablas.municipios]
    valores = [_publicado(t, decimales) for t in crudos]
    cortes, arriba = _cortes(indicador, metodo, [v for v in valores if not math.isnan(v)])
    esperadas = [
        FALTA[crudo][1] if math.isnan(v) else f"k{1 + _clase(v, cortes, arriba=arriba)}"
        for v, crudo in zip(valores, crudos, strict=True)
    ]
    assert claves(pagina) == esperadas
    vistas = filas(pagina)
    assert len(vistas) == 1122
    for i, (valor, crudo) in enumerate(zip(valores, crudos, strict=True)):
        celda = vistas[str(i)][0]
        if math.isnan(valor):
            assert celda == FALTA[crudo][0]
        elif indicador == "pm_municipal_2024":
            numero, rango = celda.split(" (")
            assert _leido(numero) in (valor, _publicado(crudo, 0))
            desde, hasta = rango.rstrip(")").split(" a ")
            assert int(desde) <= float(crudo) <= int(hasta)
        else:
            assert celda == _es_co(valor, decimales)
    recuento = Counter(esperadas)
    leyenda = pagina.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('#mapa-a [data-clave]')]"
        ".map(b => [b.dataset.clave, Number(b.querySelector('b').textContent.match(/[\\d.]+/)[0]"
        ".replace(/\\./g, ''))]))"
    )
    assert {k: n for k, n in leyenda.items() if n} == dict(recuento)
    assert visita.problemas == []
    assert visita.ajenos(sitio.carpeta.as_uri()) == []


def _publicado(texto: str, decimales: int) -> float:
    if texto in FALTA:
        return math.nan
    entero = math.floor(abs(float(texto)) * 10**decimales + 0.5 + 1e-9) / 10**decimales
    return math.copysign(entero, float(texto)) if entero else 0.0


def _es_co(valor: float, decimales: int) -> str:
    ingles = f"{abs(valor):,.{decimales}f}"
    signo = "−" if valor < 0 else ""
    return signo + ingles.replace(",", "_").replace(".", ",").replace("_", ".")


def _leido(texto: str) -> float:
    return float(texto.replace(".", "").replace(",", ".").replace("−", "-"))


def _cortes(indicador: str, metodo: str, valores: list[float]) -> tuple[list[float], bool]:
    """Los de numpy y mapclassify; los naturales, del método: el óptimo de mapclassify redondea."""
    if metodo == "fijas":
        return list(FIJAS[indicador]), True
    if metodo == "cuantiles":
        return np.unique(np.quantile(valores, [0.2, 0.4, 0.6, 0.8])).tolist(), False
    if metodo == "iguales":
        return mapclassify.EqualInterval(np.array(valores), k=5).bins[:-1].tolist(), False
    return clasificacion.fisher_jenks(valores, 5).tolist(), False


def _clase(valor: float, cortes: list[float], *, arriba: bool) -> int:
    return sum(valor >= c if arriba else valor > c for c in cortes)


def test_se_filtra_por_departamento_pdet_y_categoria(
    sitio: Sitio, abrir: Abrir, tablas: Tablas
) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#d=27&p=si&k=6"))
    esperados = {
        i
        for i, c in enumerate(tablas.municipios)
        if c.startswith("27")
        and tablas.texto("pdet_subregion", c) not in FALTA
        and tablas.texto("categoria_ley617", c) == "Sexta"
    }
    assert esperados
    assert {int(i) for i in filas(pagina)} == esperados
    assert {i for i, clave in enumerate(claves(pagina)) if "fuera" not in clave} == esperados


def test_se_filtra_por_una_subregion_pdet(sitio: Sitio, abrir: Abrir, tablas: Tablas) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#p=4"))
    elegida = pagina.locator("#mapa-pdet").evaluate("lista => lista.selectedOptions[0].text")
    suyos = {i for i, c in enumerate(tablas.municipios)
             if tablas.texto("pdet_subregion", c) == elegida}  # fmt: skip
    assert elegida == "Catatumbo"
    assert suyos
    assert {int(i) for i in filas(pagina)} == suyos


def _bajar(pagina: Page, que: str) -> bytes:
    with pagina.expect_download() as descarga:
        pagina.locator(f"[data-bajar={que}]").click()
    return Path(descarga.value.path()).read_bytes()


def test_un_nombre_que_parece_formula_no_se_ejecuta(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(accept_downloads=True)
    con_formula(visita.pagina, "Alto Baudó")
    pagina = abierto(visita.ir(f"{sitio.url}{PAGINA}#i=nbi&d=27"))
    texto = _bajar(pagina, "csv").decode("utf-8-sig")
    nombres = [fila[1] for fila in csv.reader(io.StringIO(texto), delimiter=";")]
    assert f"'{FORMULA}" in nombres
    assert FORMULA not in nombres


def test_las_descargas_llevan_las_mismas_cifras_con_su_fuente(
    sitio: Sitio, abrir: Abrir, tablas: Tablas
) -> None:
    visita = abrir(accept_downloads=True)
    pagina = abierto(visita.ir(f"{sitio.carpeta.as_uri()}/{PAGINA}#i=nbi&z=rural&a=2018&d=27"))
    texto = _bajar(pagina, "csv").decode("utf-8-sig")
    leidas = list(csv.reader(io.StringIO(texto), delimiter=";"))
    suyos = [c for c in tablas.municipios if c.startswith("27")]
    assert leidas[0][:3] == ["codigo", "municipio", "departamento"]
    assert "2018" in leidas[0][3]
    assert {f[0] for f in leidas[1:]} == set(suyos)
    for codigo, _, _, valor, estado, unidad, fuente in leidas[1:]:
        crudo = tablas.texto("nbi", codigo, "rural", "2018")
        assert float(valor.replace(",", ".")) == _publicado(crudo, 2)
        assert (estado, unidad) == ("dato", "porcentaje")
        assert "DANE" in fuente
    dibujo = _bajar(pagina, "svg").decode("utf-8")
    raiz = ElementTree.fromstring(dibujo)
    dicho = " ".join("".join(t.itertext()) for t in raiz.iter("{http://www.w3.org/2000/svg}text"))
    assert "Necesidades básicas insatisfechas, 2018" in dicho
    assert "Fuente: DANE" in dicho
    assert "municipios" in dicho
    rellenos = set(re.findall(r'fill="(rgb[^"]+)"', dibujo))
    assert len(rellenos) >= 5
    assert "class=" not in dibujo
    assert _bajar(pagina, "png").startswith(b"\x89PNG")
    assert visita.problemas == []


def test_sin_guiones_estan_el_mapa_y_la_tabla_de_la_medida_principal(
    sitio: Sitio, navegador: Browser, tablas: Tablas
) -> None:
    contexto = navegador.new_context(java_script_enabled=False)
    pagina = contexto.new_page()
    pagina.goto(sitio.url + PAGINA)
    expect(pagina.locator(".mapa-quieto")).to_be_visible()
    expect(pagina.locator("#mapa-controles")).to_be_hidden()
    pagina.locator("#mapa-tabla summary").click()
    celdas = pagina.locator("#mapa-tabla tbody tr").all_inner_texts()
    assert len(celdas) == 1122
    enlaces = pagina.locator("#mapa-tabla tbody a").evaluate_all(
        "n => n.map(a => a.getAttribute('href'))"
    )
    for enlace, fila in zip(enlaces, celdas, strict=True):
        codigo = (re.search(r"\d{5}", enlace) or [""])[0]
        valor = _publicado(tablas.texto("ipm_censal", codigo), 1)
        assert fila.split("\t")[2].strip() == _es_co(valor, 1)
    escritos = pagina.locator(".leyenda-viva b").all_inner_texts()
    assert sum(int(re.sub(r"\D", "", t)) for t in escritos) == 1122
    contexto.close()
