"""Cuánto cuesta «Incidencia de privaciones» en QGIS, frente a lo que QGIS trae y a geopandas.

    /usr/bin/python3 -m medir.complemento --geopandas .venv/bin/python
    /usr/bin/python3 -m medir.complemento --hogares 100000 --sin-nativo

Corre con el Python de QGIS, sobre el complemento tal como sale del zip. De GPKG a polígonos con
resultados; cada parte en su proceso. La CPU es la del algoritmo, sin el arranque de QGIS; la
memoria, la mayor de todo el proceso, QGIS incluido.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generador.complemento_qgis.zip_del_complemento import comprimir, contenido
from generador.rutas import RAIZ
from medir.hogares_y_veredas import COLUMNAS, FILAS, PRIVACIONES, escribir

META_CPU, META_MB, META_VECES, META_GEOPANDAS = 1.5, 400.0, 15.0, 1.0
META_CPU_PUBLICABLE, META_MB_PUBLICABLE = 4.0, 600.0
VECES = 3
GUARDADO = RAIZ / ".tmp" / "medir" / "complemento.json"


def correr_parte(parte: str, carpeta: Path) -> dict[str, float]:
    """CPU (s), memoria (MB) y total de control de una parte, en este proceso."""
    return medir_aqui(_geopandas() if parte == "geopandas" else _en_qgis(parte, carpeta), carpeta)


def medir_aqui(trabajo: Callable[[Path], float], carpeta: Path) -> dict[str, float]:
    """Lo que gasta `trabajo` en este proceso, y el total de control que devuelve."""
    antes = resource.getrusage(resource.RUSAGE_SELF)
    inicio = time.perf_counter()
    total = trabajo(carpeta)
    despues = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "cpu": despues.ru_utime + despues.ru_stime - antes.ru_utime - antes.ru_stime,
        "segundos": time.perf_counter() - inicio,
        "memoria": _memoria_maxima(),
        "total": total,
    }


def _en_qgis(parte: str, carpeta: Path) -> Callable[[Path], float]:
    """La parte, con QGIS ya arrancado y el proveedor registrado."""
    arrancar(carpeta)
    partes: dict[str, Callable[[Path], float]] = {
        "nuestro": _nuestro, "publicable": _publicable, "nativo": _nativo, "vacio": lambda _c: 0.0,
    }  # fmt: skip
    return partes[parte]


def arrancar(carpeta: Path) -> None:
    """Arranca QGIS sin ventana con el complemento que está en la carpeta."""
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
    # Si se soltaran al volver de aquí, QGIS se cerraría antes de medir.
    _VIVOS.extend((aplicacion, proveedor))


_VIVOS: list[Any] = []


def _geopandas() -> Callable[[Path], float]:
    """Unir por ubicación y sumar fuera de QGIS; las importaciones no cuentan."""
    import geopandas  # noqa: PLC0415 - solo la trae el entorno del kit, no el Python de QGIS

    # Su lectura más rápida, si el entorno la trae.
    flecha = importlib.util.find_spec("pyarrow") is not None

    def unir_y_sumar(carpeta: Path) -> float:
        hogares = geopandas.read_file(carpeta / "hogares.gpkg", use_arrow=flecha)
        veredas = geopandas.read_file(carpeta / "veredas.gpkg", use_arrow=flecha)
        unidos = hogares.sjoin(veredas[["codigo", "geometry"]].rename(columns={"codigo": "v"}))
        grupos = unidos.groupby("v")
        sumas = grupos[PRIVACIONES].sum().assign(n=grupos.size()).reset_index()
        salida = veredas.merge(sumas, left_on="codigo", right_on="v", how="left")
        salida.to_file(carpeta / "geopandas.gpkg")
        return float(sumas["n"].sum())

    return unir_y_sumar


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


def _publicable(carpeta: Path) -> float:
    """La misma corrida en modo publicable, con la clave y la bitácora de la carpeta."""
    import processing  # noqa: PLC0415

    hecho = processing.run(
        "kit_pobreza:incidencia_privaciones",
        {
            "HOGARES": str(carpeta / "hogares_con_identidad.gpkg"),
            "TERRITORIOS": str(carpeta / "veredas.gpkg"),
            "MODO": 1,
            "SALIDA": str(carpeta / "publicable.gpkg"),
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


def en_proceso(orden: list[str], carpeta: Path, python: str = sys.executable) -> dict[str, float]:
    """Lo que mide una orden de Python en su propio proceso."""
    entorno = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(RAIZ),
               "HOME": str(carpeta), "XDG_RUNTIME_DIR": str(carpeta),
               "XDG_CONFIG_HOME": str(carpeta / "config")}  # fmt: skip
    hecho = subprocess.run(  # noqa: S603 - la orden la arma este módulo
        [python, *orden], env=entorno, capture_output=True, text=True, check=False, cwd=RAIZ
    )
    if hecho.returncode:
        raise RuntimeError(hecho.stderr[-2000:])
    medido: dict[str, float] = json.loads(hecho.stdout.strip().splitlines()[-1])
    return medido


def medir(carpeta: Path, opciones: argparse.Namespace) -> dict[str, Any]:
    """Todas las partes de una corrida; cada una se repite y vale la de menos CPU."""
    with zipfile.ZipFile(io.BytesIO(comprimir(contenido()))) as paquete:
        paquete.extractall(carpeta)
    escribir(carpeta, opciones.hogares)

    def menor(parte: str, veces: int, python: str = sys.executable) -> dict[str, float]:
        orden = ["-m", "medir.complemento", "--parte", parte, "--carpeta", str(carpeta)]
        corridas = [en_proceso(orden, carpeta, python) for _ in range(veces)]
        return min(corridas, key=lambda c: c["cpu"])

    medido: dict[str, Any] = {"hogares": opciones.hogares, "poligonos": COLUMNAS * FILAS}
    medido["vacio"], medido["nuestro"] = menor("vacio", 1), menor("nuestro", VECES)
    medido["publicable"] = menor("publicable", VECES)
    if opciones.geopandas:
        medido["geopandas"] = menor("geopandas", VECES, opciones.geopandas)
    if not opciones.sin_nativo:
        medido["nativo"] = menor("nativo", 1)
    return medido


def informar(medido: dict[str, Any]) -> list[str]:
    """Lo medido y sus cocientes, en renglones."""
    nuestro = medido["nuestro"]
    lineas = [
        f"{miles(medido['hogares'])} hogares y {miles(medido['poligonos'])} polígonos",
        f"QGIS sin hacer nada: {medido['vacio']['memoria']:.0f} MB",
        f"Complemento: {escrito(nuestro)} (meta {META_CPU:g} s y {META_MB:g} MB)",
        f"Complemento, publicable: {escrito(medido['publicable'])} (meta "
        f"{META_CPU_PUBLICABLE:g} s y {META_MB_PUBLICABLE:g} MB)",
    ]
    for parte, nombre, meta in (
        ("geopandas", "geopandas sjoin + pandas groupby", META_GEOPANDAS),
        ("nativo", "native:joinattributesbylocation + native:aggregate", META_VECES),
    ):
        if parte in medido:
            otro = medido[parte]
            lineas.append(
                f"{nombre}: {escrito(otro)}; cociente {otro['cpu'] / nuestro['cpu']:.1f} veces "
                f"(meta {meta:g})".replace(".", ",")
            )
            if otro["total"] != nuestro["total"]:
                lineas.append(f"  cuentan distinto: {otro['total']:.0f} y {nuestro['total']:.0f}")
    return lineas


def miles(cuantos: int) -> str:
    """Un entero con punto de miles."""
    return f"{cuantos:,}".replace(",", ".")


def escrito(parte: dict[str, float]) -> str:
    """La CPU y la memoria de una parte."""
    return f"{parte['cpu']:.2f} s de CPU, {parte['memoria']:.0f} MB".replace(".", ",")


def principal() -> None:
    """Mide, informa y guarda; sale con 0 aunque no se cumpla la meta: depende de la máquina."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--hogares", type=int, default=1_000_000)
    analizador.add_argument("--sin-nativo", action="store_true")
    analizador.add_argument("--geopandas", help="el Python que tiene geopandas")
    analizador.add_argument(
        "--parte", choices=["nuestro", "publicable", "nativo", "vacio", "geopandas"]
    )
    analizador.add_argument("--carpeta", type=Path)
    opciones = analizador.parse_args()
    if opciones.parte:
        print(json.dumps(correr_parte(opciones.parte, opciones.carpeta)), flush=True)
        # QGIS sin ventana puede caerse al cerrar; lo medido ya está escrito.
        os._exit(0)
    with tempfile.TemporaryDirectory(prefix="kit-medir-") as nombre:
        medido = medir(Path(nombre), opciones)
    print("\n".join(informar(medido)))
    GUARDADO.parent.mkdir(parents=True, exist_ok=True)
    GUARDADO.write_text(json.dumps(medido, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    principal()
