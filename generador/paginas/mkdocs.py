"""El único módulo que conoce MkDocs: construye las guías y el marco donde se vierten los perfiles.

Cambiar de generador de sitios es reescribir este módulo, las guías y `mkdocs.yml`.
"""

from __future__ import annotations

import html
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from generador import publicador, texto_yaml
from generador.errores import ErrorDelKit
from generador.paginas import logo, politica, portada_de_guia, quien_publica
from generador.paginas.entorno_jinja import anotando, compiladas
from generador.paginas.guias_construidas import GuiasConstruidas
from generador.paginas.macros import Macros
from generador.paginas.marco import CUERPO, DATOS, DESCRIPCION, DIRECCION, TITULO
from generador.paginas.presentacion import Presentacion, primer_parrafo
from generador.paginas.recursos_juntados import HOJA_DEL_LOGO, juntado
from generador.paginas.secciones_de_las_guias import SeccionDeGuia, secciones
from generador.paginas.vigia import DE_EDITOR, Foto, Vigia

MAPA = "sitemap.xml"
# Qué se vierte (en una carpeta de ese nombre) y la sección del menú a la que pertenece.
MARCOS = {"territorio": "territorio", "indicador": "datos"}
CALMA = 0.05  # segundos sin otro cambio antes de rehacer: un editor puede guardar en dos pasos


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
        self.entradas: dict[str, list[dict[str, str]]] = {}
        self.pintadas: dict[str, set[str]] = {}
        self.aparte: dict[str, str] | None = None
        self.env: Environment
        self.files: Files
        self.nav: Navigation

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Agrega las páginas de los marcos, las últimas, y junta las hojas de estilo del kit.

        Lo que un editor deja al lado de una guía no se publica.
        """
        for archivo in list(files):
            if DE_EDITOR.fullmatch(Path(archivo.src_uri).name):
                files.remove(archivo)
        if ruta_del_logo := logo.archivo():
            nombre, contenido = logo.leer(ruta_del_logo)
            files.append(File.generated(config, f"recursos/{nombre}", content=contenido))
            if files.get_file_from_path(HOJA_DEL_LOGO) is None:
                raise ErrorDelKit("no está sitio/recursos/kit.css, que lleva el logo al pie")
        for archivo in (*files.css_files(), *files.javascript_files()):
            if archivo.src_dir == config.docs_dir:
                texto = juntado(Path(config.docs_dir), archivo.src_uri)
                if texto is not None:
                    archivo.content_string = texto
        for cual in MARCOS:
            archivo = File.generated(config, f"{cual}/marco/index.md", content="")
            PaginaDelMarco(archivo, config, cual)
            files.append(archivo)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Recuerda el menú y los archivos, para rehacer después unas páginas."""
        self.nav, self.files = nav, files
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Quita los saltos que dejan las etiquetas (2 kB por página) y guarda lo compilado."""
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = compiladas()
        self.env = env
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

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> None:
        """Exige que la portada se entienda, y deja que MkDocs lea la página."""
        if not isinstance(page, PaginaDelMarco):
            portada_de_guia.exigir_legible(page.file.src_uri, page.file.content_string)

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
            self.entradas[page.file.src_uri] = _entradas(page)
        if especial := page.meta.get("especial"):
            with anotando() as self.pintadas[page.file.src_uri]:
                cuerpo = self.pedido.especiales(especial)
            propio["cuerpo"] = Markup(cuerpo)  # noqa: S704 - con escape
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
        if isinstance(page, PaginaDelMarco):
            self.marcos[page.cual] = output
            return ""
        if self.aparte is None:
            return output
        self.aparte[page.file.dest_uri] = output
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
    try:
        config = load_config(str(archivo), site_dir=str(destino), **opciones)
    except ConfigurationError as causa:
        renglon = texto_yaml.renglon_de(causa.__context__ or causa)
        donde = f", cerca del renglón {renglon}" if renglon else ""
        raise ErrorDelKit(f"{archivo.name} no se entiende{donde}") from causa
    config.extra["publicacion"] = dicho = quien_publica.para_el_tema()
    config.site_author = html.escape(dicho["autor"])  # el tema no lo escapa
    return config


class TallerDeGuias:
    """MkDocs con todo leído: construye las guías y, después, rehace unas pocas sin las demás."""

    def __init__(self, config: MkDocsConfig, pedido: PedidoDeGuias) -> None:
        self._config = config
        self._kit = ComplementoKit()
        self._kit.pedido = pedido
        config.plugins["kit"] = self._kit

    def construir(self) -> GuiasConstruidas:
        """Escribe las guías en la carpeta de la configuración, menos el mapa, que devuelve.

        ErrorDelKit con lo que avisó MkDocs: un enlace roto es razón para no publicar.
        """
        with _sin_avisos():
            build(self._config)
        return GuiasConstruidas(
            direccion=self._config.site_url or "",
            marcos=self._kit.marcos,
            mapa=_apartar_mapa(Path(self._config.site_dir)),
            secciones=self.secciones(),
        )

    def secciones(self) -> tuple[SeccionDeGuia, ...]:
        """Lo que el buscador halla en las guías, en el orden del sitio."""
        return secciones(e for suyas in self._kit.entradas.values() for e in suyas)

    @property
    def escritas(self) -> list[str]:
        """Las guías, por su ruta en `sitio/`."""
        return [f.src_uri for f in self._kit.files.documentation_pages() if _es_guia(f)]

    def que_pintan(self, plantillas: Iterable[str]) -> list[str]:
        """Las guías cuyo cuerpo se pinta con alguna de esas plantillas."""
        buscadas = set(plantillas)
        return [guia for guia, suyas in self._kit.pintadas.items() if buscadas & suyas]

    def rehacer(self, guias: Iterable[str], *, leidas: bool = True) -> dict[str, str] | None:
        """{ruta publicada: HTML} de esas guías; None si el menú cambió y hay que rehacerlas todas.

        Con `leidas`, desde su Markdown; sin él, solo se vierten otra vez en el tema. Los marcos
        quedan al día. ErrorDelKit con lo que avisó MkDocs.
        """
        pedidas, kit, config = set(guias), self._kit, self._config
        documentos = kit.files.documentation_pages()
        paginas = [f.page for f in documentos if f.page and f.src_uri in pedidas]
        antes = [(p.title, p.meta.get("title")) for p in paginas]
        kit.aparte = {}
        kit.env.cache = {}  # las del tema pueden haber cambiado
        try:
            with _sin_avisos():
                for pagina in paginas if leidas else ():
                    _populate_page(pagina, config, kit.files)
                if [(p.title, p.meta.get("title")) for p in paginas] != antes:
                    return None
                marcos = [f.page for f in documentos if isinstance(f.page, PaginaDelMarco)]
                for pagina in (*paginas, *marcos):
                    _build_page(pagina, config, documentos, kit.nav, kit.env)
                for documento in documentos:
                    if documento.page:
                        documento.page.validate_anchor_links(
                            files=kit.files, log_level=config.validation.links.anchors
                        )
            return kit.aparte
        finally:
            kit.aparte = None

    @property
    def marcos(self) -> dict[str, str]:
        """Las páginas con marcas, como quedaron la última vez."""
        return self._kit.marcos


def _es_guia(archivo: File) -> bool:
    return not isinstance(archivo.page, PaginaDelMarco)


def _entradas(pagina: Page) -> list[dict[str, str]]:
    """Lo que el buscador halla en una página."""
    indice = SearchIndex(lang=["es"], indexing="full", prebuild_index=False)
    indice.add_entry_from_context(pagina)
    halladas: list[dict[str, str]] = json.loads(indice.generate_search_index())["docs"]
    return halladas


@contextmanager
def _sin_avisos() -> Iterator[None]:
    """ErrorDelKit con lo que MkDocs avise adentro."""
    avisos = _Avisos()
    registro = logging.getLogger("mkdocs")
    registro.addHandler(avisos)
    try:
        yield
    finally:
        registro.removeHandler(avisos)
    if avisos.textos:
        raise _no_se_publico(avisos)


def _apartar_mapa(carpeta: Path) -> str:
    mapa = carpeta / MAPA
    texto = mapa.read_text(encoding="utf-8")
    for ruta in (mapa, mapa.with_name(f"{MAPA}.gz")):
        ruta.unlink()
    return texto


def servir(
    carpeta: Path,
    al_cambiar: Callable[[], None],
    vigiladas: Sequence[Path],
    puerto: int,
    desde: Foto,
) -> None:
    """Muestra `carpeta` en 127.0.0.1 y recarga el navegador después de cada `al_cambiar`.

    `desde`: lo que había en `vigiladas` al hacer lo que se muestra.
    """
    # Dentro: construir no la usa, y cargarla cuesta.
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415

    servidor = LiveReloadServer(al_cambiar, "127.0.0.1", puerto, str(carpeta))
    servidor.build_delay = CALMA
    # El suyo mira los archivos en la quinta parte del tiempo de un núcleo, y tarda en verlos.
    servidor.observer = Vigia(vigiladas, desde)  # type: ignore[assignment]
    no_esta = carpeta / "404.html"
    servidor.error_handler = lambda _: no_esta.read_bytes() if no_esta.is_file() else None
    # Avisa en inglés de cada página que no está, y quien rehace lo tomaba por un aviso de MkDocs.
    logging.getLogger(LiveReloadServer.__module__).setLevel(logging.CRITICAL)
    # Tampoco es un error que el navegador se vaya antes de recibir la respuesta.
    servidor.handle_error = lambda *_: None  # type: ignore[method-assign]
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
