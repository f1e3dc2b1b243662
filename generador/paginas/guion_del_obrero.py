"""El guion que lleva, como texto, lo que corre en un Worker: así funciona también desde el disco.

Un Worker no se puede abrir con la dirección de un archivo del disco, pero sí con un texto que ya
está en la página. La lista de lo que lleva es el propio `obrero.js`.
"""

from __future__ import annotations

import re
from pathlib import Path

import orjson

from generador.errores import ErrorDelKit
from generador.paginas.guiones_unidos import sin_sobras
from generador.paginas.herramientas import reglas, tablas

LISTA = "recursos/herramientas/obrero.js"
_LINEA = re.compile(r"^// @(regla|parte) (.+)$", re.M)


def texto(lista: Path) -> str:
    """El guion publicado, `window.KIT_OBRERO = "…"`; ErrorDelKit si nombra lo que no hay."""
    guiones, datos = lo_que_lleva(lista)
    conocidos = {**reglas(), **tablas()}
    faltan = [n for n in datos if n not in conocidos]
    faltan += [n for n in guiones if not _ruta(lista, n).is_file()]
    if faltan:
        raise ErrorDelKit(
            f"{lista.name} nombra lo que no existe: {', '.join(faltan)}\n"
            f"  Qué hacer: créelo, o quite su línea de {lista.name}"
        )
    leidos = orjson.dumps({n: conocidos[n] for n in datos}, option=orjson.OPT_NON_STR_KEYS)
    partes = [sin_sobras(_ruta(lista, n).read_text("utf-8")) for n in guiones]
    codigo = "\n".join([f"self.KIT_DATOS = {leidos.decode()};", *partes])
    # «</» cerraría la etiqueta si alguien vertiera el guion en una página.
    return f"window.KIT_OBRERO = {orjson.dumps(codigo).decode()};\n".replace("</", "<\\/")


def lo_que_lleva(lista: Path) -> tuple[list[str], list[str]]:
    """Los guiones, en orden y sin `.js`, y las tablas que nombra la lista, sin repetir."""
    nombradas = _LINEA.findall(lista.read_text("utf-8"))
    guiones, datos = ([c.strip() for q, c in nombradas if q == que] for que in ("parte", "regla"))
    return list(dict.fromkeys(guiones)), list(dict.fromkeys(datos))


def _ruta(lista: Path, nombre: str) -> Path:
    return lista.parent / f"{nombre}.js"
