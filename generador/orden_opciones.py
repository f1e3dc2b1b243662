"""Las opciones que comparten las órdenes sobre bases de hogares."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Archivo = Annotated[
    Path, typer.Argument(help="Base de hogares: .csv, .txt, .parquet o .gpkg.", metavar="ARCHIVO")
]
Unidad = Literal["personas", "hogares"]
K = Annotated[
    str,
    typer.Option("--k", metavar="K", help="Corte: 1/3 (por omisión), 0,33, 40 %…; es exacto."),
]
Pesos = Annotated[
    str | None,
    typer.Option(
        metavar="P1,…,P15",
        help="15 pesos: centésimas que sumen 100 (10,10,5,…) o, con punto y coma, fracciones, "
        "decimales o porcentajes que sumen 1 (1/6; 0,05; 4 %…).",
    ),
]
Nulos = Annotated[
    str,
    typer.Option(metavar="REGLA", help="Privaciones sin dato: fallar, excluir o no_privado."),
]
Filas = Annotated[
    str | None,
    typer.Option(metavar="UNIDAD", help="Qué es cada fila, si no se detecta: personas u hogares."),
]
Separador = Annotated[
    str | None, typer.Option(metavar="SIGNO", help="Separador del texto, si no se detecta.")
]
Codificacion = Annotated[
    str | None, typer.Option(metavar="NOMBRE", help="utf-8 o latin-1, si no se detecta.")
]
Capa = Annotated[
    str | None, typer.Option(metavar="NOMBRE", help="Capa de la base, si el archivo trae varias.")
]
Reemplazar = Annotated[
    bool,
    typer.Option(
        "--reemplazar", help="Escribir aunque la salida ya exista y no la reconozca su registro."
    ),
]
Memoria = Annotated[
    str,
    typer.Option(metavar="TAMAÑO", help="Memoria del motor; lo que no quepa se derrama a disco."),
]
