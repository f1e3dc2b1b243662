"""El entorno Jinja de las páginas propias: escapa todo texto y no tolera huecos."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generador.paginas import formato
from generador.rutas import PLANTILLAS

SECCIONES = {
    "ficha", "pobreza", "comparables", "campo", "monetaria", "nbi", "poblacion", "capacidades",
    "economia", "cita",
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
    )
    entorno.filters.update(
        numero=formato.numero,
        porcentaje=formato.porcentaje,
        con_signo=formato.con_signo,
        redonda=formato.redonda,
    )
    return entorno


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
