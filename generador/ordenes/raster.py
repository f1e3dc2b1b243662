"""La orden `kit raster`: lo que dice un raster de cada territorio, y quién falta en la base."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a rasterio

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.opciones import (
    AceptarPerdidas,
    Capa,
    Codificacion,
    Columnas,
    Crs,
    Decimal,
    Factor,
    Filas,
    Memoria,
    Reemplazar,
    Separador,
)


def raster(
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
    x: Annotated[
        str | None, typer.Option("--x", metavar="CAMPO", help="Columna de la longitud del hogar.")
    ] = None,
    y: Annotated[
        str | None, typer.Option("--y", metavar="CAMPO", help="Columna de la latitud del hogar.")
    ] = None,
    factor: Factor = True,
    filas: Filas = None,
    columnas: Columnas = None,
    decimal: Decimal = None,
    aceptar_perdidas: AceptarPerdidas = False,
    crs: Crs = None,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "600MB",
    salida: Annotated[
        Path | None, typer.Option(help="Una fila por territorio: .csv, .xlsx o .gpkg.")
    ] = None,
    reemplazar: Reemplazar = False,
) -> None:
    """Resume un raster en cada territorio: suma, media, mínimo y máximo por fracción de celda.

    Una celda sin dato no es cero: no cuenta, y «cubierto» dice qué parte del territorio tiene dato.
    Con --base y un raster de habitantes por celda, cuánta gente de cada territorio no está en la
    base, y cuánta por km²; entonces el resultado es de uso interno.

    Ejemplos:
        kit raster veredas.gpkg luces_2020.tif --por codigo --salida luces.gpkg
        kit raster veredas.gpkg poblacion.tif --por codigo --base base.csv --salida falta.xlsx
    """
    from generador.hogares.archivo import Apertura
    from generador.hogares.base import comprobar_filas
    from generador.hogares.incidencia import Opciones
    from generador.rasters.corrida import PedidoDeRaster, correr

    opciones = Opciones(
        filas=comprobar_filas(filas),
        con_factor=factor,
        x=x,
        y=y,
        decimal=decimal,
        aceptar=aceptar_perdidas,
    )
    correr(
        PedidoDeRaster(
            territorios=territorios,
            raster=archivo,
            por=por,
            capa=capa_territorios,
            banda=banda,
            base=base,
            apertura=Apertura(separador, codificacion, capa, crs),
            columnas=columnas,
            opciones=opciones,
            memoria=memoria,
            salida=salida,
            reemplazar=reemplazar,
        )
    )
