"""El título de una página dentro de una cadena de CSS no cierra nada y se lee igual."""

from __future__ import annotations

import pytest

from generador.paginas.marco import en_css
from tests.navegador import Abrir

pytestmark = pytest.mark.navegador


@pytest.mark.parametrize(
    "titulo",
    ["O'Higgins & \"Cía\"", "</style><script>alert(1)</script>", "a\\b\nc", "Bogotá, D. C. · 2018",
     '";}body{display:none', "«ñ» — 1/2 (%)", "\\"],
)  # fmt: skip
def test_se_lee_igual_y_no_cierra_nada(abrir: Abrir, titulo: str) -> None:
    """El oráculo es Chromium: lo que entiende de la cadena, escrito otra vez por él."""
    escrito = en_css(titulo)
    assert not set('"<&\n') & set(escrito)
    visita = abrir()
    visita.pagina.set_content(f'<style>p::before{{content:"{escrito}"}}</style><p>.')
    leido = visita.pagina.evaluate(
        "() => getComputedStyle(document.querySelector('p'), '::before').content"
    )
    claro = titulo.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    assert leido == f'"{claro}"'
    assert visita.problemas == []
