"""Las tablas que viajan con el método (`datos/*.json`): lo único que estos módulos leen del disco.

Cada regla que es un dato (esquemas, escrituras de un código, frases de los avisos) vive allí una
vez; el navegador recibe los mismos archivos, empaquetados al construir.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

CARPETA = Path(__file__).resolve().parent / "datos"


@cache
def documento(nombre: str) -> Any:
    """La tabla `datos/<nombre>.json`, leída una vez."""
    return json.loads((CARPETA / f"{nombre}.json").read_text("utf-8"))
