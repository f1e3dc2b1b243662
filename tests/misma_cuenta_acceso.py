"""El acceso sobre la base de práctica: lo que la orden y el complemento deben dar igual.

Los dos lados comparan con `misma_cuenta_acceso.json`: tests/acceso con la orden, tests/qgis con el
algoritmo. Con KIT_MISMA_CUENTA=escribir, la orden lo rehace.
"""

from __future__ import annotations

import csv
import json
import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generador.disco.geopaquete_de_puntos import WGS84

ESPERADO = Path(__file__).with_suffix(".json")
SEDES = (
    ("Alta", -76.53, 7.93), ("Media «Ñ»", -76.6, 7.88), ("Baja", -76.68, 7.9), ("Sur", -76.5, 7.8),
)  # fmt: skip
LIMITES = {"recta": 3, "terreno": 90, "relieve": 60}
CORTES = "1; 5"
COLUMNAS = ("puntos", "personas", "con_serv", "lejos", "sin_conex", "sin_coord", "costo", "hasta_5")
CELDA = 200
CIFRAS = 9
# PROJ cambia de una versión a otra, muy por debajo del milímetro.
IGUALES = 1e-8


def escribir_sedes(ruta: Path) -> Path:
    """Las sedes, en un CSV."""
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        csv.writer(archivo).writerows([("nombre", "longitud", "latitud"), *SEDES])
    return ruta


def escribir_relieve(ruta: Path) -> Path:
    """Lomas de hasta 400 m en grados, como texto, con su SRC al lado y una esquina sin dato."""
    ancho, alto, lado = 220, 160, 0.002
    filas = []
    for f in range(alto):
        lomas = (200 + 100 * (math.sin(f / 9) + math.cos(c / 7)) for c in range(ancho))
        filas.append(" ".join("-9999" if f + c < 60 else f"{h:.3f}" for c, h in enumerate(lomas)))
    cabeza = (f"ncols {ancho}\nnrows {alto}\nxllcorner -76.85\nyllcorner 7.68\n"
              f"cellsize {lado}\nNODATA_value -9999\n")  # fmt: skip
    ruta.write_text(cabeza + "\n".join(filas) + "\n", encoding="ascii")
    ruta.with_suffix(".prj").write_text(WGS84, encoding="ascii")
    return ruta


def escribir_vias(ruta: Path) -> Path:
    """Dos vías que se cruzan, una con su velocidad."""
    trazos = [(40, [(-76.75, 7.9), (-76.4, 7.9)]), (None, [(-76.6, 7.7), (-76.55, 8.0)])]
    rasgos = [
        {"type": "Feature", "properties": {"kmh": kmh},
         "geometry": {"type": "LineString", "coordinates": trazo}}
        for kmh, trazo in trazos
    ]  # fmt: skip
    ruta.write_text(json.dumps({"type": "FeatureCollection", "features": rasgos}), encoding="utf-8")
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
    assert hallado.keys() == guardado[metodo].keys()
    for territorio, cifras in guardado[metodo].items():
        for columna, propia, comun in zip(COLUMNAS, hallado[territorio], cifras, strict=True):
            iguales = propia == comun or math.isclose(
                float(propia or "nan"), float(comun or "nan"), rel_tol=IGUALES
            )
            assert iguales, (metodo, territorio, columna, propia, comun)
