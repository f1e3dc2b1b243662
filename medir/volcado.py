"""Del contexto de una plantilla (tuplas con nombre, clases de datos, Markup) a datos para JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup


def volcar(contexto: Mapping[str, Any]) -> dict[str, Any]:
    """El contexto como diccionarios y listas; lo que ya venía escapado queda como texto.

    Una tupla con nombre o una clase de datos pasa a diccionario con sus campos y propiedades; un
    NaN, a None. TypeError si hay un valor que no se sabe volcar.
    """
    return {raiz: _volcar(valor, raiz) for raiz, valor in contexto.items()}


def _volcar(valor: Any, raiz: str) -> Any:
    if isinstance(valor, Markup):
        return str(valor)
    if valor is None or isinstance(valor, str | bool | int):
        return valor
    if isinstance(valor, float):
        return None if math.isnan(valor) else float(valor)
    nombres = _nombres(type(valor))
    if nombres or isinstance(valor, SimpleNamespace):
        valor = {n: getattr(valor, n) for n in nombres or vars(valor)}
    if isinstance(valor, Mapping):
        return {str(k): _volcar(v, raiz) for k, v in valor.items()}
    if isinstance(valor, list | tuple | set | frozenset):
        return [_volcar(v, raiz) for v in valor]
    raise TypeError(f"«{raiz}» trae un {type(valor).__name__} y no se sabe cómo volcarlo")


def _nombres(clase: type) -> tuple[str, ...]:
    """Campos y propiedades públicas de una tupla con nombre o una clase de datos; si no, nada."""
    if is_dataclass(clase):
        campos = tuple(f.name for f in fields(clase))
    elif issubclass(clase, tuple):
        campos = getattr(clase, "_fields", ())
    else:
        campos = ()
    if not campos:
        return ()
    propias = (n for n, v in vars(clase).items() if isinstance(v, property))
    return tuple(n for n in (*campos, *propias) if not n.startswith("_"))
