"""Lo que una persona escribió en una guía, sin lo que ponen las macros ni el marcado."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from generador.rutas import RAIZ, SITIO

GUIAS = [
    *sorted((SITIO / "modulos").rglob("*.md")),
    *sorted((SITIO / "sesiones").glob("*.md")),
    SITIO / "glosario.md",
    SITIO / "preguntas.md",
    SITIO / "datos" / "index.md",
    SITIO / "datos" / "citar.md",
    SITIO / "datos" / "normas.md",
]
DATOS = sorted((RAIZ / "generador" / "paginas" / "guias").glob("*.yaml"))

_CABEZA = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LITERAL = re.compile(r'"([^"]*)"')
_ETIQUETA = re.compile(r"<[^>]+>")
_DESTINO = re.compile(r"\]\([^)]*\)")
_ORDINAL = re.compile(r"^\s*\d+\.\s", re.MULTILINE)


def nombre(ruta: Path) -> str:
    """Ruta desde la raíz del proyecto."""
    return ruta.relative_to(RAIZ).as_posix()


def escrito(fuente: str) -> str:
    """El texto escrito a mano: sin portada, marcado ni macros, salvo la prosa que reciben."""
    texto = _CABEZA.sub("", fuente)
    texto = _MACRO.sub(_prosa, texto)
    texto = _ETIQUETA.sub(" ", _DESTINO.sub("]", texto))
    return _ORDINAL.sub("", texto)


def _prosa(macro: re.Match[str]) -> str:
    """De una macro, los textos con espacios: los demás son identificadores, códigos o años."""
    return " ".join(t for t in _LITERAL.findall(macro.group()) if " " in t)


class _Visible(HTMLParser):
    """Junta el texto de `<article>`, sin guiones ni estilos."""

    def __init__(self) -> None:
        super().__init__()
        self.partes: list[str] = []
        self.dentro = 0
        self.mudo = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dentro += tag == "article"
        self.mudo += tag in ("script", "style", "code")

    def handle_endtag(self, tag: str) -> None:
        self.dentro -= tag == "article"
        self.mudo -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if self.dentro and not self.mudo:
            self.partes.append(data)


def visible(html: str) -> str:
    """El texto del artículo de una página construida."""
    lector = _Visible()
    lector.feed(html)
    return re.sub(r"[ \t\n]+", " ", " ".join(lector.partes))
