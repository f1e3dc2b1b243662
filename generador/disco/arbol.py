"""Una carpeta que se arma al lado de la que va a reemplazar, sin reescribir lo que no cambió.

De una vez a otra cambian pocos de los miles de archivos de un sitio. El que quedó igual se enlaza
al de antes: crear otro le cuesta al disco diez veces más, y después hay que borrar el viejo.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG


@dataclass(frozen=True)
class Arbol:
    """La carpeta nueva; `anterior`, si la hay, es la que hoy está en su lugar."""

    carpeta: Path
    anterior: Path | None = None
    _hechas: set[Path] = field(default_factory=set, init=False, repr=False)

    def escribir(self, ruta: str, contenido: bytes) -> None:
        """Deja `ruta` con ese contenido y crea las carpetas que falten.

        Sin la cautela de un archivo suelto: la carpeta entera reemplaza a la anterior al final.
        """
        destino = self._destino(ruta)
        if self.anterior:
            if _enlazado(self.anterior / ruta, destino, contenido):
                return
            destino.unlink(missing_ok=True)  # si es un enlace, escribir ahí cambiaría el de antes
        destino.write_bytes(contenido)

    def enlazar(self, ruta: str, origen: Path) -> None:
        """Deja en `ruta` el archivo `origen`, sin leerlo; si el disco no admite enlaces, lo copia.

        `ruta` no debe existir todavía.
        """
        destino = self._destino(ruta)
        try:
            destino.hardlink_to(origen)
        except OSError:
            shutil.copyfile(origen, destino)

    def _destino(self, ruta: str) -> Path:
        destino = self.carpeta / ruta
        if destino.parent not in self._hechas:
            destino.parent.mkdir(parents=True, exist_ok=True)
            self._hechas.add(destino.parent)
        return destino


def _enlazado(antes: Path, destino: Path, contenido: bytes) -> bool:
    """Si `antes` ya tenía ese contenido y quedó también con el nombre `destino`."""
    try:
        estado = antes.lstat()
        if not S_ISREG(estado.st_mode) or estado.st_size != len(contenido):
            return False
        if antes.read_bytes() != contenido:
            return False
        destino.hardlink_to(antes)
    except OSError:
        return False  # no estaba, no se deja leer o el disco no admite enlaces: se escribe
    return True
