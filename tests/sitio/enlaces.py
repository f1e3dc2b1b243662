"""Qué enlaces internos no llevan a ninguna parte, mirando archivos y anclas (no por HTTP)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.sitio.paginas import Pagina

# Dirección de datos vacía: la 404 dice que no tiene ícono, y el navegador no lo pide.
SIN_ICONO = "data:,"


def rotos(carpeta: Path, paginas: Mapping[str, Pagina], subruta: str) -> list[str]:
    """«página → enlace» de cada enlace cuyo archivo o ancla no existe.

    Un enlace desde la raíz del servidor («/…») debe empezar por `subruta`.
    """
    archivos = {r.relative_to(carpeta).as_posix() for r in carpeta.rglob("*") if r.is_file()}
    return [
        f"{pagina.ruta} → {enlace}"
        for pagina in paginas.values()
        for enlace in sorted(pagina.enlaces)
        if not _resuelve(pagina, enlace, archivos, paginas, subruta)
    ]


def _resuelve(
    pagina: Pagina,
    enlace: str,
    archivos: set[str],
    paginas: Mapping[str, Pagina],
    subruta: str,
) -> bool:
    if (pagina.ruta, enlace) == ("404.html", SIN_ICONO):
        return True
    partes = urlsplit(enlace)
    if partes.scheme or partes.netloc:
        return partes.scheme in ("https", "http", "mailto")
    camino = unquote(partes.path)
    if camino.startswith("/"):
        if not camino.startswith(subruta):
            return False
        destino = camino.removeprefix(subruta)
    elif camino:
        destino = posixpath.normpath(posixpath.join(posixpath.dirname(pagina.ruta), camino))
    else:
        destino = pagina.ruta
    if destino not in archivos:
        return False
    ancla = unquote(partes.fragment)
    if destino.startswith("herramientas/") and "=" in ancla:
        return True  # el estado con que abre una herramienta, no un lugar de la página
    return not ancla or destino not in paginas or ancla in paginas[destino].anclas
