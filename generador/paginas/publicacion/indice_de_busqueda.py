"""El índice de búsqueda, recortado: cada visita lo descarga entero.

Quedan todas las páginas y secciones con el comienzo de su texto: lo que un resultado muestra.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import orjson

from generador.disco.escritura import escribir_bytes
from generador.paginas.datos_del_sitio import Territorio
from generador.paginas.perfiles import entrada_de_busqueda

RUTA = "search/search_index.json"
LARGO = 350
_ETIQUETA = re.compile(r"<[^>]+>")


def completar(publico: Path, territorios: Iterable[Territorio]) -> None:
    """Acorta el texto de cada entrada que dejó el buscador de las guías y agrega los perfiles."""
    indice = orjson.loads((publico / RUTA).read_bytes())
    for entrada in indice["docs"]:
        entrada["text"] = resumen(entrada["text"])
    indice["docs"] += [entrada_de_busqueda(territorio) for territorio in territorios]
    escribir_bytes(publico / RUTA, orjson.dumps(indice))


def resumen(html: str) -> str:
    """El comienzo de un HTML hasta una palabra entera; los más cortos quedan como están."""
    if len(html) <= LARGO:
        return html
    llano = " ".join(_ETIQUETA.sub(" ", html).split())
    return f"<p>{llano[:LARGO].rsplit(' ', 1)[0]}…</p>" if len(llano) > LARGO else f"<p>{llano}</p>"
