"""Las fichas ya impresas, en `.tmp/`: se rehace solo la que cambió.

Cada una se reconoce por la huella de lo que dice, de las plantillas, de las letras y de quien
imprime. Borrarlas nunca cambia un resultado.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from generador.disco import cache as en_disco
from generador.fichas import imprenta, letras_de_la_ficha
from generador.rutas import TEMPORAL

CARPETA = TEMPORAL / "fichas"
IMPRESORES = ("typst", "pikepdf", "pillow")


def ruta(codigo: str, contenido: bytes, carpeta: Path = CARPETA) -> Path:
    """Dónde se guarda la ficha de un territorio que dice `contenido`."""
    return carpeta / codigo / f"{en_disco.huella(de_la_imprenta(), [(codigo, contenido)])}.ficha"


def leer(guardada: Path) -> bytes | None:
    """El PDF guardado; None si no está, o si un byte no es el que era."""
    try:
        return en_disco.leer_sellado(guardada)
    except (OSError, ValueError):
        return None


def guardar(guardada: Path, pdf: bytes) -> None:
    """Deja el PDF y quita el de antes de ese territorio; sin permiso, no guarda."""
    en_disco.guardar_sellado(guardada, pdf)


@cache
def de_la_imprenta() -> str:
    """La huella de todo lo que decide cómo se imprime, sin lo que dice cada ficha."""
    propios = [Path(modulo.__file__ or "") for modulo in (imprenta, letras_de_la_ficha)]
    archivos = [*sorted(imprenta.CARPETA.glob("*.typ")), *letras_de_la_ficha.archivos(), *propios]
    versiones = " ".join(f"{paquete}-{version(paquete)}" for paquete in IMPRESORES)
    return en_disco.huella(versiones, ((a.name, a.read_bytes()) for a in archivos))
