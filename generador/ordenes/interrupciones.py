"""Que a una orden la manden a terminar (SIGTERM, SIGHUP) deje todo como con Ctrl+C.

Sin esto el proceso muere sin pasar por los `finally`: quedarían temporales, y los de una base de
hogares traen datos de personas.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

BASE_DE_UNIX = 128  # 128 más el número de la señal, como en cualquier orden de Unix
POR_SIGINT = BASE_DE_UNIX + signal.SIGINT
# En Windows no hay SIGHUP.
QUE_TERMINAN = [getattr(signal, n) for n in ("SIGTERM", "SIGHUP") if hasattr(signal, n)]


@contextmanager
def atendidas() -> Iterator[list[int]]:
    """Mientras dura, esas señales lanzan KeyboardInterrupt; da la lista de las que llegaron.

    No cambia lo que ya atiende otro, ni lo que se pidió ignorar (`nohup`). Las señales solo se
    pueden atender en el hilo principal: en otro no hace nada.
    """
    llegaron: list[int] = []

    def interrumpir(numero: int, _: FrameType | None) -> None:
        llegaron.append(numero)
        if len(llegaron) == 1:  # la segunda no interrumpe la limpieza de la primera
            raise KeyboardInterrupt

    propias = []
    if threading.current_thread() is threading.main_thread():
        propias = [s for s in QUE_TERMINAN if signal.getsignal(s) is signal.SIG_DFL]
    for cual in propias:
        signal.signal(cual, interrumpir)
    try:
        yield llegaron
    finally:
        for cual in propias:
            signal.signal(cual, signal.SIG_DFL)


def codigo_de_salida(llegaron: list[int]) -> int:
    """Con qué código sale la orden interrumpida: el de la primera señal, o el de Ctrl+C."""
    return BASE_DE_UNIX + llegaron[0] if llegaron else POR_SIGINT
