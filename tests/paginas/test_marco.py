"""La página vertida en el marco es la que pinta el tema: solo le falta la sangría."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from generador.errores import ErrorDelKit
from generador.paginas import marco, mkdocs, parcial, presentacion, sitio_armado
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.datos_enlazados import DatosEnlazados
from generador.paginas.entorno_jinja import BLOQUES
from generador.paginas.macros import Macros
from generador.paginas.marco import Marco
from generador.paginas.territorios.cuerpos import Paginas
from generador.rutas import RAIZ
from tests.construido import PUBLICA

CODIGOS = ("05001", "27025", "88001")


@pytest.fixture(scope="module")
def sitio(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(sitio_armado, "reunir", lambda: acervo)
        return construir(CODIGOS, tmp_path_factory.mktemp("marco") / "sitio", PUBLICA)


def _pintada_por_el_tema(acervo: DatosDelSitio, codigo: str, carpeta: Path, version: str) -> str:
    """La página que MkDocs hace si lo propio del territorio llega por él, sin marcas ni cortes."""
    paginas = Paginas(acervo, PUBLICA)
    pedido = mkdocs.PedidoDeGuias(
        Macros(acervo, PUBLICA), especiales=lambda _: "", conjunto=lambda _: ""
    )
    with pytest.MonkeyPatch.context() as parche:
        propia = presentacion.de(acervo, codigo)
        parche.setattr(mkdocs, "TITULO", propia.titulo)
        parche.setattr(mkdocs, "DESCRIPCION", propia.descripcion)
        parche.setattr(mkdocs, "DIRECCION", f"{PUBLICA}territorio/{codigo}/index.html")
        parche.setattr(mkdocs, "CUERPO", Markup(paginas.cuerpo(codigo)))
        enlazados = DatosEnlazados(PUBLICA).de_territorio(acervo.territorios[codigo], propia)
        parche.setattr(mkdocs, "DATOS", enlazados)
        config = mkdocs.leer_configuracion(RAIZ / "mkdocs.yml", carpeta, PUBLICA)
        config.extra["version_del_sitio"] = version
        return mkdocs.TallerDeGuias(config, pedido).construir().marcos["territorio"]


def test_es_la_pagina_del_tema(sitio: Path, acervo: DatosDelSitio, tmp_path: Path) -> None:
    vertida = (sitio / "territorio/27025/index.html").read_text(encoding="utf-8")
    version = (sitio / "version.txt").read_text("utf-8").strip()
    directa = _pintada_por_el_tema(acervo, "27025", tmp_path, version)
    # El sitio trae unos pocos: lo que lleva a los demás ya no es enlace.
    directa = parcial.sin_los_de_fuera(directa, frozenset({"00", "05", "27", "88", *CODIGOS}))
    assert _sin_sangria(vertida) == _sin_sangria(directa)
    assert len(vertida) < len(directa)


def _sin_sangria(html: str) -> str:
    """Sin lo que el marco quita para pesar menos.

    Es la sangría, el `xmlns` que HTML no necesita y lo que solo mueve o usa el guion del tema.
    """
    quitado = (
        r' xmlns="http://www\.w3\.org/2000/svg"', r'<input class="md-toggle"[^>]*>',
        r'<label class="md-overlay"[^>]*></label>', r'<meta name="generator"[^>]*>',
        r'<div data-md-component="(?:skip|announce)">\s*</div>',
        r'<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner[^>]*></div>\s*</div>',
        r' data-md-component="(?:header|container|main|content)"',
        r' data-md-color-(?:primary|accent)="custom"',
    )  # fmt: skip
    for patron in quitado:
        html = re.sub(patron, "", html)
    cabeza, fin, cuerpo = re.sub(r"\s*\n\s*| {2,}", " ", html).strip().partition("</head>")
    return re.sub("> <", "><", cabeza) + fin + re.sub(rf" (?=</?(?:{BLOQUES})\b)", "", cuerpo)


@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_pagina_lleva_lo_suyo(sitio: Path, acervo: DatosDelSitio, codigo: str) -> None:
    html = (sitio / "territorio" / codigo / "index.html").read_text(encoding="utf-8")
    nombre = acervo.territorios[codigo].nombre
    donde = acervo.territorios[codigo].nombre_departamento
    assert f"<title>{nombre}, {donde} · pobreza 2018 y qué hacer - " in html
    assert f'<meta name="description" content="{nombre}, {donde}: ' in html
    assert f'href="{PUBLICA}territorio/{codigo}/index.html"' in html
    assert html.count("<h1>") == 1
    assert f"<h1>{nombre}</h1>" in html
    assert "kit-marca" not in html
    assert "kit.marca" not in html


def test_los_pedidos_van_con_su_departamento_y_la_nacion(sitio: Path) -> None:
    carpetas = {c.name for c in (sitio / "territorio").iterdir() if c.is_dir()}
    assert carpetas == {"00", "05", "27", "88", *CODIGOS}


def test_el_mapa_del_sitio_trae_los_perfiles_y_no_su_marco(sitio: Path) -> None:
    mapa = (sitio / "sitemap.xml").read_text(encoding="utf-8")
    perfiles = re.findall(r"territorio/(\w+)/index\.html", mapa)
    assert sorted(perfiles) == sorted(["00", "05", "27", "88", *CODIGOS])


def test_vierte_en_orden_y_cuantas_veces_haga_falta() -> None:
    hecho = Marco(
        f"<t>{marco.TITULO}</t> {marco.DIRECCION} {marco.DESCRIPCION}\n\n "
        f"<b>{marco.CUERPO}{marco.DATOS}"
    )
    assert (
        hecho.verter("Uno", "dos", "https://a", "<p>", "{}") == "<t>Uno</t> https://a dos <b><p>{}"
    )
    # Lo vertido no se vuelve a cortar aunque parezca una marca.
    assert marco.TITULO in hecho.verter("Dos", "dos", "https://b", marco.TITULO, "")


@pytest.mark.parametrize(
    "html",
    [
        f"{marco.TITULO} {marco.DIRECCION}",
        f"{marco.CUERPO} {marco.DIRECCION}",
        f"{marco.TITULO} {marco.DIRECCION} {marco.CUERPO} {marco.CUERPO}",
    ],
)
def test_un_marco_sin_lo_suyo_no_sirve(html: str) -> None:
    with pytest.raises(ErrorDelKit, match="marco"):
        Marco(html)
