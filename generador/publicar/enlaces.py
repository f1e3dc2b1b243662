"""Qué enlaces no llevan a ninguna parte, mirando archivos y anclas: nada se pide por la red."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from generador.publicador import CORREO, SERVIDOR
from generador.publicar.pagina import recorrer

DE_LA_404 = frozenset({"data:,", "./", "../"})
"""La dirección de datos vacía con que dice que no tiene ícono, y las carpetas que ofrece cuando no
se sabe dónde se publica: sale en cualquier ruta, y nada suyo se puede mirar en el disco."""


class Enlazada(Protocol):
    """Lo que hace falta de una página."""

    @property
    def ruta(self) -> str:
        """Desde la raíz publicada."""
        ...

    @property
    def enlaces(self) -> frozenset[str]:
        """Lo que enlaza o carga, como está escrito."""
        ...

    @property
    def anclas(self) -> frozenset[str]:
        """A lo que se puede llegar con «#»."""
        ...


@dataclass(frozen=True)
class Esqueleto:
    """Una página sin su texto."""

    ruta: str
    enlaces: frozenset[str]
    anclas: frozenset[str]


def esqueletos(carpeta: Path) -> dict[str, Esqueleto]:
    """El de cada página de `carpeta`, por ruta."""
    return {p.ruta: Esqueleto(p.ruta, p.enlaces, p.anclas) for p in recorrer(carpeta)}


def rotos(carpeta: Path, paginas: Mapping[str, Enlazada], subruta: str) -> list[str]:
    """«página → enlace» de cada enlace cuyo archivo o ancla no existe, o que está mal escrito.

    Un enlace desde la raíz del servidor («/…») debe empezar por `subruta`. De los de otro sitio
    solo se mira cómo están escritos.
    """
    archivos = {r.relative_to(carpeta).as_posix() for r in carpeta.rglob("*") if r.is_file()}
    return [
        f"{pagina.ruta} → {enlace}"
        for pagina in paginas.values()
        for enlace in sorted(pagina.enlaces)
        if not _resuelve(pagina, enlace, archivos, paginas, subruta)
    ]


def subruta_de(direccion: str) -> str:
    """«/kit/» de «https://alcaldia.gov.co/kit/»; «/» si el sitio va en la raíz."""
    camino = urlsplit(direccion).path
    return camino if camino.endswith("/") else f"{camino}/"


def _resuelve(
    pagina: Enlazada,
    enlace: str,
    archivos: Set[str],
    paginas: Mapping[str, Enlazada],
    subruta: str,
) -> bool:
    if pagina.ruta == "404.html" and enlace in DE_LA_404:
        return True
    try:
        partes = urlsplit(enlace)
    except ValueError:  # unos corchetes que no son de una dirección IPv6
        return False
    if partes.scheme or partes.netloc:
        return _bien_escrito(partes)
    destino = _destino(pagina.ruta, unquote(partes.path), subruta)
    if destino not in archivos:
        return False
    ancla = unquote(partes.fragment)
    if destino.startswith("herramientas/") and "=" in ancla:
        return True  # el estado con que abre una herramienta, no un lugar de la página
    return not ancla or destino not in paginas or ancla in paginas[destino].anclas


def _destino(desde: str, camino: str, subruta: str) -> str:
    """El archivo del sitio al que lleva `camino`; «» si se sale de él."""
    if camino.startswith("/"):
        return camino.removeprefix(subruta) if camino.startswith(subruta) else ""
    if not camino:
        return desde
    return posixpath.normpath(posixpath.join(posixpath.dirname(desde), camino))


def _bien_escrito(partes: SplitResult) -> bool:
    """Si una dirección de fuera, o un correo, se puede seguir."""
    if partes.scheme == "mailto":
        return bool(CORREO.fullmatch(unquote(partes.path)))
    return partes.scheme in ("https", "http") and bool(SERVIDOR.fullmatch(partes.netloc))
