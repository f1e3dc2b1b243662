"""La política que lleva cada página y el `rel` de los enlaces a otros sitios."""

from __future__ import annotations

import base64
import hashlib

import pytest

from generador.paginas import politica

PAGINA = (
    f'<meta http-equiv="Content-Security-Policy" content="{politica.MARCA}">'
    '<script>uno()</script><script src="a.js" defer></script>'
    '<script type="application/ld+json">{"a": 1}</script><script>dos("ñ")</script>'
    "<script>uno()</script>"
)


def test_admite_por_su_huella_cada_guion_que_corre_y_ninguno_mas() -> None:
    escrita = politica.protegida(PAGINA)
    esperadas = [
        f"'sha256-{base64.b64encode(hashlib.sha256(g.encode()).digest()).decode()}'"
        for g in ("uno()", 'dos("ñ")')
    ]
    assert f"script-src 'self' file: {' '.join(esperadas)};" in escrita
    assert politica.MARCA not in escrita


def test_sin_guiones_no_admite_ninguno() -> None:
    assert "script-src 'self' file:;" in politica.de("<p>nada</p>")


@pytest.mark.parametrize(
    ("enlace", "queda"),
    [
        ('<a href="https://a.co">', '<a href="https://a.co" rel="noopener noreferrer">'),
        ('<a class="x" href="http://a.co" id="y">',
         '<a class="x" href="http://a.co" id="y" rel="noopener noreferrer">'),
        ('<a href="https://a.co" rel="license">',
         '<a href="https://a.co" rel="license noopener noreferrer">'),
        ('<a rel="noopener" href="https://a.co">',
         '<a rel="noopener noreferrer" href="https://a.co">'),
        ('<a href="../b.html">', '<a href="../b.html">'),
        ('<a href="mailto:a@b.co">', '<a href="mailto:a@b.co">'),
        ('<a data-href="https://a.co" href="b">', '<a data-href="https://a.co" href="b">'),
        ('<link rel="next" href="https://a.co">', '<link rel="next" href="https://a.co">'),
    ],
)  # fmt: skip
def test_el_rel_de_un_enlace(enlace: str, queda: str) -> None:
    assert politica.con_rel(enlace) == queda
    assert politica.con_rel(queda) == queda
