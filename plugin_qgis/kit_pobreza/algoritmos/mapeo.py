"""El mapeo de columnas que se elige en «Cargar base Sisbén»: qué columna es cada nombre canónico.

Es un archivo JSON: `{"mapeo_de_columnas": 1, "columnas": {"parentesco": "Relación con el jefe"}}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..errores import ErrorDeCapa
from ..metodos.hogares.nombres import Reconocimiento, reconocer
from ..recursos import tabla

Mapeo = Mapping[str, str]
MARCA, VERSION = "mapeo_de_columnas", 1


def leer_mapeo(ruta: str) -> Mapeo:
    """{canónico: columna} del archivo; {} si no se eligió ninguno."""
    if not ruta:
        return {}
    archivo = Path(ruta)
    try:
        datos = json.loads(archivo.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise _error(archivo, "no se puede leer como JSON") from error
    columnas = datos.get("columnas") if isinstance(datos, dict) else None
    if not isinstance(columnas, dict) or datos.get(MARCA) != VERSION:
        raise _error(archivo, f"no trae «{MARCA}» en {VERSION} ni sus «columnas»")
    if not all(isinstance(c, str) for c in columnas.values()):
        raise _error(archivo, "cada columna va entre comillas")
    return columnas


def reconocer_con(nombres: Sequence[str], mapeo: Mapeo) -> Reconocimiento:
    """Qué base es, con lo que dice el mapeo por encima de lo que se reconoce."""
    faltan = [c for c in mapeo.values() if c not in nombres]
    if faltan:
        raise ErrorDeCapa(
            f"el mapeo de columnas nombra «{faltan[0]}» y la base no la trae",
            que_hacer=f"use una de: {', '.join(nombres)}",
        )
    # Lo indicado se reconoce con su nombre canónico y se vuelve a llamar como en la base.
    propios = {columna: canonico for canonico, columna in mapeo.items()}
    reconocida = reconocer([propios.get(n, n) for n in nombres], tabla("esquemas_sisben"))
    if not mapeo:
        return reconocida
    columnas = {**{k: mapeo.get(c, c) for k, c in reconocida.columnas.items()}, **mapeo}
    clave = tuple(mapeo.get(c, c) for c in reconocida.clave_hogar)
    return replace(reconocida, columnas=columnas, clave_hogar=clave)


def _error(archivo: Path, problema: str) -> ErrorDeCapa:
    return ErrorDeCapa(
        f"el mapeo de columnas «{archivo.name}» {problema}",
        que_hacer=f'escríbalo así: {{"{MARCA}": {VERSION}, "columnas": {{"parentesco": "columna"}}}}',
    )
