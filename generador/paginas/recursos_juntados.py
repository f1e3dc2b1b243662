"""Las hojas de estilo y los guiones como se publican: cada uno con las partes que junta."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generador.paginas import guion_del_obrero, guiones_unidos, logo
from generador.paginas.hojas_de_estilo import PARTES, unida

HOJA_DEL_LOGO = "recursos/kit.css"
# Van dentro de otros: ver `exclude_docs` en mkdocs.yml.
SIN_PUBLICAR = (
    PARTES,
    guiones_unidos.PARTES,
    "recursos/herramientas/obrero/",
    "recursos/servicio/",
)


def juntado(docs: Path, ruta: str) -> str | None:
    """Lo que se publica de una hoja de estilo o de un guion de `docs`; None si va tal cual."""
    completa = docs / ruta
    if ruta.endswith(".css"):
        if ruta.startswith(PARTES):
            return None
        propio = logo.archivo() if ruta == HOJA_DEL_LOGO else None
        return unida(completa) + (logo.en_la_hoja(logo.leer(propio)[0]) if propio else "")
    if ruta == guion_del_obrero.LISTA:
        return guion_del_obrero.texto(completa)
    if guiones_unidos.junta(completa.read_text("utf-8")):
        return guiones_unidos.unido(completa)
    return None


def publicados(docs: Path, cambiados: Collection[str]) -> dict[str, bytes]:
    """{ruta: contenido} de esas hojas y guiones de `docs`, y de los que juntan partes."""
    if not cambiados:
        return {}
    todos = (r.relative_to(docs).as_posix() for t in ("css", "js") for r in docs.rglob(f"*.{t}"))
    juntados = {
        ruta: texto.encode("utf-8")
        for ruta in todos
        if not ruta.startswith(SIN_PUBLICAR) and (texto := juntado(docs, ruta)) is not None
    }
    solos = (r for r in cambiados if r not in juntados and not r.startswith(SIN_PUBLICAR))
    return juntados | {ruta: (docs / ruta).read_bytes() for ruta in solos}
