"""Corre `kit` con un disco que falla: `python -m …disco.guion FALLA EN CARPETA VISTAS ORDEN…`.

`FALLA` es `lleno` (la operación número EN que agrega algo dentro de CARPETA dice que no hay
espacio), `tope` (ningún archivo pasa de EN octetos), `interrumpida` (Ctrl+C en la operación EN) o
`ninguna`. En todas, al terminar escribe en el archivo VISTAS cuántas operaciones vio.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from pathlib import Path

AGREGAN = {"open", "os.mkdir", "os.rename", "os.link", "os.symlink"}
QUITAN = {"os.remove", "os.rmdir"}
ESCRIBE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Vigia:
    """Cuenta lo que se le hace a una carpeta y, en el momento pedido, falla."""

    def __init__(self, falla: str, en: int, carpeta: str) -> None:
        self.falla, self.en, self.carpeta = falla, en, carpeta
        self.vistas = 0

    def __call__(self, suceso: str, argumentos: tuple[object, ...]) -> None:
        """Lo llama Python antes de cada operación con archivos."""
        cuentan = AGREGAN if self.falla == "lleno" else AGREGAN | QUITAN
        if suceso not in cuentan or not self._es_de_la_carpeta(suceso, argumentos):
            return
        self.vistas += 1
        if self.vistas != self.en:
            return
        if self.falla == "lleno":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(argumentos[0]))
        if self.falla == "interrumpida":
            os.kill(os.getpid(), signal.SIGINT)

    def _es_de_la_carpeta(self, suceso: str, argumentos: tuple[object, ...]) -> bool:
        if suceso == "open" and not (isinstance(argumentos[2], int) and argumentos[2] & ESCRIBE):
            return False
        rutas = [a for a in argumentos[:2] if isinstance(a, str | bytes | os.PathLike)]
        return any(os.fsdecode(ruta).startswith(self.carpeta) for ruta in rutas)


def main() -> None:
    """Pone la falla y corre la orden."""
    falla, en, carpeta, vistas = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    from generador.ordenes.kit import principal

    vigia = Vigia(falla, en, carpeta)
    if falla == "tope":
        resource.setrlimit(resource.RLIMIT_FSIZE, (en, en))
    else:
        sys.addaudithook(vigia)
    try:
        principal(sys.argv[5:])
    finally:
        Path(vistas).write_text(str(vigia.vistas), "utf-8")


if __name__ == "__main__":
    main()
