"""Los archivos de datos de las guías, leídos una sola vez."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from generador import texto_yaml
from generador.errores import ErrorDeDatos, Lugar
from generador.paginas import herramientas

CARPETA = Path(__file__).resolve().parent


@cache
def leer(nombre: str) -> Any:
    """El contenido de `<nombre>.yaml`."""
    return texto_yaml.leer((CARPETA / f"{nombre}.yaml").read_text(encoding="utf-8"))


@cache
def compartidas() -> dict[str, Any]:
    """Las reglas que las guías comparten con las herramientas (`herramientas/reglas`)."""
    return herramientas.reglas()


def valor(clave: str) -> float:
    """El número de una regla, propio o compartido con las herramientas."""
    una = uno("reglas", "reglas", clave)
    if "valor" in una:
        return float(una["valor"])
    hallado: Any = compartidas()
    for parte in una["de"].split("."):
        hallado = hallado[parte]
    return float(hallado)


def uno(nombre: str, seccion: str, clave: str) -> Any:
    """`clave` dentro de una sección; ErrorDeDatos si la guía pide algo que no está."""
    entradas = leer(nombre)[seccion]
    if clave not in entradas:
        raise ErrorDeDatos(
            f"la guía pide «{clave}» y no está en «{seccion}»",
            lugar=Lugar(f"{nombre}.yaml"),
            que_hacer="corrija el nombre en la guía o agregue la entrada al archivo",
        )
    return entradas[clave]
