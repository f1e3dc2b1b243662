"""Lo que `kit descargas` muestra mientras corre y al terminar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from generador.descargas.hacer import Avance, Hechas
from generador.formato import numero
from generador.paginas.publicacion import cambios_publicados


@contextmanager
def barra() -> Iterator[Avance]:
    """Una barra que avanza con cada archivo; donde no hay terminal, nada."""
    consola = Console(stderr=True)
    with Progress(console=consola, transient=True, disable=not consola.is_terminal) as progreso:
        tarea = progreso.add_task("Leyendo datos/", total=None)

        def avanzar(que: str, pasos: int) -> None:
            progreso.update(tarea, advance=1, total=pasos, description=que)

        yield avanzar


def mostrar(hechas: Hechas) -> None:
    """Cuántos archivos son, cuánto pesan, cuántos se escribieron y qué cambió."""
    consola, llevadas = Console(highlight=False, soft_wrap=True), hechas.llevadas
    rutas = llevadas.rutas(llevadas.libros)
    peso = numero(sum(rutas.values()) / 1e6, 1)
    if hechas.escritos:
        cuantos = f"{numero(hechas.escritos)} escritos, los demás ya estaban"
    else:
        cuantos = "ya estaban, no cambió ninguno"
    consola.print(
        f"{numero(len(rutas))} archivos en {llevadas.carpeta}, {peso} MB ({cuantos})", markup=False
    )
    if llevadas.cambios and hechas.escritos:
        nuevas, retiradas, cambiadas = cambios_publicados.leer(llevadas.cambios).total
        consola.print(
            f"Frente a la versión anterior: {numero(cambiadas)} cifras cambiadas, "
            f"{numero(nuevas)} nuevas, {numero(retiradas)} retiradas"
        )
