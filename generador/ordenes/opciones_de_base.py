"""Las opciones con que se lee una base, escritas una vez para todas las órdenes que las llevan."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

from generador.ordenes import opciones

ARGUMENTO = "base"
# En el orden de la ayuda, con lo que valen si no se dicen: los campos de `ComoSeLee`.
DE_LA_BASE: dict[str, tuple[Any, Any]] = {
    "k": (opciones.K, "1/3"),
    "pesos": (opciones.Pesos, None),
    "factor": (opciones.Factor, True),
    "filas": (opciones.Filas, None),
    "columnas": (opciones.Columnas, None),
    "decimal": (opciones.Decimal, None),
    "aceptar_perdidas": (opciones.AceptarPerdidas, False),
    "separador": (opciones.Separador, None),
    "codificacion": (opciones.Codificacion, None),
    "capa": (opciones.Capa, None),
    "memoria": (opciones.Memoria, "600MB"),
    "reemplazar": (opciones.Reemplazar, False),
}


def con_opciones_de_base(orden: Callable[..., None]) -> Callable[..., None]:
    """La orden con las opciones de `DE_LA_BASE` en vez de su argumento `base`, que las recibe."""

    @wraps(orden)
    def completa(**valores: Any) -> None:
        # Importa lo suyo al correr: construir no debe esperar a DuckDB.
        from generador.hogares.como_se_lee import ComoSeLee  # noqa: PLC0415

        base = ComoSeLee(**{nombre: valores.pop(nombre) for nombre in DE_LA_BASE})
        orden(**valores, **{ARGUMENTO: base})

    tipos = {n: t for n, t in _tipos(orden).items() if n != ARGUMENTO}
    tipos |= {nombre: tipo for nombre, (tipo, _) in DE_LA_BASE.items()}
    propias = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=tipos[p.name])
        for p in inspect.signature(orden).parameters.values()
        if p.name != ARGUMENTO
    ]
    comunes = [
        inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=omision, annotation=tipo)
        for n, (tipo, omision) in DE_LA_BASE.items()
    ]
    completa.__annotations__ = tipos
    vars(completa)["__signature__"] = inspect.Signature([*propias, *comunes])
    return completa


def _tipos(orden: Callable[..., None]) -> dict[str, Any]:
    """Los tipos de la orden; el de `base` no se importa todavía, y no se mira."""
    return get_type_hints(orden, localns={"ComoSeLee": object}, include_extras=True)
