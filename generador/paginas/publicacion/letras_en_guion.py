"""Las letras del sitio como guion, para las descargas hechas en una copia abierta desde el disco.

Un dibujo que se baja las lleva adentro. Con servidor, el navegador las toma de los archivos que la
página ya pidió; desde el disco solo puede leer guiones, y se pide este.
"""

from __future__ import annotations

import base64

import orjson

from generador.rutas import SITIO

RUTA = "recursos/graficos/letras.js"
LETRAS = SITIO / "recursos" / "letras"


def archivos() -> dict[str, str]:
    """{ruta en el sitio: contenido}: el guion, de nombre de archivo a su letra en base 64."""
    letras = {
        ruta.stem: base64.b64encode(ruta.read_bytes()).decode()
        for ruta in sorted(LETRAS.glob("*.woff2"))
    }
    return {RUTA: f"window.KitLetras = {orjson.dumps(letras).decode()};\n"}
