"""Las órdenes sobre bases de hogares propias: incidencia, focalizar, sintetizar y patrones."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Archivo = Annotated[Path, typer.Argument(help="Base: .csv, .txt, .parquet o .gpkg.")]
Unidad = Literal["personas", "hogares"]
K = Annotated[str, typer.Option("--k", help="Corte: 1/3 (pobre con 34 centésimas) o 0,33.")]
Pesos = Annotated[str | None, typer.Option(help="15 centésimas que sumen 100, separadas por coma.")]
Nulos = Annotated[str, typer.Option(help="Privaciones sin dato: fallar, excluir o no_privado.")]
Filas = Annotated[
    str | None, typer.Option(help="Qué es cada fila, si no se detecta: personas u hogares.")
]
Separador = Annotated[str | None, typer.Option(help="Separador del texto, si no se detecta.")]
Codificacion = Annotated[str | None, typer.Option(help="utf-8 o latin-1, si no se detecta.")]
Capa = Annotated[str | None, typer.Option(help="Capa de la base, si el archivo trae varias.")]
Memoria = Annotated[str, typer.Option(help="Memoria del motor; lo demás se derrama a disco.")]


def incidencia(
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
    minimo: Annotated[int, typer.Option(help="Hogares mínimos para publicar.", min=1)] = 10,
    unidad: Annotated[Unidad, typer.Option(help="Denominador de las proporciones.")] = "personas",
    nulos: Nulos = "fallar",
    factor: Annotated[
        bool,
        typer.Option(
            "--factor/--sin-factor", help="Usar el factor de expansión si la base lo trae."
        ),
    ] = True,
    filas: Filas = None,
    x: Annotated[str | None, typer.Option("--x", help="Columna de la longitud.")] = None,
    y: Annotated[str | None, typer.Option("--y", help="Columna de la latitud.")] = None,
    revisar_hogares: Annotated[
        bool,
        typer.Option(
            "--revisar-hogares/--sin-revisar-hogares",
            help="Buscar hogares con marcas distintas entre sus personas.",
        ),
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
    from generador.hogares import pantalla, tabla
    from generador.hogares import salida as escritura
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


def sintetizar(
    municipio: Annotated[str, typer.Option(help="Código DANE de cinco cifras: 05045.")],
    salida: Annotated[Path, typer.Option(help="Dónde escribir: .csv, .txt, .parquet o .gpkg.")],
    hogares: Annotated[int, typer.Option(help="Cuántos hogares.", min=1)] = 20000,
    semilla: Annotated[int, typer.Option(help="La misma semilla da el mismo archivo.", min=0)] = 1,
    veredas: Annotated[Path | None, typer.Option(help="Capa de veredas del municipio.")] = None,
    campo_vereda: Annotated[
        str, typer.Option(help="Campo de la capa con el código o el nombre de la vereda.")
    ] = "nombre_ver",
    capa_veredas: Annotated[str | None, typer.Option(help="Capa, si trae varias.")] = None,
) -> None:
    """Hace una base de práctica con la forma del Sisbén IV y ninguna persona de verdad."""
    from generador.hogares import pantalla, sintesis_salida
    from generador.hogares.lugares import Municipio
    from generador.hogares.poligonos import leer_capa
    from generador.hogares.sintesis import sintetizar as hacer

    sintesis_salida.comprobar_salida(salida)
    capa = leer_capa(veredas, campo_vereda, capa_veredas) if veredas else None
    base = hacer(Municipio.de_datos(municipio), hogares, semilla, capa)
    al_lado = sintesis_salida.escribir(salida, base)
    pantalla.avisar([*(capa.avisos if capa else ()), str(base.metadatos["advertencia"])])
    pantalla.escrito(salida, al_lado)


def patrones(
    carpeta: Annotated[
        Path, typer.Argument(help="Carpeta con los archivos oficiales.", metavar="CARPETA")
    ],
) -> None:
    """Rehace lo que el kit versiona para la base de práctica: conteos de la muestra y veredas."""
    from generador.hogares import muestra, pantalla, territorios_practica

    pantalla.escrito(*muestra.rehacer(carpeta), territorios_practica.rehacer(carpeta))


def focalizar(
    archivo: Archivo,
    salida: Annotated[Path, typer.Option(help="Dónde escribir: .csv, .xlsx o .gpkg.")],
    regla: Annotated[
        list[str] | None,
        typer.Option(help="Quién entra: «A1..B7», «rural: zona=2 y pobre=1». Se puede repetir."),
    ] = None,
    excluir: Annotated[list[str] | None, typer.Option(help="Quién sale, igual escrito.")] = None,
    reglas: Annotated[Path | None, typer.Option(help="Reglas en un archivo JSON.")] = None,
    prioridad: Annotated[
        list[str] | None,
        typer.Option(help="«orden»: primero el menor; «-puntaje»: el mayor. Se puede repetir."),
    ] = None,
    cupo: Annotated[int | None, typer.Option(help="Hogares que se pueden atender.", min=0)] = None,
    presupuesto: Annotated[int | None, typer.Option(help="Pesos disponibles.", min=0)] = None,
    costo: Annotated[int | None, typer.Option(help="Pesos por hogar.", min=1)] = None,
    por: Annotated[str | None, typer.Option(help="Campo del territorio.")] = None,
    reparto: Annotated[
        Literal["ninguno", "pobres", "incidencia", "mixta"],
        typer.Option(help="Cómo se reparte el cupo entre los territorios de --por."),
    ] = "ninguno",
    minimo_por_territorio: Annotated[
        int, typer.Option(help="Cupos que recibe cada territorio antes de repartir.", min=0)
    ] = 0,
    semilla: Annotated[str, typer.Option(help="Del sorteo que deshace los empates.")] = "1",
    objetivo: Annotated[
        str, typer.Option(help="Población objetivo con que se evalúa.")
    ] = "pobre=1",
    conservar: Annotated[
        list[str] | None, typer.Option(help="Columna de la base que se copia. Se puede repetir.")
    ] = None,
    k: K = "1/3",
    pesos: Pesos = None,
    nulos: Nulos = "fallar",
    filas: Filas = None,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "2GB",
) -> None:
    """Elige hogares con reglas, prioridad y límites, y dice por qué entra o no cada uno."""
    from generador.errores import ErrorDeDatos
    from generador.hogares import focalizacion, pantalla
    from generador.hogares import reglas as escritas
    from generador.hogares import salida as escritura
    from generador.hogares.archivo import Apertura, abrir
    from generador.hogares.base import comprobar_filas, reconocer_base
    from generador.hogares.carga import Carga, cargar
    from generador.hogares.depuracion import regla_de_nulos
    from generador.hogares.dominio import instrumento as leer_instrumento
    from generador.hogares.incidencia import Opciones, leer_pesos
    from generador.hogares.motor import conectar
    from generador.hogares.registro import registrar

    escritura.comprobar_salida(salida)
    sisben = leer_instrumento()
    todas = [escritas.leer_regla(r, sisben) for r in regla or []]
    todas += [escritas.leer_regla(r, sisben, excluye=True) for r in excluir or []]
    todas += escritas.leer_archivo(reglas) if reglas else []
    if reparto != "ninguno" and por is None:
        raise ErrorDeDatos("no hay territorios entre los que repartir", que_hacer="dé --por CAMPO")
    programa = focalizacion.Programa(
        reglas=todas,
        criterios=[escritas.leer_criterio(c) for c in prioridad or ["orden"]],
        objetivo=escritas.leer_regla(objetivo, sisben),
        semilla=semilla,
        cupo=cupo,
        presupuesto=presupuesto,
        costo=costo,
        reparto=reparto,
        minimo=minimo_por_territorio,
    )
    condiciones = [r.condicion for r in (*todas, programa.objetivo)]
    usados = {campo for c in condiciones for campo in escritas.campos(c)}
    usados |= {c.campo for c in programa.criterios}
    medida = Opciones(k=k, pesos=leer_pesos(pesos))
    carga = Carga(
        por=por,
        campos=frozenset(usados),
        conservar=tuple(conservar or ()),
        metodo=medida.metodo,
        instrumento=sisben,
        nulos=regla_de_nulos(nulos),
        filas=comprobar_filas(filas),
    )
    with conectar(memoria) as conexion:
        base = reconocer_base(abrir(conexion, archivo, Apertura(separador, codificacion, capa)))
        hogares = cargar(base, carga)
    hecha = focalizacion.focalizar(hogares, programa)
    personales = base.aviso_de_personales()
    avisos = (*base.archivo.avisos, *([personales] if personales else []), *hogares.avisos)
    parametros = {
        "reglas": [vars(r) for r in todas],
        "prioridad": [vars(c) for c in programa.criterios],
        "objetivo": vars(programa.objetivo),
        "cupo": cupo,
        "presupuesto": presupuesto,
        "costo_por_hogar": costo,
        "por": por,
        "reparto": reparto,
        "minimo_por_territorio": minimo_por_territorio,
        "semilla": semilla,
        "k": k,
        "pesos": list(medida.pesos),
        "nulos": nulos,
        "conservar": list(carga.conservar),
    }
    resumen = focalizacion.resumen(hecha)
    registro = registrar("kit focalizar", base, parametros, resumen, avisos)
    registro["uso"] = focalizacion.AVISO_DE_USO_INTERNO
    tabla = focalizacion.armar(hogares, hecha, carga.conservar)
    al_lado = escritura.escribir(salida, tabla, registro, focalizacion.DICCIONARIO)
    pantalla.avisar([*avisos, focalizacion.AVISO_DE_USO_INTERNO])
    pantalla.mostrar_focalizacion(resumen)
    pantalla.escrito(salida, al_lado)
