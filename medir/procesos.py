"""Corre órdenes como procesos enteros, mide su CPU y su memoria, y las intercala de a dos."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generador.errores import ErrorDelKit

LANZADOR = Path(__file__).with_name("lanzador.py")


@dataclass(frozen=True)
class Consumo:
    """Lo que gastó un proceso con sus hijos: CPU y duración en segundos, memoria máxima en MB."""

    cpu: float
    memoria: float
    segundos: float


def correr(orden: list[str], entorno: Mapping[str, str], carpeta: Path) -> Consumo:
    """Corre `orden` en `carpeta` y espera; ErrorDelKit con lo que dijo si no terminó bien."""
    hecho = subprocess.run(  # noqa: S603 - las órdenes las arma medir, sin intérprete
        [sys.executable, "-I", "-S", str(LANZADOR), *orden],
        env=dict(entorno),
        cwd=carpeta,
        capture_output=True,
        text=True,
        check=False,
    )
    gasto = json.loads(hecho.stdout or '{"codigo": -1}')
    if gasto["codigo"] != 0:
        detalle = hecho.stderr.strip()[-2000:]
        raise ErrorDelKit(f"«{' '.join(orden)}» terminó con código {gasto['codigo']}:\n{detalle}")
    return Consumo(gasto["cpu"], gasto["memoria"] / 1024, gasto["segundos"])


def intercalar(
    a: Callable[[], Consumo], b: Callable[[], Consumo], veces: int
) -> list[tuple[Consumo, Consumo]]:
    """Pares A B A B…, después de un calentamiento de cada uno que no se cuenta.

    Alternados, los dos sufren por igual lo que la máquina esté haciendo mientras tanto.
    """
    a()
    b()
    return [(a(), b()) for _ in range(veces)]
