"""Lo que la orden y el complemento de QGIS comparten: se copia tal cual al zip, con su huella."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

from generador.errores import ErrorDeDatos, Lugar
from generador.rutas import GENERADOR

COMPARTIDO = ("metodos", "resguardo")
# Lo que sirve para desarrollar y no viaja.
DE_DESARROLLO = frozenset({"__pycache__", "ruff.toml", ".ruff.toml"})


@cache
def huella_de_metodos(generador: Path = GENERADOR) -> str:
    """La misma huella que anota el complemento de QGIS: si son iguales, el método también."""
    return hashlib.sha256(huella(compartido(generador)).encode("utf-8")).hexdigest()


def compartido(generador: Path = GENERADOR) -> dict[str, bytes]:
    """Lo que se copia de `generador` tal cual, {«metodos/jenks.py»: contenido}, en orden."""
    return {
        f"{carpeta}/{ruta}": datos
        for carpeta in COMPARTIDO
        for ruta, datos in leer_carpeta(generador / carpeta).items()
    }


def huella(archivos: Mapping[str, bytes]) -> str:
    """Una línea «sha256  ruta» por archivo, en orden: la comprueba el complemento al correr."""
    lineas = [f"{hashlib.sha256(datos).hexdigest()}  {ruta}" for ruta, datos in archivos.items()]
    return "\n".join(lineas) + "\n"


def leer_carpeta(carpeta: Path, fuera: Set[str] = DE_DESARROLLO) -> dict[str, bytes]:
    """Archivos de una carpeta, {ruta relativa: contenido}, en orden; error si no existe."""
    if not carpeta.is_dir():
        raise ErrorDeDatos(
            "no está la carpeta que se empaqueta",
            lugar=Lugar(archivo=str(carpeta)),
            que_hacer="corra la orden desde un clon del proyecto",
        )
    rutas = [ruta.relative_to(carpeta) for ruta in sorted(carpeta.rglob("*")) if ruta.is_file()]
    return {
        ruta.as_posix(): (carpeta / ruta).read_bytes()
        for ruta in rutas
        if not fuera & set(ruta.parts)
    }
