"""La orden `kit focalizar`: identificación, selección, asignación y evaluación."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generador.ordenes.opciones import Archivo, Conservar, Excluir, Nulos, Por, Semilla
from generador.ordenes.opciones_de_base import con_opciones_de_base

if TYPE_CHECKING:
    from generador.hogares.como_se_lee import ComoSeLee


@con_opciones_de_base
def focalizar(
    *,
    base: ComoSeLee,
    archivo: Archivo,
    regla: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGLA",
            help="Quién entra: «A1..B7», «rural: zona=2 y pobre=1», «al menos 2 de (I13=1, I14=1, "
            "I15=1)». Se puede repetir.",
        ),
    ] = None,
    excluir: Excluir = None,
    reglas: Annotated[
        Path | None, typer.Option(help="Reglas en un archivo: JSON, o una por renglón.")
    ] = None,
    prioridad: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CAMPO",
            help="Quién va primero: «orden menor, menores_6 mayor», o «-puntaje» para el mayor. Se "
            "puede repetir. Por omisión: orden.",
        ),
    ] = None,
    cupo: Annotated[int | None, typer.Option(help="Hogares que se pueden atender.", min=0)] = None,
    presupuesto: Annotated[
        str | None, typer.Option(metavar="PESOS", help="Pesos disponibles.")
    ] = None,
    costo: Annotated[
        str | None, typer.Option(metavar="PESOS", help="Pesos por hogar: 450000 o 450000,50.")
    ] = None,
    campo_costo: Annotated[
        str | None,
        typer.Option(metavar="CAMPO", help="O la columna con los pesos que cuesta cada hogar."),
    ] = None,
    por: Por = None,
    reparto: Annotated[
        Literal["ninguno", "pobres", "incidencia", "mixta"],
        typer.Option(help="Cómo se reparte el cupo entre los territorios de --por."),
    ] = "ninguno",
    minimo_por_territorio: Annotated[
        int, typer.Option(help="Cupos que recibe cada territorio antes de repartir.", min=0)
    ] = 0,
    semilla: Semilla = "1",
    objetivo: Annotated[
        str, typer.Option(metavar="REGLA", help="Población objetivo con que se evalúa.")
    ] = "pobre=1",
    conservar: Conservar = None,
    salida: Annotated[
        Path | None,
        typer.Option(help="Dónde escribir la lista: .csv, .xlsx o .gpkg. Sin ella, solo resume."),
    ] = None,
    nulos: Nulos = "fallar",
) -> None:
    """Elige hogares con reglas, prioridad y límites, y dice por qué entra o no cada uno.

    La lista es de uso interno: un renglón por hogar, sin datos personales. «fila» es la de su jefe
    en la base; con --conservar se copia la ficha, u otra columna, para llevarla a campo.

    Ejemplos:
        kit focalizar base.csv --regla A1..B7 --cupo 500
        kit focalizar base.csv --regla "rural: zona=2 y pobre=1" --prioridad orden --cupo 500
        kit focalizar base.csv --regla A1..C5 --presupuesto 90000000 --costo 450000
        kit focalizar base.csv --regla A1..B7 --cupo 300 --por cod_vereda --reparto pobres
        kit focalizar base.csv --regla A1..B7 --cupo 500 --salida lista.xlsx
        kit focalizar base.csv --regla A1..B7 --cupo 500 --conservar ide_ficha_origen --salida l.csv
    """
    from generador.hogares.corrida_de_focalizacion import PedidoDeFocalizacion, correr

    correr(
        PedidoDeFocalizacion(
            archivo=archivo,
            regla=regla or [],
            excluir=excluir or [],
            reglas=reglas,
            prioridad=prioridad or ["orden"],
            objetivo=objetivo,
            cupo=cupo,
            presupuesto=presupuesto,
            costo=costo,
            campo_costo=campo_costo,
            por=por,
            reparto=reparto,
            minimo_por_territorio=minimo_por_territorio,
            semilla=semilla,
            conservar=conservar or [],
            nulos=nulos,
            salida=salida,
            base=base,
        )
    )
