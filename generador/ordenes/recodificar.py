"""La orden `kit recodificar`: de las respuestas de la encuesta a las 15 privaciones."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.opciones import (
    AceptarPerdidas,
    Capa,
    Codificacion,
    Columnas,
    Esquema,
    Memoria,
    Receta,
    Reemplazar,
    Separador,
)


def recodificar(
    archivo: Annotated[
        Path | None,
        typer.Argument(help="Base de personas: .csv, .txt, .parquet o .gpkg.", metavar="ARCHIVO"),
    ] = None,
    receta: Receta = None,
    esquema: Esquema = None,
    salida: Annotated[
        Path | None, typer.Option(help="Un hogar por fila, con I1…I15: .csv, .xlsx o .gpkg.")
    ] = None,
    informe: Annotated[
        Path | None,
        typer.Option(help="Qué se leyó, qué se decidió, qué no y por qué: .csv o .xlsx."),
    ] = None,
    comparar: Annotated[
        bool,
        typer.Option("--comparar", help="Frente a las marcas I1…I15 que la base ya trae."),
    ] = False,
    conservar: Annotated[
        list[str] | None,
        typer.Option(metavar="CAMPO", help="Columna de la base que pasa a la salida; repetible."),
    ] = None,
    con_hogar: Annotated[
        bool,
        typer.Option(
            "--con-hogar",
            help="Agregar la llave del hogar y la fila de su jefe, para unir con otra tabla.",
        ),
    ] = False,
    aceptar_indeterminados: Annotated[
        bool,
        typer.Option(
            "--aceptar-indeterminados",
            help="Escribir aunque un indicador quede sin decidir en más del 5 % de los hogares.",
        ),
    ] = False,
    plantilla: Annotated[
        Path | None,
        typer.Option(
            metavar="HOJA.csv",
            help="En lugar de recodificar, escribir la hoja con que se arma una receta propia.",
        ),
    ] = None,
    columnas: Columnas = None,
    aceptar_perdidas: AceptarPerdidas = False,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "600MB",
    reemplazar: Reemplazar = False,
) -> None:
    """Calcula las privaciones de cada hogar desde las respuestas de sus personas.

    Lo que falta no es «no privado»: cada indicador queda en 1, en 0 o sin decidir, y se dice por
    qué variable. Las recetas del kit son sisben_iv (comprobada en parte contra las marcas
    oficiales), ecv, censo_2018 (da la MPM, otra medida) y encuesta_propia, estas tres sin
    comprobar. La suya se arma con la hoja de --plantilla o en QGIS. Todo es de uso interno, y nada
    que identifique al hogar pasa a la salida si no se pide: para focalizar con ella, conserve su
    ficha (--conservar ide_ficha_origen --conservar ide_hogar).

    Ejemplos:
        kit recodificar base.csv --informe informe.csv
        kit recodificar base.csv --salida hogares.csv --conservar nom_vereda
        kit recodificar base_con_marcas.csv --comparar
        kit recodificar --plantilla mi_encuesta.csv
        kit recodificar encuesta.csv --receta mi_encuesta.csv --salida hogares.csv
    """
    from generador.errores import ErrorDeDatos
    from generador.hogares import corrida_de_recodificacion as corrida
    from generador.hogares.archivo import Apertura

    if plantilla is not None:
        corrida.escribir_plantilla(plantilla, receta, reemplazar=reemplazar)
        return
    if archivo is None:
        raise ErrorDeDatos(
            "falta la base", que_hacer="dé su archivo, o --plantilla para escribir la hoja"
        )
    corrida.correr(
        corrida.PedidoDeRecodificacion(
            archivo=archivo,
            apertura=Apertura(separador, codificacion, capa),
            receta=receta,
            esquema=esquema,
            columnas=columnas,
            memoria=memoria,
            salida=salida,
            informe=informe,
            conservar=tuple(conservar or ()),
            con_hogar=con_hogar,
            comparar=comparar,
            aceptar_indeterminados=aceptar_indeterminados,
            aceptar_perdidas=aceptar_perdidas,
            reemplazar=reemplazar,
        )
    )
