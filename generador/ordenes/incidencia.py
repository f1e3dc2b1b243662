"""La orden `kit incidencia`: cuánta privación hay en cada territorio, interna o publicable."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.opciones import (
    AceptarPerdidas,
    Archivo,
    Capa,
    Codificacion,
    Columnas,
    Crs,
    Decimal,
    Esquema,
    Factor,
    Filas,
    K,
    Memoria,
    Modo,
    Nulos,
    Pesos,
    Receta,
    Reemplazar,
    Separador,
    Unidad,
)


def incidencia(
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
    modo: Modo = "interno",
    minimo: Annotated[
        int | None,
        typer.Option(
            help="Con menos hogares se avisa (10); en publicable, se oculta (12 o más).", min=1
        ),
    ] = None,
    clave: Annotated[
        Path | None,
        typer.Option(
            metavar="RUTA",
            help="Publicable: el archivo de la clave de la entidad. Sin ella, la de su carpeta de "
            "configuración, que se crea la primera vez.",
        ),
    ] = None,
    bitacora: Annotated[
        Path | None,
        typer.Option(
            metavar="RUTA",
            help="Publicable: dónde se anota lo publicado. Sin ella, junto a la clave.",
        ),
    ] = None,
    base: Annotated[
        int | None,
        typer.Option(
            metavar="3|5",
            help="Publicable: a múltiplos de cuánto se redondea; 5, si es para datos abiertos.",
        ),
    ] = None,
    unidad: Annotated[Unidad, typer.Option(help="Denominador de las proporciones.")] = "personas",
    nulos: Nulos = "fallar",
    factor: Factor = True,
    filas: Filas = None,
    x: Annotated[
        str | None, typer.Option("--x", metavar="CAMPO", help="Columna de la longitud.")
    ] = None,
    y: Annotated[
        str | None, typer.Option("--y", metavar="CAMPO", help="Columna de la latitud.")
    ] = None,
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
    columnas: Columnas = None,
    decimal: Decimal = None,
    aceptar_perdidas: AceptarPerdidas = False,
    crs: Crs = None,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "600MB",
    salida: Annotated[
        Path | None, typer.Option(help="Dónde escribir: .csv, .xlsx o .gpkg.")
    ] = None,
    reemplazar: Reemplazar = False,
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
    from generador.hogares.archivo import Apertura
    from generador.hogares.base import comprobar_filas
    from generador.hogares.incidencia import Opciones, leer_pesos
    from generador.hogares.incidencia_recodificada import ARecodificar, exigir_recodificar
    from generador.hogares.poligonos import leer_capa
    from generador.hogares.salida import comprobar_formato
    from generador.hogares.sin_dato import regla_de_nulos
    from generador.metodos.publicable.publicada import MINIMO as MINIMO_PUBLICABLE
    from generador.metodos.publicable.redondeo import BASE
    from generador.metodos.supresion import MINIMO
    from generador.practica.reconocer import es_de_practica

    publicar = modo == "publicable"
    if not publicar:
        corrida.exigir_publicable(clave=clave, bitacora=bitacora, base=base)
    if not recodificar:
        exigir_recodificar(receta, esquema, aceptar=aceptar_indeterminados)
    opciones = Opciones(
        por=por,
        k=k,
        pesos=leer_pesos(pesos),
        minimo=minimo or (MINIMO_PUBLICABLE if publicar else MINIMO),
        nulos=regla_de_nulos(nulos),
        unidad=unidad,
        filas=comprobar_filas(filas),
        con_factor=factor,
        x=x,
        y=y,
        modo=modo,
        revisar=revisar_hogares,
        decimal=decimal,
        aceptar=aceptar_perdidas,
        redondeo=base or BASE,
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
        apertura=Apertura(separador, codificacion, capa, crs),
        capa=territorios,
        columnas=columnas,
        memoria=memoria,
        salida=salida,
        reemplazar=reemplazar,
        es_de_practica=es_de_practica,
        clave=clave,
        bitacora=bitacora,
        recodificar=ARecodificar(receta, esquema, aceptar=aceptar_indeterminados)
        if recodificar
        else None,
    )
    (corrida.publica if publicar else corrida.interna)(pedido, opciones)
