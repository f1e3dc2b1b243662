"""Un identificador del kit para lo que la entidad publica sin código: municipio y nombre."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generador.fuentes.lectura.rejillas import llave


def del_kit(prefijos: Sequence[str], nombres: Sequence[str]) -> list[str]:
    """«05045-la-danta»; el nombre que se repite con el mismo prefijo lleva «-2», «-3»…

    No es un código oficial: sirve para no confundir dos polígonos, no para cruzar con otra fuente.
    """
    vistos: Counter[str] = Counter()
    salida = []
    for prefijo, nombre in zip(prefijos, nombres, strict=True):
        base = f"{prefijo}-{re.sub(r'[^a-z0-9]+', '-', llave(nombre)).strip('-')}"
        vistos[base] += 1
        salida.append(base if vistos[base] == 1 else f"{base}-{vistos[base]}")
    return salida
