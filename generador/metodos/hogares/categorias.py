"""Los códigos del Sisbén que llegan como texto: parentesco, zona, clase y marcas de privación.

Las escrituras que se aceptan están en `datos/categorias.json`; lo demás es ilegible, no «otro».
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from ..tablas import documento
from .perdidas import ILEGIBLE
from .textos import llave

ENTERO = re.compile(r"[+]?0*([0-9]+)(?:[.,]0*)?")
NEGATIVO = re.compile(r"-0*([0-9]+)(?:[.,]0*)?")
# «1. Jefe(a)», «1 - Jefe», «1=Jefe»: el número es el código y lo demás, su etiqueta.
CON_ETIQUETA = re.compile(r"0*([0-9]{1,2})\s*[.):=-]\s*[^0-9].*")


def entero(texto: str) -> float:
    """El entero escrito («3», «03», «3,0»), o `ILEGIBLE`; «1.234» no: puede ser mil o uno."""
    positivo = ENTERO.fullmatch(texto)
    if positivo:
        return float(positivo[1])
    negativo = NEGATIVO.fullmatch(texto)
    return -float(negativo[1]) if negativo else ILEGIBLE


def lector(tabla: str) -> Callable[[str], float]:
    """Cómo se lee un texto limpio con esa tabla: su código, NaN o `ILEGIBLE`."""
    propia: Mapping[str, Any] = documento("categorias")["tablas"][tabla]
    codigos, escrituras = frozenset(propia["codigos"]), _escrituras(tabla)

    def leer(texto: str) -> float:
        numero = entero(texto)
        if numero in codigos:
            return numero
        if numero in propia.get("nulo", ()):
            return math.nan
        escrito = escrituras.get(llave(texto))
        if escrito is not None:
            return escrito
        etiqueta = CON_ETIQUETA.fullmatch(texto)
        return float(etiqueta[1]) if etiqueta and float(etiqueta[1]) in codigos else ILEGIBLE

    return leer


def unidad_aparte() -> frozenset[int]:
    """Los parentescos de quienes el Sisbén marca aparte: servicio doméstico y pensionistas."""
    return frozenset(documento("categorias")["tablas"]["parentesco"]["unidad_aparte"])


def zona_de_clase(clase: float) -> float:
    """La zona (1 cabecera, 2 resto) de una clase (1, 2 o 3); NaN si no hay clase."""
    zonas = documento("categorias")["zona_de_clase"]
    return math.nan if math.isnan(clase) else float(zonas[str(int(clase))])


@cache
def _escrituras(tabla: str) -> Mapping[str, float]:
    propia = documento("categorias")["tablas"][tabla]
    dichas = {
        escrita: float(codigo)
        for codigo, lista in propia["escrituras"].items()
        for escrita in lista
    }
    return {**dict.fromkeys(propia.get("otras", ()), float(propia.get("otra", 0))), **dichas}
