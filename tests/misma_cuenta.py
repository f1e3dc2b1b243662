"""Lo que la orden `kit` y el complemento de QGIS deben dar igual sobre la base de práctica.

Los dos lados comparan con `misma_cuenta.json`: tests/hogares con la orden (y con los métodos sin
DuckDB), tests/qgis con los algoritmos.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generador.hogares.suma import DE_INCIDENCIA, suma_de_control
from generador.practica import en_el_zip, nombres_en_el_zip

CLAVE = "ab" * 16
ESPERADO = Path(__file__).with_suffix(".json")
REGLA_KIT, REGLA_QGIS = "A1..B7", "Pobreza: orden <= B7"
OBJETIVO_KIT, OBJETIVO_QGIS = "h_5=1", "Objetivo: h_5 = 1"


def dejar_practica(carpeta: Path) -> tuple[Path, Path]:
    """Los hogares y los territorios de práctica, en archivos."""
    archivos = en_el_zip.archivos()
    for nombre in (nombres_en_el_zip.BASE, nombres_en_el_zip.TERRITORIOS):
        (carpeta / nombre).write_bytes(archivos[nombre])
    return carpeta / nombres_en_el_zip.BASE, carpeta / nombres_en_el_zip.TERRITORIOS


def de_incidencia(filas: Iterable[Mapping[str, Any]], llave: str) -> str:
    """La suma de control de los territorios."""
    return suma_de_control([{**f, "territorio": f[llave]} for f in filas], "territorio",
                           DE_INCIDENCIA)  # fmt: skip


def esperado() -> dict[str, Any]:
    """Lo acordado."""
    leido: dict[str, Any] = json.loads(ESPERADO.read_text("utf-8"))
    return leido
