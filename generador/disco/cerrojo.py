"""Un solo proceso a la vez: un cerrojo del sistema, que se suelta si el proceso muere.

El archivo que lo sostiene no decide nada por existir: lo que cuenta es que un proceso vivo lo tenga
tomado. Por eso una construcción que se cayó no deja a nadie esperando.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generador.disco.archivo_propio import no_se_pudo
from generador.errores import ErrorDelKit

LARGO = 64
# Discos de red que no saben de cerrojos: se trabaja como si no lo hubiera.
SIN_CERROJOS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}

if sys.platform == "win32":
    import msvcrt

    LUGAR = 1 << 30  # lejos del texto: en Windows, lo tomado no lo puede leer otro proceso

    def _tomar(descriptor: int) -> None:
        os.lseek(descriptor, LUGAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _tomar(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def cerrojo(ruta: Path, ocupado: str) -> Iterator[None]:
    """Mantiene tomado el archivo `ruta` mientras dure el bloque; después lo quita.

    ErrorDelKit con la frase `ocupado` y el número del proceso si otro lo tiene, o si lo que hay en
    `ruta` no es un cerrojo.
    """
    descriptor = _abrir(ruta, ocupado)
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        if not re.fullmatch(rb"[0-9]*\n?", os.read(descriptor, LARGO)):
            raise ErrorDelKit(
                f"{ruta} no lo hizo el kit, y ahí va su cerrojo\n"
                "  Qué hacer: muévalo a otra carpeta, o elija otra carpeta de salida"
            )
    except BaseException:
        os.close(descriptor)
        raise
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        # Se borra antes de soltarlo, y quien lo esperaba comprueba que sea el mismo archivo.
        with suppress(OSError):
            ruta.unlink()
        os.close(descriptor)
        with suppress(OSError):  # en Windows no se borra lo que está abierto
            if sys.platform == "win32":
                ruta.unlink()


def _abrir(ruta: Path, ocupado: str) -> int:
    while True:
        # Sin seguir enlaces: apuntaría a un archivo de otro.
        try:
            ruta.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(ruta, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        except OSError as causa:
            raise no_se_pudo(ruta, causa) from causa
        try:
            _tomar(descriptor)
        except OSError as causa:
            if causa.errno in SIN_CERROJOS:
                return descriptor
            os.close(descriptor)
            raise ErrorDelKit(
                f"{ocupado}{_de_quien(ruta)}\n"
                "  Qué hacer: espere a que termine, o elija otra carpeta de salida"
            ) from causa
        if _es_la_misma(descriptor, ruta):
            return descriptor
        os.close(descriptor)  # quien la tenía la borró al soltarla: se toma la nueva


def _es_la_misma(descriptor: int, ruta: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), ruta.stat())
    except FileNotFoundError:
        return False


def _de_quien(ruta: Path) -> str:
    try:
        numero = ruta.read_text("utf-8").strip()
    except OSError:
        return ""
    return f" (proceso {numero})" if numero.isdigit() else ""
