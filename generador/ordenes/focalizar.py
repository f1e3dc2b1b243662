"""La orden `kit focalizar`: identificación, selección, asignación y evaluación."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from generador.ordenes.opciones import (
    AceptarPerdidas,
    Archivo,
    Capa,
    Codificacion,
    Columnas,
    Decimal,
    Factor,
    Filas,
    K,
    Memoria,
    Nulos,
    Pesos,
    Reemplazar,
    Separador,
)


def focalizar(
    archivo: Archivo,
    regla: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGLA",
            help="Quién entra: «A1..B7», «rural: zona=2 y pobre=1», «al menos 2 de (I13=1, I14=1, "
            "I15=1)». Se puede repetir.",
        ),
    ] = None,
    excluir: Annotated[
        list[str] | None, typer.Option(metavar="REGLA", help="Quién sale, escrito igual.")
    ] = None,
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
    por: Annotated[str | None, typer.Option(metavar="CAMPO", help="Campo del territorio.")] = None,
    reparto: Annotated[
        Literal["ninguno", "pobres", "incidencia", "mixta"],
        typer.Option(help="Cómo se reparte el cupo entre los territorios de --por."),
    ] = "ninguno",
    minimo_por_territorio: Annotated[
        int, typer.Option(help="Cupos que recibe cada territorio antes de repartir.", min=0)
    ] = 0,
    semilla: Annotated[str, typer.Option(help="Del sorteo que deshace los empates.")] = "1",
    objetivo: Annotated[
        str, typer.Option(metavar="REGLA", help="Población objetivo con que se evalúa.")
    ] = "pobre=1",
    conservar: Annotated[
        list[str] | None,
        typer.Option(metavar="CAMPO", help="Columna de la base que se copia. Se puede repetir."),
    ] = None,
    salida: Annotated[
        Path | None,
        typer.Option(help="Dónde escribir la lista: .csv, .xlsx o .gpkg. Sin ella, solo resume."),
    ] = None,
    k: K = "1/3",
    pesos: Pesos = None,
    nulos: Nulos = "fallar",
    factor: Factor = True,
    filas: Filas = None,
    columnas: Columnas = None,
    decimal: Decimal = None,
    aceptar_perdidas: AceptarPerdidas = False,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "600MB",
    reemplazar: Reemplazar = False,
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
    from generador.hogares.archivo import Apertura
    from generador.hogares.corrida_de_focalizacion import PedidoDeFocalizacion, correr

    correr(
        PedidoDeFocalizacion(
            archivo=archivo,
            apertura=Apertura(separador, codificacion, capa),
            columnas=columnas,
            memoria=memoria,
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
            k=k,
            pesos=pesos,
            nulos=nulos,
            factor=factor,
            filas=filas,
            decimal=decimal,
            aceptar_perdidas=aceptar_perdidas,
            salida=salida,
            reemplazar=reemplazar,
        )
    )
