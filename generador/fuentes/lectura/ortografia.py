"""Nombres de territorios con mayúsculas y minúsculas a partir de los que vienen en MAYÚSCULAS."""

from __future__ import annotations

import re

from generador.fuentes.lectura.rejillas import limpiar

MENORES = {"de", "del", "y", "e"}
ARTICULO = re.compile(r"\bde (La|Las|Los|El)\b")
MARCAS = re.compile(r"\s*(\(ANM\)|\*)\s*$")
"""Notas que el DANE pega al nombre: área no municipalizada y llamada al pie de página."""


def nombre_propio(oficial: str, modelo: str) -> str:
    """`oficial` (en mayúsculas) con la escritura de `modelo`, si son el mismo nombre.

    Si difieren en algo más que las mayúsculas (una tilde cuenta) manda el oficial, escrito con la
    regla general: cada palabra con mayúscula inicial salvo «de», «del», «y», «de la»…
    """
    oficial, modelo = limpiar(oficial), sin_marcas(modelo)
    escrito = modelo if modelo.upper() == oficial.upper() else _por_regla(oficial)
    return ARTICULO.sub(lambda hallado: hallado[0].lower(), escrito)


def sin_marcas(nombre: str) -> str:
    """El nombre sin «(ANM)» ni asterisco de nota."""
    return MARCAS.sub("", limpiar(nombre))


def _por_regla(oficial: str) -> str:
    return " ".join(
        palabra.lower() if i and palabra.lower() in MENORES else _capital(palabra)
        for i, palabra in enumerate(oficial.split(" "))
    )


def _capital(palabra: str) -> str:
    return palabra if "." in palabra else palabra.capitalize()
