"""`/mapa/` en Chromium: lo pintado y lo escrito, contra `datos/` leído con pandas."""

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
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.territorios.secciones import monetaria
from tests.navegador import Abrir
from tests.perfiles.tablas import Tablas
from tests.sitio.conftest import Sitio
from tests.sitio.test_accesibilidad import CELULAR, OSCURO, infracciones

pytestmark = pytest.mark.navegador
PAGINA = "mapa/index.html"
FIJAS = {"ipm_censal": (20, 35, 50, 70), "nbi": (10, 25, 50, 75)}
FALTA = {"": ("sin dato", "k0"), "NA": ("no aplica", "kx"), "ND": ("no disponible", "kn")}
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


def abierto(pagina: Page) -> Page:
    """Espera a que el mapa esté pintado y la tabla llena."""
    pagina.locator("#mapa-tabla-viva tbody tr").first.wait_for()
    return pagina


def claves(pagina: Page, panel: str = "mapa-a") -> list[str]:
    """La clase de estilo de cada municipio, en el orden de su código."""
    hallado: list[str] = pagina.evaluate(
        "id => [...document.querySelectorAll(`#${id} .municipios path`)]"
        ".map(p => p.getAttribute('class'))",
        panel,
    )
    return hallado


def filas(pagina: Page) -> dict[str, list[str]]:
    """Todas las filas de la tabla viva, por código, pidiendo las que faltan."""
    hallado: dict[str, list[str]] = pagina.evaluate(
        """() => {
          const mas = document.querySelector('#mapa-tabla-viva > button');
          while (!mas.hidden) mas.click();
          const filas = [...document.querySelectorAll('#mapa-tabla-viva tbody tr')];
          return Object.fromEntries(filas.map(f =>
            [f.dataset.i, [...f.querySelectorAll('td')].map(c => c.textContent)]));
        }"""
    )
    return hallado


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


@pytest.mark.parametrize("donde", ["servidor", "disco"])
def test_la_direccion_reproduce_la_vista(sitio: Sitio, abrir: Abrir, donde: str) -> None:
    raiz = sitio.url if donde == "servidor" else f"{sitio.carpeta.as_uri()}/"
    pagina = abierto(abrir().ir(raiz + PAGINA))
    pagina.locator("#mapa-indicador").select_option("nbi")
    pagina.locator("#mapa-zona").select_option("rural")
    pagina.locator("#mapa-periodo").select_option("2005")
    pagina.locator("#mapa-modo").select_option("dos")
    pagina.locator("#mapa-indicador2").select_option("internet_fijo")
    pagina.locator("#mapa-departamento").select_option("27")
    pagina.locator("details.mas-opciones summary").click()
    pagina.locator("#mapa-metodo").select_option("naturales")
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("2005")
    pagina.locator("#mapa-tabla-viva tbody button", has_text="Alto Baudó").click()
    pagina.locator("#mapa-a [data-clave=k5]").click()
    expect(pagina.locator("#mapa-a [data-clave=k5]")).to_have_attribute("aria-pressed", "true")
    pagina.wait_for_timeout(400)
    otra = abierto(abrir().ir(pagina.url))
    otra.locator("#mapa-b .municipios path").first.wait_for()
    otra.wait_for_timeout(400)
    assert otra.url == pagina.url
    assert _estado(otra) == _estado(pagina)
    assert "Alto Baudó" in _estado(otra)["tarjeta"]


def _estado(pagina: Page) -> dict[str, str]:
    estado: dict[str, str] = pagina.evaluate(
        """() => ({
          ...Object.fromEntries([...document.querySelectorAll('[data-campo]')]
            .map(s => [s.id, s.value])),
          tarjeta: document.querySelector('.tarjeta-del-mapa').textContent,
          titulo: document.querySelector('#mapa-a-titulo').textContent,
          tabla: document.querySelector('#mapa-tabla-viva').textContent,
          k: document.querySelector('#mapa-a .plano').getAttribute('transform')
            .match(/scale\\((.*)\\)/)[1].slice(0, 4),
        })"""
    )
    return estado


def test_una_direccion_danada_abre_el_mapa_de_siempre(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = abierto(visita.ir(f"{sitio.url}{PAGINA}#t=99999&v=x&c=<b>&i=../../no&a=1&r=zz&m=tres"))
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("Pobreza multidimensional, 2018")
    assert visita.problemas == []


def test_un_indicador_que_no_existe_se_dice(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#i=no_existe"))
    expect(pagina.locator("#mapa-avisos")).to_contain_text("no es un indicador del mapa")
    expect(pagina.locator("#mapa-a-titulo")).to_contain_text("Pobreza multidimensional, 2018")


def test_la_tarjeta_da_puesto_solo_en_la_medida_censal(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#t=27025"))
    tarjeta = pagina.locator(".tarjeta-del-mapa")
    expect(tarjeta).to_contain_text("90,6")
    expect(tarjeta).to_contain_text("Pobreza multidimensional, 2018")
    expect(tarjeta.locator(".puesto")).to_contain_text("puesto")
    href = tarjeta.get_by_role("link", name="Comparar").get_attribute("href") or ""
    assert href.endswith("comparar/index.html?t=27025")
    perfil = tarjeta.get_by_role("link", name="Abrir su perfil").get_attribute("href") or ""
    assert perfil == f"{sitio.url}territorio/27025/index.html"
    for otra in ("i=nbi&t=27025", "i=pm_municipal_2024&t=27025", "z=rural&t=27025"):
        pagina.goto(f"{sitio.url}{PAGINA}?{otra}")
        expect(tarjeta).to_contain_text("Alto Baudó")
        pagina.wait_for_load_state("networkidle")
        assert "puesto" not in tarjeta.inner_text()


def test_lo_que_describe_solo_a_los_contados_no_lleva_puesto(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#t=27495"))
    tarjeta = pagina.locator(".tarjeta-del-mapa")
    expect(tarjeta).to_contain_text("describe solo a los contados")
    assert "puesto " not in tarjeta.inner_text().replace("No se le da puesto", "")
    assert list(filas(pagina).values())[-1]  # la tabla llega hasta el final
    ultima = pagina.locator("#mapa-tabla-viva tbody tr").last
    expect(ultima).to_contain_text("**")


def test_la_estimacion_monetaria_va_con_su_intervalo_y_no_se_ordena(
    sitio: Sitio, abrir: Abrir, acervo: DatosDelSitio
) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#i=pm_municipal_2024&t=27025"))
    expect(pagina.locator(".tarjeta-del-mapa")).to_contain_text(
        f"Entre {monetaria.en_tabla(acervo, '27025').replace(' a ', ' y ')} de cada 100"
    )
    assert pagina.locator("#mapa-tabla-viva thead button").all_inner_texts()[0] == "Municipio"
    assert pagina.locator("#mapa-tabla-viva thead button").count() == 2


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


def test_dos_mapas_se_mueven_juntos_y_el_cruce_da_nueve_clases(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}#m=dos"))
    pagina.locator("#mapa-b .municipios path").first.wait_for()
    pagina.locator("#mapa-b").get_by_role("button", name="Acercar el mapa").click()
    planos = [pagina.locator(f"#mapa-{p} .plano").get_attribute("transform") for p in "ab"]
    assert planos[0] == planos[1]
    assert "scale(0.0" in (planos[0] or "") or "scale(0." in (planos[0] or "")
    pagina.locator("#mapa-modo").select_option("cruce")
    pagina.locator(".casillas").wait_for()
    cuenta = Counter(claves(pagina))
    escritos = pagina.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.casillas [data-clave]')]"
        ".map(b => [b.dataset.clave, Number(b.querySelector('b').textContent.replace('.', ''))]))"
    )
    assert len(escritos) == 9
    assert {k: n for k, n in escritos.items() if n} == {
        k: n for k, n in cuenta.items() if k.startswith("b")
    }
    expect(pagina.locator("#mapa-advertencia")).to_contain_text("no dice que una cause la otra")


def test_todo_se_hace_con_el_teclado(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(sitio.url + PAGINA))
    pagina.locator("#mapa-a .lienzo").focus()
    antes = pagina.locator("#mapa-a .plano").get_attribute("transform")
    pagina.keyboard.press("+")
    cerca = pagina.locator("#mapa-a .plano").get_attribute("transform")
    pagina.keyboard.press("ArrowLeft")
    movido = pagina.locator("#mapa-a .plano").get_attribute("transform")
    assert len({antes, cerca, movido}) == 3
    pagina.keyboard.press("0")
    assert pagina.locator("#mapa-a .plano").get_attribute("transform") == antes
    pagina.locator("#mapa-tabla-viva tbody button").first.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".tarjeta-del-mapa")).to_be_visible()
    pagina.locator(".tarjeta-del-mapa .cerrar").focus()
    pagina.keyboard.press("Escape")
    expect(pagina.locator(".tarjeta-del-mapa")).to_be_hidden()
    pagina.locator("#mapa-tabla-viva thead button").first.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#mapa-tabla-viva thead th").first).to_have_attribute(
        "aria-sort", "ascending"
    )
    pagina.locator("#mapa-buscar").focus()
    pagina.keyboard.type("tumaco")
    pagina.locator("#mapa-controles [role=option]").first.wait_for()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(".tarjeta-del-mapa")).to_contain_text("Tumaco")


def test_los_centros_poblados_salen_al_acercar_y_ninguno_pequeno_lleva_tasa(
    sitio: Sitio, abrir: Abrir
) -> None:
    pagina = abierto(abrir().ir(sitio.url + PAGINA))
    assert pagina.locator("#mapa-a .puntos circle").count() == 0
    pagina.goto(f"{sitio.url}{PAGINA}#v=814,2709,12")
    pagina.reload()
    pagina.locator("#mapa-a .puntos circle").first.wait_for()
    expect(pagina.locator("#mapa-nota-de-lugares")).to_be_visible()
    guiones = sorted((sitio.carpeta / "datos" / "mapa").glob("lugares-*.js"))
    assert len(guiones) == 33
    tasas = [
        (int(personas), tasa)
        for guion in guiones
        for personas, tasa in re.findall(r",(\d+),(null|[\d.]+)\]", guion.read_text("utf-8"))
    ]
    assert len(tasas) > 7000
    assert all(tasa == "null" for personas, tasa in tasas if personas < 30)


def _bajar(pagina: Page, que: str) -> bytes:
    with pagina.expect_download() as descarga:
        pagina.locator(f"[data-bajar={que}]").click()
    return Path(descarga.value.path()).read_bytes()


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
    enlaces = [a.get_attribute("href") or "" for a in pagina.locator("#mapa-tabla tbody a").all()]
    for enlace, fila in zip(enlaces, celdas, strict=True):
        codigo = (re.search(r"\d{5}", enlace) or [""])[0]
        valor = _publicado(tablas.texto("ipm_censal", codigo), 1)
        assert fila.split("\t")[2].strip() == _es_co(valor, 1)
    escritos = pagina.locator(".leyenda-viva b").all_inner_texts()
    assert sum(int(re.sub(r"\D", "", t)) for t in escritos) == 1122
    contexto.close()


@pytest.mark.parametrize(
    "vista", ["#t=27025&l=no", "#m=cruce&t=27495", "#m=dos&i2=pm_municipal_2024"]
)
def test_axe_no_halla_nada_en_cada_vista(sitio: Sitio, abrir: Abrir, vista: str) -> None:
    pagina = abierto(abrir().ir(f"{sitio.url}{PAGINA}{vista}"))
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    hallado = {"claro": infracciones(pagina)}
    pagina.evaluate(OSCURO)
    hallado["oscuro"] = infracciones(pagina, solo="color-contrast")
    pagina.set_viewport_size(CELULAR)  # type: ignore[arg-type]
    hallado["oscuro, en un celular"] = infracciones(pagina)
    ancho = pagina.evaluate("document.documentElement.scrollWidth")
    assert {modo: lista for modo, lista in hallado.items() if lista} == {}
    assert ancho <= CELULAR["width"]


def test_senalar_en_un_lado_se_ve_en_los_otros(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abierto(abrir().ir(sitio.url + PAGINA))
    pagina.locator("#mapa-tabla-viva tbody tr").nth(1).hover()
    assert pagina.locator("#mapa-a .sobre").get_attribute("d")
    expect(pagina.locator("#mapa-histograma .dicho")).to_be_visible()
    expect(pagina.locator("#mapa-a .leyenda-viva .aqui")).to_have_attribute("data-clave", "k5")
    pagina.locator("#mapa-a [data-clave=k2]").hover()
    expect(pagina.locator("#mapa-a .municipios")).to_have_attribute("data-clase", "k2")
    expect(pagina.locator("#mapa-histograma")).to_have_attribute("data-clase", "k2")
    pagina.locator("#mapa-a [data-clave=k2]").click()
    cuantos = pagina.locator("#mapa-a [data-clave=k2] b").inner_text()
    expect(pagina.locator("#mapa-tabla-viva > p")).to_contain_text(cuantos)


def test_la_primera_visita_al_mapa_pesa_lo_presupuestado(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(360, 740)
    pagina = visita.ir(sitio.url + PAGINA, hasta="networkidle")
    abierto(pagina)
    pesos = {
        p.url.removeprefix(sitio.url): p.sizes()["responseBodySize"]
        for p in visita.pedidos
        if not p.url.endswith(".woff2")
    }
    assert any("geometria" in url for url in pesos)
    assert visita.ajenos(sitio.url) == []
    del_mapa = {u: n for u, n in pesos.items() if "mapa" in u or u in COMPARTIDOS}
    assert sum(del_mapa.values()) <= PROPIO, del_mapa
    assert sum(pesos.values()) <= TODO, pesos


COMPARTIDOS = {"recursos/herramientas/base.js"}
PROPIO = 130_000
"""La página, su guion, d3, la geometría, los valores de entrada y sus estilos."""
TODO = 180_000
"""Con los estilos y guiones que son de todo el sitio, sin las letras."""
