"""`datos/fuentes.json`: qué archivo oficial hay detrás de cada fuente, y de qué día son las cifras.

Con él y la tabla larga, la próxima publicación sabe si una cifra cambió porque cambió su fuente.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from generador import publicador
from generador.cubo import huellas
from generador.cubo.procedencia import Fuente

RUTA = "datos/fuentes.json"
ESQUEMA = "1"


def en_bytes(fuentes: Mapping[str, Fuente]) -> bytes:
    """El registro: la fecha de los datos y, por fuente, el sha256 de cada archivo oficial suyo."""
    guardadas = huellas.leer()
    dia = publicador.datos_actualizados()
    dicho: dict[str, Any] = {
        "esquema": ESQUEMA,
        "fecha": dia.isoformat() if dia else "",
        "fuentes": {
            fuente.id: {
                "titulo": fuente.titulo,
                "corte": fuente.corte,
                "archivos": {
                    a.ruta: guardadas[a.ruta].sha256 for a in fuente.archivos if a.ruta in guardadas
                },
            }
            for fuente in fuentes.values()
        },
    }
    return orjson.dumps(dicho, option=orjson.OPT_INDENT_2)
