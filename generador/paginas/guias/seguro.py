"""Texto que viene de datos y cae en una guía: ni HTML ni Markdown lo leen como suyo.

Lo que una macro devuelve se pega en el Markdown de la página. Un nombre con «<» abriría una
etiqueta, y uno con «[» un enlace: los dos se escriben como entidades, que se ven iguales.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from markupsafe import Markup

# Lo que leen como marca HTML, Markdown y las extensiones de mkdocs.yml dentro de una línea.
ENTIDADES = str.maketrans({c: f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]|~^!#"})


def seguro(texto: object) -> Markup:
    """El texto como se lee, en HTML y en Markdown; lo que ya es `Markup` queda igual."""
    if isinstance(texto, Markup):
        return texto
    return Markup(str(texto).translate(ENTIDADES))  # noqa: S704 - ya no queda ninguna marca


def a_salvo(macro: Callable[..., Any]) -> Callable[..., Any]:
    """La misma macro, con `seguro` en cada texto que devuelve."""

    @wraps(macro)
    def segura(*args: Any, **kwargs: Any) -> Any:
        return _a_salvo(macro(*args, **kwargs))

    return segura


def _a_salvo(valor: Any) -> Any:
    if isinstance(valor, str):
        return seguro(valor)
    if isinstance(valor, Mapping):
        return {clave: _a_salvo(uno) for clave, uno in valor.items()}
    return valor
