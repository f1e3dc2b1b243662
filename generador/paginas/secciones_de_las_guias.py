"""Las secciones de las guías, para el buscador: qué títulos hay y cómo empieza cada texto."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LARGO_DEL_TEXTO = 240


@dataclass(frozen=True)
class SeccionDeGuia:
    """Una parte de una guía: su título, la página a la que pertenece y cómo empieza su texto.

    `pagina` va vacía en la entrada de la página misma.
    """

    titulo: str
    pagina: str
    direccion: str
    texto: str


def secciones(entradas: Iterable[Mapping[str, str]]) -> tuple[SeccionDeGuia, ...]:
    """De entradas con `location`, `title` y `text` (sin etiquetas), en el mismo orden."""
    entradas = list(entradas)
    paginas = {e["location"]: e["title"] for e in entradas if "#" not in e["location"]}
    return tuple(_seccion(entrada, paginas) for entrada in entradas)


def _seccion(entrada: Mapping[str, str], paginas: Mapping[str, str]) -> SeccionDeGuia:
    direccion = entrada["location"]
    pagina = paginas.get(direccion.partition("#")[0], "")
    titulo = entrada["title"] or pagina
    return SeccionDeGuia(
        titulo, "" if titulo == pagina else pagina, direccion, corto(entrada["text"])
    )


def corto(texto: str) -> str:
    """El comienzo de un texto, hasta una palabra entera."""
    llano = " ".join(texto.split())
    return llano if len(llano) <= LARGO_DEL_TEXTO else llano[:LARGO_DEL_TEXTO].rsplit(" ", 1)[0]
