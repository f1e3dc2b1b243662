"""Los colores del sitio, leídos de su hoja de estilo: en papel van los mismos, en claro."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generador.errores import ErrorDelKit
from generador.rutas import SITIO

HOJA = SITIO / "recursos" / "estilos" / "kit" / "colores-y-espacios.css"
CLASES = range(1, 6)
NOMBRES = (
    "tinta", "tinta-2", "linea", "linea-2", "papel-3", "nulo", "ipm", "mon",
    *(f"{medida}{clase}" for medida in ("ipm", "nbi") for clase in CLASES),
)  # fmt: skip
_COLOR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b")


@cache
def leer(hoja: Path = HOJA) -> dict[str, str]:
    """Cada color de `NOMBRES` como «#14202b»; ErrorDelKit si la hoja no trae alguno."""
    hallados: dict[str, str] = {}
    for nombre, color in _COLOR.findall(hoja.read_text("utf-8")):
        hallados.setdefault(nombre, color)  # el primero es el del tema claro
    if faltan := [nombre for nombre in NOMBRES if nombre not in hallados]:
        raise ErrorDelKit(f"{hoja.name} no trae el color de {', '.join(faltan)}")
    return {nombre: hallados[nombre] for nombre in NOMBRES}


def de_clase(medida: str, clase: int) -> str:
    """El de una clase de 0 a 4 de «ipm» o «nbi»."""
    return leer()[f"{medida}{clase + 1}"]
