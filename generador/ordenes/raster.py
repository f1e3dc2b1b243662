"""La orden `kit raster`: lo que dice un raster de cada territorio, y quién falta en la base."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a rasterio

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generador.ordenes.opciones import PorTerritorio
from generador.ordenes.opciones_de_base import PUNTOS, con_opciones

if TYPE_CHECKING:
    from generador.hogares.como_se_ubica import ComoSeUbica


@con_opciones(PUNTOS)
def raster(
    *,
    puntos: ComoSeUbica,
    territorios: Annotated[
        Path, typer.Argument(help="Capa de veredas, barrios o manzanas.", metavar="TERRITORIOS")
    ],
    archivo: Annotated[
        Path, typer.Argument(help="Raster: población, luces, relieve…", metavar="RASTER")
    ],
    por: Annotated[
        str, typer.Option(metavar="CAMPO", help="Campo de la capa con el código del territorio.")
    ],
    capa_territorios: Annotated[
        str | None,
        typer.Option(metavar="NOMBRE", help="Capa de los territorios, si el archivo trae varias."),
    ] = None,
    banda: Annotated[int, typer.Option(metavar="N", help="Banda del raster.", min=1)] = 1,
    base: Annotated[
        Path | None,
        typer.Option(help="Base de hogares que se compara con un raster de población."),
    ] = None,
    salida: PorTerritorio = None,
) -> None:
    """Resume un raster en cada territorio: suma, media, mínimo y máximo por fracción de celda.

    Una celda sin dato no es cero: no cuenta, y «cubierto» dice qué parte del territorio tiene dato.
    Con --base y un raster de habitantes por celda, cuánta gente de cada territorio no está en la
    base, y cuánta por km²; entonces el resultado es de uso interno.

    Ejemplos:
        kit raster veredas.gpkg luces_2020.tif --por codigo --salida luces.gpkg
        kit raster veredas.gpkg poblacion.tif --por codigo --base base.csv --salida falta.xlsx
    """
    from generador.rasters.corrida_de_raster import PedidoDeRaster, correr

    correr(
        PedidoDeRaster(
            territorios=territorios,
            raster=archivo,
            por=por,
            capa=capa_territorios,
            banda=banda,
            base=base,
            apertura=puntos.apertura,
            columnas=puntos.columnas,
            opciones=puntos.opciones(),
            memoria=puntos.memoria,
            salida=salida,
            reemplazar=puntos.reemplazar,
        )
    )
