"""Las órdenes `kit plugin …`: el complemento de QGIS."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.ayuda import GrupoDeOrdenes, Orden
from generador.rutas import PUBLICO

grupo = typer.Typer(help="El complemento de QGIS.", cls=GrupoDeOrdenes, no_args_is_help=True)


@grupo.callback()
def _complemento() -> None:
    """El complemento de QGIS."""


@grupo.command(cls=Orden)
def empaquetar(
    salida: Annotated[Path, typer.Option(help="Carpeta del sitio.")] = PUBLICO,
    url: Annotated[
        str,
        typer.Option(envvar="KIT_URL", metavar="URL", help="Dirección donde se publica el sitio."),
    ] = "",
    reemplazar: Annotated[
        bool,
        typer.Option("--reemplazar", help="Escribir aunque haya archivos que no hizo el kit."),
    ] = False,
) -> None:
    """Deja el zip del complemento y, con la dirección, su repositorio en SALIDA/complemento.

    `kit construir` ya lo hace; esta orden sirve para rehacer solo el complemento.

    Ejemplos:
        kit plugin empaquetar
        kit plugin empaquetar --url https://kit.alcaldia.gov.co/
    """
    from generador.complemento_qgis.zip_del_complemento import REPOSITORIO
    from generador.complemento_qgis.zip_del_complemento import empaquetar as hacer
    from generador.formato import numero
    from generador.hogares import pantalla_de_hogares
    from generador.publicador import exigir_direccion

    zip_ = hacer(salida, exigir_direccion(url), reemplazar=reemplazar)
    peso = numero(zip_.stat().st_size / 1000)
    lista = [zip_.with_name(REPOSITORIO)] if url else []
    pantalla_de_hogares.escrito(zip_, *lista, nota=f"{peso} kB")
