"""El entorno Jinja de las páginas propias: escapa todo texto y no tolera huecos."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generador.paginas import formato
from generador.rutas import PLANTILLAS


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
    )
    entorno.filters.update(
        numero=formato.numero,
        porcentaje=formato.porcentaje,
        con_signo=formato.con_signo,
        redonda=formato.redonda,
    )
    return entorno


def pintar(plantilla: str, contexto: dict[str, object]) -> str:
    """HTML de `plantilla` (ruta dentro de plantillas/) con `contexto`."""
    return _plantilla(plantilla).render(contexto)


@cache
def _plantilla(nombre: str) -> Template:
    return entorno().get_template(nombre)
