"""La orden `kit sintetizar`: una base de práctica sin ninguna persona de verdad."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.opciones import Reemplazar


def sintetizar(
    municipio: Annotated[
        str, typer.Option(metavar="CÓDIGO", help="Código DANE de cinco cifras: 05045.")
    ],
    hogares: Annotated[int, typer.Option(help="Cuántos hogares.", min=1)] = 20000,
    salida: Annotated[
        Path | None,
        typer.Option(
            help="Dónde escribir: .csv, .txt, .parquet o .gpkg. Sin ella, "
            "sisben_de_practica_CÓDIGO.csv en la carpeta donde está."
        ),
    ] = None,
    semilla: Annotated[int, typer.Option(help="La misma semilla da el mismo archivo.", min=0)] = 1,
    veredas: Annotated[
        Path | None, typer.Option(help="Capa de veredas del municipio; sin ella no hay vereda.")
    ] = None,
    campo_vereda: Annotated[
        str,
        typer.Option(
            metavar="CAMPO", help="Campo de la capa con el código o el nombre de la vereda."
        ),
    ] = "nombre_ver",
    capa_veredas: Annotated[
        str | None,
        typer.Option(metavar="NOMBRE", help="Capa de las veredas, si el archivo trae varias."),
    ] = None,
    reemplazar: Reemplazar = False,
) -> None:
    """Hace una base de práctica con la forma del Sisbén IV y ninguna persona de verdad.

    Los hogares quedan dentro del municipio (y de sus veredas, si se dan) y sus privaciones van
    juntas como en los conteos de la muestra anonimizada. No describe al municipio.

    Ejemplos:
        kit sintetizar --municipio 05045 --hogares 20000
        kit sintetizar --municipio 05045 --veredas veredas.gpkg --salida practica.gpkg
    """
    from generador.hogares import pantalla_de_hogares
    from generador.hogares.poligonos import leer_capa
    from generador.practica import salida_marcada
    from generador.practica.lugares_de_practica import Municipio
    from generador.practica.sintesis import sintetizar as hacer

    destino = salida or Path(f"sisben_de_practica_{municipio}.csv")
    salida_marcada.comprobar_salida(destino, (veredas,), reemplazar=reemplazar)
    capa = leer_capa(veredas, campo_vereda, capa_veredas) if veredas else None
    base = hacer(Municipio.de_datos(municipio), hogares, semilla, capa)
    al_lado = salida_marcada.escribir(destino, base, reemplazar=reemplazar)
    sin_veredas = "sin --veredas, las columnas de vereda van vacías: mida con --por cod_clase"
    pantalla_de_hogares.avisar(capa.avisos if capa else [sin_veredas])
    pantalla_de_hogares.avisar([str(base.metadatos["advertencia"])])
    pantalla_de_hogares.mostrar_sintesis(base.metadatos)
    pantalla_de_hogares.escrito(destino, al_lado)
