"""Lo que usan las pruebas del modo publicable: hogares repartidos a mano, y dónde buscar cifras."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from tests.qgis.capas import MARCO, agregar

CLAVE, BITACORA = "clave_de_publicacion.txt", "bitacora_de_publicacion.txt"


def repartidos(cuantos: Sequence[int], *, semilla: int = 3, personas: int = 0) -> QgsVectorLayer:
    """Tantos hogares en cada cuadro de `cuadricula(2)`, con `hogar`, `codigo` y `personas`.

    `personas`: cuántas tiene cada uno; 0, de 1 a 7.
    """
    capa = QgsVectorLayer(
        f"{MARCO}&field=personas:integer&field=codigo:string(5)&field=hogar:string(30)",
        "hogares", "memory",
    )  # fmt: skip
    azar = np.random.default_rng(semilla)
    filas = []
    for cuadro, n in enumerate(cuantos):
        esquina = np.array([-77 + 0.5 * (cuadro % 2), 7 + 0.5 * (cuadro // 2)])
        lugares = esquina + azar.uniform(0.05, 0.45, (n, 2))
        for lugar in lugares.tolist():
            fila = QgsFeature(capa.fields())
            marcas = (azar.random(15) < 0.4).astype(int).tolist()
            gente = personas or int(azar.integers(1, 8))
            fila.setAttributes([*marcas, gente, f"0500{cuadro + 1}", f"5001|{len(filas) + 1}|1"])
            fila.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*lugar)))
            filas.append(fila)
    agregar(capa, filas)
    return capa


def sin_hogares(capa: QgsVectorLayer, quitar: Iterable[int]) -> QgsVectorLayer:
    """La misma capa sin esas filas (posiciones)."""
    fuera = set(quitar)
    otra = capa.clone()
    ids = [f.id() for i, f in enumerate(otra.getFeatures()) if i in fuera]
    assert otra.dataProvider().deleteFeatures(ids)
    return otra


def poner_clave(configuracion: Path, cifras: str) -> None:
    """Una clave conocida por la prueba, y ninguna bitácora."""
    configuracion.mkdir(parents=True, exist_ok=True)
    (configuracion / CLAVE).write_text(cifras + "\n", encoding="utf-8")
    (configuracion / BITACORA).unlink(missing_ok=True)


def todo_lo_escrito(carpeta: Path) -> str:
    """El texto de los archivos de la carpeta y cada celda de sus GeoPackage."""
    partes = []
    for ruta in sorted(carpeta.rglob("*")):
        if ruta.suffix == ".gpkg":
            partes.append(_celdas(ruta))
        elif ruta.is_file():
            partes.append(ruta.read_bytes().decode("utf-8", "replace"))
    return "\n".join(partes)


def aparece(numero: int, texto: str) -> bool:
    """Si el número está entero en el texto."""
    return re.search(rf"(?<![\d.]){numero}(?![\d])", texto) is not None


def _celdas(ruta: Path) -> str:
    with sqlite3.connect(ruta) as base:
        tablas = [t for (t,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                  if "rtree" not in t and "srs" not in t and "spatial_ref" not in t]  # fmt: skip
        filas = [f for t in tablas for f in base.execute(f'SELECT * FROM "{t}"')]
    return "\n".join(" ; ".join(str(v) for v in f if not isinstance(v, bytes)) for f in filas)
