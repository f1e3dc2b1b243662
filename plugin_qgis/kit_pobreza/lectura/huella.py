"""La huella de lo que se leyó, para que otra persona pueda comprobar que parte de lo mismo."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from .bloques import Bloque

OCTETOS = 1 << 20
# Un shapefile son varios archivos; estos traen la geometría y los atributos.
HERMANOS = {".shp": (".shp", ".dbf", ".shx")}


def huella_de_archivo(ruta: str) -> str:
    """La SHA-256 de los octetos del archivo, y de los que van con él."""
    propio = Path(ruta)
    suma = hashlib.sha256()
    for extension in HERMANOS.get(propio.suffix.lower(), (propio.suffix,)):
        hermano = propio.with_suffix(extension)
        if not hermano.is_file():
            continue
        with hermano.open("rb") as crudo:
            while octetos := crudo.read(OCTETOS):
                suma.update(octetos)
    return suma.hexdigest()


def sumar_bloque(suma: Any, bloque: Bloque) -> None:
    """Suma a la huella los valores de un bloque, en el orden de sus columnas."""
    for nombre in sorted(bloque.columnas):
        suma.update(nombre.encode("utf-8"))
        suma.update(np.ascontiguousarray(bloque.columnas[nombre]).tobytes())
    for lugar in (bloque.x, bloque.y):
        if lugar is not None:
            suma.update(np.ascontiguousarray(lugar).tobytes())
