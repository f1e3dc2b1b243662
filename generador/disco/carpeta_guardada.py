"""Archivos que se publican tal cual cada vez: se hacen una, se guardan por huella y se enlazan.

Escribir otra vez 150 MB que no cambiaron le cuesta al disco y al procesador más que todo lo demás.
Un índice dice cuánto medía y de cuándo era cada archivo: si alguno no es el que se dejó, la carpeta
no sirve y se rehace. Borrarla nunca cambia un resultado.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from generador.disco.arbol import Arbol
from generador.errores import ErrorDelKit

INDICE = ".indice.json"
VERSIONES = 2
"""Cuántas huellas se conservan: la de ahora, y otra para quien va y vuelve entre dos ramas."""
EN_USO = 120.0
"""Segundos desde que se abrió antes de borrar una: otra construcción puede estar enlazándola."""

Sello = list[int]  # bytes y fecha en nanosegundos


@dataclass(frozen=True)
class Guardada:
    """Una carpeta ya hecha: dónde está y el sello de cada archivo, por su ruta en el sitio."""

    carpeta: Path
    sellos: dict[str, Sello]

    def sirve(self, rutas: Iterable[str]) -> bool:
        """Si esos archivos siguen siendo los que se dejaron."""
        try:
            return all(self.sellos[ruta] == _sello(f"{self.carpeta}/{ruta}") for ruta in rutas)
        except (OSError, KeyError):
            return False

    def enlazar(self, publico: Arbol, rutas: Iterable[str]) -> None:
        """Deja en `publico` cada archivo; ErrorDelKit si otra construcción los borró mientras."""
        try:
            for ruta in rutas:
                publico.enlazar(ruta, f"{self.carpeta}/{ruta}")
        except FileNotFoundError as causa:
            raise ErrorDelKit(
                f"otra construcción borró lo guardado en {self.carpeta}\n"
                "  Qué hacer: vuelva a correr la orden"
            ) from causa


def abrir(carpeta: Path) -> Guardada | None:
    """La de `carpeta`, o None si no está entera; desde ya cuenta como en uso."""
    with suppress(OSError):
        os.utime(carpeta)
    try:
        return Guardada(carpeta, dict(orjson.loads((carpeta / INDICE).read_bytes())))
    except (OSError, ValueError, TypeError):
        return None


def hacer(carpeta: Path, escribir: Callable[[Arbol], None]) -> Guardada | None:
    """Lo que `escribir` deje, en `carpeta`; None si ahí no se puede guardar.

    Se arma aparte y se pone en su lugar al final: a medio hacer no la ve nadie.
    """
    try:
        carpeta.parent.mkdir(parents=True, exist_ok=True)
        provisional = Path(tempfile.mkdtemp(prefix=".nueva-", dir=carpeta.parent))
    except OSError:
        return None  # sin permiso se construye igual: solo se vuelve a hacer
    try:
        escribir(Arbol(provisional))
        archivos = [ruta for ruta in provisional.rglob("*") if ruta.is_file()]
        sellos = {ruta.relative_to(provisional).as_posix(): _sello(ruta) for ruta in archivos}
        (provisional / INDICE).write_bytes(orjson.dumps(sellos))
        hecha = _poner(provisional, carpeta, sellos)
        _quitar_viejas(carpeta)
    except OSError:
        return None  # sin espacio, también
    finally:
        shutil.rmtree(provisional, ignore_errors=True)
    return hecha


def _poner(provisional: Path, carpeta: Path, sellos: dict[str, Sello]) -> Guardada:
    """La nueva en su lugar; si otra construcción puso antes la suya y sirve, esa."""
    if (puesta := abrir(carpeta)) and puesta.sirve(sellos):
        return puesta
    shutil.rmtree(carpeta, ignore_errors=True)
    provisional.rename(carpeta)
    return Guardada(carpeta, sellos)


def _sello(ruta: Path | str) -> Sello:
    estado = os.stat(ruta)  # noqa: PTH116 - en texto: son miles, y armar cada `Path` cuesta más
    return [estado.st_size, estado.st_mtime_ns]


def _quitar_viejas(carpeta: Path) -> None:
    otras = [c for c in carpeta.parent.iterdir() if c != carpeta and not c.name.startswith(".")]
    with suppress(OSError):
        otras.sort(key=lambda c: c.stat().st_mtime_ns, reverse=True)
        for otra in otras[VERSIONES - 1 :]:
            if time.time() - otra.stat().st_mtime > EN_USO:
                shutil.rmtree(otra, ignore_errors=True)
