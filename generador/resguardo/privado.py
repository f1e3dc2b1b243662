"""Archivos que solo lee su dueño: carpeta del usuario, permisos 600 y escrituras enteras."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..metodos.errores import ErrorDeMetodo
from ..metodos.publicable.clave import carpeta_de_configuracion
from .errores import ErrorDeResguardo

SOLO_DEL_DUENO, CARPETA_DEL_DUENO = 0o600, 0o700
SUFIJO_DE_CERROJO = ".cerrojo"


def carpeta() -> Path:
    """La carpeta de configuración del usuario, exista o no."""
    return Path(carpeta_de_configuracion(sys.platform, os.environ, str(Path.home())))


def leer(ruta: Path, que_es: str) -> str | None:
    """El texto de un archivo privado; None si no existe. ErrorDeResguardo si no se puede leer."""
    try:
        return ruta.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        # Sin la causa: el error de decodificación repite los octetos leídos.
        raise ErrorDeResguardo(
            f"no se puede leer {que_es}",
            archivo=ruta,
            que_hacer="revise los permisos del archivo; el kit no lo cambia",
        ) from None


def preparar(ruta: Path, contenido: str, que_es: str) -> Path:
    """Deja el contenido, ya en el disco, en un archivo de al lado; devuelve cuál."""
    try:
        ruta.parent.mkdir(parents=True, exist_ok=True, mode=CARPETA_DEL_DUENO)
        # mkstemp lo crea ya con permisos 600.
        descriptor, temporal = tempfile.mkstemp(dir=ruta.parent, prefix=f".{ruta.name}.")
        with os.fdopen(descriptor, "wb") as salida:
            salida.write(contenido.encode("utf-8"))
            salida.flush()
            os.fsync(salida.fileno())
    except OSError as error:
        raise _no_se_escribe(ruta, que_es) from error
    return Path(temporal)


@contextmanager
def cerrojo(ruta: Path) -> Iterator[None]:
    """Un solo proceso a la vez sobre ese archivo; el sistema lo suelta si el proceso muere."""
    al_lado = ruta.with_name(ruta.name + SUFIJO_DE_CERROJO)
    try:
        ruta.parent.mkdir(parents=True, exist_ok=True, mode=CARPETA_DEL_DUENO)
        descriptor = os.open(al_lado, os.O_RDWR | os.O_CREAT, SOLO_DEL_DUENO)
    except OSError as error:
        raise _no_se_escribe(al_lado, "el cerrojo") from error
    try:
        _esperar(descriptor, al_lado)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def con_archivo(ruta: Path) -> Iterator[None]:
    """Dice en qué archivo está lo que el método no acepta."""
    try:
        yield
    except ErrorDeMetodo as error:
        raise ErrorDeResguardo(error.problema, archivo=ruta, que_hacer=error.que_hacer) from error


def _esperar(descriptor: int, ruta: Path) -> None:
    """El turno; Windows se cansa a los diez segundos y una unidad de red puede no tenerlos."""
    try:
        _bloquear(descriptor)
    except OSError as error:
        raise ErrorDeResguardo(
            "otro proceso está publicando con esta carpeta, o está en una unidad de red que no "
            "deja esperar el turno",
            archivo=ruta,
            que_hacer="repita cuando termine; si se repite, use una carpeta del equipo",
        ) from error


def _no_se_escribe(ruta: Path, que_es: str) -> ErrorDeResguardo:
    return ErrorDeResguardo(
        f"no se puede escribir {que_es}",
        archivo=ruta,
        que_hacer="revise los permisos y el espacio de la carpeta",
    )


if sys.platform == "win32":  # pragma: no cover - se prueba en Linux
    import msvcrt

    def _bloquear(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _bloquear(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
