"""`kit servir`: el sitio de unos territorios, que se rehace y se recarga al guardar un cambio.

Se rehace lo que depende de lo que cambió, con los datos, MkDocs y las plantillas ya cargados (ver
`cambios`); lo que no se sabe de quién es rehace el sitio entero, y el código o los datos arrancan
la orden otra vez. Lo que quede a medio escribir se dice, y se sigue mostrando lo anterior.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from generador import publicador
from generador.cubo import catalogo, integridad
from generador.errores import ErrorDelKit
from generador.lugares import paquetes_locales
from generador.paginas import (
    cifras,
    entorno_jinja,
    errores_de_plantilla,
    mkdocs,
    plan_de_cambios,
    vigia,
)
from generador.paginas.construir import rehacer
from generador.paginas.guias_guardadas import CONFIGURACION
from generador.paginas.guias_vivas import GuiasVivas
from generador.paginas.plan_de_cambios import ArbolVivo
from generador.paginas.sitio_armado import Armado
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO, TEMPORAL

OTRA_VEZ = "KIT_SERVIR_OTRA_VEZ"
"""La variable con que se sabe que la orden la arrancó un cambio, y no una persona."""
LO_QUE_CARGA = ("generador.ordenes.kit", "generador.paginas.vista_previa")
_PASO = re.compile(r'^  File "([^"]+)", line (\d+)', re.M)
VIGILADAS = (
    PLANTILLAS,
    SITIO,
    DATOS,
    GENERADOR,
    RAIZ / "plugin_qgis",
    CONFIGURACION,
    publicador.ARCHIVO,
)


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
    vista.empezar(otra_vez=os.environ.pop(OTRA_VEZ, "") != "")
    cuales = ", ".join(territorios) or "todos los territorios"
    Console().print(f"{direccion} · {cuales} · Ctrl+C para terminar", highlight=False)
    mkdocs.servir(vista.carpeta, vista.al_cambiar, vista.vigiladas, puerto, vista.foto)


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
        self.foto: vigia.Foto = {}
        self._sin_mostrar: set[Path] = set()
        self._armado: Armado | None = None
        self._guias = GuiasVivas(CONFIGURACION)
        self._entero = False

    @property
    def vigiladas(self) -> tuple[Path, ...]:
        """Lo del kit y los paquetes que existan."""
        return (*VIGILADAS, *(ruta for ruta in self.locales if ruta.exists()))

    def empezar(self, *, otra_vez: bool = False) -> None:
        """Lo primero que se muestra.

        `otra_vez` es que un cambio la arrancó de nuevo: si no se puede construir, lo dice y sigue
        con lo que mostraba, a la espera de que se arregle.
        """
        if not (otra_vez and self.carpeta.is_dir()):
            self.construir()
            return
        try:
            self.construir()
        except Exception as error:
            _avisar(error)

    def construir(self) -> None:
        """Rehace el sitio entero, que reemplaza al anterior solo si termina bien."""
        self.foto = vigia.fotografiar(self.vigiladas)
        self._entero = False
        acervo = self._armado.acervo if self._armado else None
        cifras.olvidar()
        leidos = paquetes_locales.leer(self.locales, con_practica=self.con_practica)
        self._armado = rehacer(
            self.territorios, self.carpeta, self.url, acervo, leidos, guias_vivas=self._guias
        )
        self._entero = True

    def al_cambiar(self) -> None:
        """Rehace lo que pide lo que cambió; si no se puede, lo dice y deja lo que había."""
        antes, ahora = self.foto, vigia.fotografiar(self.vigiladas)
        self.foto = ahora
        if not (distintos := vigia.diferencias(antes, ahora)):
            return
        try:
            # Lo que aparece o se va puede cambiar el menú y lo que hay para enlazar.
            self._rehacer(distintos, los_mismos=antes.keys() == ahora.keys())
            self._sin_mostrar.clear()
        except Exception as error:
            self._sin_mostrar |= distintos
            _avisar(error, self._sin_mostrar)

    def _rehacer(self, distintos: set[Path], *, los_mismos: bool) -> None:
        propios = {ruta for ruta in distintos if not self._es_local(ruta)}
        if any(pide_reiniciar(ruta) for ruta in propios):
            exigir_que_arranque(propios)
            self.reiniciar()
            return
        entorno_jinja.olvidar()
        armado = self._armado if self._entero and los_mismos and propios == distintos else None
        self._entero = False  # si falla a medias, la próxima se rehace todo
        plan = plan_de_cambios.planear(propios) if armado else None
        if armado and plan:
            arbol = ArbolVivo(self.carpeta, acomodo=armado.acomodo)
            if hecho := plan_de_cambios.aplicar(plan, self._guias, armado, arbol):
                self._armado, self._entero = hecho, True
                return
        self.construir()

    def _es_local(self, ruta: Path) -> bool:
        """Si es de un paquete de veredas."""
        return any(ruta.is_relative_to(local) for local in self.locales)


def pide_reiniciar(ruta: Path) -> bool:
    """Si es código o dato que este proceso ya tiene cargado."""
    return not (ruta.is_relative_to(PLANTILLAS) or ruta.is_relative_to(SITIO))


def exigir_que_arranque(cambiados: Iterable[Path]) -> None:
    """ErrorDelKit si el código guardado no se deja leer, o ErrorDeDatos si `datos/` está dañado.

    Reiniciar con eso apagaría el servidor.
    """
    codigo = [ruta for ruta in cambiados if ruta.suffix == ".py"]
    for ruta in codigo:
        if ruta.is_file():
            try:
                compile(ruta.read_text("utf-8"), ruta.name, "exec")
            except (SyntaxError, ValueError) as causa:
                raise ErrorDelKit(
                    f"{ruta.relative_to(RAIZ)} está a medio escribir: {causa}"
                ) from causa
    if any(ruta.is_relative_to(GENERADOR) for ruta in codigo):
        _exigir_que_cargue()
    if any(ruta.is_relative_to(DATOS) for ruta in cambiados):
        integridad.exigir(DATOS, catalogo.indicadores())


def _exigir_que_cargue() -> None:
    """ErrorDelKit si Python no carga la orden: un nombre que no está, un import que falta."""
    orden = [sys.executable, "-c", f"import {', '.join(LO_QUE_CARGA)}"]
    hecho = subprocess.run(  # noqa: S603 - el mismo Python que corre esto
        orden, cwd=RAIZ, capture_output=True, text=True, check=False
    )
    if hecho.returncode:
        propios = [p for p in _PASO.findall(hecho.stderr) if Path(p[0]).is_relative_to(RAIZ)]
        archivo, renglon = propios[-1] if propios else ("el código", "?")
        donde = Path(archivo).relative_to(RAIZ) if propios else archivo
        dicho = (hecho.stderr.strip().splitlines() or [""])[-1]
        raise ErrorDelKit(f"{donde}, renglón {renglon}: Python no lo carga ({dicho})")


def _avisar(error: Exception, cambiados: Iterable[Path] = ()) -> None:
    """Dice por qué se sigue viendo lo anterior y, si el error no dice dónde, qué se ha guardado."""
    cuales = ", ".join(sorted(_corta(ruta) for ruta in cambiados))
    consola = Console(stderr=True)
    consola.print(
        f"[bold red]Sin rehacer:[/] {escape(errores_de_plantilla.en_palabras(error))}",
        highlight=False,
        soft_wrap=True,
    )
    if cuales:
        consola.print(f"  Sin mostrar todavía: {escape(cuales)}", highlight=False)


def _corta(ruta: Path) -> str:
    return ruta.relative_to(RAIZ).as_posix() if ruta.is_relative_to(RAIZ) else ruta.name


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
    os.environ[OTRA_VEZ] = "1"
    orden = [sys.executable, "-m", "generador", *sys.argv[1:]]
    if sys.platform == "win32":  # allí reemplazar un proceso suelta la consola
        os._exit(subprocess.call(orden))  # noqa: S603 - la misma orden que se escribió
    os.execv(sys.executable, orden)  # noqa: S606
