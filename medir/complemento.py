"""Cuánto cuesta «Incidencia de privaciones» en QGIS, frente a lo que QGIS trae.

    /usr/bin/python3 -m medir.complemento                     1.000.000 de hogares, 2.000 polígonos
    /usr/bin/python3 -m medir.complemento --hogares 100000 --sin-nativo

Corre con el Python de QGIS, sobre el complemento tal como sale del zip. De GPKG a polígonos con
resultados; cada parte en su proceso. La CPU es la del algoritmo, sin el arranque de QGIS; la
memoria, la mayor de todo el proceso, QGIS incluido.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import resource
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from generador.complemento_qgis.empaquetar import comprimir, contenido
from generador.rutas import RAIZ

META_CPU, META_MB, META_VECES = 4.0, 400.0, 15.0
COLUMNAS, FILAS, PUNTOS_POR_LADO = 50, 40, 8
PRIVACIONES = [f"I{j}" for j in range(1, 16)]
SEMILLA = 1
# Los puntos siguen a la gente: la mitad se aprieta en unos pocos centros.
CENTROS = 30


def preparar(carpeta: Path, hogares: int) -> None:
    """Escribe hogares.gpkg, veredas.gpkg y el complemento descomprimido."""
    azar = np.random.default_rng(SEMILLA)
    with zipfile.ZipFile(io.BytesIO(comprimir(contenido()))) as paquete:
        paquete.extractall(carpeta)
    _escribir_hogares(carpeta / "hogares.gpkg", hogares, azar)
    _escribir_veredas(carpeta / "veredas.gpkg", azar)


def _escribir_hogares(ruta: Path, cuantos: int, azar: np.random.Generator) -> None:
    from osgeo import ogr, osr  # noqa: PLC0415

    sistema = osr.SpatialReference()
    sistema.ImportFromEPSG(4326)
    datos = ogr.GetDriverByName("GPKG").CreateDataSource(str(ruta))
    capa = datos.CreateLayer("hogares", sistema, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    for nombre in (*PRIVACIONES, "personas"):
        campo = ogr.FieldDefn(nombre, ogr.OFTInteger)
        campo.SetSubType(ogr.OFSTInt16)
        capa.CreateField(campo)
    capa.CreateField(ogr.FieldDefn("codigo", ogr.OFTString))
    del capa, datos
    en_centro = azar.random(cuantos) < 0.5
    centros = azar.random((CENTROS, 2))[azar.integers(0, CENTROS, cuantos)]
    apretados = np.clip(centros + azar.normal(0, 0.01, (cuantos, 2)), 0.001, 0.999)
    lugar = np.where(en_centro[:, None], apretados, azar.uniform(0.001, 0.999, (cuantos, 2)))
    privado = (azar.random((cuantos, 15)) < azar.beta(1, 3, (cuantos, 1))).astype(int)
    personas = azar.integers(1, 9, cuantos)
    cabecera = b"GP" + bytes([0, 1]) + struct.pack("<iBI", 4326, 1, 1)
    filas = (
        (cabecera + struct.pack("<dd", x - 77, y + 7), *marcas, gente, f"05045{i % 2000:07d}")
        for i, ((x, y), marcas, gente) in enumerate(
            zip(lugar.tolist(), privado.tolist(), personas.tolist(), strict=False)
        )
    )
    with sqlite3.connect(ruta) as base:
        huecos = ",".join("?" * 18)
        nombres = ",".join(("geom", *PRIVACIONES, "personas", "codigo"))
        base.executemany(f"INSERT INTO hogares ({nombres}) VALUES ({huecos})", filas)  # noqa: S608
        base.execute("UPDATE gpkg_ogr_contents SET feature_count = ?", (cuantos,))
        base.execute("UPDATE gpkg_contents SET min_x=-77, min_y=7, max_x=-76, max_y=8")
    # Sin índice espacial lo nativo leería toda la capa por cada polígono: no sería justo.
    escrita = ogr.Open(str(ruta), 1)
    escrita.ExecuteSQL("SELECT CreateSpatialIndex('hogares', 'geom')")


def _escribir_veredas(ruta: Path, azar: np.random.Generator) -> None:
    """Una cobertura sin huecos ni solapes de 50 × 40 polígonos irregulares."""
    from osgeo import ogr, osr  # noqa: PLC0415

    nodos = np.stack(np.meshgrid(np.arange(COLUMNAS + 1.0), np.arange(FILAS + 1.0)), axis=-1)
    dentro = np.s_[1:-1, 1:-1]
    nodos[dentro] += azar.uniform(-0.25, 0.25, nodos[dentro].shape)
    nodos /= (COLUMNAS, FILAS)
    lados: dict[Any, np.ndarray] = {}

    def lado(a: tuple[int, int], b: tuple[int, int]) -> np.ndarray:
        llave = (min(a, b), max(a, b))
        if llave not in lados:
            parte = np.linspace(0, 1, PUNTOS_POR_LADO, endpoint=False)[:, None]
            recto = nodos[llave[0]] * (1 - parte) + nodos[llave[1]] * parte
            recto[1:] += azar.uniform(-0.0008, 0.0008, recto[1:].shape)
            lados[llave] = np.vstack([recto, nodos[llave[1]]])
        return lados[llave] if a == llave[0] else lados[llave][::-1]

    sistema = osr.SpatialReference()
    sistema.ImportFromEPSG(4326)
    datos = ogr.GetDriverByName("GPKG").CreateDataSource(str(ruta))
    capa = datos.CreateLayer("veredas", sistema, ogr.wkbPolygon)
    capa.CreateField(ogr.FieldDefn("codigo", ogr.OFTString))
    for f in range(FILAS):
        for c in range(COLUMNAS):
            esquinas = [(f, c), (f, c + 1), (f + 1, c + 1), (f + 1, c), (f, c)]
            anillo = np.vstack([lado(a, b)[:-1] for a, b in itertools.pairwise(esquinas)])
            texto = ",".join(f"{x - 77:.9f} {y + 7:.9f}" for x, y in [*anillo, anillo[0]])
            entidad = ogr.Feature(capa.GetLayerDefn())
            entidad["codigo"] = f"{f * COLUMNAS + c:04d}"
            entidad.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({texto}))"))
            capa.CreateFeature(entidad)


def correr_parte(parte: str, carpeta: Path) -> dict[str, float]:
    """CPU (s), memoria (MB) y total de control de una parte, en este proceso."""
    sys.path[:0] = [str(carpeta), "/usr/share/qgis/python/plugins"]
    from qgis.analysis import QgsNativeAlgorithms  # noqa: PLC0415
    from qgis.core import QgsApplication  # noqa: PLC0415

    aplicacion = QgsApplication([], False)
    aplicacion.initQgis()
    from kit_pobreza.proveedor import Proveedor  # noqa: PLC0415
    from processing.core.Processing import Processing  # noqa: PLC0415

    Processing.initialize()
    registro = aplicacion.processingRegistry()
    if registro.providerById("native") is None:
        registro.addProvider(QgsNativeAlgorithms())
    proveedor = Proveedor()
    registro.addProvider(proveedor)
    antes = resource.getrusage(resource.RUSAGE_SELF)
    inicio = time.perf_counter()
    total = {"nuestro": _nuestro, "nativo": _nativo, "vacio": lambda _c: 0.0}[parte](carpeta)
    despues = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "cpu": despues.ru_utime + despues.ru_stime - antes.ru_utime - antes.ru_stime,
        "segundos": time.perf_counter() - inicio,
        "memoria": _memoria_maxima(),
        "total": total,
    }


def _memoria_maxima() -> float:
    """MB que llegó a tener este proceso; `ru_maxrss` hereda lo de quien lo lanzó, y esto no."""
    estado = Path("/proc/self/status").read_text("utf-8")
    return float(estado.split("VmHWM:")[1].split()[0]) / 1024


def _nuestro(carpeta: Path) -> float:
    import processing  # noqa: PLC0415

    hecho = processing.run(
        "kit_pobreza:incidencia_privaciones",
        {
            "HOGARES": str(carpeta / "hogares.gpkg"),
            "TERRITORIOS": str(carpeta / "veredas.gpkg"),
            "SALIDA": str(carpeta / "salida.gpkg"),
        },
    )
    return float(hecho["TOTAL_HOGARES"])


def _nativo(carpeta: Path) -> float:
    """La misma cuenta con lo que trae QGIS: unir por ubicación y agregar 15 sumas y el conteo."""
    import processing  # noqa: PLC0415
    from qgis.core import QgsVectorLayer  # noqa: PLC0415

    unida = processing.run(
        "native:joinattributesbylocation",
        {
            "INPUT": str(carpeta / "hogares.gpkg"),
            "JOIN": str(carpeta / "veredas.gpkg"),
            "PREDICATE": [5],
            "JOIN_FIELDS": ["codigo"],
            "METHOD": 1,
            "PREFIX": "v_",
            "DISCARD_NONMATCHING": True,
            "OUTPUT": str(carpeta / "unida.gpkg"),
        },
    )["OUTPUT"]
    comun = {"length": 0, "precision": 0, "delimiter": ""}
    sumas = [
        {"aggregate": "sum", "input": f'"{c}"', "name": c, "type": 6, **comun} for c in PRIVACIONES
    ]
    conteo = {"aggregate": "count", "input": '"personas"', "name": "n", "type": 4, **comun}
    agregada = processing.run(
        "native:aggregate",
        {
            "INPUT": unida,
            "GROUP_BY": '"v_codigo"',
            "AGGREGATES": [conteo, *sumas],
            "OUTPUT": str(carpeta / "agregada.gpkg"),
        },
    )["OUTPUT"]
    capa = QgsVectorLayer(agregada, "a", "ogr")
    return float(sum(entidad["n"] for entidad in capa.getFeatures()))


def _en_proceso(parte: str, carpeta: Path) -> dict[str, float]:
    entorno = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(RAIZ)}
    orden = [sys.executable, "-m", "medir.complemento", "--parte", parte, "--carpeta", str(carpeta)]
    hecho = subprocess.run(  # noqa: S603 - la orden la arma este módulo
        orden, env=entorno, capture_output=True, text=True, check=False, cwd=RAIZ
    )
    if hecho.returncode:
        raise RuntimeError(hecho.stderr[-2000:])
    medido: dict[str, float] = json.loads(hecho.stdout.strip().splitlines()[-1])
    return medido


def principal() -> None:
    """Mide y dice los cocientes."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("--hogares", type=int, default=1_000_000)
    opciones.add_argument("--sin-nativo", action="store_true")
    opciones.add_argument("--parte", choices=["nuestro", "nativo", "vacio"])
    opciones.add_argument("--carpeta", type=Path)
    elegidas = opciones.parse_args()
    if elegidas.parte:
        print(json.dumps(correr_parte(elegidas.parte, elegidas.carpeta)), flush=True)
        # QGIS sin ventana puede caerse al cerrar; lo medido ya está escrito.
        os._exit(0)
    with tempfile.TemporaryDirectory(prefix="kit-medir-") as nombre:
        carpeta = Path(nombre)
        preparar(carpeta, elegidas.hogares)
        vacio = _en_proceso("vacio", carpeta)
        corridas = [_en_proceso("nuestro", carpeta) for _ in range(3)]
        nuestro = min(corridas, key=lambda c: c["cpu"])
        print(f"{elegidas.hogares:,} hogares, {COLUMNAS * FILAS:,} polígonos".replace(",", "."))
        print(f"QGIS sin hacer nada: {vacio['memoria']:.0f} MB")
        print(f"Complemento: {nuestro['cpu']:.2f} s de CPU (meta {META_CPU:g}), "
              f"{nuestro['memoria']:.0f} MB (meta {META_MB:g})")  # fmt: skip
        if elegidas.sin_nativo:
            return
        nativo = _en_proceso("nativo", carpeta)
        print(f"Nativo: {nativo['cpu']:.2f} s de CPU, {nativo['memoria']:.0f} MB; hogares contados "
              f"{nuestro['total']:.0f} y {nativo['total']:.0f}")  # fmt: skip
        print(f"Cociente: {nativo['cpu'] / nuestro['cpu']:.1f} veces (meta {META_VECES:g})")


if __name__ == "__main__":
    principal()
