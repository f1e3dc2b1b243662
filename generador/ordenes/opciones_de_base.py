"""Las opciones que van juntas, escritas una vez para todas las órdenes que las llevan.

Una orden recibe cada grupo en un argumento («base», «puntos», «publicacion»), ya reunido; en la
línea de órdenes cada opción sigue suelta.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any, get_type_hints

from generador.ordenes import opciones

Orden = Callable[..., None]


@dataclass(frozen=True)
class GrupoDeOpciones:
    """Unas opciones, en el orden de la ayuda y con lo que valen si no se dicen.

    `argumento`: en cuál las recibe la orden. `clase`: quién las reúne, «módulo:clase»; se importa
    al correr, para que construir no espere a DuckDB.
    """

    argumento: str
    clase: str
    opciones: dict[str, tuple[Any, Any]]

    def reunir(self, valores: dict[str, Any]) -> Any:
        """El objeto con esas opciones, que salen de `valores`."""
        modulo, _, nombre = self.clase.partition(":")
        clase = getattr(import_module(f"generador.hogares.{modulo}"), nombre)
        return clase(**{n: valores.pop(n) for n in self.opciones})


COMUNES: dict[str, tuple[Any, Any]] = {
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
BASE = GrupoDeOpciones(
    "base",
    "como_se_lee:ComoSeLee",
    {"k": (opciones.K, "1/3"), "pesos": (opciones.Pesos, None), **COMUNES},
)
PUNTOS = GrupoDeOpciones(
    "puntos",
    "como_se_ubica:ComoSeUbica",
    {"x": (opciones.X, None), "y": (opciones.Y, None), "crs": (opciones.Crs, None), **COMUNES},
)
PUBLICACION = GrupoDeOpciones(
    "publicacion",
    "como_se_publica:ComoSePublica",
    {
        "modo": (opciones.Modo, "interno"),
        "minimo": (opciones.Minimo, None),
        "clave": (opciones.ClaveDePublicacion, None),
        "bitacora": (opciones.Bitacora, None),
        "base": (opciones.Redondeo, None),
    },
)


def con_opciones_de_base(orden: Orden) -> Orden:
    """La orden con las opciones de leer y medir una base, que recibe en `base`."""
    return con_opciones(BASE)(orden)


def con_opciones(*grupos: GrupoDeOpciones) -> Callable[[Orden], Orden]:
    """La orden con las opciones de esos grupos en vez de los argumentos que las reciben."""

    def decorar(orden: Orden) -> Orden:
        reunidos = {grupo.argumento for grupo in grupos}

        @wraps(orden)
        def completa(**valores: Any) -> None:
            orden(**{g.argumento: g.reunir(valores) for g in grupos}, **valores)

        tipos = {n: t for n, t in _tipos(orden).items() if n not in reunidos}
        propias = [
            p.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=tipos[p.name])
            for p in inspect.signature(orden).parameters.values()
            if p.name not in reunidos
        ]
        sueltas = {n: par for grupo in grupos for n, par in grupo.opciones.items()}
        agregadas = [
            inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=omision, annotation=tipo)
            for n, (tipo, omision) in sueltas.items()
        ]
        completa.__annotations__ = tipos | {n: tipo for n, (tipo, _) in sueltas.items()}
        vars(completa)["__signature__"] = inspect.Signature([*propias, *agregadas])
        return completa

    return decorar


def _tipos(orden: Orden) -> dict[str, Any]:
    """Los tipos de la orden; los de lo reunido no se importan todavía, y no se miran."""
    ajenos = dict.fromkeys(("ComoSeLee", "ComoSeUbica", "ComoSePublica"), object)
    return get_type_hints(orden, localns=ajenos, include_extras=True)
