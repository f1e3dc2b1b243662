"""Las hojas de estilo publicadas: cada una junta las partes que nombra con `@import`, en su orden.

Se escriben partidas por lo que describen (`sitio/recursos/estilos/`) y se publican en un solo
archivo, para que la página no pida más.
"""

from __future__ import annotations

import re
from pathlib import Path

from generador.errores import ErrorDelKit

PARTES = "recursos/estilos/"
_PARTE = re.compile(r'^@import "([^"]+)";\n', re.M)


def unida(hoja: Path) -> str:
    """El texto de `hoja` con cada parte en el lugar de su `@import`; ErrorDelKit si falta una."""

    def parte(encontrada: re.Match[str]) -> str:
        archivo = hoja.parent / encontrada[1]
        if not archivo.is_file():
            raise ErrorDelKit(
                f"{hoja.name} nombra una parte que no existe: {encontrada[1]}\n"
                f"  Qué hacer: créela en {hoja.parent.name}/, o quite su línea de {hoja.name}"
            )
        return archivo.read_text("utf-8") + "\n"

    return _PARTE.sub(parte, hoja.read_text("utf-8")).rstrip("\n") + "\n"
