"""El mapeo que se elige en «Cargar base Sisbén»: qué columna es cada nombre canónico."""

from __future__ import annotations

from pathlib import Path

from ..errores import ErrorDeCapa
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.mapeo import Mapeo, leer
from ..recursos import tabla


def leer_mapeo(ruta: str) -> Mapeo | None:
    """El mapeo del archivo, o None si no se eligió ninguno; error con el nombre del archivo."""
    if not ruta:
        return None
    archivo = Path(ruta)
    try:
        return leer(archivo.read_text("utf-8-sig"), tabla("esquemas_sisben"))
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeCapa(
            f"no se pudo leer el mapeo de columnas «{archivo.name}»",
            que_hacer="elija un archivo JSON en UTF-8",
        ) from error
    except ErrorDeMetodo as error:
        raise ErrorDeCapa(
            f"«{archivo.name}»: {error.problema}", que_hacer=error.que_hacer
        ) from error
