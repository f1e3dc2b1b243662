"""Los casos de cortes y listas que cruzan igual la orden y QGIS: qué se pide y qué debe salir."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CARPETA = Path(__file__).resolve().parent / "cruces"
CASOS: list[dict[str, Any]] = json.loads((CARPETA / "casos.json").read_text("utf-8"))
MATRICES = "MATRICES"
SIN_CIFRAS_DE_SOBRA = 12


def comparables(nombre: str, filas: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Las filas como están en `casos.json`: todo texto, sin la advertencia de uso."""
    limpias = [{c: _texto(v) for c, v in f.items() if c not in ("uso", "fid")} for f in filas]
    return [f for f in limpias if nombre != MATRICES or f["hogares"] != "0"]


def _texto(valor: Any) -> str:
    """Un número, venga como venga, en su forma más corta; «» sin dato."""
    if valor is None or valor == "":
        return ""
    try:
        numero = float(valor) if not isinstance(valor, str) or "." in valor else None
    except ValueError:
        numero = None
    if numero is None:
        return str(valor)
    return f"{numero:.{SIN_CIFRAS_DE_SOBRA}g}"
