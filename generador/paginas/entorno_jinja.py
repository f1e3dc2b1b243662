"""El entorno Jinja de las páginas propias: escapa todo texto y no tolera huecos."""

from __future__ import annotations

import sys
from functools import cache
from types import SimpleNamespace

import jinja2
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)

from generador import formato
from generador.rutas import PLANTILLAS, TEMPORAL

SECCIONES = {
    "ficha", "pobreza", "comparables", "campo", "monetaria", "nbi", "poblacion", "capacidades",
    "economia", "cita", "vecinos",
}  # fmt: skip


@cache
def entorno() -> Environment:
    """Entorno con escape automático y `StrictUndefined`: una variable que falta es un error."""
    entorno = Environment(
        loader=FileSystemLoader(PLANTILLAS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiladas(),
    )
    entorno.filters.update(
        numero=formato.numero,
        porcentaje=formato.porcentaje,
        con_signo=formato.con_signo,
        redonda=formato.redonda,
    )
    return entorno


def compiladas() -> FileSystemBytecodeCache | None:
    """Dónde guarda Jinja las plantillas ya compiladas, como Python sus .pyc; None si no se puede.

    Cada una se reconoce por la huella de su texto. La carpeta lleva las versiones que deciden cómo
    se compila; si cambian las opciones del entorno, se borra .tmp/.
    """
    carpeta = TEMPORAL / "plantillas" / f"jinja-{jinja2.__version__}-{sys.implementation.cache_tag}"
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(carpeta))


def pintar(plantilla: str, contexto: dict[str, object]) -> str:
    """HTML de `plantilla` (ruta dentro de plantillas/) con `contexto`.

    Las secciones (diccionarios) pasan como espacios de nombres: `seccion.campo` cuesta la mitad.
    """
    secciones = {
        k: SimpleNamespace(**v)
        for k, v in contexto.items()
        if k in SECCIONES and isinstance(v, dict)
    }
    return _plantilla(plantilla).render(contexto | secciones)


@cache
def _plantilla(nombre: str) -> Template:
    return entorno().get_template(nombre)


def olvidar() -> None:
    """Que la próxima página lea las plantillas otra vez: para trabajar en ellas."""
    entorno.cache_clear()
    _plantilla.cache_clear()
