"""Lo que las órdenes `kit datos …` muestran en la terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Column, Table

from generador.importacion.cambios_en_datos import EJEMPLOS, CambioEnDatos

if TYPE_CHECKING:
    from generador.importacion.descargar import ArchivoTraido

consola = Console()


def decir(texto: str, rotulo: str = "", estilo: str = "") -> None:
    """Una línea entera, sin cortes, con un rótulo de color delante."""
    cabeza = f"[{estilo}]{rotulo}[/] " if rotulo else ""
    consola.print(f"{cabeza}{escape(texto)}", soft_wrap=True)


def barra_de_fuentes() -> Progress:
    """Barra de la importación: cuántas fuentes van."""
    columnas = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(TextColumn("{task.description}"), *columnas, console=consola)


def barra_de_bytes() -> Progress:
    """Barra de la descarga: una línea por archivo."""
    nombre = Column(no_wrap=True, overflow="ellipsis", max_width=44)
    columnas = (TextColumn("{task.description}", table_column=nombre), BarColumn(16))
    return Progress(*columnas, DownloadColumn(), console=consola)


class AvanceDePooch:
    """Una línea de la barra de rich con los métodos que pooch llama."""

    def __init__(self, barra: Progress, nombre: str) -> None:
        self._barra = barra
        self._tarea = barra.add_task(nombre, total=None)

    @property
    def total(self) -> int:
        """Bytes que se esperan; 0 si el servidor no lo dijo."""
        return int(self._barra.tasks[self._tarea].total or 0)

    @total.setter
    def total(self, total: int) -> None:
        # pooch lo fija al empezar cada intento: la línea vuelve a cero.
        self._barra.reset(self._tarea, total=total or None)

    def update(self, n: int) -> None:
        """Suma `n` bytes."""
        self._barra.advance(self._tarea, n)

    def reset(self) -> None:
        """Vuelve a cero."""
        self._barra.update(self._tarea, completed=0)

    def close(self) -> None:
        """Termina."""
        self._barra.stop_task(self._tarea)


def mostrar_archivos(archivos: Mapping[str, bytes], titulo: str) -> None:
    """Tabla con las filas y el peso de cada archivo escrito."""
    tabla = Table("archivo", "filas", "kB", title=titulo)
    for nombre, contenido in archivos.items():
        filas = str(len(contenido.splitlines()) - 1) if nombre.endswith(".csv") else ""
        tabla.add_row(nombre, filas, f"{len(contenido) / 1000:.0f}")
    consola.print(tabla)
    decir(f"Total: {sum(map(len, archivos.values())) / 1e6:.1f} MB")


def mostrar_descargas(resultados: list[ArchivoTraido], *, oficiales: bool) -> None:
    """Recuento por situación, lo que no quedó y por qué, y las direcciones sin comprobar."""
    for situacion, veces in Counter(r.situacion for r in resultados).items():
        decir(f"{situacion}: {veces}")
    for resultado in resultados:
        if not resultado.esta:
            texto = f"{resultado.archivo.ruta}: {resultado.detalle}"
            decir(texto, resultado.situacion, "bold red")
    dudosos = [r.archivo for r in resultados if not r.archivo.descarga_comprobada]
    if oficiales and dudosos:
        decir(f"Dirección sin comprobar ({len(dudosos)}):")
        for archivo in dudosos:
            decir(f"  {archivo.ruta} ← {archivo.descarga or '(no se conoce)'}")


def mostrar_cambios(cambios: list[CambioEnDatos], contra: str) -> None:
    """Qué cambió en cada archivo, con ejemplos."""
    if not cambios:
        decir(f"Nada cambió frente a {contra}")
    for cambio in cambios:
        decir(f"{cambio.situacion} frente a {contra}", cambio.archivo, "bold")
        for rotulo, lista in cambio.resumen():
            muestra = ", ".join(lista[:EJEMPLOS]) + ("…" if len(lista) > EJEMPLOS else "")
            decir(f"  {rotulo}: {len(lista)} ({muestra})")
        for columna, veces in sorted(cambio.celdas.items(), key=lambda par: -par[1]):
            decir(f"  {columna}: cambiaron {veces} celdas")
            for ejemplo in cambio.ejemplos[columna]:
                decir(f"    {ejemplo}")
