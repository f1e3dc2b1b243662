"""Complemento de MkDocs: agrega las páginas de territorio y publica sus datos."""

from __future__ import annotations

import html
import unicodedata
from functools import partial
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from generador.complemento_qgis.empaquetar import empaquetar
from generador.paginas import cifras, herramientas, portada_y_listas
from generador.paginas.datos_del_sitio import Acervo, Territorio, reunir
from generador.paginas.entorno_jinja import compiladas
from generador.paginas.guias import cuadernillo
from generador.paginas.marco import Armazon
from generador.paginas.publicacion import (
    buscador,
    descargas,
    figuras,
    indice_de_busqueda,
    paquete_frictionless,
    sobrantes_del_tema,
)
from generador.paginas.territorios.cuerpos import Paginas


class ConfigKit(Config):  # type: ignore[no-untyped-call]
    """Opciones: `territorios` limita la construcción a unos códigos (para trabajar)."""

    territorios = config_options.ListOfItems(config_options.Type(str), default=[])


class PaginaDeTerritorio(Page):
    """Página sin Markdown: su contenido es solo la línea que necesita el buscador."""

    def __init__(self, territorio: Territorio, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.territorio = territorio

    def read_source(self, config: MkDocsConfig) -> None:
        """Título escapado (el tema no lo hace) y línea de búsqueda: nombre sin tildes y código."""
        t = self.territorio
        donde = f" {t.nombre_departamento}" if t.nivel == "municipio" else ""
        llano = unicodedata.normalize("NFKD", t.nombre).encode("ascii", "ignore").decode()
        self.markdown = html.escape(f"{llano} {t.codigo}{donde}")
        self.meta = {
            "title": html.escape(t.nombre),
            "template": "perfil.html",
            "hide": ["navigation", "toc"],
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """El texto es plano: no hay nada que convertir."""
        self.content = f"<p>{self.markdown}</p>"
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


class ComplementoKit(BasePlugin[ConfigKit]):  # type: ignore[no-untyped-call]
    """Una página por territorio, sin pasar sus datos por Markdown."""

    acervo: Acervo
    paginas: Paginas
    armazon: Armazon

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
        """Agrega `territorio/<codigo>/index.html` por cada territorio."""
        for codigo in self.codigos:
            file = File.generated(config, f"territorio/{codigo}/index.md", content="")
            PaginaDeTerritorio(self.acervo.territorios[codigo], file, config)
            files.append(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Quita los saltos que dejan las etiquetas (2 kB por página) y guarda lo compilado."""
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = compiladas()
        self.armazon = Armazon(env)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Da el cuerpo ya pintado a las páginas que se arman con datos."""
        propio = cast("dict[str, Any]", context)
        if isinstance(page, PaginaDeTerritorio):
            propio["cuerpo"] = self.paginas.cuerpo(page.territorio.codigo)
            propio["armazon"] = partial(self.armazon.pintar, propio, page)
        elif especial := page.meta.get("especial"):
            pintar = portada_y_listas.CUERPOS[especial]
            propio["cuerpo"] = Markup(pintar(self.paginas.comun))  # noqa: S704 - con escape
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publica las descargas, las figuras compartidas y el complemento de QGIS."""
        publico = Path(config.site_dir)
        sobrantes_del_tema.quitar(publico)
        indice_de_busqueda.recortar(publico)
        buscador.escribir(self.acervo, publico, self.codigos)
        figuras.escribir(self.acervo, publico)
        herramientas.escribir(self.acervo, publico)
        empaquetar(publico, config.site_url or "")
        cuadernillo.escribir(self.acervo, publico)
        cifras.olvidar()  # las descargas salen del cubo: libera 40 MB antes de armarlas
        descargas.escribir(self.acervo, publico, self.codigos)
        paquete_frictionless.escribir(self.acervo, publico)
