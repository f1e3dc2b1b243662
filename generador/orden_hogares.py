"""Las órdenes sobre bases de hogares propias: incidencia, focalizar, sintetizar y patrones."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Archivo = Annotated[Path, typer.Argument(help="Base: .csv, .txt, .parquet o .gpkg.")]
Unidad = Literal["personas", "hogares"]
K = Annotated[str, typer.Option("--k", help="Corte: 1/3 (pobre con 34 centésimas) o 0,33.")]
Pesos = Annotated[
    str | None, typer.Option(help="15 centésimas que sumen 100, separadas por coma.")
]
Nulos = Annotated[
    str, typer.Option(help="Privaciones sin dato: fallar, excluir o no_privado.")
]
Filas = Annotated[
    str | None, typer.Option(help="Qué es cada fila, si no se detecta: personas u hogares.")
]
Separador = Annotated[str | None, typer.Option(help="Separador del texto, si no se detecta.")]
Codificacion = Annotated[str | None, typer.Option(help="utf-8 o latin-1, si no se detecta.")]
Capa = Annotated[str | None, typer.Option(help="Capa de la base, si el archivo trae varias.")]
Memoria = Annotated[str, typer.Option(help="Memoria del motor; lo demás se derrama a disco.")]


def incidencia(  # noqa: PLR0913 - cada parámetro es una opción de la orden
    archivo: Archivo,
    por: Annotated[
        str, typer.Option(help="Campo del territorio; con --poligonos, el de la capa.")
    ] = "cod_mpio",
    poligonos: Annotated[
        Path | None, typer.Option(help="Capa de veredas, barrios o manzanas.")
    ] = None,
    capa_poligonos: Annotated[str | None, typer.Option(help="Capa, si trae varias.")] = None,
    k: K = "1/3",
    pesos: Pesos = None,
    minimo: Annotated[int, typer.Option(help="Hogares mínimos para publicar.")] = 10,
    unidad: Annotated[
        Unidad, typer.Option(help="Denominador de las proporciones.")
    ] = "personas",
    nulos: Nulos = "fallar",
    factor: Annotated[
        bool, typer.Option(help="Usar el factor de expansión si la base lo trae.")
    ] = True,
    filas: Filas = None,
    x: Annotated[str | None, typer.Option("--x", help="Columna de la longitud.")] = None,
    y: Annotated[str | None, typer.Option("--y", help="Columna de la latitud.")] = None,
    revisar_hogares: Annotated[
        bool, typer.Option(help="Buscar hogares con marcas distintas entre sus personas.")
    ] = True,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "2GB",
    salida: Annotated[
        Path | None, typer.Option(help="Dónde escribir: .csv, .xlsx o .gpkg.")
    ] = None,
) -> None:
    """Mide cuánta privación hay en cada territorio y qué la explica."""
    from generador.hogares import pantalla, salida as escritura, tabla
    from generador.hogares.archivo import Apertura, abrir
    from generador.hogares.base import comprobar_filas, reconocer_base
    from generador.hogares.depuracion import regla_de_nulos
    from generador.hogares.incidencia import Opciones, leer_pesos, medir_incidencia
    from generador.hogares.motor import conectar
    from generador.hogares.poligonos import leer_capa
    from generador.hogares.publicar import registro_de_incidencia

    opciones = Opciones(
        por=por,
        k=k,
        pesos=leer_pesos(pesos),
        minimo=minimo,
        nulos=regla_de_nulos(nulos),
        unidad=unidad,
        filas=comprobar_filas(filas),
        con_factor=factor,
        x=x,
        y=y,
    )
    if salida is not None:
        escritura.comprobar_salida(salida)
    territorios = leer_capa(poligonos, por, capa_poligonos) if poligonos else None
    with conectar(memoria) as conexion:
        base = reconocer_base(abrir(conexion, archivo, Apertura(separador, codificacion, capa)))
        resultado = medir_incidencia(base, opciones, territorios)
        registro = registro_de_incidencia(
            base, opciones, resultado, territorios, revisar=revisar_hogares
        )
    hecha = tabla.armar(resultado, unidad)
    pantalla.avisar(registro["avisos"])
    pantalla.mostrar_incidencia(hecha)
    if salida is not None:
        geometria = territorios.geometria if territorios else None
        al_lado = escritura.escribir(salida, hecha, registro, tabla.DICCIONARIO, geometria)
        pantalla.escrito(salida, al_lado)
