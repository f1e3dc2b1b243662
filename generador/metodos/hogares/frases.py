"""Lo que dice el examen de un archivo de texto: avisos y errores con las frases de `examen.json`.

El navegador arma las mismas frases con la misma tabla; aquí no se escribe ninguna.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errores import ErrorDeMetodo
from ..tablas import documento

FICHA = "examen"
TEXTO_MAXIMO = 60


class ErrorDeTexto(ErrorDeMetodo):
    """El archivo no se puede leer. `clave`, la de `examen.json`; `fila`, la culpable o None."""

    def __init__(self, clave: str, **datos: object) -> None:
        forma = _forma(documento(FICHA)["errores"][clave], datos)
        self.clave = clave
        self.fila = datos.get("fila")
        super().__init__(
            forma["problema"].format(**datos), que_hacer=forma["que_hacer"].format(**datos)
        )


def aviso(clave: str, **datos: object) -> str:
    """La frase de un aviso."""
    return str(_forma(documento(FICHA)["avisos"][clave], datos)).format(**datos)


def recortar(texto: str) -> str:
    """El texto, con puntos suspensivos si no cabe en una frase."""
    return texto if len(texto) <= TEXTO_MAXIMO else f"{texto[: TEXTO_MAXIMO - 1]}…"


def entre_comillas(nombres: tuple[str, ...]) -> str:
    """Los nombres entre comillas y separados por comas."""
    return ", ".join(f"«{nombre}»" for nombre in nombres)


def _forma(frase: Any, datos: Mapping[str, object]) -> Any:
    if isinstance(frase, Mapping) and "uno" in frase:
        return frase["uno" if datos["cuantas"] == 1 else "varios"]
    return frase
