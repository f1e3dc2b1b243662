"""Los paquetes que se hicieron, con su tamaño y su huella: lo que dice «Llevar sin internet».

`kit empaquetar` lo deja junto a los zip y `kit construir` lo lee, si está.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import RAIZ

CARPETA = RAIZ / "paquetes"
ARCHIVO = CARPETA / "paquetes.json"
HUELLAS = "huellas.txt"
TODO = "todo"
"""El código del paquete que trae el país entero."""


@dataclass(frozen=True)
class PaqueteHecho:
    """Un zip: `codigo` es el del departamento, o `TODO`; `sin`, lo que no cupo."""

    archivo: str
    codigo: str
    nombre: str
    octetos: int
    sha256: str
    sin: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registro:
    """Los paquetes de una copia del sitio.

    `fecha` es la de esa copia, «» si no la dice; `direccion`, de dónde se descargan, «» si no se
    sabe.
    """

    paquetes: tuple[PaqueteHecho, ...]
    fecha: str = ""
    direccion: str = ""

    def escrito(self) -> bytes:
        """El archivo, siempre igual para lo mismo."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def huellas(paquetes: Iterable[PaqueteHecho]) -> bytes:
    """Una línea «sha256  archivo» por paquete: la comprueba `sha256sum -c`."""
    return "".join(f"{p.sha256}  {p.archivo}\n" for p in paquetes).encode("utf-8")


def exigir_direccion(direccion: str) -> str:
    """La dirección, terminada en «/»; ErrorDeDatos si no es https."""
    if direccion and not re.fullmatch(r"https://[^\s\"<>]+", direccion):
        raise ErrorDeDatos(
            "la dirección de descarga no empieza por https://",
            valor=direccion,
            que_hacer="escríbala completa, o no la diga",
        )
    return f"{direccion.rstrip('/')}/" if direccion else ""


def leer(archivo: Path = ARCHIVO) -> Registro | None:
    """El registro, o None si no se han hecho paquetes; ErrorDeDatos si no es uno."""
    if not archivo.is_file():
        return None
    try:
        dicho = json.loads(archivo.read_text("utf-8"))
        paquetes = tuple(_paquete(uno) for uno in dicho["paquetes"])
        if dicho["fecha"]:
            date.fromisoformat(dicho["fecha"])
        return Registro(paquetes, dicho["fecha"], exigir_direccion(dicho["direccion"]))
    except (ValueError, KeyError, TypeError, AttributeError) as causa:
        raise ErrorDeDatos(
            "no es un registro de paquetes",
            lugar=Lugar(str(archivo)),
            que_hacer="bórrelo, o rehágalo con «kit empaquetar»",
        ) from causa


def _paquete(dicho: dict[str, Any]) -> PaqueteHecho:
    paquete = PaqueteHecho(**{**dicho, "sin": tuple(map(str, dicho["sin"]))})
    bien = re.fullmatch(r"[\w.-]+\.zip", paquete.archivo) and isinstance(paquete.octetos, int)
    if not (bien and re.fullmatch(r"[0-9a-f]{64}", paquete.sha256)):
        raise ValueError(paquete)
    return paquete
