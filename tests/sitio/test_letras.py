"""Las dos letras del sitio: traen los signos que se usan, pesan poco y se ven en todas partes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generador.rutas import SITIO
from letras.__main__ import HOJA, hoja
from letras.respaldo import ARIAL, FRECUENCIA, ajuste, ancho_medio, anchos_de
from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.paginas import leer

LETRAS = SITIO / "recursos" / "letras"
PESO = 45_000
TITULOS = re.compile(r"<h[1-3]\b[^>]*>.*?</h[1-3]>", re.S)
BLANCOS = frozenset("\n\t\r")


def letra(nombre: str) -> TTFont:
    return TTFont(LETRAS / f"{nombre}.woff2")


def faltan(texto: str, nombre: str) -> set[str]:
    return {s for s in set(texto) - BLANCOS if ord(s) not in letra(nombre).getBestCmap()}


def test_las_dos_pesan_menos_de_45_kb() -> None:
    servidas = sorted(ruta.name for ruta in LETRAS.glob("*.woff2"))
    assert servidas == ["texto.woff2", "titulos.woff2"]
    assert sum((LETRAS / nombre).stat().st_size for nombre in servidas) <= PESO


def test_traen_todos_los_signos_de_las_paginas(sitio: Sitio) -> None:
    paginas = leer(sitio.carpeta)
    texto = "".join(pagina.texto for pagina in paginas.values())
    assert faltan(texto, "texto") == set()
    titulos = "".join(t for p in paginas.values() for t in TITULOS.findall(p.html))
    assert faltan(titulos, "titulos") == set()


@pytest.mark.parametrize("signo", ["→", "ñ", "−", "»"])
def test_un_signo_gira_o_viene(signo: str) -> None:
    assert faltan(signo, "texto") == faltan(signo, "titulos") == set()


def test_un_signo_que_no_traen_se_ve() -> None:
    assert faltan("☐ y ☐", "texto") == {"☐"}


@pytest.mark.parametrize("nombre", ["texto", "titulos"])
def test_la_flecha_girada_mide_lo_que_la_de_origen(nombre: str) -> None:
    fuente = letra(nombre)
    mapa, trazos = fuente.getBestCmap(), fuente["glyf"]
    arriba, derecha = trazos[mapa[ord("↑")]], trazos[mapa[ord("→")]]
    assert derecha.xMax - derecha.xMin == pytest.approx(arriba.yMax - arriba.yMin, abs=1)
    assert derecha.yMax - derecha.yMin == pytest.approx(arriba.xMax - arriba.xMin, abs=1)
    assert fuente["hmtx"][mapa[ord("→")]][0] > derecha.xMax


def test_la_procedencia_trae_la_huella_de_lo_servido() -> None:
    escritas = re.findall(
        r"^archivo: (.+)\n(?:.+\n)*?sha256 de lo servido: (\w+)$",
        (LETRAS / "PROCEDENCIA.txt").read_text("utf-8"),
        re.M,
    )
    assert dict(escritas) == {
        ruta.name: hashlib.sha256(ruta.read_bytes()).hexdigest() for ruta in LETRAS.glob("*.woff2")
    }


def test_ninguna_lleva_el_nombre_reservado() -> None:
    for nombre in ("texto", "titulos"):
        nombres = {e.nameID: str(e) for e in letra(nombre)["name"].names}
        assert "Source" not in "".join(nombres[i] for i in (1, 4, 6))
        assert "Copyright" in nombres[0] or "©" in nombres[0]


def test_la_hoja_es_la_que_sale_de_las_letras() -> None:
    assert hoja({f"{n}.woff2": letra(n) for n in ("texto", "titulos")}) == HOJA.read_text("utf-8")


def test_el_respaldo_ajustado_ocupa_lo_mismo() -> None:
    """Mismo ancho y mismo renglón: nada cambia de sitio cuando llega la letra."""
    propia = letra("texto")
    medidas = ajuste(propia, ARIAL)
    escala = medidas.tamano / 100
    assert ancho_medio(ARIAL) * escala == pytest.approx(ancho_medio(anchos_de(propia)))
    cuadro = propia["head"].unitsPerEm
    assert medidas.ascenso / 100 * escala == pytest.approx(propia["hhea"].ascent / cuadro)
    assert medidas.descenso / 100 * escala == pytest.approx(-propia["hhea"].descent / cuadro)
    assert ancho_medio(dict.fromkeys(FRECUENCIA, 500)) == 500


@pytest.mark.navegador
@pytest.mark.parametrize("de_donde", ["disco", "subruta"])
def test_se_cargan_desde_el_disco_y_bajo_una_subruta(
    sitio: Sitio, abrir: Abrir, de_donde: str
) -> None:
    visita = abrir(360, 740)
    raiz = Path(sitio.carpeta).as_uri() + "/" if de_donde == "disco" else sitio.url
    pagina = visita.ir(raiz + "index.html", hasta="networkidle")
    cargadas = pagina.evaluate(
        "() => document.fonts.ready.then(() => [...document.fonts]"
        ".filter((letra) => letra.status === 'loaded').map((letra) => letra.family))"
    )
    assert {nombre.strip('"') for nombre in cargadas} >= {"Kit texto", "Kit titulos"}
    assert visita.problemas == []
