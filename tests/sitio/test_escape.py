"""Un nombre hostil en los datos se lee como texto en todas partes: nada se ejecuta ni se rompe."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generador.paginas import sitio_armado
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio, reunir
from generador.paginas.publicacion.datos_publicados import TABLA
from generador.rutas import DATOS
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import perfil
from tests.sitio.servidor import servir

GUION = "<script>alert(1)</script>"
IMAGEN = "\"><img src=x onerror=alert(1)>'"
CIERRE = "</script></title></svg>&lt;b&gt;<svg onload=alert(1)>"
NUMERO = re.compile(r"-?\d+(,\d+)?")
FORMULA = "=cmd|' /C calc'!A0"
# Alto Baudó, dos vecinos suyos (salen en el mapa y entre los comparables) y su departamento.
NOMBRES = {"27025": GUION, "27077": IMAGEN, "27495": CIERRE, "27": f"Chocó {GUION}"}
CONSTRUIDOS = ("27025", "27077", "27495")


@pytest.fixture(scope="module")
def hostil(tmp_path_factory: pytest.TempPathFactory) -> DatosDelSitio:
    """El acervo de una copia de `datos/` con los nombres cambiados y categorías hostiles."""
    carpeta = tmp_path_factory.mktemp("hostil") / "datos"
    shutil.copytree(DATOS, carpeta)
    ruta = carpeta / "territorios.csv"
    with ruta.open(encoding="utf-8", newline="") as entrada:
        filas = list(csv.DictReader(entrada))
    for fila in filas:
        fila["nombre"] = NOMBRES.get(fila["codigo"], fila["nombre"])
        if fila["departamento"] == "27":
            fila["nombre_departamento"] = NOMBRES["27"]
    with ruta.open("w", encoding="utf-8", newline="") as salida:
        tabla = csv.DictWriter(salida, filas[0].keys(), lineterminator="\n")
        tabla.writeheader()
        tabla.writerows(filas)
    acervo = reunir(carpeta)
    grupo = acervo.catalogo["mdm_grupo"]
    hostiles = dict.fromkeys(grupo.categorias, f'{FORMULA};,"{GUION}"')
    return replace(
        acervo, catalogo=acervo.catalogo | {"mdm_grupo": replace(grupo, categorias=hostiles)}
    )


@pytest.fixture(scope="module")
def sitio_hostil(
    hostil: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitio]:
    carpeta = tmp_path_factory.mktemp("sitio_hostil") / "publico"
    with pytest.MonkeyPatch.context() as parche, servir(carpeta) as url:
        parche.setattr(sitio_armado, "reunir", lambda: hostil)
        construir(CONSTRUIDOS, carpeta, url)
        yield Sitio(carpeta, url)


RUTAS = ["index.html", "territorio/index.html", *map(perfil, ("00", "27", *CONSTRUIDOS))]


@pytest.mark.navegador
@pytest.mark.parametrize("ruta", RUTAS)
def test_nada_se_ejecuta(sitio_hostil: Sitio, abrir: Abrir, ruta: str) -> None:
    visita = abrir()
    pagina = visita.ir(sitio_hostil.url + ruta, hasta="networkidle")
    # Los avisos de «no llegó» serían de la imagen inventada o de un enlace partido por comillas.
    assert visita.problemas == []
    assert pagina.locator("[onerror], [onload], article script, header script script").count() == 0


@pytest.mark.navegador
def test_se_veria_si_algo_intentara_ejecutarse(sitio_hostil: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir(sitio_hostil.url)
    pagina.evaluate(
        "html => document.querySelector('h1').innerHTML = html", f'<b title="{IMAGEN}">'
    )
    for _ in range(100):  # la imagen inventada tarda lo que la máquina quiera en fallar
        if any("Content Security Policy" in p for p in visita.problemas):
            assert not any("diálogo" in p for p in visita.problemas)  # la política no lo dejó
            return
        pagina.wait_for_timeout(100)
    pytest.fail("lo que intenta ejecutarse no se vio")


@pytest.mark.navegador
@pytest.mark.parametrize("codigo", ["27", *CONSTRUIDOS])
def test_el_nombre_se_lee_tal_cual(sitio_hostil: Sitio, abrir: Abrir, codigo: str) -> None:
    pagina = abrir().ir(sitio_hostil.url + perfil(codigo))
    assert pagina.locator("main h1").inner_text() == NOMBRES[codigo]
    assert pagina.title().startswith(NOMBRES[codigo])


@pytest.mark.navegador
def test_el_buscador_de_la_portada_lo_muestra_como_texto(sitio_hostil: Sitio, abrir: Abrir) -> None:
    visita = abrir()
    pagina = visita.ir(sitio_hostil.url)
    pagina.locator("#buscar").fill("alert")
    pagina.get_by_role("option").first.wait_for()
    textos = pagina.get_by_role("option").all_inner_texts()
    assert any(t.startswith(GUION) for t in textos)
    assert any(t.startswith(IMAGEN) for t in textos)
    assert visita.problemas == []


@pytest.mark.navegador
@pytest.mark.parametrize("codigo", CONSTRUIDOS)
def test_el_buscador_de_la_cabecera_lo_muestra_como_texto(
    sitio_hostil: Sitio, abrir: Abrir, codigo: str
) -> None:
    visita = abrir()
    pagina = visita.ir(sitio_hostil.url)
    pagina.locator(".buscador-de-cabecera input").fill(codigo)
    opcion = pagina.get_by_role("option").first
    opcion.wait_for()
    assert "alert(1)" in opcion.inner_text()
    assert pagina.locator(".lista-del-buscador :is(img, script, svg[onload])").count() == 0
    assert visita.problemas == []


DE_DIBUJO = {
    "svg", "title", "desc", "path", "circle", "a", "rect", "g", "text", "use", "defs",
    "clipPath", "pattern",
}  # fmt: skip


@pytest.mark.parametrize("ruta", RUTAS)
def test_los_mapas_son_svg_bien_formado(sitio_hostil: Sitio, ruta: str) -> None:
    html = (sitio_hostil.carpeta / ruta).read_text(encoding="utf-8")
    for svg in re.findall(r"<svg viewBox.*?</svg>", html, re.S):
        raiz = ET.fromstring(svg)
        etiquetas = {e.tag for e in raiz.iter()}
        assert etiquetas <= DE_DIBUJO


def test_el_json_lo_guarda_entero(sitio_hostil: Sitio) -> None:
    contenido = json.loads((sitio_hostil.carpeta / "territorio/27025/datos.json").read_bytes())
    assert contenido["territorio"]["nombre"] == GUION


def test_la_tabla_no_lleva_formulas_ni_parte_filas(sitio_hostil: Sitio) -> None:
    with gzip.open(sitio_hostil.carpeta / TABLA, "rt", encoding="utf-8", newline="") as entrada:
        filas = list(csv.DictReader(entrada, strict=True))
    grupos = {f["valor"] for f in filas if f["indicador"] == "mdm_grupo" and f["valor"]}
    assert grupos == {f'\'{FORMULA};,"{GUION}"'}
    for fila in filas:
        assert None not in fila
        assert all(v is not None and not v.startswith(("=", "+", "@", "\t")) for v in fila.values())


def test_las_hojas_no_llevan_formulas_ni_parten_filas(sitio_hostil: Sitio) -> None:
    grupos = set()
    for ruta in ("territorio/27025", "indicador/mdm_grupo", "indicador/ipm_censal"):
        with (sitio_hostil.carpeta / ruta / "datos.csv").open(
            encoding="utf-8-sig", newline=""
        ) as entrada:
            titulos, *filas = csv.reader(entrada, delimiter=";", strict=True)
        grupos |= {c for f in filas for c in f if c.startswith("'")}
        for fila in filas:
            assert len(fila) <= len(titulos)
            assert not any(c.startswith(("=", "+", "@", "\t", "\r")) for c in fila)
            assert all(NUMERO.fullmatch(c) for c in fila if c.startswith("-"))
    assert grupos == {f'\'{FORMULA};,"{GUION}"'}


def test_el_indice_del_buscador_no_cierra_su_guion(sitio_hostil: Sitio) -> None:
    guion = (sitio_hostil.carpeta / "recursos/municipios.js").read_text(encoding="utf-8")
    assert "</" not in guion
    assert "<" not in guion
    lista = json.loads(guion.removeprefix("window.KIT_TERRITORIOS = ").removesuffix(";\n"))
    assert [fila[1] for fila in lista if fila[0] == "27025"] == [GUION]
