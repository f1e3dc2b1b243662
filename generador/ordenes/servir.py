"""La orden `kit servir`: el sitio mientras se trabaja en él, con recarga viva."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: `kit --help` no espera a MkDocs

from __future__ import annotations

from typing import Annotated

import typer

from generador.rutas import TEMPORAL

DE_TRABAJO = "05001,27025"


def servir(
    territorios: Annotated[
        str,
        typer.Option(metavar="CÓDIGOS", help="Los que se construyen, separados por coma."),
    ] = DE_TRABAJO,
    todos: Annotated[bool, typer.Option("--todos", help="Todos los territorios.")] = False,
    puerto: Annotated[int, typer.Option(help="Puerto local.", min=1, max=65535)] = 8000,
) -> None:
    """Muestra el sitio en http://127.0.0.1:8000 y lo recarga al guardar un cambio.

    El cambio de una plantilla, un estilo o una guía se ve solo; el de código o de datos arranca la
    orden otra vez. No toca publico/.

    Ejemplos:
        kit servir
        kit servir --territorios 27025,44847 --puerto 8001
        kit servir --todos
    """
    from rich.console import Console

    from generador.paginas import mkdocs
    from generador.paginas.construir import exigir_conocidos
    from generador.paginas.vista_previa import VIGILADAS, VistaPrevia, volver_a_empezar

    pedidos = [codigo.strip() for codigo in territorios.split(",") if codigo.strip()]
    elegidos = () if todos else tuple(pedidos)
    exigir_conocidos(elegidos)
    carpeta = TEMPORAL / "vista_previa"
    direccion = f"http://127.0.0.1:{puerto}/"
    vista = VistaPrevia(carpeta, elegidos, direccion, volver_a_empezar)
    vista.construir()
    cuales = "todos los territorios" if todos else ", ".join(elegidos)
    Console().print(f"{direccion} · {cuales} · Ctrl+C para terminar", highlight=False)
    mkdocs.servir(carpeta, vista.al_cambiar, VIGILADAS, puerto)
