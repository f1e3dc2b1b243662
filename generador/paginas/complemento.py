"""Complemento de MkDocs: agrega las páginas de territorio y publica sus datos."""

from __future__ import annotations

import html
import unicodedata
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generador.paginas import buscador, descargas, descriptor, figuras
from generador.paginas.acervo import Acervo, Territorio, reunir
from generador.paginas.territorios import Paginas

PLANTILLA = "territorio.html"


class ConfigKit(Config):
    """Opciones del complemento: `territorios` limita la construcción a unos códigos (para trabajar)."""

    territorios = config_options.ListOfItems(config_options.Type(str), default=[])


class ComplementoKit(BasePlugin[ConfigKit]):
    """Una página por territorio, sin pasar sus datos por Markdown."""

    acervo: Acervo
    paginas: Paginas

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lee los datos y deja a mano del resto de las páginas lo que sale de ellos."""
        self.acervo = reunir()
        self.paginas = Paginas(self.acervo, config.site_url or "")
        return config

    @property
    def codigos(self) -> tuple[str, ...]:
        """Territorios que se construyen: todos, o los pedidos con su departamento y la nación."""
        pedidos = self.config.territorios
        if not pedidos:
            return tuple(self.acervo.territorios)
        con_padres = {*pedidos, *(c[:2] for c in pedidos), "00"}
        return tuple(c for c in self.acervo.territorios if c in con_padres)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Agrega `territorio/<codigo>/index.md`, solo con lo que necesita el buscador."""
        for codigo in self.codigos:
            territorio = self.acervo.territorios[codigo]
            files.append(
                File.generated(
                    config, f"territorio/{codigo}/index.md", content=_pagina(territorio)
                )
            )
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Quita los saltos que dejan las etiquetas del tema: 2 kB menos por página."""
        env.trim_blocks = env.lstrip_blocks = True
        return env

    def on_page_context(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any
    ) -> dict[str, Any]:
        """Da el cuerpo ya pintado a las páginas de territorio."""
        if codigo := page.meta.get("territorio"):
            context["cuerpo"] = Markup(self.paginas.cuerpo(codigo))  # noqa: S704 - sale con escape
        elif especial := page.meta.get("especial"):
            context["cuerpo"] = Markup(self.paginas.especial(especial))  # noqa: S704 - ídem
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publica las descargas y las figuras compartidas."""
        publico = Path(config.site_dir)
        buscador.escribir(self.acervo, publico, self.codigos)
        figuras.escribir(self.acervo, publico)
        descargas.escribir(self.acervo, publico, self.codigos)
        descriptor.escribir(self.acervo, publico)


def _pagina(t: Territorio) -> str:
    """Front matter y una línea para el buscador: nombre sin tildes, código y departamento."""
    # El tema no escapa títulos y Markdown deja pasar HTML: aquí se escapa lo que viene de datos.
    titulo = html.escape(t.nombre)
    llano = unicodedata.normalize("NFKD", titulo).encode("ascii", "ignore").decode()
    donde = "" if t.nivel != "municipio" else f" {html.escape(t.nombre_departamento)}"
    return (
        f'---\ntitle: "{titulo}"\ntemplate: {PLANTILLA}\nterritorio: "{t.codigo}"\n'
        f"hide: [navigation, toc]\n---\n{llano} {t.codigo}{donde}\n"
    )
