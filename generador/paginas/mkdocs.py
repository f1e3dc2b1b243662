"""El único módulo que conoce MkDocs: construye las guías y el marco donde se vierten los perfiles.

Cambiar de generador de sitios es reescribir este módulo, las guías y `mkdocs.yml`.
"""

from __future__ import annotations

import html
import json
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from generador import publicador
from generador.errores import ErrorDelKit
from generador.paginas import guion_del_obrero, guiones_unidos, logo, politica, quien_publica
from generador.paginas.entorno_jinja import compiladas
from generador.paginas.guias_construidas import GuiasConstruidas
from generador.paginas.hojas_de_estilo import PARTES, unida
from generador.paginas.macros import Macros
from generador.paginas.marco import CUERPO, DATOS, DESCRIPCION, DIRECCION, TITULO
from generador.paginas.presentacion import Presentacion, primer_parrafo
from generador.paginas.secciones_de_las_guias import secciones

MAPA = "sitemap.xml"
# Qué se vierte (en una carpeta de ese nombre) y la sección del menú a la que pertenece.
MARCOS = {"territorio": "territorio", "indicador": "datos"}
SONDEO = 0.2  # segundos entre miradas a los archivos


@dataclass(frozen=True)
class PedidoDeGuias:
    """Lo que el sitio da a MkDocs.

    `macros` llena las guías; `especiales` pinta el cuerpo de cada página escrita que se arma con
    datos; `conjunto` da los datos enlazados de la que ofrece el conjunto entero, con su título y su
    descripción.
    """

    macros: Macros
    especiales: Callable[[str], str]
    conjunto: Callable[[Presentacion], str]


class ComplementoKit(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Pone los marcos entre las páginas, los aparta ya pintados y da su cuerpo a las de datos.

    También junta las partes de cada hoja de estilo y de cada guion partido.
    """

    pedido: PedidoDeGuias

    def __init__(self) -> None:
        super().__init__()
        self.marcos: dict[str, str] = {}
        self.indice = SearchIndex(lang=["es"], indexing="full", prebuild_index=False)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Agrega las páginas de los marcos, las últimas, y junta las hojas de estilo del kit."""
        for hoja in files.css_files():
            if hoja.src_dir == config.docs_dir and not hoja.src_uri.startswith(PARTES):
                hoja.content_string = unida(Path(config.docs_dir, hoja.src_uri))
        if ruta_del_logo := logo.archivo():
            self._con_logo(ruta_del_logo, files, config)
        for guion in files.javascript_files():
            ruta = Path(config.docs_dir, guion.src_uri)
            if guion.src_uri == guion_del_obrero.LISTA:
                guion.content_string = guion_del_obrero.texto(ruta)
            elif guion.src_dir == config.docs_dir and guiones_unidos.junta(guion.content_string):
                guion.content_string = guiones_unidos.unido(ruta)
        for cual in MARCOS:
            archivo = File.generated(config, f"{cual}/marco/index.md", content="")
            PaginaDelMarco(archivo, config, cual)
            files.append(archivo)
        return files

    def _con_logo(self, ruta: Path, files: Files, config: MkDocsConfig) -> None:
        """Publica el logo junto a la hoja del kit, que lo pone al pie."""
        nombre, contenido = logo.leer(ruta)
        files.append(File.generated(config, f"recursos/{nombre}", content=contenido))
        hoja = files.get_file_from_path("recursos/kit.css")
        if hoja is None:
            raise ErrorDelKit("no está sitio/recursos/kit.css, que lleva el logo al pie")
        hoja.content_string += logo.en_la_hoja(nombre)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Quita los saltos que dejan las etiquetas (2 kB por página) y guarda lo compilado."""
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = compiladas()
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """El mapa del sitio, sin los marcos: lo que se vierte en ellos se le agrega después."""
        if template_name == MAPA:
            context["pages"] = [
                f for f in context["pages"] if not isinstance(f.page, PaginaDelMarco)
            ]
        return context

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """La de la 404, que no es una página escrita."""
        return (
            politica.protegida(output_content)
            if template_name.endswith(".html")
            else output_content
        )

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Llena las macros de las guías que las piden en su portada; la fecha no es la de hoy."""
        if dia := publicador.actualizado():
            page.update_date = dia.isoformat()
        if not page.meta.get("render_macros"):
            return markdown
        return self.pedido.macros.llenar(page.file.src_uri, markdown, page.url)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Da el cuerpo ya pintado a las páginas que se arman con datos; anota las de guías."""
        propio = cast("dict[str, Any]", context)
        if isinstance(page, PaginaDelMarco):
            page.canonical_url = DIRECCION if config.site_url else None
            propio["cuerpo"] = CUERPO
            return context
        if not page.meta.get("search", {}).get("exclude"):
            self.indice.add_entry_from_context(page)
        if especial := page.meta.get("especial"):
            propio["cuerpo"] = Markup(self.pedido.especiales(especial))  # noqa: S704 - con escape
        propia = primer_parrafo(propio.get("cuerpo") or page.content or "")
        if propia:
            page.meta.setdefault("description", html.escape(propia))  # el tema no la escapa
        if page.meta.get("conjunto"):
            dicha = Presentacion(str(page.title), propia)
            page.meta["datos_enlazados"] = self.pedido.conjunto(dicha)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Pone la política de la página y aparta el marco, que no se publica."""
        output = politica.protegida(output)
        if not isinstance(page, PaginaDelMarco):
            return output
        self.marcos[page.cual] = output
        return ""


class PaginaDelMarco(Page):
    """Página sin Markdown, con las marcas del marco; el buscador no la guarda."""

    def __init__(self, file: File, config: MkDocsConfig, cual: str) -> None:
        super().__init__(None, file, config)
        self.cual = cual

    def read_source(self, config: MkDocsConfig) -> None:
        """No hay texto escrito: solo lo que pide la plantilla."""
        self.markdown = ""
        self.meta = {
            "title": TITULO,
            "description": DESCRIPCION,
            "datos_enlazados": DATOS,
            "con_imagen": self.cual == "territorio",
            "template": f"{self.cual}.html",
            "seccion": MARCOS[self.cual],
            "hide": ["navigation", "toc"],
            "search": {"exclude": True},
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """No hay nada que convertir."""
        self.content = ""
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


def leer_configuracion(archivo: Path, destino: Path, url: str | None) -> MkDocsConfig:
    """La configuración de `archivo`; con `url`, la dirección pública es esa."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    opciones = {"site_url": url} if url else {}
    config = load_config(str(archivo), site_dir=str(destino), **opciones)
    config.extra["publicacion"] = dicho = quien_publica.para_el_tema()
    config.site_author = html.escape(dicho["autor"])  # el tema no lo escapa
    return config


def construir_guias(config: MkDocsConfig, pedido: PedidoDeGuias) -> GuiasConstruidas:
    """Escribe las guías en la carpeta de `config`, menos el mapa del sitio, que devuelve.

    ErrorDelKit con lo que avisó MkDocs: un enlace roto es razón para no publicar.
    """
    complemento = ComplementoKit()
    complemento.pedido = pedido
    config.plugins["kit"] = complemento
    avisos = _Avisos()
    registro = logging.getLogger("mkdocs")
    registro.addHandler(avisos)
    try:
        build(config)
    finally:
        registro.removeHandler(avisos)
    if avisos.textos:
        raise _no_se_publico(avisos)
    entradas = json.loads(complemento.indice.generate_search_index())["docs"]
    return GuiasConstruidas(
        direccion=config.site_url or "",
        marcos=complemento.marcos,
        mapa=_apartar_mapa(Path(config.site_dir)),
        secciones=secciones(entradas),
    )


def _apartar_mapa(carpeta: Path) -> str:
    mapa = carpeta / MAPA
    texto = mapa.read_text(encoding="utf-8")
    for ruta in (mapa, mapa.with_name(f"{MAPA}.gz")):
        ruta.unlink()
    return texto


def servir(
    carpeta: Path, al_cambiar: Callable[[], None], vigiladas: Sequence[Path], puerto: int
) -> None:
    """Muestra `carpeta` en 127.0.0.1 y recarga el navegador después de cada `al_cambiar`."""
    # Dentro: construir no la usa, y cargarla cuesta.
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415

    servidor = LiveReloadServer(
        al_cambiar, "127.0.0.1", puerto, str(carpeta), polling_interval=SONDEO
    )
    for ruta in vigiladas:
        servidor.watch(str(ruta))
    try:
        servidor.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        return
    finally:
        servidor.shutdown()


def _no_se_publico(avisos: _Avisos) -> ErrorDelKit:
    return ErrorDelKit("el sitio no se publicó; MkDocs avisó:\n  " + "\n  ".join(avisos.textos))


class _Avisos(logging.Handler):
    """Junta los avisos de MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.textos: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.textos.append(record.getMessage())
