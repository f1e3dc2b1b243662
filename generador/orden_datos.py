"""Las órdenes `kit datos …`: leen opciones y muestran resultados; el trabajo está en `paquete`."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr: construir no debe esperar a pandas

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)
from rich.table import Table

from generador.fuentes import procedencia
from generador.paquete.cambios import EJEMPLOS, Cambio
from generador.rutas import DATOS

if TYPE_CHECKING:
    from generador.paquete.descargar import Resultado

grupo = typer.Typer(help="El paquete de datos: traerlo, rehacerlo y comprobarlo.")
consola = Console()

Oficiales = Annotated[
    Path, typer.Argument(help="Carpeta con los archivos oficiales.", metavar="CARPETA")
]
Datos = Annotated[Path, typer.Option(help="Carpeta del paquete de datos.")]


@grupo.command()
def importar(
    carpeta: Oficiales,
    datos: Datos = DATOS,
    aceptar_version_nueva: Annotated[
        bool,
        typer.Option(
            "--aceptar-version-nueva",
            help="Admite archivos distintos de los de huellas.csv y actualiza esa tabla.",
        ),
    ] = False,
) -> None:
    """Rehace datos/ desde los archivos oficiales; si algo falla, queda como estaba."""
    from generador.paquete.importar import importar as hacer

    with _barra() as barra:
        tarea = barra.add_task("Comprobando archivos", total=len(procedencia.fuentes()))
        archivos = hacer(
            carpeta,
            datos,
            aceptar_version_nueva=aceptar_version_nueva,
            avance=lambda fuente: barra.update(tarea, advance=1, description=fuente),
        )
    tabla = Table("archivo", "filas", "kB", title=f"Escrito en {datos}")
    for nombre, contenido in archivos.items():
        filas = str(len(contenido.splitlines()) - 1) if nombre.endswith(".csv") else ""
        tabla.add_row(nombre, filas, f"{len(contenido) / 1000:.0f}")
    consola.print(tabla)
    consola.print(f"Total: {sum(map(len, archivos.values())) / 1e6:.1f} MB")


@grupo.command()
def descargar(
    carpeta: Oficiales,
    base: Annotated[
        str | None,
        typer.Option(
            envvar="KIT_DESCARGA_BASE",
            metavar="URL",
            help="Pide cada archivo a URL/ruta, en vez de a la dirección de la entidad.",
        ),
    ] = None,
) -> None:
    """Trae los archivos oficiales que falten; lo que ya está y es correcto no se vuelve a pedir."""
    from generador.paquete import descargar

    with _barra_de_bytes() as barra:
        resultados = descargar.descargar(
            carpeta, base, barra=lambda archivo: _AvanceDePooch(barra, archivo.nombre)
        )
    _mostrar_descargas(resultados, oficiales=base is None)
    if not all(resultado.esta for resultado in resultados):
        raise typer.Exit(1)


def _mostrar_descargas(resultados: list[Resultado], *, oficiales: bool) -> None:
    for situacion, grupo_ in _por_situacion(resultados).items():
        consola.print(f"{situacion}: {len(grupo_)}")
    for resultado in resultados:
        if not resultado.esta:
            texto = f"{resultado.archivo.ruta}: {resultado.detalle}"
            consola.print(f"[bold red]{resultado.situacion}[/] {escape(texto)}", soft_wrap=True)
    dudosos = [r.archivo for r in resultados if not r.archivo.descarga_comprobada]
    if oficiales and dudosos:
        consola.print(f"Dirección sin comprobar ({len(dudosos)}):")
        for archivo in dudosos:
            texto = f"  {archivo.ruta} ← {archivo.descarga or '(no se conoce)'}"
            consola.print(escape(texto), soft_wrap=True)


def _por_situacion(resultados: list[Resultado]) -> dict[str, list[Resultado]]:
    grupos: dict[str, list[Resultado]] = {}
    for resultado in resultados:
        grupos.setdefault(resultado.situacion, []).append(resultado)
    return grupos


class _AvanceDePooch:
    """Una línea de la barra de rich con los métodos que pooch llama."""

    def __init__(self, barra: Progress, nombre: str) -> None:
        self._barra = barra
        self._tarea = barra.add_task(nombre, total=None)

    @property
    def total(self) -> int:
        return int(self._barra.tasks[self._tarea].total or 0)

    @total.setter
    def total(self, total: int) -> None:
        # pooch lo fija al empezar cada intento
        self._barra.reset(self._tarea, total=total or None)

    def update(self, n: int) -> None:
        self._barra.advance(self._tarea, n)

    def reset(self) -> None:
        self._barra.update(self._tarea, completed=0)

    def close(self) -> None:
        self._barra.stop_task(self._tarea)


@grupo.command("huellas")
def escribir_huellas(carpeta: Oficiales) -> None:
    """Guarda tamaño y sha256 de cada archivo oficial en generador/fuentes/huellas.csv."""
    from generador.paquete import huellas

    antes, calculadas = huellas.leer(), huellas.calcular(carpeta)
    huellas.escribir(calculadas)
    for ruta in huellas.distintos(calculadas, antes):
        consola.print(f"{'cambió' if ruta in antes else 'nueva'}: {ruta}", soft_wrap=True)
    for ruta in sorted(antes.keys() - calculadas.keys()):
        consola.print(f"retirada: {ruta}", soft_wrap=True)
    consola.print(f"{len(calculadas)} huellas en {huellas.TABLA}", soft_wrap=True)


@grupo.command()
def verificar(
    contra: Annotated[
        str, typer.Option(metavar="REV", help="Revisión de git con la que se compara.")
    ] = "HEAD",
    datos: Datos = DATOS,
) -> None:
    """Comprueba datos/ y dice qué cambió frente a lo versionado; sale con 1 si hay fallos."""
    from generador.paquete import cambios, verificar

    with consola.status("Comprobando esquema, llaves y huellas"):
        fallos = verificar.fallos(datos)
    for fallo in fallos:
        consola.print(f"[bold red]Fallo[/] {escape(fallo)}", soft_wrap=True)
    if not fallos:
        consola.print(f"[green]Sin fallos[/] en {datos}", soft_wrap=True)
    try:
        diferencias = cambios.frente_a(datos, contra)
    except cambios.SinGit as error:
        consola.print(f"[yellow]Aviso[/] {escape(str(error))}", soft_wrap=True)
    else:
        _mostrar_cambios(diferencias, contra)
    if fallos:
        raise typer.Exit(1)


def _mostrar_cambios(diferencias: list[Cambio], contra: str) -> None:
    if not diferencias:
        consola.print(f"Nada cambió frente a {contra}")
    for cambio in diferencias:
        consola.print(f"[bold]{cambio.archivo}[/] {cambio.situacion} frente a {contra}")
        for rotulo, lista in cambio.resumen():
            muestra = ", ".join(lista[:EJEMPLOS]) + ("…" if len(lista) > EJEMPLOS else "")
            consola.print(f"  {rotulo}: {len(lista)} ({escape(muestra)})", soft_wrap=True)
        for columna, veces in sorted(cambio.celdas.items(), key=lambda par: -par[1]):
            consola.print(f"  {columna}: cambiaron {veces} celdas")
            for ejemplo in cambio.ejemplos.get(columna, []):
                consola.print(f"    {escape(ejemplo)}", soft_wrap=True)


def _barra_de_bytes() -> Progress:
    columnas = (BarColumn(), DownloadColumn(), TransferSpeedColumn())
    return Progress(TextColumn("{task.description}"), *columnas, console=consola)


def _barra() -> Progress:
    columnas = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(TextColumn("{task.description}"), *columnas, console=consola)
