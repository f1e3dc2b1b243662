"""Lo que compila el kit y lo que compila Jinja pintan lo mismo."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from generador.paginas.compilador_de_plantillas import Entorno, escapado


class Punto(NamedTuple):
    x: str
    items: str


VALORES = st.one_of(st.text(), st.text().map(Markup), st.integers(), st.floats(), st.none())


@given(VALORES)
def test_escapa_como_markupsafe(valor: Any) -> None:
    assert escapado(valor) == escape(valor)


class ConHtml:
    def __html__(self) -> str:
        return "<b>&amp;</b>"


def test_respeta_lo_que_dice_ser_html() -> None:
    assert escapado(ConHtml()) == "<b>&amp;</b>"


PLANTILLAS = (
    "<p>{{ v }}</p>",
    "<p>{{ v ~ '<' }}{{ v | lower }}{{ v | e }}</p>",
    "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(v) }}{{ m(m(v)) }}",
    "{% set b %}<u>{{ v }}</u>{% endset %}{{ b }}{{ b | upper }}",
    "{% autoescape false %}{{ v }}{% endautoescape %}{{ v }}",
    "{% for c in [v, v] %}{{ c }}{{ ', ' if not loop.last }}{% endfor %}",
    "{{ d.x }}{{ d['x'] }}{% for k, w in d.items() %}{{ k }}{{ w }}{% endfor %}",
    "{{ p.x }}{{ p.items }}{{ p[0] }}{{ d.get('x') }}",
)


@pytest.mark.parametrize("texto", PLANTILLAS)
@settings(deadline=None, max_examples=40)  # cada caso compila dos veces
@given(v=st.one_of(st.text(), st.text().map(Markup)))
def test_pinta_igual_que_jinja(texto: str, v: str) -> None:
    datos = {"v": v, "d": {"x": v, "items": v}, "p": Punto(v, v)}
    uno, otro = (
        clase(autoescape=True, undefined=StrictUndefined).from_string(texto).render(datos)
        for clase in (Environment, Entorno)
    )
    assert uno == otro


@pytest.mark.parametrize("texto", ["{{ falta }}", "{{ d.falta }}", "{{ p.falta }}"])
def test_lo_que_falta_sigue_siendo_un_error(texto: str) -> None:
    entorno = Entorno(autoescape=True, undefined=StrictUndefined)
    with pytest.raises(UndefinedError):
        entorno.from_string(texto).render(d={}, p=Punto("", ""))
