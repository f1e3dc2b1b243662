"""Los números como se escriben aquí: coma decimal y punto de miles."""

from __future__ import annotations

import math
from typing import Any

DECIMALES = 3


def porcentaje(proporcion: float) -> str:
    """«23,3 %»."""
    return f"{100 * proporcion:.1f} %".replace(".", ",")


def escrito(valor: Any, *, proporcion: bool = False) -> str:
    """El número con a lo sumo tres decimales, o en porcentaje; «sin dato» si no lo hay."""
    if valor is None or (isinstance(valor, float) and math.isnan(valor)):
        return "sin dato"
    if proporcion:
        return porcentaje(valor)
    if isinstance(valor, str):
        return valor
    redondo = f"{valor:,.{0 if float(valor).is_integer() else DECIMALES}f}"
    if "." in redondo:
        redondo = redondo.rstrip("0").rstrip(".")
    return redondo.replace(",", " ").replace(".", ",").replace(" ", ".")
