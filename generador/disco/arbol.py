"""Una carpeta que se arma al lado de la que va a reemplazar, sin reescribir lo que no cambió.

De una vez a otra cambian pocos de los miles de archivos de un sitio. El que quedó igual se enlaza
al de antes: crear otro le cuesta al disco diez veces más, y después hay que borrar el viejo.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG


@dataclass(frozen=True)
class Arbol:
    """La carpeta nueva; `anterior`, si la hay, es la que hoy está en su lugar."""

    carpeta: Path
    anterior: Path | None = None
    _hechas: set[str] = field(default_factory=set, init=False, repr=False)

    def escribir(self, ruta: str, contenido: bytes) -> None:
        """Deja `ruta` con ese contenido y crea las carpetas que falten.

        Sin la cautela de un archivo suelto: la carpeta entera reemplaza a la anterior al final.
        """
        destino = Path(self._destino(ruta))
        if self.anterior:
            if _enlazado(self.anterior / ruta, destino, contenido):
                return
            destino.unlink(missing_ok=True)  # si es un enlace, escribir ahí cambiaría el de antes
        destino.write_bytes(contenido)

    def enlazar(self, ruta: str, origen: str) -> None:
        """Deja en `ruta` el archivo `origen`, sin leerlo; si el disco no admite enlaces, lo copia.

        `ruta` no debe existir todavía.
        """
        destino = self._destino(ruta)
        try:
            os.link(origen, destino)
        except OSError:
            shutil.copyfile(origen, destino)

    def _destino(self, ruta: str) -> str:
        """En texto: armar miles de `Path` cuesta más que enlazar los archivos."""
        carpeta = ruta.rpartition("/")[0]
        if carpeta not in self._hechas:
            (self.carpeta / carpeta).mkdir(parents=True, exist_ok=True)
            self._hechas.add(carpeta)
        return f"{self.carpeta}/{ruta}"


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
