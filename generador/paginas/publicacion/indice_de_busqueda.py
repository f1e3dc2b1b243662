"""El índice de búsqueda, recortado: cada visita lo descarga entero.

Quedan todas las páginas y secciones con el comienzo de su texto: lo que un resultado muestra.
"""

from __future__ import annotations

import re
from pathlib import Path

import orjson

from generador.disco.escritura import escribir_bytes

RUTA = "search/search_index.json"
LARGO = 400
_ETIQUETA = re.compile(r"<[^>]+>")


def recortar(publico: Path) -> None:
    """Acorta el texto de cada entrada del índice que dejó el complemento de búsqueda."""
    indice = orjson.loads((publico / RUTA).read_bytes())
    for entrada in indice["docs"]:
        entrada["text"] = resumen(entrada["text"])
    escribir_bytes(publico / RUTA, orjson.dumps(indice))


def resumen(html: str) -> str:
    """El comienzo de un HTML hasta una palabra entera; los más cortos quedan como están."""
    if len(html) <= LARGO:
        return html
    llano = " ".join(_ETIQUETA.sub(" ", html).split())
    return f"<p>{llano[:LARGO].rsplit(' ', 1)[0]}…</p>" if len(llano) > LARGO else f"<p>{llano}</p>"
