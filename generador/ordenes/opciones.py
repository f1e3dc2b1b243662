"""Las opciones que comparten las órdenes sobre bases de hogares."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Archivo = Annotated[
    Path, typer.Argument(help="Base de hogares: .csv, .txt, .parquet o .gpkg.", metavar="ARCHIVO")
]
Unidad = Literal["personas", "hogares"]
K = Annotated[
    str,
    typer.Option("--k", metavar="K", help="Corte: 1/3 (por omisión), 0,33, 40 %…; es exacto."),
]
Pesos = Annotated[
    str | None,
    typer.Option(
        metavar="P1,…,P15",
        help="15 pesos: centésimas que sumen 100 (10,10,5,…) o, con punto y coma, fracciones, "
        "decimales o porcentajes que sumen 1 (1/6; 0,05; 4 %…).",
    ),
]
Nulos = Annotated[
    str,
    typer.Option(metavar="REGLA", help="Privaciones sin dato: fallar, excluir o no_privado."),
]
Filas = Annotated[
    str | None,
    typer.Option(metavar="UNIDAD", help="Qué es cada fila, si no se detecta: personas u hogares."),
]
Separador = Annotated[
    str | None, typer.Option(metavar="SIGNO", help="Separador del texto, si no se detecta.")
]
Codificacion = Annotated[
    str | None,
    typer.Option(
        metavar="NOMBRE", help="utf-8, latin-1, cp1252, cp850 o utf-16, si no se detecta."
    ),
]
Capa = Annotated[
    str | None, typer.Option(metavar="NOMBRE", help="Capa de la base, si el archivo trae varias.")
]
Reemplazar = Annotated[
    bool,
    typer.Option(
        "--reemplazar", help="Escribir aunque la salida ya exista y no la reconozca su registro."
    ),
]
Receta = Annotated[
    str | None,
    typer.Option(
        metavar="RECETA",
        help="Con qué receta se recodifica, si no se reconoce: sisben_iv, ecv, censo_2018, "
        "encuesta_propia, o un archivo .json, .yaml o la hoja .csv.",
    ),
]
Esquema = Annotated[
    str | None,
    typer.Option(metavar="NOMBRE", help="Forma de la base, si la receta trae varias que casan."),
]
Crs = Annotated[
    str | None,
    typer.Option(
        metavar="SISTEMA",
        help="Sistema de coordenadas de los hogares, si no son grados: EPSG:9377.",
    ),
]
Columnas = Annotated[
    Path | None,
    typer.Option(
        metavar="MAPEO.json",
        help="Qué columna es cada cosa, si no se reconocen por su nombre; sirve para el corte "
        'siguiente. Va así: {"mapeo_de_columnas": 1, "columnas": {"I1": "priv_01"}}.',
    ),
]
Decimal = Annotated[
    Literal[",", "."] | None,
    typer.Option(metavar="SIGNO", help="Signo decimal de la base, si «1.234» es ambiguo: , o ."),
]
AceptarPerdidas = Annotated[
    bool,
    typer.Option(
        "--aceptar-perdidas",
        help="Seguir aunque haya datos que no se pudieron leer y cambian el resultado.",
    ),
]
Factor = Annotated[
    bool,
    typer.Option("--factor/--sin-factor", help="Usar el factor de expansión si la base lo trae."),
]
Modo = Annotated[
    Literal["interno", "publicable"],
    typer.Option(help="Interno: exacto y marcado. Publicable: redondeado con una llave secreta."),
]
Minimo = Annotated[
    int | None,
    typer.Option(
        help="Con menos hogares se avisa (10); en publicable, se oculta (12 o más).", min=1
    ),
]
ClaveDePublicacion = Annotated[
    Path | None,
    typer.Option(
        metavar="RUTA",
        help="Publicable: el archivo de la clave de la entidad. Sin ella, la de su carpeta de "
        "configuración, que se crea la primera vez.",
    ),
]
Bitacora = Annotated[
    Path | None,
    typer.Option(
        metavar="RUTA", help="Publicable: dónde se anota lo publicado. Sin ella, junto a la clave."
    ),
]
Redondeo = Annotated[
    int | None,
    typer.Option(
        metavar="3|5",
        help="Publicable: a múltiplos de cuánto se redondea; 5, si es para datos abiertos.",
    ),
]
X = Annotated[
    str | None, typer.Option("--x", metavar="CAMPO", help="Columna de la longitud del hogar.")
]
Y = Annotated[
    str | None, typer.Option("--y", metavar="CAMPO", help="Columna de la latitud del hogar.")
]
PorTerritorio = Annotated[
    Path | None, typer.Option(help="Una fila por territorio: .csv, .xlsx o .gpkg.")
]
Memoria = Annotated[
    str,
    typer.Option(metavar="TAMAÑO", help="Memoria del motor; lo que no quepa se derrama a disco."),
]
Excluir = Annotated[
    list[str] | None, typer.Option(metavar="REGLA", help="Quién sale, escrito igual.")
]
Por = Annotated[
    str | None, typer.Option(metavar="CAMPO", help="Campo del territorio: vereda, barrio…")
]
Semilla = Annotated[str, typer.Option(help="Del sorteo que deshace los empates.")]
Conservar = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CAMPO",
        help="Columna de la base que se copia en la lista de hogares. Se puede repetir.",
    ),
]
