"""La orden `kit descargas`: lo que se lleva quien trabaja con los datos."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: `kit --help` no espera a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.rutas import DESCARGAS


def descargas(
    territorios: Annotated[
        str | None,
        typer.Option(metavar="CÓDIGOS", help="Solo los libros de estos, separados por coma."),
    ] = None,
    salida: Annotated[Path, typer.Option(help="Carpeta donde quedan.")] = DESCARGAS,
    anterior: Annotated[
        Path | None,
        typer.Option(
            metavar="CARPETA",
            help="La versión con que se compara: un sitio construido u otras descargas. Sin ella, "
            "la que haya en la salida.",
        ),
    ] = None,
) -> None:
    """Hace los libros de Excel, el Parquet y las capas; lo que no cambió no se vuelve a escribir.

    Van aparte del sitio: «kit construir --descargas CARPETA» los publica con él.

    Ejemplos:
        kit descargas
        kit descargas --territorios 27025,44847
        kit descargas --salida para-llevar --anterior publico-de-ayer
    """
    from generador.descargas.hacer import hacer
    from generador.descargas.pantalla import barra, mostrar
    from generador.paginas.construir import elegidos

    with barra() as avance:
        hechas = hacer(salida, anterior, avance, elegidos(territorios))
    mostrar(hechas)
