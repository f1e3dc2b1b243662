"""Lo que la orden `kit` y el complemento de QGIS deben dar igual sobre la base de práctica.

Los dos lados comparan con `misma_cuenta.json`: tests/hogares con la orden (y con los métodos sin
DuckDB), tests/qgis con los algoritmos.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generador.complemento_qgis import practica, practica_nombres
from generador.hogares.suma import DE_INCIDENCIA, suma_de_control

CLAVE = "ab" * 16
ESPERADO = Path(__file__).with_suffix(".json")
REGLA_KIT, REGLA_QGIS = "A1..B7", "Pobreza: orden <= B7"
OBJETIVO_KIT, OBJETIVO_QGIS = "h_5=1", "Objetivo: h_5 = 1"


def dejar_practica(carpeta: Path) -> tuple[Path, Path]:
    """Los hogares y los territorios de práctica, en archivos."""
    archivos = practica.archivos()
    for nombre in (practica_nombres.BASE, practica_nombres.TERRITORIOS):
        (carpeta / nombre).write_bytes(archivos[nombre])
    return carpeta / practica_nombres.BASE, carpeta / practica_nombres.TERRITORIOS


def de_incidencia(filas: Iterable[Mapping[str, Any]], llave: str) -> str:
    """La suma de control de los territorios."""
    return suma_de_control([{**f, "territorio": f[llave]} for f in filas], "territorio",
                           DE_INCIDENCIA)  # fmt: skip


def esperado() -> dict[str, Any]:
    """Lo acordado."""
    leido: dict[str, Any] = json.loads(ESPERADO.read_text("utf-8"))
    return leido
