"""Medir en el QGIS de esta máquina: arrancarlo con el complemento, correr y decir lo que gastó.

Cada corrida va en su proceso. La CPU es de usuario y sistema y la del trabajo, sin el arranque de
QGIS; la memoria, la mayor de todo el proceso, QGIS incluido. Otros procesos también suben la CPU
(comparten el caché del procesador), y por eso se repite: el mínimo es lo que cuesta, y si la
mediana se aparta de él, la máquina no estaba quieta.
"""

from __future__ import annotations

import io
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generador.complemento_qgis.zip_del_complemento import comprimir, contenido
from generador.rutas import RAIZ

VECES = 3
MEDIDAS = RAIZ / ".tmp" / "medir"
# El arranque, que en otra versión de QGIS o de Debian es otro.
SIN_COMPLEMENTO, SIN_HACER_NADA = "sin_complemento", "sin_hacer_nada"
_VIVOS: list[Any] = []


def instalar(carpeta: Path) -> None:
    """Deja en la carpeta el complemento tal como sale del zip."""
    with zipfile.ZipFile(io.BytesIO(comprimir(contenido()))) as paquete:
        paquete.extractall(carpeta)


def arrancar(carpeta: Path, *, con_complemento: bool = True) -> None:
    """Arranca QGIS sin ventana, con el complemento que está en la carpeta."""
    sys.path[:0] = [str(carpeta), "/usr/share/qgis/python/plugins"]
    from qgis.analysis import QgsNativeAlgorithms  # noqa: PLC0415 - solo está en el Python de QGIS
    from qgis.core import QgsApplication  # noqa: PLC0415

    aplicacion = QgsApplication([], False)
    aplicacion.initQgis()
    from processing.core.Processing import Processing  # noqa: PLC0415

    Processing.initialize()
    registro = aplicacion.processingRegistry()
    if registro.providerById("native") is None:
        registro.addProvider(QgsNativeAlgorithms())
    # Si se soltaran al volver de aquí, QGIS se cerraría antes de medir.
    _VIVOS.append(aplicacion)
    if con_complemento:
        from kit_pobreza.proveedor import Proveedor  # noqa: PLC0415

        proveedor = Proveedor()
        registro.addProvider(proveedor)
        _VIVOS.append(proveedor)


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


def entregar(medido: dict[str, float]) -> None:
    """Escribe lo medido y termina el proceso: QGIS sin ventana puede caerse al cerrar."""
    print(json.dumps(medido), flush=True)
    os._exit(0)


def _memoria_maxima() -> float:
    """MB que llegó a tener este proceso; `ru_maxrss` hereda lo de quien lo lanzó, y esto no."""
    estado = Path("/proc/self/status").read_text("utf-8")
    return float(estado.split("VmHWM:")[1].split()[0]) / 1024


def repetir(
    orden: list[str], carpeta: Path, veces: int = VECES, python: str = sys.executable
) -> dict[str, float]:
    """La corrida de menos CPU de una orden de Python, cada una en su proceso.

    Con `cpu_mediana` y la `memoria` de la que más tuvo. Error si dos no dan el mismo total.
    """
    corridas = [_en_proceso([*orden, "--carpeta", str(carpeta)], carpeta, python)
                for _ in range(veces)]  # fmt: skip
    totales = {c["total"] for c in corridas}
    if len(totales) > 1:
        raise RuntimeError(f"{' '.join(orden)}: cada corrida da otro total: {sorted(totales)}")
    return {
        **min(corridas, key=lambda c: c["cpu"]),
        "cpu_mediana": statistics.median(c["cpu"] for c in corridas),
        "memoria": max(c["memoria"] for c in corridas),
    }


def _en_proceso(orden: list[str], carpeta: Path, python: str) -> dict[str, float]:
    """Lo que mide una orden de Python en su propio proceso."""
    entorno = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(RAIZ),
               "HOME": str(carpeta), "XDG_RUNTIME_DIR": str(carpeta),
               "XDG_CONFIG_HOME": str(carpeta / "config")}  # fmt: skip
    hecho = subprocess.run(  # noqa: S603 - la orden la arma este paquete
        [python, *orden], env=entorno, capture_output=True, text=True, check=False, cwd=RAIZ
    )
    if hecho.returncode:
        raise RuntimeError(hecho.stderr[-2000:])
    medido: dict[str, float] = json.loads(hecho.stdout.strip().splitlines()[-1])
    return medido


def guardar(nombre: str, medido: dict[str, Any]) -> None:
    """Lo medido y la carga de la máquina, en `.tmp/medir`."""
    MEDIDAS.mkdir(parents=True, exist_ok=True)
    con_carga = {**medido, "carga": os.getloadavg()[0]}
    ruta = MEDIDAS / f"{nombre}.json"
    ruta.write_text(json.dumps(con_carga, indent=2) + "\n", encoding="utf-8")


def carga() -> str:
    """Cuántos procesos compiten por la máquina, para leer lo medido."""
    nucleos = os.cpu_count() or 1
    return f"Carga de la máquina: {os.getloadavg()[0]:.1f} en {nucleos} núcleos".replace(".", ",")


def miles(cuantos: int) -> str:
    """Un entero con punto de miles."""
    return f"{cuantos:,}".replace(",", ".")


def escrito(parte: dict[str, float], cpu: float = 0.0, memoria: float = 0.0) -> str:
    """CPU mínima, mediana y memoria de una parte; con meta, cuál es y si la cumple."""
    gasto = (
        f"{parte['cpu']:.2f} s de CPU (mediana {parte['cpu_mediana']:.2f}), "
        f"{parte['memoria']:.0f} MB"
    )
    metas = [f"{meta:g} {unidad}" for meta, unidad in ((cpu, "s"), (memoria, "MB")) if meta]
    if not metas:
        return gasto.replace(".", ",")
    cumple = parte["cpu"] <= (cpu or parte["cpu"]) and parte["memoria"] <= (
        memoria or parte["memoria"]
    )
    dicho = f"{gasto} · meta {' y '.join(metas)}: {'sí' if cumple else 'NO'}"
    return dicho.replace(".", ",")
