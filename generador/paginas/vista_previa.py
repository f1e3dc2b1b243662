"""`kit servir`: el sitio de unos territorios, que se rehace y se recarga al guardar un cambio.

Cambiar la plantilla de un perfil solo vuelve a pintar los perfiles; cambiar una guía, un estilo o
el tema rehace el sitio con los datos ya leídos; cambiar código o datos arranca la orden otra vez.
Lo que quede a medio escribir se dice, y se sigue mostrando lo anterior.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from generador import errores_ajenos, publicador
from generador.cubo import catalogo, integridad
from generador.disco.arbol import Arbol
from generador.errores import ErrorDelKit
from generador.lugares import paquetes_locales
from generador.paginas import cifras, entorno_jinja, mkdocs
from generador.paginas.construir import rehacer
from generador.paginas.sitio_armado import Armado
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO, TEMPORAL

VIGILADAS = (
    PLANTILLAS,
    SITIO,
    DATOS,
    GENERADOR,
    RAIZ / "plugin_qgis",
    RAIZ / "mkdocs.yml",
    publicador.ARCHIVO,
)
# Lo que Python deja al correr no es un cambio de nadie.
AJENOS = {"__pycache__", ".mypy_cache", ".ruff_cache"}


def servir(
    territorios: tuple[str, ...],
    puerto: int,
    locales: Sequence[Path] = (),
    *,
    con_practica: bool = False,
) -> None:
    """Construye, muestra y recarga hasta Ctrl+C; ErrorDelKit si el puerto está ocupado.

    `locales` son las rutas de los paquetes de veredas: cambiar uno rehace el sitio.
    """
    exigir_libre(puerto)
    direccion = f"http://127.0.0.1:{puerto}/"
    # Una carpeta por puerto: dos vistas previas no se pisan.
    vista = VistaPrevia(
        TEMPORAL / "vista_previa" / str(puerto),
        territorios,
        direccion,
        volver_a_empezar,
        locales,
        con_practica=con_practica,
    )
    vista.construir()
    cuales = ", ".join(territorios) or "todos los territorios"
    Console().print(f"{direccion} · {cuales} · Ctrl+C para terminar", highlight=False)
    mkdocs.servir(vista.carpeta, vista.al_cambiar, vista.vigiladas, puerto)


class VistaPrevia:
    """El sitio en `carpeta`, y qué rehacer según lo que cambió."""

    def __init__(
        self,
        carpeta: Path,
        territorios: tuple[str, ...],
        url: str,
        reiniciar: Callable[[], None],
        locales: Sequence[Path] = (),
        *,
        con_practica: bool = False,
    ) -> None:
        self.carpeta = carpeta
        self.territorios = territorios
        self.url = url
        self.reiniciar = reiniciar
        self.locales = tuple(ruta.resolve() for ruta in locales)
        self.con_practica = con_practica
        self._foto: dict[Path, int] = {}
        self._armado: Armado | None = None
        self._entero = False

    @property
    def vigiladas(self) -> tuple[Path, ...]:
        """Lo del kit y los paquetes que existan."""
        return (*VIGILADAS, *(ruta for ruta in self.locales if ruta.exists()))

    def construir(self) -> None:
        """Rehace el sitio entero, que reemplaza al anterior solo si termina bien."""
        self._foto = fotografiar(self.vigiladas)
        self._entero = False
        acervo = self._armado.acervo if self._armado else None
        cifras.olvidar()
        leidos = paquetes_locales.leer(self.locales, con_practica=self.con_practica)
        self._armado = rehacer(self.territorios, self.carpeta, self.url, acervo, leidos)
        self._entero = True

    def al_cambiar(self) -> None:
        """Rehace lo que pide lo que cambió; si no se puede, lo dice y deja lo que había."""
        antes, ahora = self._foto, fotografiar(self.vigiladas)
        cambiados = {r for r in antes.keys() | ahora.keys() if antes.get(r) != ahora.get(r)}
        self._foto = ahora
        if not cambiados:
            return
        try:
            self._rehacer(cambiados)
        except Exception as error:
            Console(stderr=True).print(
                f"[bold red]Sin rehacer:[/] {errores_ajenos.en_palabras(error)}", highlight=False
            )

    def _rehacer(self, cambiados: set[Path]) -> None:
        propios = {ruta for ruta in cambiados if not self._es_local(ruta)}
        if any(pide_reiniciar(ruta) for ruta in propios):
            exigir_que_arranque(propios)
            self.reiniciar()
            return
        entorno_jinja.olvidar()
        if self._armado and self._entero and all(es_de_perfil(ruta) for ruta in cambiados):
            self._armado.pintar_perfiles(Arbol(self.carpeta))
        else:
            self.construir()

    def _es_local(self, ruta: Path) -> bool:
        """Si es de un paquete de veredas."""
        return any(ruta.is_relative_to(local) for local in self.locales)


def fotografiar(carpetas: Iterable[Path] = VIGILADAS) -> dict[Path, int]:
    """Cada archivo vigilado con su fecha de cambio, en nanosegundos."""
    foto: dict[Path, int] = {}
    for ruta in (r for c in carpetas for r in ([c] if c.is_file() else c.rglob("*"))):
        with suppress(FileNotFoundError):  # el temporal de un editor puede irse en medio
            if ruta.is_file() and not AJENOS & set(ruta.parts):
                foto[ruta] = ruta.stat().st_mtime_ns
    return foto


def pide_reiniciar(ruta: Path) -> bool:
    """Si es código o dato que este proceso ya tiene cargado."""
    return not (ruta.is_relative_to(PLANTILLAS) or ruta.is_relative_to(SITIO))


def es_de_perfil(ruta: Path) -> bool:
    """Si solo la usan los perfiles: las demás plantillas salen también en páginas de MkDocs."""
    propias = {
        "municipio.html", "departamento.html", "nacion.html", "veredas_locales.html",
        "veredas_locales.css",
    }  # fmt: skip
    en_partes = ruta.parent == PLANTILLAS / "partes"
    return en_partes or (ruta.parent == PLANTILLAS and ruta.name in propias)


def exigir_que_arranque(cambiados: Iterable[Path]) -> None:
    """ErrorDelKit si el código guardado no se deja leer, o ErrorDeDatos si `datos/` está dañado.

    Reiniciar con eso apagaría el servidor.
    """
    for ruta in cambiados:
        if ruta.suffix == ".py" and ruta.is_file():
            try:
                compile(ruta.read_text("utf-8"), ruta.name, "exec")
            except (SyntaxError, ValueError) as causa:
                raise ErrorDelKit(
                    f"{ruta.relative_to(RAIZ)} está a medio escribir: {causa}"
                ) from causa
    if any(ruta.is_relative_to(DATOS) for ruta in cambiados):
        integridad.exigir(DATOS, catalogo.indicadores())


def exigir_libre(puerto: int) -> None:
    """ErrorDelKit si otro programa ya usa el puerto."""
    with socket.socket() as prueba:
        prueba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prueba.bind(("127.0.0.1", puerto))
        except OSError as causa:
            raise ErrorDelKit(
                f"el puerto {puerto} ya lo usa otro programa\n"
                f"  Qué hacer: use otro, con --puerto {puerto + 1}"
            ) from causa


def volver_a_empezar() -> None:
    """Reemplaza este proceso por otro igual, con el código y los datos de ahora."""
    orden = [sys.executable, "-m", "generador", *sys.argv[1:]]
    if sys.platform == "win32":  # allí reemplazar un proceso suelta la consola
        os._exit(subprocess.call(orden))  # noqa: S603 - la misma orden que se escribió
    os.execv(sys.executable, orden)  # noqa: S606
