"""La suma de control de unos resultados: si es igual, son los mismos números.

Sirve para comprobar que `kit incidencia`, el complemento de QGIS y cualquier versión dan lo mismo
sobre una misma base. No depende del orden de las filas ni del formato en que se guardaron.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

J = range(1, 16)
DE_INCIDENCIA = (
    *("hogares", "personas", "poblacion", "pobres", "h", "a", "m0"),
    *(f"{prefijo}_i{j}" for prefijo in ("t", "c", "f") for j in J),
    *("principal", "supresion"),
)
CIFRAS = 12  # significativas: lo que no cambia con el formato en que se guarda un número


def suma_de_control(filas: Iterable[Mapping[str, Any]], llave: str, columnas: Iterable[str]) -> str:
    """SHA-256 de esas columnas, con las filas en el orden de `llave`; lo nulo es «»."""
    pedidas = (llave, *columnas)
    lineas = sorted("|".join(_canonico(fila.get(c)) for c in pedidas) for fila in filas)
    return hashlib.sha256("\n".join(lineas).encode("utf-8")).hexdigest()


def _canonico(valor: Any) -> str:
    if valor is None or valor == "" or valor != valor:  # noqa: PLR0124 - NaN es distinto de sí mismo
        return ""
    try:
        return f"{float(valor):.{CIFRAS}g}"
    except ValueError:
        return str(valor)
