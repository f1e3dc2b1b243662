"""La orden `kit comparar-cortes`: qué hogares entran, salen y cambian entre dos cortes."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generador.ordenes.opciones import Por
from generador.ordenes.opciones_de_base import con_opciones_de_base

if TYPE_CHECKING:
    from generador.hogares.como_se_lee import ComoSeLee


@con_opciones_de_base
def comparar_cortes(
    *,
    base: ComoSeLee,
    antes: Annotated[
        Path, typer.Argument(help="Corte anterior: .csv, .txt, .parquet o .gpkg.", metavar="ANTES")
    ],
    despues: Annotated[
        Path, typer.Argument(help="Corte posterior, con la misma forma.", metavar="DESPUÉS")
    ],
    por: Por = None,
    salida: Annotated[
        Path | None,
        typer.Option(help="De dónde a dónde pasan los que siguen: .csv, .xlsx o .gpkg."),
    ] = None,
    territorios: Annotated[
        Path | None, typer.Option(metavar="RUTA", help="Lo que pasó en cada territorio.")
    ] = None,
    hogares: Annotated[
        Path | None, typer.Option(metavar="RUTA", help="Un hogar por fila, con su ficha.")
    ] = None,
) -> None:
    """Compara dos cortes de la base: hogares que entran, salen y cambian de grupo o de pobreza.

    Los hogares se casan por municipio, ficha y hogar; los demás cuentan como que salen o entran, y
    se dice cuántas fichas se dividieron, se juntaron o se renumeraron. Todo es de uso interno.

    Ejemplos:
        kit comparar-cortes antes.csv despues.csv --por nom_vereda
        kit comparar-cortes antes.csv despues.csv --salida cambios.xlsx --territorios veredas.csv
    """
    from generador.hogares.corrida_de_cortes import PedidoDeCortes, correr

    correr(
        PedidoDeCortes(
            antes=antes,
            despues=despues,
            por=por,
            salida=salida,
            territorios=territorios,
            hogares=hogares,
            base=base,
        )
    )
