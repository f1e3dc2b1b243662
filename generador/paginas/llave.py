"""La llave de lo que se publica y se guarda: los datos de que sale y el código de `generador/`.

Si algo de eso cambia, la llave es otra y lo guardado no se usa.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from generador.disco.cache import huella
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.rutas import GENERADOR

DEL_CODIGO = frozenset({".py", ".yaml", ".json", ".csv"})


@cache
def de(acervo: DatosDelSitio) -> str:
    """La de lo que sale de `acervo`, que debe tener identidad."""
    return llave(acervo.identidad)


def llave(identidad: str, codigo: Path = GENERADOR) -> str:
    """La de unos datos con esa identidad y el código de esa carpeta."""
    rutas = sorted(r for r in codigo.rglob("*") if r.suffix in DEL_CODIGO)
    partes = ((r.relative_to(codigo).as_posix(), r.read_bytes()) for r in rutas)
    return huella(f"{np.__version__} {identidad}", partes)
