"""La orden `kit acceso`: a cuánto queda el servicio más cercano, y quién se queda sin él."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from generador.ordenes.opciones import PorTerritorio
from generador.ordenes.opciones_de_base import PUBLICACION, PUNTOS, con_opciones

if TYPE_CHECKING:
    from generador.hogares.como_se_publica import ComoSePublica
    from generador.hogares.como_se_ubica import ComoSeUbica


@con_opciones(PUBLICACION, PUNTOS)
def acceso(
    *,
    puntos: ComoSeUbica,
    publicacion: ComoSePublica,
    archivo: Annotated[
        Path,
        typer.Argument(
            help="Base de hogares (.csv, .txt, .parquet, .gpkg) o capa de territorios.",
            metavar="ARCHIVO",
        ),
    ],
    sedes: Annotated[
        Path,
        typer.Argument(
            help="Sedes: .csv con longitud y latitud, o capa de puntos.", metavar="SEDES"
        ),
    ],
    por: Annotated[
        str | None,
        typer.Option(
            metavar="CAMPO", help="Campo del territorio; en una base, cod_mpio si no se dice."
        ),
    ] = None,
    metodo: Annotated[
        Literal["recta", "terreno"],
        typer.Option(help="En línea recta (km) o por el terreno (minutos)."),
    ] = "recta",
    limite: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            help="Hasta cuánto se tiene servicio: km en recta, minutos en terreno.",
            min=0,
        ),
    ] = None,
    cortes: Annotated[
        str, typer.Option(metavar="N;N", help="Cuánta gente hay a cada corte o menos: 15;30;60.")
    ] = "",
    personas: Annotated[
        str | None,
        typer.Option(
            metavar="CAMPO", help="Con territorios: el campo con las personas de cada uno."
        ),
    ] = None,
    nombre: Annotated[
        str | None, typer.Option(metavar="CAMPO", help="Columna con el nombre de la sede.")
    ] = None,
    capacidad: Annotated[
        str | None,
        typer.Option(
            metavar="CAMPO",
            help="Columna con la capacidad de la sede: reparte en dos pasos (2SFCA).",
        ),
    ] = None,
    relieve: Annotated[
        Path | None, typer.Option(help="Terreno: raster de alturas, en metros.")
    ] = None,
    vias: Annotated[Path | None, typer.Option(help="Terreno: capa de vías (líneas).")] = None,
    capa_vias: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Capa de las vías, si hay varias.")
    ] = None,
    rios: Annotated[
        Path | None,
        typer.Option(help="Terreno: capa de ríos (líneas); solo se cruzan por donde hay vía."),
    ] = None,
    capa_rios: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Capa de los ríos, si hay varias.")
    ] = None,
    velocidad: Annotated[
        float | None,
        typer.Option(metavar="KMH", help="Velocidad en las vías; sin ella, por ellas se va a pie."),
    ] = None,
    campo_velocidad: Annotated[
        str | None, typer.Option(metavar="CAMPO", help="Campo de las vías con su velocidad (km/h).")
    ] = None,
    hasta_la_via: Annotated[
        float | None,
        typer.Option(
            metavar="KM",
            help="Lo más que se camina hasta una vía o una sede; más lejos, sin conexión.",
            min=0,
        ),
    ] = None,
    celda: Annotated[
        float, typer.Option(metavar="M", help="Terreno: lado de la celda, en metros.", min=1)
    ] = 100.0,
    margen: Annotated[
        float,
        typer.Option(metavar="KM", help="Terreno: cuánto se mira alrededor de los puntos.", min=0),
    ] = 10.0,
    factor_fuera: Annotated[
        float, typer.Option(metavar="N", help="Por cuánto se multiplica el paso fuera de una vía.")
    ] = 0.6,
    sedes_x: Annotated[
        str | None, typer.Option(metavar="CAMPO", help="Columna de la longitud de la sede.")
    ] = None,
    sedes_y: Annotated[
        str | None, typer.Option(metavar="CAMPO", help="Columna de la latitud de la sede.")
    ] = None,
    sedes_crs: Annotated[
        str | None,
        typer.Option(metavar="SISTEMA", help="Sistema de las sedes, si no son grados: EPSG:9377."),
    ] = None,
    sedes_codificacion: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Codificación de las sedes.")
    ] = None,
    sedes_capa: Annotated[
        str | None, typer.Option(metavar="NOMBRE", help="Capa de las sedes, si hay varias.")
    ] = None,
    salida: PorTerritorio = None,
    hogares: Annotated[
        Path | None, typer.Option(metavar="RUTA", help="Una fila por hogar, de uso interno.")
    ] = None,
) -> None:
    """Mide a cuánto queda la sede más cercana de cada hogar o vereda, y quién no tiene servicio.

    En línea recta (EPSG:9377) o por el terreno: a pie según la pendiente (función de marcha de
    Tobler, 1993), y a la velocidad de las vías donde las hay; un río solo se cruza por una vía. Lo
    que no tiene por dónde llegar es «sin conexión», que no es lo mismo que lejos. De un territorio
    se mide el punto más adentro. Con --capacidad, cuánta oferta hay por cada mil personas (2SFCA).

    Con una base de hogares todo es de uso interno, salvo con --modo publicable: cuántos hogares de
    cada territorio no tienen servicio, redondeados con la clave secreta y sin los territorios de
    menos de 12 hogares. Solo con un límite de 1, 2, 5 o 10 km, o de 15, 30, 60 o 120 minutos. La
    red de vías, en QGIS.

    Ejemplos:
        kit acceso base.csv sedes.csv --por nom_vereda --limite 2 --cortes "1;2;5"
        kit acceso veredas.gpkg puestos.gpkg --por codigo --personas pob --limite 5 --salida t.gpkg
        kit acceso base.csv sedes.csv --metodo terreno --relieve dem.tif --limite 60
        kit acceso base.csv sedes.csv --por nom_vereda --limite 5 --modo publicable --salida p.csv
    """
    from generador.acceso.corrida_de_acceso import PedidoDeAcceso, correr
    from generador.acceso.demanda import ComoEsLaDemanda
    from generador.acceso.publica import publica
    from generador.acceso.sedes import ComoSonLasSedes
    from generador.acceso.terreno_leido import ComoEsElTerreno
    from generador.errores import ErrorDeDatos
    from generador.hogares.archivo import Apertura
    from generador.hogares.dominio import con_lugar
    from generador.metodos.acceso.cobertura import leer_cortes
    from generador.practica.base_de_practica import es_de_practica

    if metodo == "recta" and (relieve or vias or rios):
        raise ErrorDeDatos(
            "--relieve, --vias y --rios son del terreno, y se pidió en línea recta",
            que_hacer="agregue --metodo terreno",
        )
    with con_lugar():
        leidos = leer_cortes(cortes)
    publicar = publicacion.publica
    opciones = puntos.opciones(
        por=por or "cod_mpio",
        modo=publicacion.modo,
        minimo=publicacion.desde,
        redondeo=publicacion.redondeo,
    )
    suelo = ComoEsElTerreno(
        relieve, vias, capa_vias, velocidad, campo_velocidad, hasta_la_via, celda, margen * 1000,
        factor_fuera, rios, capa_rios,
    )  # fmt: skip
    pedido = PedidoDeAcceso(
        demanda=ComoEsLaDemanda(
            archivo, por, opciones, puntos.apertura, puntos.columnas, personas, puntos.memoria
        ),
        sedes=ComoSonLasSedes(
            sedes, nombre, capacidad, sedes_x, sedes_y,
            Apertura(None, sedes_codificacion, sedes_capa, sedes_crs),
        ),
        terreno=suelo if metodo == "terreno" else None,
        limite=limite,
        cortes=leidos,
        salida=salida,
        hogares=hogares,
        reemplazar=puntos.reemplazar,
        publicacion=publicacion,
        es_de_practica=es_de_practica,
    )  # fmt: skip
    (publica if publicar else correr)(pedido)
