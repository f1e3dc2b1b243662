"""La orden `kit servir`: el sitio mientras se trabaja en él, con recarga viva."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: `kit --help` no espera a MkDocs

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DE_TRABAJO = "05001,27025"


def servir(
    territorios: Annotated[
        str,
        typer.Option(metavar="CÓDIGOS", help="Los que se construyen, separados por coma."),
    ] = DE_TRABAJO,
    todos: Annotated[bool, typer.Option("--todos", help="Todos los territorios.")] = False,
    puerto: Annotated[int, typer.Option(help="Puerto local.", min=1, max=65535)] = 8000,
    local: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="RUTA",
            help="Paquetes de «Preparar para publicar»: un .zip, su carpeta o una carpeta con "
            "varios. Repetible.",
        ),
    ] = None,
    practica: Annotated[
        bool, typer.Option("--practica", help="Admitir paquetes de la base de práctica, y decirlo.")
    ] = False,
) -> None:
    """Muestra el sitio en http://127.0.0.1:8000 y lo recarga al guardar un cambio.

    El cambio de una plantilla, un estilo o una guía se ve solo; el de código o de datos arranca la
    orden otra vez. No toca publico/.

    Ejemplos:
        kit servir
        kit servir --territorios 27025,44847 --puerto 8001
        kit servir --todos
        kit servir --territorios 05045 --local paquete.zip
    """
    from generador.paginas.construir import leer_codigos
    from generador.paginas.vista_previa import servir as mostrar

    elegidos = () if todos else leer_codigos(territorios)
    mostrar(elegidos, puerto, local or (), con_practica=practica)
