"""La orden `kit publicar`: revisar todo lo que se va a publicar."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: `kit --help` no espera a nadie

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generador.rutas import PUBLICO, RAIZ


def publicar(
    revisar: Annotated[
        bool, typer.Option("--revisar", help="Revisar. Subir el sitio lo hace quien lo aloja.")
    ] = False,
    salida: Annotated[Path, typer.Option(help="Carpeta donde queda el sitio revisado.")] = PUBLICO,
    url: Annotated[
        str,
        typer.Option(envvar="KIT_URL", metavar="URL", help="Dirección donde se va a publicar."),
    ] = "",
    anterior: Annotated[
        Path | None,
        typer.Option(
            metavar="RUTA",
            help="Lo publicado: un sitio, o una carpeta con su «indicadores.parquet» (o «.csv.gz») "
            "y su «fuentes.json».",
        ),
    ] = None,
    acepto_cambios: Annotated[
        bool,
        typer.Option(
            "--acepto-cambios", help="Publicar aunque cambien cifras sin que cambie su fuente."
        ),
    ] = False,
    descargas: Annotated[
        Path | None,
        typer.Option(metavar="CARPETA", help="Lo que dejó «kit descargas», para publicarlo."),
    ] = None,
    fichas: Annotated[
        bool, typer.Option("--fichas", help="Hacer también las fichas en PDF.")
    ] = False,
    territorios: Annotated[
        str | None,
        typer.Option(metavar="CÓDIGOS", help="Solo estos, separados por coma."),
    ] = None,
    local: Annotated[
        list[Path] | None,
        typer.Option(metavar="RUTA", help="Paquetes de veredas, como en «kit construir»."),
    ] = None,
    registro: Annotated[
        Path, typer.Option(metavar="ARCHIVO", help="Dónde queda lo que se revisó, en Markdown.")
    ] = RAIZ / "revision.md",
) -> None:
    """Revisa lo que se va a publicar, y solo si todo cuadra deja el sitio en la carpeta de salida.

    Corre en orden: verificación de datos/, construcción, enlaces, pesos, cambios frente a lo
    publicado y vigencia de las fuentes. Si algo no cuadra sale con 1, dice qué hacer, y la carpeta
    de salida queda como estaba. Una cifra ya publicada que cambia sin que cambie el archivo oficial
    de su fuente detiene la publicación. No pide nada por la red.

    Ejemplos:
        kit publicar --revisar
        kit publicar --revisar --anterior publicado --descargas descargas --fichas
        kit publicar --revisar --anterior publicado --acepto-cambios
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from generador.errores import ErrorDelKit

    if not revisar:
        raise ErrorDelKit(
            "esta orden revisa; no sube nada\n  Qué hacer: corra «kit publicar --revisar» y suba "
            "la carpeta, o deje que lo haga el flujo «Publicar» de GitHub"
        )
    from generador.paginas.construir import direccion, elegidos
    from generador.publicar import pantalla
    from generador.publicar.revisar import Pedido
    from generador.publicar.revisar import revisar as hacer

    pedido = Pedido(
        salida=salida,
        registro=registro,
        url=direccion(url) or "",
        territorios=elegidos(territorios),
        locales=tuple(local or ()),
        descargas=descargas,
        anterior=anterior,
        con_fichas=fichas,
        acepta_cambios=acepto_cambios,
    )
    hecha = hacer(pedido, pantalla.mostrar_paso)
    pantalla.mostrar_final(hecha, pedido)
    if not hecha.pasa:
        raise typer.Exit(1)
