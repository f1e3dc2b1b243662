"""Lo que las pruebas leen de un HTML publicado, sin navegador: texto, enlaces y anclas."""

from __future__ import annotations

import re

from generador.publicar.pagina import Pagina, leer

__all__ = ["Pagina", "leer", "seccion"]


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
