"""Corre la orden que recibe y escribe en la salida estándar lo que gastó, en JSON.

Es un proceso aparte y pequeño a propósito: en Linux la memoria máxima de un hijo nunca se informa
menor que la del proceso que lo lanzó, así que quien mide no puede lanzarlo directamente.
"""

from __future__ import annotations

import json
import os
import sys
import time


def lanzar(orden: list[str]) -> dict[str, float]:
    """Código de salida, CPU (s, usuario y sistema), memoria máxima (kB) y duración (s).

    La CPU suma la de los procesos que la orden haya lanzado y esperado; la memoria es la del mayor.
    """
    inicio = time.perf_counter()
    mudo = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawnp(orden[0], orden, os.environ, file_actions=mudo)
    _, estado, uso = os.wait4(pid, 0)
    return {
        "codigo": os.waitstatus_to_exitcode(estado),
        "cpu": uso.ru_utime + uso.ru_stime,
        "memoria": uso.ru_maxrss,
        "segundos": time.perf_counter() - inicio,
    }


if __name__ == "__main__":
    print(json.dumps(lanzar(sys.argv[1:])))
