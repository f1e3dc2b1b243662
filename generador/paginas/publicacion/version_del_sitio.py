"""La versión del sitio, la que lleva escrita cada página: dice si lo guardado es de hoy.

Es la huella de todo lo que decide la construcción (ver `guias_guardadas`): no hay que leer lo
publicado para saberla.
"""

from __future__ import annotations

from generador.disco.arbol import Arbol

RUTA = "version.txt"


def escribir(version: str, publico: Arbol) -> None:
    """Deja `version.txt`; sin versión, vacío: el navegador no guarda nada."""
    publico.escribir(RUTA, f"{version}\n".encode())
