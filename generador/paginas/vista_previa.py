"""`kit servir`: el sitio de unos territorios, que se rehace y se recarga al guardar un cambio.

Cambiar la plantilla de un perfil solo vuelve a pintar los perfiles; cambiar una guía, un estilo o
el tema rehace el sitio con los datos ya leídos; cambiar código o datos arranca la orden otra vez.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from generador.cubo import catalogo, integridad
from generador.disco import carpeta_propia
from generador.paginas import cifras, entorno_jinja
from generador.paginas.armado import Armado, armar
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO

VIGILADAS = (PLANTILLAS, SITIO, DATOS, GENERADOR, RAIZ / "plugin_qgis", RAIZ / "mkdocs.yml")
DEL_TEMA = PLANTILLAS / "tema"
# Lo que Python deja al correr no es un cambio de nadie.
AJENOS = {"__pycache__", ".mypy_cache", ".ruff_cache"}


class VistaPrevia:
    """El sitio en `carpeta`, y qué rehacer según lo que cambió."""

    def __init__(
        self,
        carpeta: Path,
        territorios: tuple[str, ...],
        url: str,
        reiniciar: Callable[[], None],
    ) -> None:
        self.carpeta = carpeta
        self.territorios = territorios
        self.url = url
        self.reiniciar = reiniciar
        self._foto: dict[Path, int] = {}
        self._armado: Armado | None = None

    def construir(self) -> None:
        """Arma el sitio desde cero; ErrorDeDatos si `datos/` está dañado."""
        self._foto = fotografiar()
        if self._armado is None:
            integridad.exigir(DATOS, catalogo.indicadores())
        carpeta_propia.exigir_reemplazable(self.carpeta, VIGILADAS)
        carpeta_propia.quitar(self.carpeta)
        self.carpeta.mkdir(parents=True)
        carpeta_propia.marcar(self.carpeta)
        acervo = self._armado.acervo if self._armado else None
        cifras.olvidar()
        self._armado = armar(self.carpeta, self.territorios, self.url, acervo)

    def al_cambiar(self) -> None:
        """Rehace lo que pide lo que cambió desde la última vez."""
        antes, ahora = self._foto, fotografiar()
        cambiados = {r for r in antes.keys() | ahora.keys() if antes.get(r) != ahora.get(r)}
        self._foto = ahora
        if not cambiados:
            return
        if any(pide_reiniciar(ruta) for ruta in cambiados):
            self.reiniciar()
            return
        entorno_jinja.olvidar()
        if self._armado and all(es_de_perfil(ruta) for ruta in cambiados):
            self._armado.pintar_perfiles(self.carpeta)
        else:
            self.construir()


def fotografiar(carpetas: Iterable[Path] = VIGILADAS) -> dict[Path, int]:
    """Cada archivo vigilado con su fecha de cambio, en nanosegundos."""
    rutas = (r for c in carpetas for r in ([c] if c.is_file() else c.rglob("*")))
    return {r: r.stat().st_mtime_ns for r in rutas if r.is_file() and not AJENOS & set(r.parts)}


def pide_reiniciar(ruta: Path) -> bool:
    """Si es código o dato que este proceso ya tiene cargado."""
    return not (ruta.is_relative_to(PLANTILLAS) or ruta.is_relative_to(SITIO))


def es_de_perfil(ruta: Path) -> bool:
    """Si solo la usan los perfiles: las demás plantillas salen también en páginas de MkDocs."""
    propias = {"municipio.html", "departamento.html", "nacion.html"}
    en_partes = ruta.parent == PLANTILLAS / "partes"
    return en_partes or (ruta.parent == PLANTILLAS and ruta.name in propias)


def volver_a_empezar() -> None:
    """Reemplaza este proceso por otro igual, con el código y los datos de ahora."""
    os.execv(sys.executable, [sys.executable, "-m", "generador", *sys.argv[1:]])  # noqa: S606
