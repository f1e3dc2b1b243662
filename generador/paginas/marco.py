"""El armazón del tema (cabecera, menú, pie) pintado una vez y reutilizado en todos los perfiles.

Todos los territorios están a la misma profundidad y fuera del menú: su armazón solo cambia en el
título y la dirección. Pintarlo 1.156 veces costaba más que pintar los perfiles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.structure.pages import Page

PLANTILLA = "territorio.html"
MARCAS = {
    "titulo": "kit-marca-titulo",
    "direccion": "https://kit.marca/direccion",
    "cuerpo": "kit-marca-cuerpo",
}
_SANGRIA = re.compile(r"\s*\n\s*")  # el tema deja 2 kB de sangría; no hay <pre> en un perfil
_SOBRA = ' xmlns="http://www.w3.org/2000/svg"'  # en HTML no hace falta, y va en cada icono
_CORTE = re.compile("|".join(map(re.escape, MARCAS.values())))


class Armazon:
    """Parte en trozos la página del tema y los une con lo propio de cada territorio."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._trozos: list[str] = []
        self._huecos: list[str] = []

    def pintar(self, contexto: Mapping[str, Any], page: Page, cuerpo: str) -> Markup:
        """La página completa de `page`; el título ya viene escapado en su meta."""
        if not self._trozos:
            self._preparar(contexto, page)
        propio = {
            MARCAS["titulo"]: str(page.meta["title"]),
            MARCAS["direccion"]: page.canonical_url or "",
            MARCAS["cuerpo"]: cuerpo,
        }
        partes = [self._trozos[0]]
        for hueco, trozo in zip(self._huecos, self._trozos[1:], strict=True):
            partes += (propio[hueco], trozo)
        return Markup("".join(partes))  # noqa: S704 - los trozos son del tema

    def _preparar(self, contexto: Mapping[str, Any], page: Page) -> None:
        titulo, direccion = page.meta["title"], page.canonical_url
        page.meta["title"], page.canonical_url = MARCAS["titulo"], MARCAS["direccion"]
        try:
            html = self._env.get_template(PLANTILLA).render(
                {**contexto, "cuerpo": MARCAS["cuerpo"]}
            )
        finally:
            page.meta["title"], page.canonical_url = titulo, direccion
        html = _SANGRIA.sub("\n", html).replace(_SOBRA, "")
        self._huecos = _CORTE.findall(html)
        self._trozos = _CORTE.split(html)
