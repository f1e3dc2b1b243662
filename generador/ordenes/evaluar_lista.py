"""La orden `kit evaluar-lista`: a quién llega de verdad un programa, y quién falta."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generador.ordenes.opciones import Archivo, Conservar, Excluir, Por, Semilla
from generador.ordenes.opciones_de_base import con_opciones_de_base

if TYPE_CHECKING:
    from generador.hogares.como_se_lee import ComoSeLee


@con_opciones_de_base
def evaluar_lista(
    *,
    base: ComoSeLee,
    archivo: Archivo,
    lista: Annotated[
        Path, typer.Argument(help="Lista de beneficiarios: .csv o .txt.", metavar="LISTA")
    ],
    regla: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGLA",
            help="Quién es del objetivo: «A1..B7», «rural: zona=2 y pobre=1». Se puede repetir. "
            "Por omisión: pobre=1.",
        ),
    ] = None,
    excluir: Excluir = None,
    cruzar_por: Annotated[
        Literal["ficha", "documento"] | None,
        typer.Option(help="Con qué se cruza. Si no se dice: por ficha, si la lista la trae."),
    ] = None,
    ficha: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Columna de la ficha en la lista.")
    ] = None,
    hogar: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Columna del hogar en la lista.")
    ] = None,
    municipio: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Columna del municipio en la lista.")
    ] = None,
    documento: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Columna del número de documento.")
    ] = None,
    tipo: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Columna del tipo de documento.")
    ] = None,
    prioridad: Annotated[
        list[str] | None,
        typer.Option(metavar="CAMPO", help="En qué orden van los que faltan. Por omisión: orden."),
    ] = None,
    por: Por = None,
    semilla: Semilla = "1",
    conservar: Conservar = None,
    salida: Annotated[
        Path | None,
        typer.Option(help="Las medidas por grupo y territorio: .csv, .xlsx o .gpkg."),
    ] = None,
    faltantes: Annotated[
        Path | None,
        typer.Option(metavar="RUTA", help="Los hogares del objetivo sin beneficio, con su razón."),
    ] = None,
    renglones: Annotated[
        Path | None,
        typer.Option(metavar="RUTA", help="Qué pasó con cada renglón, sin su documento."),
    ] = None,
    separador_lista: Annotated[
        str | None, typer.Option(metavar="SIGNO", help="Separador de la lista, si no se detecta.")
    ] = None,
    codificacion_lista: Annotated[
        str | None,
        typer.Option(metavar="NOMBRE", help="Codificación de la lista, si no se detecta."),
    ] = None,
) -> None:
    """Cruza una lista real de beneficiarios con la base, y dice a quién llega y quién falta.

    Da cobertura, error de exclusión y filtración en hogares, en personas que viven en ellos y en
    beneficiarios, por grupo y territorio. Lo ambiguo, lo ilegible y lo repetido se cuenta y no se
    asigna. Todo es de uso interno. Los documentos se leen en memoria y no se escriben.

    Ejemplos:
        kit evaluar-lista base.csv lista.csv --regla A1..B7 --por nom_vereda
        kit evaluar-lista base.csv lista.csv --cruzar-por documento --faltantes faltan.xlsx
        kit evaluar-lista base.csv lista.csv --ficha FICHA --salida medidas.csv
    """
    from generador.hogares.corrida_de_lista import PedidoDeLista, correr
    from generador.hogares.lista_en_disco import COMO_SE_DICE
    from generador.metodos.hogares.lista import ComoEsLaLista

    dichas = {
        "ficha": ficha,
        "hogar": hogar,
        "municipio": municipio,
        "documento": documento,
        "tipo": tipo,
    }
    correr(
        PedidoDeLista(
            archivo=archivo,
            lista=lista,
            como=ComoEsLaLista(
                {parte: nombre for parte, nombre in dichas.items() if nombre},
                cruzar_por,
                separador_lista,
                codificacion_lista,
                COMO_SE_DICE,
            ),
            regla=regla or ["pobre=1"],
            excluir=excluir or [],
            prioridad=prioridad or ["orden"],
            por=por,
            semilla=semilla,
            conservar=conservar or [],
            salida=salida,
            faltantes=faltantes,
            renglones=renglones,
            base=base,
        )
    )
