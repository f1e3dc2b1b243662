"""Lo que las pruebas leen de un HTML publicado, sin navegador: texto, enlaces y anclas."""

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


def leer(carpeta: Path) -> dict[str, Pagina]:
    """Todas las páginas de `carpeta`, por ruta."""
    rutas = sorted(carpeta.rglob("*.html"))
    return {
        (r := ruta.relative_to(carpeta).as_posix()): Pagina(r, ruta.read_text(encoding="utf-8"))
        for ruta in rutas
    }


def seccion(pagina: str, id_: str) -> str:
    """Lo que hay dentro de la sección con esa ancla, plegada o no, con lo que se pliega en ella."""
    abre = re.search(rf'<(section|details)\b[^>]*\bid="{id_}"[^>]*>', pagina)
    assert abre, id_
    abiertas = 1
    for marca in re.finditer(rf"<(/?){abre[1]}\b[^>]*>", pagina[abre.end() :]):
        abiertas += -1 if marca[1] else 1
        if not abiertas:
            return pagina[abre.end() : abre.end() + marca.start()]
    raise AssertionError(f"{id_} no se cierra")
