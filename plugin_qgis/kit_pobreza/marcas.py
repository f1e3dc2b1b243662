"""Cómo dice una capa si se puede publicar: en su nombre, en su leyenda y en cada fila.

La frase entera va en la columna `uso` y en el registro. En el nombre y en la leyenda va su primera
palabra y va delante: el panel de capas corta el final de lo que no cabe, y no es lo que se pierde.
"""

from __future__ import annotations

from .metodos.hogares.auditoria import INTERNO, Modo
from .metodos.tablas import documento

ENTRE = " · "


def marca_de(modo: Modo | None, *, practica: bool = False) -> str:
    """La frase que dice para qué no sirve una capa; «» si no lleva."""
    if modo == "interno":
        return INTERNO
    return _de_practica() if practica else ""


def uso_de(modo: Modo, *, practica: bool = False) -> str:
    """Lo que lleva la columna `uso` de cada fila."""
    return marca_de(modo, practica=practica) or "publicable"


def con_marca(nombre: str, marca: str) -> str:
    """«INTERNO · Hogares»: el nombre o el título con la marca delante, una sola vez."""
    delante = _delante(marca)
    return nombre if nombre.startswith(delante) else f"{delante}{nombre}"


def sin_marca(nombre: str) -> str:
    """El nombre como era antes de `con_marca`."""
    for marca in (INTERNO, _de_practica()):
        nombre = nombre.removeprefix(_delante(marca))
    return nombre


def _delante(marca: str) -> str:
    return f"{marca.partition(':')[0]}{ENTRE}" if marca else ""


def _de_practica() -> str:
    return str(documento("publicable")["rotulos"]["practica"])
