"""La página armada por trozos es la que pinta el tema: solo le falta la sangría."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from mkdocs.structure.pages import Page

from generador.paginas import mkdocs
from generador.paginas.construir import construir
from generador.paginas.datos_del_sitio import Acervo
from generador.paginas.marco import PLANTILLA, Armazon

CODIGOS = ("05001", "27025", "88001")
DIRECCION = "https://ejemplo.gov.co/kit/"


def _del_tema(self: Armazon, contexto: Mapping[str, Any], page: Page, cuerpo: str) -> Markup:
    """Pinta la página entera con el tema, como si no hubiera armazón."""
    return Markup(self._env.get_template(PLANTILLA).render({**contexto, "cuerpo": cuerpo}))


@pytest.fixture(scope="module")
def sitios(acervo: Acervo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """El mismo sitio parcial construido con armazón y sin él."""
    carpeta = tmp_path_factory.mktemp("armazon")
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(mkdocs, "reunir", lambda: acervo)
        armado = construir(CODIGOS, carpeta / "armado", DIRECCION)
        parche.setattr(Armazon, "pintar", _del_tema)
        yield armado, construir(CODIGOS, carpeta / "directo", DIRECCION)


@pytest.mark.parametrize("codigo", CODIGOS)
def test_es_la_pagina_del_tema(sitios: tuple[Path, Path], codigo: str) -> None:
    armado, directo = (
        (s / "territorio" / codigo / "index.html").read_text(encoding="utf-8") for s in sitios
    )
    assert _sin_sangria(armado) == _sin_sangria(directo)
    assert len(armado) < len(directo)


def _sin_sangria(html: str) -> str:
    """Sin lo que el armazón quita para pesar menos: sangría y el `xmlns` que HTML no necesita."""
    sin_xmlns = html.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return re.sub(r"\s*\n\s*", "\n", sin_xmlns).strip()


@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_pagina_lleva_lo_suyo(sitios: tuple[Path, Path], acervo: Acervo, codigo: str) -> None:
    html = (sitios[0] / "territorio" / codigo / "index.html").read_text(encoding="utf-8")
    nombre = acervo.territorios[codigo].nombre
    assert f"<title>{nombre} - " in html
    assert f'href="{DIRECCION}territorio/{codigo}/index.html"' in html
    assert html.count("<h1>") == 1
    assert f"<h1>{nombre}</h1>" in html
    assert "kit-marca" not in html
    assert "kit.marca" not in html


def test_los_pedidos_van_con_su_departamento_y_la_nacion(sitios: tuple[Path, Path]) -> None:
    carpetas = {c.name for c in (sitios[0] / "territorio").iterdir() if c.is_dir()}
    assert carpetas == {"00", "05", "27", "88", *CODIGOS}
