"""El índice de búsqueda recortado: corto, entero en palabras y sin etiquetas a medias."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generador.paginas.datos_del_sitio import Territorio
from generador.paginas.publicacion import indice_de_busqueda


@pytest.mark.parametrize(
    "html",
    ["", "<p>Medellin 05001 Antioquia</p>", "<p>" + "a" * (indice_de_busqueda.LARGO - 10) + "</p>"],
)
def test_lo_corto_queda_igual(html: str) -> None:
    assert indice_de_busqueda.resumen(html) == html


def test_lo_largo_se_corta_en_una_palabra() -> None:
    html = "<p>" + "<em>palabra</em> &lt;b&gt; " * 100 + "</p>"
    corto = indice_de_busqueda.resumen(html)
    assert len(corto) <= indice_de_busqueda.LARGO + len("<p>…</p>")
    assert corto.startswith("<p>palabra &lt;b&gt; palabra")
    assert corto.removesuffix("…</p>").split()[-1] in ("palabra", "&lt;b&gt;")
    assert corto.count("<") == 2


def test_las_etiquetas_no_cuentan() -> None:
    html = '<p><a class="x" href="https://ejemplo.gov.co/">uno</a> dos</p>' * 5
    assert indice_de_busqueda.resumen(html * 2) == "<p>" + " ".join(["uno dos"] * 10) + "</p>"


def test_completar_conserva_las_entradas_y_agrega_los_perfiles(tmp_path: Path) -> None:
    entradas = [{"location": f"{n}.html", "title": "t", "text": "<p>x y</p>" * n} for n in (1, 90)]
    ruta = tmp_path / indice_de_busqueda.RUTA
    ruta.parent.mkdir()
    ruta.write_text(json.dumps({"config": {"lang": ["es"]}, "docs": entradas}), encoding="utf-8")
    popayan = Territorio("19001", "Popayán <b>", "19", "Cauca", "Municipio")
    indice_de_busqueda.completar(tmp_path, [popayan])
    nuevo = json.loads(ruta.read_bytes())
    assert nuevo["config"] == {"lang": ["es"]}
    assert [d["location"] for d in nuevo["docs"]] == [
        "1.html",
        "90.html",
        "territorio/19001/index.html",
    ]
    assert nuevo["docs"][0] == entradas[0]
    assert nuevo["docs"][2]["title"] == "Popayán &lt;b&gt;"
    assert nuevo["docs"][2]["text"] == "<p>Popayan &lt;b&gt; 19001 Cauca</p>"
