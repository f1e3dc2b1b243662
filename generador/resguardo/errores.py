"""El error de lo que se guarda: qué archivo no sirve y qué hacer."""

from __future__ import annotations

from pathlib import Path

from ..metodos.errores import ErrorDeMetodo


class ErrorDeResguardo(ErrorDeMetodo):
    """La clave, la bitácora o su carpeta no se pueden usar.

    Es un ErrorDeMetodo que ya sabe el archivo: quien muestra los de los métodos muestra este.
    """

    def __init__(self, problema: str, *, archivo: Path, que_hacer: str) -> None:
        self.archivo = archivo
        super().__init__(f"archivo «{archivo}»: {problema}", que_hacer=que_hacer)
