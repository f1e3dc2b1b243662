"""Las órdenes `kit plugin …`: el complemento de QGIS."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.rutas import PUBLICO

grupo = typer.Typer(help="El complemento de QGIS.", no_args_is_help=True)


@grupo.callback()
def _complemento() -> None:
    """El complemento de QGIS."""


@grupo.command()
def empaquetar(
    salida: Annotated[Path, typer.Option(help="Carpeta del sitio.")] = PUBLICO,
    url: Annotated[
        str, typer.Option(envvar="KIT_URL", help="Dirección donde se publica el sitio.")
    ] = "https://ejemplo.github.io/kit-pobreza/",
) -> None:
    """Deja el zip y el repositorio del complemento en SALIDA/complemento."""
    from generador.complemento_qgis.empaquetar import empaquetar as hacer

    zip_ = hacer(salida, url)
    typer.echo(f"{zip_} ({zip_.stat().st_size / 1024:.0f} kB)")
