"""Cuánto cuesta el acceso de 300.000 hogares a 5.000 sedes: el método, y el complemento en QGIS.

    /usr/bin/python3 -m medir.acceso
    /usr/bin/python3 -m medir.acceso --hogares 50000

Corre con el Python de QGIS. La CPU del complemento es la del algoritmo, de GeoPackage a GeoPackage,
sin el arranque de QGIS. Los hogares y las sedes están juntos en cien ciudades, como la gente.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from generador.disco.geopaquete_de_puntos import en_bytes
from generador.metodos.acceso.cercania import Sedes
from generador.metodos.acceso.recorrido import recorrer
from generador.metodos.acceso.terreno import Terreno
from generador.metodos.rejilla import Rejilla
from medir import en_qgis
from medir.en_qgis import VECES, escrito, medir_aqui, miles

META = 3.0  # segundos de CPU: la del método, y la del complemento de GeoPackage a GeoPackage
PARTES = ("metodo", "terreno", "complemento")
SEDES, CIUDADES, CELDAS = 5_000, 100, 1_000
CAMPOS = (("nombre", "TEXT"), ("personas", "INTEGER"))


def puntos(cuantos: int, semilla: int) -> np.ndarray:
    """Longitud y latitud, (n, 2), alrededor de las mismas ciudades."""
    azar = np.random.default_rng(semilla)
    ciudades = np.random.default_rng(1).uniform((-77, 1), (-72, 9), (CIUDADES, 2))
    propios = ciudades[azar.integers(0, CIUDADES, cuantos)] + azar.normal(0, 0.05, (cuantos, 2))
    return np.asarray(propios)


def escribir(carpeta: Path, hogares: int) -> None:
    """Los hogares y las sedes, en GeoPackage."""
    for nombre, cuantos, semilla in (("hogares", hogares, 2), ("sedes", SEDES, 3)):
        lugares = puntos(cuantos, semilla).tolist()
        filas = (((x, y), [f"{nombre} {i}", 1 + i % 6]) for i, (x, y) in enumerate(lugares))
        datos = en_bytes(nombre, CAMPOS, filas, descripcion="Para medir", estilo="")
        (carpeta / f"{nombre}.gpkg").write_bytes(datos)
        with sqlite3.connect(carpeta / f"{nombre}.gpkg") as base:
            base.execute("DROP TABLE layer_styles")
            base.execute("DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'")


def del_metodo(hogares: int) -> float:
    """La suma de las distancias, en metros."""
    sedes = Sedes.de_puntos(*(puntos(SEDES, 3) * 110_000).T)
    return float(sedes.mas_cercana(*(puntos(hogares, 2) * 110_000).T).distancia.sum())


def del_terreno() -> float:
    """La suma de los minutos en un millón de celdas de un relieve suave."""
    ejes = np.meshgrid(*[np.linspace(0, 40, CELDAS)] * 2)
    altura = 300 * (np.sin(ejes[0]) + np.cos(0.7 * ejes[1]))
    terreno = Terreno.armar(Rejilla(0, 0, 100, 100, CELDAS, CELDAS), altura)
    salen = np.random.default_rng(4).choice(CELDAS * CELDAS, 20, replace=False)
    return float(recorrer(terreno, salen, np.zeros(20), np.arange(20)).minutos.sum())


def del_complemento(carpeta: Path) -> float:
    """Los hogares con servicio, según el algoritmo."""
    import processing  # noqa: PLC0415 - solo está en el Python de QGIS

    hecha = processing.run("kit_pobreza:acceso_servicios", {
        "HOGARES": str(carpeta / "hogares.gpkg"), "SEDES": str(carpeta / "sedes.gpkg"),
        "NOMBRE": "nombre", "LIMITE": 1, "SALIDA": str(carpeta / "acceso.gpkg"),
    })  # fmt: skip
    return float(hecha["CON_SERVICIO"])


def correr_parte(parte: str, carpeta: Path, hogares: int) -> dict[str, float]:
    """Lo que gasta una parte, en este proceso."""
    if parte == "complemento":
        en_qgis.arrancar(carpeta)
        return medir_aqui(del_complemento, carpeta)
    trabajo = del_terreno if parte == "terreno" else lambda: del_metodo(hogares)
    return medir_aqui(lambda _carpeta: trabajo(), carpeta)


def medir(carpeta: Path, hogares: int) -> dict[str, Any]:
    """Todas las partes."""
    en_qgis.instalar(carpeta)
    escribir(carpeta, hogares)
    medido: dict[str, Any] = {"hogares": hogares}
    for parte in PARTES:
        orden = ["-m", "medir.acceso", "--parte", parte, "--hogares", str(hogares)]
        medido[parte] = en_qgis.repetir(orden, carpeta)
    return medido


def principal() -> None:
    """Mide e informa; sale con 0 aunque no se cumpla la meta: depende de la máquina."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--hogares", type=int, default=300_000)
    analizador.add_argument("--parte", choices=PARTES)
    analizador.add_argument("--carpeta", type=Path)
    opciones = analizador.parse_args()
    if opciones.parte:
        en_qgis.entregar(correr_parte(opciones.parte, opciones.carpeta, opciones.hogares))
    with tempfile.TemporaryDirectory(prefix="kit-medir-") as nombre:
        medido = medir(Path(nombre), opciones.hogares)
    print(f"Acceso de {miles(opciones.hogares)} hogares a {miles(SEDES)} sedes; {VECES} corridas")
    print(en_qgis.carga())
    print(f"Método: {escrito(medido['metodo'], META)}")
    print(f"En QGIS, de GeoPackage a GeoPackage: {escrito(medido['complemento'], META)}")
    print(f"Terreno de {miles(CELDAS * CELDAS)} celdas: {escrito(medido['terreno'])}")
    en_qgis.guardar("acceso", medido)


if __name__ == "__main__":
    principal()
