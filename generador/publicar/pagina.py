"""Lo que se lee de un HTML publicado sin abrirlo en un navegador: texto, enlaces y anclas."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_SIN_TEXTO = re.compile(r"<(script|style)\b.*?</\1>", re.S)
_ETIQUETA = re.compile(r"<[^>]*>")
_ATRIBUTO = re.compile(r'\s([\w-]+)="([^"]*)"')
_ENLACES = re.compile(r'\s(?:href|src|action|data-municipios)="([^"]*)"')
_ANCLAS = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True)
class Pagina:
    """Un HTML del sitio; `ruta` va desde la raíz publicada."""

    ruta: str
    html: str

    @cached_property
    def _visible(self) -> str:
        return _SIN_TEXTO.sub(" ", self.html)

    @cached_property
    def texto(self) -> str:
        """Lo que se lee, sin etiquetas ni guiones."""
        return html.unescape(_ETIQUETA.sub(" ", self._visible))

    def atributos(self) -> Iterator[tuple[str, str]]:
        """Nombre y valor de cada atributo, también los que dibujan (style, d)."""
        for etiqueta in _ETIQUETA.findall(self._visible):
            yield from _ATRIBUTO.findall(etiqueta)

    @cached_property
    def identificadores(self) -> list[str]:
        """Todos los `id`, con sus repetidos."""
        return [html.unescape(ancla) for ancla in _ANCLAS.findall(self._visible)]

    @cached_property
    def anclas(self) -> frozenset[str]:
        """Identificadores a los que se puede llegar con «#»."""
        return frozenset(self.identificadores)

    @cached_property
    def enlaces(self) -> frozenset[str]:
        """Todo lo que la página enlaza o carga, como está escrito."""
        return frozenset(map(html.unescape, _ENLACES.findall(self.html)))


def recorrer(carpeta: Path) -> Iterator[Pagina]:
    """Las páginas de `carpeta`, una por una y en orden: todas juntas no caben en poca memoria."""
    for ruta in sorted(carpeta.rglob("*.html")):
        yield Pagina(ruta.relative_to(carpeta).as_posix(), ruta.read_text(encoding="utf-8"))


def leer(carpeta: Path) -> dict[str, Pagina]:
    """Todas las páginas de `carpeta`, por ruta."""
    return {pagina.ruta: pagina for pagina in recorrer(carpeta)}
