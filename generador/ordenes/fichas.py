"""La orden `kit fichas`: la ficha en PDF de cada territorio."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a Typst

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generador.rutas import PUBLICO


def fichas(
    territorios: Annotated[
        str | None,
        typer.Option(metavar="CÓDIGOS", help="Solo estos, separados por coma: 27025,44847."),
    ] = None,
    salida: Annotated[Path, typer.Option(help="Carpeta del sitio ya construido.")] = PUBLICO,
) -> None:
    """Deja la ficha en PDF junto a la página de cada municipio y departamento, y su botón en ella.

    Si el sitio tiene dirección pública, deja también la imagen con que se comparte cada
    departamento y el país. Va después de `kit construir`. Las fichas son dos hojas carta con lo
    mismo que dice la página, etiquetadas (PDF/UA-1) y legibles en blanco y negro; el QR lleva la
    dirección con que se construyó el sitio y, si no tiene, no hay QR. Solo se rehace la que cambió.

    Ejemplos:
        kit fichas
        kit fichas --territorios 27025,44847
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from generador.fichas.imprimir_fichas import hacer
    from generador.formato import numero
    from generador.paginas.construir import leer_codigos

    hecho = hacer(() if territorios is None else leer_codigos(territorios), salida)
    typer.echo(
        f"{numero(hecho.fichas)} fichas ({numero(hecho.bytes / 1e6, 1)} MB): "
        f"{numero(hecho.impresas)} impresas, {numero(hecho.fichas - hecho.impresas)} sin cambios"
    )
    if hecho.imagenes:
        peso = numero(sum(hecho.imagenes) / 1e6, 1)
        typer.echo(f"{len(hecho.imagenes)} imágenes para compartir ({peso} MB)")
