"""Cuánto cuesta en QGIS cargar una base de personas, identificar, seleccionar y evaluar.

    /usr/bin/python3 -m medir.complemento_hogares
    /usr/bin/python3 -m medir.complemento_hogares --hogares 50000

Corre con el Python de QGIS, sobre el complemento tal como sale del zip; de CSV a GeoPackage y de
allí al paso siguiente, cada uno en su proceso.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from medir import base_de_personas, en_qgis
from medir.en_qgis import VECES, escrito, medir_aqui, miles

REGLAS = (
    "Pobreza: orden <= B7 y menores_6 >= 1\nVivienda: al menos 2 de (I13 = 1, I14 = 1, I15 = 1)"
)
PARTE_CON_CUPO = 0.15
META_MB = 500.0
# CPU en segundos.
METAS = {"cargar": 6.0, "identificar": 2.0, "seleccionar": 2.0, "evaluar": 2.0}


def pedido_de(paso: str, carpeta: Path, hogares: int) -> tuple[str, dict[str, Any], str]:
    """El algoritmo de cada paso, sus parámetros y la salida con su total de control."""

    def ruta(nombre: str) -> str:
        return str(carpeta / nombre)

    pedidos: dict[str, tuple[str, dict[str, Any], str]] = {
        "cargar": ("cargar_sisben", {
            "ARCHIVO": ruta("base.csv"), "HOGARES": ruta("hogares.gpkg"),
            "CALIDAD": "TEMPORARY_OUTPUT",
        }, "TOTAL_HOGARES"),
        "identificar": ("identificar_hogares", {
            "HOGARES": ruta("hogares.gpkg"), "REGLAS": REGLAS, "SALIDA": ruta("elegibles.gpkg"),
            "RECUENTOS": "TEMPORARY_OUTPUT",
        }, "ELEGIBLES"),
        "seleccionar": ("seleccionar_hogares", {
            "HOGARES": ruta("elegibles.gpkg"), "PRIORIDAD": "orden menor, menores_6 mayor",
            "CUPO": int(PARTE_CON_CUPO * hogares), "SEMILLA": "acta 1",
            "SALIDA": ruta("seleccion.gpkg"),
        }, "SELECCIONADOS"),
        "evaluar": ("evaluar_focalizacion", {
            "HOGARES": ruta("hogares.gpkg"), "SELECCIONADOS": ruta("seleccion.gpkg"),
            "OBJETIVO": "Objetivo: orden <= B7", "PERSONAS": "personas",
            "INDICADORES": "TEMPORARY_OUTPUT",
        }, "COBERTURA"),
    }  # fmt: skip
    return pedidos[paso]


def correr_paso(paso: str, carpeta: Path, hogares: int) -> dict[str, float]:
    """Lo que gasta un paso, en este proceso."""
    en_qgis.arrancar(carpeta)
    return medir_aqui(_trabajo(paso, hogares), carpeta)


def _trabajo(paso: str, hogares: int) -> Callable[[Path], float]:
    def correr(carpeta: Path) -> float:
        import processing  # noqa: PLC0415 - solo está en el Python de QGIS

        algoritmo, parametros, total = pedido_de(paso, carpeta, hogares)
        return float(processing.run(f"kit_pobreza:{algoritmo}", parametros)[total])

    return correr


def medir(carpeta: Path, hogares: int) -> dict[str, Any]:
    """Todos los pasos, encadenados."""
    en_qgis.instalar(carpeta)
    medido: dict[str, Any] = {"hogares": hogares}
    medido["personas"] = base_de_personas.escribir(carpeta / "base.csv", hogares)
    for paso in METAS:
        orden = ["-m", "medir.complemento_hogares", "--paso", paso, "--hogares", str(hogares)]
        medido[paso] = en_qgis.repetir(orden, carpeta)
    return medido


def informar(medido: dict[str, Any]) -> list[str]:
    """Lo medido y su meta, en renglones."""
    titulo = (
        f"{miles(medido['hogares'])} hogares y {miles(medido['personas'])} personas en QGIS; "
        f"{VECES} corridas"
    )
    return [
        titulo,
        en_qgis.carga(),
        *(f"{p.capitalize()}: {escrito(medido[p], meta, META_MB)}" for p, meta in METAS.items()),
    ]


def principal() -> None:
    """Mide, informa y guarda; sale con 0 aunque no se cumpla la meta: depende de la máquina."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--hogares", type=int, default=320_000)
    analizador.add_argument("--paso", choices=list(METAS))
    analizador.add_argument("--carpeta", type=Path)
    opciones = analizador.parse_args()
    if opciones.paso:
        en_qgis.entregar(correr_paso(opciones.paso, opciones.carpeta, opciones.hogares))
    with tempfile.TemporaryDirectory(prefix="kit-medir-") as nombre:
        medido = medir(Path(nombre), opciones.hogares)
    print("\n".join(informar(medido)))
    en_qgis.guardar("complemento_hogares", medido)


if __name__ == "__main__":
    principal()
