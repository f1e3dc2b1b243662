"""La orden `kit incidencia`: cuánta privación hay en cada territorio, interna o publicable."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generador.ordenes.opciones import (
    Archivo,
    Esquema,
    K,
    Nulos,
    Pesos,
    Receta,
    Unidad,
)
from generador.ordenes.opciones_de_base import PUBLICACION, PUNTOS, con_opciones

if TYPE_CHECKING:
    from generador.hogares.como_se_publica import ComoSePublica
    from generador.hogares.como_se_ubica import ComoSeUbica


@con_opciones(PUBLICACION, PUNTOS)
def incidencia(
    *,
    puntos: ComoSeUbica,
    publicacion: ComoSePublica,
    archivo: Archivo,
    por: Annotated[
        str,
        typer.Option(metavar="CAMPO", help="Campo del territorio; con --poligonos, el de la capa."),
    ] = "cod_mpio",
    poligonos: Annotated[
        Path | None, typer.Option(help="Capa de veredas, barrios o manzanas.")
    ] = None,
    capa_poligonos: Annotated[
        str | None,
        typer.Option(metavar="NOMBRE", help="Capa de los polígonos, si el archivo trae varias."),
    ] = None,
    codificacion_poligonos: Annotated[
        str | None,
        typer.Option(metavar="NOMBRE", help="Codificación de los textos de los polígonos."),
    ] = None,
    k: K = "1/3",
    pesos: Pesos = None,
    unidad: Annotated[Unidad, typer.Option(help="Denominador de las proporciones.")] = "personas",
    nulos: Nulos = "fallar",
    revisar_hogares: Annotated[
        bool,
        typer.Option(
            "--revisar-hogares/--sin-revisar-hogares",
            help="Juntar las personas en hogares. Sin revisar es más rápido: cuenta jefes, y cada "
            "persona con sus privaciones.",
        ),
    ] = True,
    recodificar: Annotated[
        bool,
        typer.Option(
            "--recodificar",
            help="Calcular antes las privaciones desde las respuestas de la base.",
        ),
    ] = False,
    receta: Receta = None,
    esquema: Esquema = None,
    aceptar_indeterminados: Annotated[
        bool,
        typer.Option(
            "--aceptar-indeterminados",
            help="Con --recodificar: seguir aunque un indicador quede sin decidir en más del 5 %.",
        ),
    ] = False,
    salida: Annotated[
        Path | None, typer.Option(help="Dónde escribir: .csv, .xlsx o .gpkg.")
    ] = None,
) -> None:
    """Mide cuánta privación hay en cada territorio y qué la explica.

    Da H (incidencia), A (intensidad), M0 (incidencia ajustada) y la contribución de cada privación,
    con el IPM proxy del Sisbén. El resultado es interno: exacto, y marcado para no publicarlo. No
    lee los datos personales.

    Con --modo publicable cada conteo se redondea a un múltiplo de 3 vecino, escogido por una llave
    secreta, y con menos de 12 hogares no se muestra: comparar dos tablas no deja reconocer a una
    familia. Exige --salida, porque lo publicado se anota en una bitácora que rehúsa la tercera
    resta que aísle a los mismos hogares. Solo con k = 1/3 y los pesos del IPM; de una muestra con
    factor de expansión, solo el total. Quien tiene la base o la clave no necesita atacar.

    Ejemplos:
        kit incidencia base.csv --por nom_vereda
        kit incidencia base.csv --por codigo --poligonos veredas.gpkg --salida incidencia.gpkg
        kit incidencia base.parquet --por cod_mpio --k 0,33 --salida incidencia.xlsx
        kit incidencia base.csv --por nom_vereda --modo publicable --salida publica.csv
        kit incidencia sin_marcas.csv --por nom_vereda --recodificar --nulos excluir
    """
    from generador.hogares import corrida_de_incidencia as corrida
    from generador.hogares.escribir_tablas import comprobar_formato
    from generador.hogares.incidencia import leer_pesos
    from generador.hogares.incidencia_recodificada import ARecodificar, exigir_recodificar
    from generador.hogares.poligonos import leer_capa
    from generador.hogares.sin_dato import regla_de_nulos
    from generador.practica.base_de_practica import es_de_practica

    publica = publicacion.publica
    if not recodificar:
        exigir_recodificar(receta, esquema, aceptar=aceptar_indeterminados)
    opciones = puntos.opciones(
        por=por,
        k=k,
        pesos=leer_pesos(pesos),
        minimo=publicacion.desde,
        nulos=regla_de_nulos(nulos),
        unidad=unidad,
        modo=publicacion.modo,
        revisar=revisar_hogares,
        redondeo=publicacion.redondeo,
    )
    if salida is not None:
        comprobar_formato(salida)
    territorios = (
        leer_capa(poligonos, por, capa_poligonos, codificacion=codificacion_poligonos)
        if poligonos
        else None
    )
    pedido = corrida.PedidoDeIncidencia(
        archivo=archivo,
        apertura=puntos.apertura,
        capa=territorios,
        columnas=puntos.columnas,
        memoria=puntos.memoria,
        salida=salida,
        reemplazar=puntos.reemplazar,
        es_de_practica=es_de_practica,
        publicacion=publicacion,
        recodificar=ARecodificar(receta, esquema, aceptar=aceptar_indeterminados)
        if recodificar
        else None,
    )
    (corrida.publica if publica else corrida.interna)(pedido, opciones)
