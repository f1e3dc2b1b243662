"""Las hojas de estilo: partidas para leerlas, juntas al publicarlas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generador.errores import ErrorDelKit
from generador.paginas.hojas_de_estilo import PARTES, unida
from generador.rutas import SITIO

HOJAS = sorted((SITIO / "recursos").glob("*.css"))
ESCRITAS = [*HOJAS, *sorted((SITIO / PARTES).rglob("*.css"))]


@pytest.fixture
def hoja(tmp_path: Path) -> Path:
    (tmp_path / "partes").mkdir()
    (tmp_path / "partes" / "b.css").write_text("b {\n  top: 0;\n}\n", "utf-8")
    (tmp_path / "partes" / "a.css").write_text("/* ñ */\na {\n}\n", "utf-8")
    return tmp_path / "hoja.css"


def test_las_partes_van_en_el_orden_en_que_se_nombran(hoja: Path) -> None:
    hoja.write_text('@import "partes/b.css";\n@import "partes/a.css";\n', "utf-8")
    assert unida(hoja) == "b {\n  top: 0;\n}\n\n/* ñ */\na {\n}\n"


def test_lo_escrito_en_la_hoja_queda_donde_estaba(hoja: Path) -> None:
    hoja.write_text('@import "partes/a.css";\nc {\n}\n', "utf-8")
    assert unida(hoja) == "/* ñ */\na {\n}\n\nc {\n}\n"


def test_una_parte_que_falta_se_nombra(hoja: Path) -> None:
    hoja.write_text('@import "partes/otra.css";\n', "utf-8")
    with pytest.raises(ErrorDelKit, match=r"hoja\.css nombra .*partes/otra\.css"):
        unida(hoja)


def test_toda_parte_sale_en_una_sola_hoja() -> None:
    nombradas = [
        (hoja.parent / parte).resolve()
        for hoja in HOJAS
        for parte in re.findall(r'@import "(.+?)"', hoja.read_text("utf-8"))
    ]
    assert sorted(nombradas) == sorted(r.resolve() for r in (SITIO / PARTES).rglob("*.css"))


@pytest.mark.parametrize("ruta", ESCRITAS, ids=lambda r: str(r.relative_to(SITIO)))
def test_cada_archivo_se_lee_de_una_sentada(ruta: Path) -> None:
    assert len(ruta.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("ruta", HOJAS, ids=lambda r: r.name)
def test_publicada_no_pide_otro_archivo(ruta: Path) -> None:
    assert "@import" not in unida(ruta)
