"""El acceso sobre la base de práctica: lo que la orden y el complemento deben dar igual.

Los dos lados comparan con `misma_cuenta_acceso.json`: tests/acceso con la orden, tests/qgis con el
algoritmo. Con KIT_MISMA_CUENTA=escribir, la orden lo rehace.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ESPERADO = Path(__file__).with_suffix(".json")
SEDES = (
    ("Alta", -76.53, 7.93), ("Media «Ñ»", -76.6, 7.88), ("Baja", -76.68, 7.9), ("Sur", -76.5, 7.8),
)  # fmt: skip
LIMITES = {"recta": 3, "terreno": 90}
CORTES = "1; 5"
COLUMNAS = ("puntos", "personas", "con_serv", "lejos", "sin_conex", "sin_coord", "costo", "hasta_5")
CELDA = 200
CIFRAS = 9  # PROJ puede cambiar de una versión a otra, por debajo del micrómetro


def escribir_sedes(ruta: Path) -> Path:
    """Las sedes, en un CSV."""
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        csv.writer(archivo).writerows([("nombre", "longitud", "latitud"), *SEDES])
    return ruta


def resumido(filas: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """{territorio: sus cifras}, escritas igual vengan de donde vengan."""
    return {
        str(f["territorio"]): [_cifra(f[c]) for c in COLUMNAS]
        for f in filas
        if f["territorio"] != "TOTAL"
    }


def _cifra(valor: Any) -> str:
    return "" if valor in (None, "") else f"{float(valor):.{CIFRAS}g}"


def comparar(metodo: str, hallado: dict[str, list[str]]) -> None:
    """Contra lo versionado."""
    guardado = json.loads(ESPERADO.read_text("utf-8")) if ESPERADO.is_file() else {}
    if os.environ.get("KIT_MISMA_CUENTA") == "escribir":
        guardado[metodo] = hallado
        texto = json.dumps(guardado, ensure_ascii=False, indent=1, sort_keys=True)
        ESPERADO.write_text(texto + "\n", encoding="utf-8")
    assert hallado == guardado[metodo]
