"""La orden `kit patrones`: rehace los conteos y veredas con que se hace la base de práctica."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def patrones(
    carpeta: Annotated[
        Path, typer.Argument(help="Carpeta con los archivos oficiales.", metavar="CARPETA")
    ],
) -> None:
    """Rehace lo que el kit versiona para la base de práctica: conteos de la muestra y veredas.

    Ejemplos:
        kit patrones ../shared/fuentes
    """
    from generador.hogares import pantalla_de_hogares
    from generador.practica import conteos_de_la_muestra
    from generador.practica import territorios as territorios_practica

    pantalla_de_hogares.escrito(
        *conteos_de_la_muestra.rehacer(carpeta), territorios_practica.rehacer(carpeta)
    )
