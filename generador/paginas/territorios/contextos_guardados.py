"""Lo que se dice de cada territorio, guardado por huella: calcularlo era media construcción.

Solo depende de las tablas, del código y de la dirección pública: al cambiar una plantilla, un
estilo o una guía, los perfiles se pintan otra vez sin volver a calcularlo.
"""

from __future__ import annotations

import pickle
import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generador.disco import cache, carpeta_guardada
from generador.disco.arbol import Arbol
from generador.paginas import llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.rutas import TEMPORAL

CARPETA = TEMPORAL / "contextos"
PROTOCOLO = 5

Contexto = dict[str, Any]


@dataclass(frozen=True)
class Contextos:
    """Los de una huella, uno por archivo: una construcción de pocos territorios lee pocos."""

    carpeta: Path

    def leer(self, codigo: str) -> Contexto | None:
        """El de `codigo`; None si no está o se dañó: entonces se calcula."""
        try:
            escrito = cache.leer_sellado(self.carpeta / codigo)
        except (OSError, ValueError):
            return None
        # Lo escribió el kit en su carpeta, y el sello dice que es lo que dejó.
        guardado: Contexto = pickle.loads(escrito)  # noqa: S301
        return guardado


def abrir(acervo: DatosDelSitio, url: str, donde: Path) -> Contextos | None:
    """Los de `acervo` publicado en `url`, o None si en `donde` no están."""
    if not acervo.identidad:
        return None
    carpeta = _carpeta(acervo, url, donde)
    return None if carpeta_guardada.abrir(carpeta) is None else Contextos(carpeta)


def hacer(
    acervo: DatosDelSitio,
    url: str,
    codigos: Iterable[str],
    contexto: Callable[[str], Contexto],
    donde: Path,
) -> Contextos | None:
    """Guarda el `contexto` de cada código; None si no se puede, o si las tablas no se reconocen."""
    if not acervo.identidad:
        return None

    def escribir(arbol: Arbol) -> None:
        for codigo in codigos:
            arbol.escribir(codigo, cache.sellado(pickle.dumps(contexto(codigo), PROTOCOLO)))

    carpeta = _carpeta(acervo, url, donde)
    return None if carpeta_guardada.hacer(carpeta, escribir) is None else Contextos(carpeta)


def _carpeta(acervo: DatosDelSitio, url: str, donde: Path) -> Path:
    return donde / cache.huella(repr([llave.de(acervo), url, platform.python_version()]), ())
