"""La orden `kit preparar-veredas`: de una incidencia publicable al paquete que recibe el sitio."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a la geometría

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.opciones import Reemplazar


def preparar_veredas(
    incidencia: Annotated[
        Path,
        typer.Argument(
            metavar="SALIDA", help="La salida publicable: el .gpkg de QGIS, o el .csv de la orden."
        ),
    ],
    municipio: Annotated[str, typer.Option(metavar="CÓDIGO", help="Código DIVIPOLA: 05045.")],
    fuente: Annotated[str, typer.Option(help="De qué base y de qué entidad salen las cifras.")],
    corte: Annotated[str, typer.Option(metavar="AAAA-MM", help="De cuándo es la base.")],
    salida: Annotated[Path, typer.Option(help="El .zip que se escribe.")],
    codigo: Annotated[
        str, typer.Option(metavar="CAMPO", help="Campo con el código del territorio.")
    ] = "codigo",
    nombre: Annotated[
        str | None, typer.Option(metavar="CAMPO", help="Campo con el nombre del territorio.")
    ] = None,
    capa: Annotated[
        Path | None,
        typer.Option(help="La capa de veredas con que se midió, si la salida no trae polígonos."),
    ] = None,
    registro: Annotated[
        Path | None,
        typer.Option(help="El registro de la salida; sin decirlo, el que está a su lado."),
    ] = None,
    reemplazar: Reemplazar = False,
) -> None:
    """Arma el paquete con que lo medido por vereda se publica en el sitio.

    Es lo mismo que hace «Preparar para publicar» en QGIS: con la misma salida da los mismos
    octetos. El sitio lo recibe con «kit construir --local».

    Ejemplos:
        kit preparar-veredas p.gpkg --municipio 05045 --fuente X --corte 2026-03 --salida a.zip
    """
    from generador.hogares import pantalla_de_hogares
    from generador.hogares.paquete_de_veredas import PedidoDePaquete, preparar
    from generador.metodos.paquete.armar import Declarado

    paquete = preparar(
        PedidoDePaquete(
            incidencia=incidencia,
            registro=registro,
            capa=capa,
            codigo=codigo,
            nombre=nombre,
            declarado=Declarado(municipio, fuente, corte),
            salida=salida,
            reemplazar=reemplazar,
        )
    )
    cuenta = paquete.manifiesto["territorios"]
    pantalla_de_hogares.escrito(
        salida, nota=f"{sum(cuenta.values())} territorios, {cuenta['publicado']} con cifras"
    )
