"""Cuánto cuesta «Agrupamientos» en QGIS: 30.000 polígonos, 9.999 permutaciones.

    /usr/bin/python3 -m medir.agrupamientos
    /usr/bin/python3 -m medir.agrupamientos --filas 30

Corre con el Python de QGIS, sobre el complemento tal como sale del zip; el algoritmo entero, de
GeoPackage a GeoPackage: leer, buscar los vecinos, permutar y escribir.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from medir import en_qgis
from medir.en_qgis import VECES, escrito, medir_aqui, miles
from medir.hogares_y_veredas import escribir_cobertura

META = 30.0  # segundos de CPU
PERMUTACIONES = 9_999
COLUMNAS, FILAS = 200, 150
# Posición de cada vecindad en la lista del diálogo.
VECINDADES = {"contiguos": 0, "por un tramo de borde": 1, "los 6 más cercanos": 2}
SEMILLA = 1
CAMPOS = {"codigo": "texto", "h": "real", "hogares": "entero"}


def _valores(filas: int, azar: np.random.Generator) -> Iterator[list[Any]]:
    """Código, incidencia y hogares de cada polígono: ondas con ruido, y unos pocos chicos."""
    y, x = np.divmod(np.arange(COLUMNAS * filas), COLUMNAS)
    ondas = 0.4 + 0.2 * np.sin(x / 15) * np.cos(y / 12)
    h = np.clip(ondas + azar.normal(0, 0.1, len(x)), 0, 1)
    hogares = azar.integers(5, 300, len(x))
    for i, (valor, cuantos) in enumerate(zip(h.tolist(), hogares.tolist(), strict=True)):
        yield [f"{i:05d}", valor, cuantos]


def escribir(carpeta: Path, filas: int) -> None:
    """Escribe veredas.gpkg."""
    azar = np.random.default_rng(SEMILLA)
    propios = _valores(filas, np.random.default_rng(SEMILLA + 1))
    escribir_cobertura(carpeta / "veredas.gpkg", azar, (COLUMNAS, filas), CAMPOS, propios)


def _trabajo(vecindad: str) -> Callable[[Path], float]:
    def correr(carpeta: Path) -> float:
        import processing  # noqa: PLC0415 - solo está en el Python de QGIS

        hecho = processing.run("kit_pobreza:agrupamientos", {
            "CAPA": str(carpeta / "veredas.gpkg"), "CAMPO": "h", "DENOMINADOR": "hogares",
            "VECINDAD": VECINDADES[vecindad], "PERMUTACIONES": PERMUTACIONES,
            "SALIDA": str(carpeta / "salida.gpkg"),
        })  # fmt: skip
        return float(hecho["ALTO_ALTO"] + hecho["BAJO_BAJO"] + hecho["RAROS"])

    return correr


def medir(carpeta: Path, filas: int) -> dict[str, Any]:
    """Lo que gasta con cada vecindad."""
    en_qgis.instalar(carpeta)
    escribir(carpeta, filas)
    medido: dict[str, Any] = {"poligonos": COLUMNAS * filas, "permutaciones": PERMUTACIONES}
    for vecindad in VECINDADES:
        orden = ["-m", "medir.agrupamientos", "--vecindad", vecindad]
        medido[vecindad] = en_qgis.repetir(orden, carpeta)
    return medido


def principal() -> None:
    """Mide e informa; sale con 0 aunque no se cumpla la meta: depende de la máquina."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--filas", type=int, default=FILAS, help="de 200 polígonos cada una")
    analizador.add_argument("--vecindad", choices=list(VECINDADES))
    analizador.add_argument("--carpeta", type=Path)
    opciones = analizador.parse_args()
    if opciones.vecindad:
        en_qgis.arrancar(opciones.carpeta)
        en_qgis.entregar(medir_aqui(_trabajo(opciones.vecindad), opciones.carpeta))
    with tempfile.TemporaryDirectory(prefix="kit-medir-") as nombre:
        medido = medir(Path(nombre), opciones.filas)
    print(f"Agrupamientos de {miles(medido['poligonos'])} polígonos en QGIS, "
          f"{miles(PERMUTACIONES)} permutaciones; {VECES} corridas")  # fmt: skip
    print(en_qgis.carga())
    for vecindad in VECINDADES:
        senalados = f"{miles(int(medido[vecindad]['total']))} señalados"
        print(f"Vecinos {vecindad}: {escrito(medido[vecindad], META)} ({senalados})")
    en_qgis.guardar("agrupamientos", medido)


if __name__ == "__main__":
    principal()
