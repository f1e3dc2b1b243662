"""Lo que `kit publicar` muestra: cada paso al terminar, y al final si se puede publicar."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from generador.publicar.pasos import Paso
from generador.publicar.revisar import Pedido, Revision, por_revisar

consola = Console(highlight=False, soft_wrap=True)


def mostrar_paso(paso: Paso) -> None:
    """El paso, su detalle y, si no pasó, qué hacer."""
    marca = "[green]bien[/]     " if paso.pasa else "[bold red]no pasa[/]  "
    consola.print(f"{marca}{escape(paso.nombre)}: {escape(paso.resumen)}")
    for renglon in paso.detalle:
        consola.print(f"           {escape(renglon)}")
    if paso.que_hacer:
        consola.print(f"  Qué hacer: {escape(paso.que_hacer)}")


def mostrar_final(hecha: Revision, pedido: Pedido) -> None:
    """Dónde quedaron el sitio y el registro."""
    consola.print(f"Registro: {escape(str(pedido.registro))}")
    if hecha.pasa:
        consola.print(f"[green]Se puede publicar[/] {escape(str(pedido.salida))}")
        return
    nuevo = por_revisar(pedido.salida)
    queda = f"; lo construido está en {nuevo}" if nuevo.is_dir() else ""
    consola.print(
        f"[bold red]No se puede publicar[/]: {escape(str(pedido.salida))} queda como estaba"
        f"{escape(queda)}"
    )
