"""Varias imprentas a la vez: Typst compila sin ocupar el intérprete, y bastan hilos."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from threading import Event, Semaphore
from typing import Generic, TypeVar

from generador.fichas.imprenta import Imprenta

EN_ESPERA = 4
"""Cuántos trabajos por hilo se preparan de antemano: más sería tenerlos todos en memoria."""
Trabajo = TypeVar("Trabajo")
Resultado = TypeVar("Resultado")


class Taller(Generic[Trabajo, Resultado]):
    """Tantas imprentas como núcleos."""

    def __init__(self, hilos: int | None = None) -> None:
        """`hilos`, los núcleos de la máquina si no se dice."""
        self._hilos = hilos or os.cpu_count() or 1
        self._libres: SimpleQueue[Imprenta] = SimpleQueue()

    @contextmanager
    def imprenta(self) -> Iterator[Imprenta]:
        """Una que nadie está usando."""
        una = self._libres.get()
        try:
            yield una
        finally:
            self._libres.put(una)

    def hacer(
        self, trabajos: Iterator[Trabajo], uno: Callable[[Trabajo], Resultado]
    ) -> list[Resultado]:
        """Lo que da `uno` de cada trabajo, en su orden; el primer error detiene a los demás."""
        turnos, fallo = Semaphore(EN_ESPERA * self._hilos), Event()

        def con_turno(trabajo: Trabajo) -> Resultado:
            try:
                return uno(trabajo)
            except BaseException:
                fallo.set()
                raise
            finally:
                turnos.release()

        with ExitStack() as pila:
            for _ in range(self._hilos):
                self._libres.put(pila.enter_context(Imprenta()))
            hilos = pila.enter_context(ThreadPoolExecutor(self._hilos))
            futuros: list[Future[Resultado]] = []
            try:
                for trabajo in trabajos:
                    turnos.acquire()
                    if fallo.is_set():
                        break
                    futuros.append(hilos.submit(con_turno, trabajo))
                return [futuro.result() for futuro in futuros]
            except BaseException:
                hilos.shutdown(cancel_futures=True)
                raise
