"""Las órdenes del sitio."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr: `kit --help` no espera a MkDocs

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generador.rutas import PUBLICO


def construir(
    territorios: Annotated[
        str | None,
        typer.Option(metavar="CÓDIGOS", help="Solo estos, separados por coma: 27025,44847."),
    ] = None,
    salida: Annotated[Path, typer.Option(help="Carpeta donde queda el sitio.")] = PUBLICO,
    url: Annotated[
        str,
        typer.Option(envvar="KIT_URL", metavar="URL", help="Dirección donde se va a publicar."),
    ] = "",
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
    descargas: Annotated[
        Path | None,
        typer.Option(
            metavar="CARPETA", help="Publicar también lo que «kit descargas» dejó en CARPETA."
        ),
    ] = None,
) -> None:
    """Construye el sitio en la carpeta de salida, con el complemento de QGIS adentro.

    Con --local, el perfil de cada municipio que tenga un paquete gana la página «Veredas», con lo
    que midió su alcaldía. Un paquete que no esté en modo publicable, con huellas que no cuadren, de
    otro municipio o con una celda que no cumpla las reglas detiene la construcción.

    Ejemplos:
        kit construir
        kit construir --territorios 27025,44847
        kit construir --descargas descargas
        kit construir --url https://kit.alcaldia.gov.co/ --salida publico
        kit construir --local paquetes/
    """
    # Las matrices son pequeñas: repartirlas entre hilos cuesta más que la cuenta.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from generador.paginas.construir import construir as hacer
    from generador.paginas.construir import direccion, elegidos

    hacer(
        elegidos(territorios),
        salida,
        direccion(url),
        local or (),
        con_practica=practica,
        descargas=descargas,
    )
