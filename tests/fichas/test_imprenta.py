"""Lo que va a Typst: texto y nunca código, los mismos bytes, dos hojas o un error que lo dice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest

from generador.errores import ErrorDelKit
from generador.fichas import colores, contenido_de_la_ficha, letras_de_la_ficha, qr
from generador.fichas.imprenta import Imprenta
from generador.fichas.leido_de_la_pagina import parrafo, riel, sin_etiquetas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.entorno_jinja import pintar
from generador.paginas.territorios.contexto_comun import Comun
from letras.signos import SIGNOS
from tests.fichas.lector import Ficha

MALICIA = '#panic("x") *a* _b_ $c$ `d` @e <f> [g] {h} \\ "i" // j /* k */ <script>'


@pytest.fixture(scope="module")
def datos(acervo: DatosDelSitio) -> dict[str, Any]:
    comun = Comun(acervo, "")
    ya = contenido_de_la_ficha.contexto(comun, "27025")
    return contenido_de_la_ficha.de(
        comun, "27025", ya, pintar(contenido_de_la_ficha.plantilla(comun, "27025"), ya)
    )


@pytest.fixture(scope="module")
def abierta() -> Iterator[Imprenta]:
    with Imprenta() as una:
        yield una


def imprimir(abierta: Imprenta, datos: dict[str, Any]) -> bytes:
    return abierta.imprimir("Alto Baudó (27025)", orjson.dumps(datos))


def test_los_mismos_datos_dan_los_mismos_bytes(abierta: Imprenta, datos: dict[str, Any]) -> None:
    primera = imprimir(abierta, datos)
    with Imprenta() as otra:
        assert imprimir(otra, datos) == primera


def test_lo_que_viene_de_datos_se_muestra_y_no_se_ejecuta(
    abierta: Imprenta, datos: dict[str, Any]
) -> None:
    lugares = [{**f, "nombre": MALICIA} for f in datos["dentro"]["filas"][:2]]
    raros = {
        **datos,
        "nombre": MALICIA,
        "frase": MALICIA,
        "avisos": [MALICIA],
        "dentro": {**datos["dentro"], "filas": lugares},
    }
    leida = Ficha(imprimir(abierta, raros))
    assert leida.escrito(leida.de_clase("H1")[0]).replace(" ", "") == MALICIA.replace(" ", "")
    assert leida.texto.replace(" ", "").count(MALICIA.replace(" ", "")) >= 5


def test_un_nombre_con_signos_que_la_letra_no_trae_no_impide_imprimir(
    abierta: Imprenta, datos: dict[str, Any]
) -> None:
    assert "ő" not in SIGNOS
    assert Ficha(imprimir(abierta, {**datos, "nombre": "Kőszeg"})).hojas == 2


def test_si_no_cabe_se_aprieta_y_si_ni_asi_se_dice(
    abierta: Imprenta, datos: dict[str, Any]
) -> None:
    largo = {**datos, "avisos": ["Una frase que ocupa bastante lugar en la hoja. " * 12]}
    assert Ficha(imprimir(abierta, largo)).hojas == 2
    demasiado = {**datos, "avisos": ["Una frase. " * 3000]}
    with pytest.raises(ErrorDelKit, match=r"Alto Baudó \(27025\) no cabe en dos hojas"):
        imprimir(abierta, demasiado)


def test_un_error_de_la_plantilla_nombra_el_territorio(
    abierta: Imprenta, datos: dict[str, Any]
) -> None:
    sin_nombre = {llave: valor for llave, valor in datos.items() if llave != "nombre"}
    with pytest.raises(ErrorDelKit, match=r"no se pudo imprimir la ficha de Alto Baudó"):
        imprimir(abierta, sin_nombre)


def test_el_qr_solo_lleva_una_direccion_de_verdad() -> None:
    assert qr.dibujar("") == ""
    assert qr.dibujar("https://kit.ejemplo.gov.co/").startswith("<svg")


def test_las_letras_son_las_dos_del_sitio(tmp_path: Path) -> None:
    letras_de_la_ficha.dejar_en(tmp_path)
    assert {r.name for r in tmp_path.iterdir()} == {"texto.ttf", "titulos.ttf"}


def test_los_colores_son_los_claros_del_sitio_y_si_falta_uno_se_dice(tmp_path: Path) -> None:
    assert colores.leer()["tinta"] == "#14202b"
    assert colores.de_clase("ipm", 4) == "#611239"
    hoja = tmp_path / "colores.css"
    hoja.write_text(":root{--tinta: #000000;}", "utf-8")
    with pytest.raises(ErrorDelKit, match=r"colores\.css no trae el color de tinta-2"):
        colores.leer(hoja)


def luminosidad(color: str) -> float:
    """La relativa de WCAG, de 0 a 1: la que queda en una impresora en blanco y negro."""
    canales = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    lineal = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales]
    return sum(peso * c for peso, c in zip((0.2126, 0.7152, 0.0722), lineal, strict=True))


def test_en_blanco_y_negro_las_clases_se_distinguen_y_el_texto_contrasta() -> None:
    for medida in ("ipm", "nbi"):
        rampa = [luminosidad(colores.de_clase(medida, i)) for i in range(5)]
        assert rampa == sorted(rampa, reverse=True)
        claras = [(a + 0.05) / (b + 0.05) for a, b in pairwise(rampa)]
        assert min(claras) > 1.35
    for nombre in ("tinta", "tinta-2", "ipm", "mon"):
        assert 1.05 / (luminosidad(colores.leer()[nombre]) + 0.05) > 7


def test_el_riel_se_lee_como_lo_pinta_la_pagina() -> None:
    dibujo = (
        '<svg class="riel" aria-hidden="true"><rect class="franja" x="89.1%" width="8%" y="1" '
        'height="14"/><use href="#m-pais" x="31.8%"/><use href="#m-propio" x="95.2%"/></svg>'
    )
    assert riel(dibujo) == {
        "marcas": [{"de": "pais", "x": 31.8}, {"de": "propio", "x": 95.2}],
        "franja": [89.1, 8.0],
    }
    assert riel("") == {"marcas": [], "franja": None}


def test_un_parrafo_de_la_pagina_queda_en_texto() -> None:
    cuerpo = '<p class="a">no</p><p class="b">Uno\n  <b>&amp;</b> dos&nbsp;% .</p>'
    assert parrafo(cuerpo, "b") == "Uno & dos\u00a0%."
    assert sin_etiquetas("<i>x</i> , y") == "x, y"
    with pytest.raises(ErrorDelKit, match="«c»"):
        parrafo(cuerpo, "c")
