"""Quién mira si algo cambió en el disco: una foto de fechas y tamaños, muchas veces por segundo.

Mirar las fechas sirve en cualquier disco (los avisos del sistema no llegan de una carpeta
compartida, ni de Windows a su Linux) y, leyendo cada carpeta de una vez, cuesta 6 ms.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

SONDEO = 0.15  # segundos entre una foto y la siguiente
# Lo que Python deja al correr no es un cambio de nadie.
AJENOS = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache"})
# Ni lo que un editor pone al lado mientras guarda (vim, Emacs, Kate, JetBrains, GNOME): cada uno
# rehacía el sitio entero o, junto a un .py, arrancaba la orden otra vez.
DE_EDITOR = re.compile(
    r"\..*|.*~|#.*#|4913|sed\w{6}|.*\.(?:tmp|bak|orig|rej|sw[a-p])[\d.]*|.*___jb_\w+___"
)

Foto = dict[str, tuple[int, int]]
"""Cada archivo con su fecha de cambio, en nanosegundos, y sus bytes."""


@dataclass(frozen=True)
class ArchivosCambiados:
    """Lo que se le dice a quien pidió avisos."""

    src_path: str
    is_directory: bool = False


class Avisado(Protocol):
    """Lo que el servidor entrega para que le avisen."""

    def on_any_event(self, event: ArchivosCambiados) -> None:
        """Algo cambió."""


def fotografiar(raices: Iterable[Path]) -> Foto:
    """Los archivos que hay en `raices`, que son carpetas o archivos."""
    foto: Foto = {}
    for raiz in raices:
        if raiz.is_dir():
            _carpeta(str(raiz), foto)
        else:
            with suppress(FileNotFoundError, NotADirectoryError):
                estado = raiz.stat()
                foto[str(raiz)] = estado.st_mtime_ns, estado.st_size
    return foto


def diferencias(antes: Foto, ahora: Foto) -> set[Path]:
    """Lo que se escribió, se creó o se borró."""
    return {Path(r) for r in antes.keys() | ahora.keys() if antes.get(r) != ahora.get(r)}


def _carpeta(carpeta: str, foto: Foto) -> None:
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(carpeta) as entradas:
        for entrada in entradas:
            if entrada.is_dir(follow_symlinks=False):
                if entrada.name not in AJENOS:
                    _carpeta(entrada.path, foto)
                continue
            if DE_EDITOR.fullmatch(entrada.name):
                continue
            with suppress(FileNotFoundError):  # el temporal de un editor puede irse en medio
                estado = entrada.stat()
                foto[entrada.path] = estado.st_mtime_ns, estado.st_size


@dataclass
class Vigia:
    """Avisa de cada cambio en `raices`; se usa como los observadores que el servidor conoce.

    `desde` es la foto de lo que ya se muestra: lo guardado después, antes de empezar, se avisa.
    """

    raices: Iterable[Path]
    desde: Foto | None = None
    _avisados: list[Avisado] = field(default_factory=list)
    _fin: threading.Event = field(default_factory=threading.Event)
    _hilo: threading.Thread | None = None

    def schedule(self, avisado: Avisado, path: str, *, recursive: bool = False) -> None:
        """Que se le avise; se mira siempre todo, con lo que haya adentro."""
        del path, recursive
        if not self._avisados:
            self._avisados.append(avisado)

    def start(self) -> None:
        """Empieza a mirar, en otro hilo."""
        # Aquí, y no en el hilo: lo que cambie desde ahora se nota.
        antes = fotografiar(self.raices) if self.desde is None else self.desde
        self._hilo = threading.Thread(target=self._mirar, args=(antes,), daemon=True)
        self._hilo.start()

    def stop(self) -> None:
        """Deja de mirar."""
        self._fin.set()

    def join(self) -> None:
        """Espera a que termine de mirar."""
        if self._hilo:
            self._hilo.join()

    def _mirar(self, antes: Foto) -> None:
        while not self._fin.wait(SONDEO):
            ahora = fotografiar(self.raices)
            if ahora != antes:
                antes = ahora
                for avisado in self._avisados:
                    avisado.on_any_event(ArchivosCambiados(""))
