"""La huella del método: la misma en la orden, en el zip del complemento y en cada registro."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generador.rutas import METODOS

DEL_METODO = (".py", ".json")


@cache
def huella_de_metodos(carpeta: Path = METODOS) -> str:
    """La misma huella que anota el complemento de QGIS: si son iguales, el método también."""
    rutas = [r for r in sorted(carpeta.rglob("*")) if r.is_file() and r.suffix in DEL_METODO]
    archivos = {ruta.relative_to(carpeta).as_posix(): ruta.read_bytes() for ruta in rutas}
    return hashlib.sha256(huella(archivos).encode("utf-8")).hexdigest()


def huella(archivos: Mapping[str, bytes]) -> str:
    """Una línea «sha256  ruta» por archivo, en orden: la comprueba el complemento al correr."""
    lineas = [f"{hashlib.sha256(datos).hexdigest()}  {ruta}" for ruta, datos in archivos.items()]
    return "\n".join(lineas) + "\n"
