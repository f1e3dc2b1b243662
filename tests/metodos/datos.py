"""Lo que varias pruebas de los métodos leen: tablas del paquete, de dominio y la muestra real."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

METODOS = Path(__file__).resolve().parents[2] / "generador" / "metodos"
DOMINIO = Path(__file__).resolve().parents[3] / "shared" / "dominio"
MUESTRAS = ("11001_Bogota", "15759_Sogamoso", "76113_Bugalagrande")


def paquete(nombre: str) -> Any:
    """Un archivo de datos del paquete de métodos."""
    return json.loads((METODOS / "datos" / f"{nombre}.json").read_text("utf-8"))


def dominio(nombre: str) -> list[dict[str, str]]:
    """Una tabla de dominio; sin ella la prueba se omite diciendo cuál falta."""
    ruta = DOMINIO / nombre
    if not ruta.exists():
        pytest.skip(f"no está la tabla de dominio {ruta}")
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


@dataclass(frozen=True)
class Muestra:
    """Una de las tres muestras reales, como texto y con sus 15 privaciones."""

    filas: list[dict[str, str]]

    def columna(self, nombre: str) -> list[str]:
        return [fila[nombre] for fila in self.filas]

    def enteros(self, nombre: str) -> np.ndarray:
        return np.array(self.columna(nombre)).astype(np.int64)

    @property
    def privaciones(self) -> list[np.ndarray]:
        return [self.enteros(f"I{j}") for j in range(1, 16)]


def muestras(fuentes: Path) -> dict[str, Muestra]:
    """Las tres muestras del corte SIV_2022, por municipio."""
    leidas = {}
    for nombre in MUESTRAS:
        ruta = fuentes / "sisben" / f"SIV2022_personas_{nombre}.csv"
        with ruta.open(encoding="utf-8", newline="") as archivo:
            leidas[nombre[:5]] = Muestra(list(csv.DictReader(archivo)))
    return leidas
