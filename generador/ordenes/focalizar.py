"""La orden `kit focalizar`: identificación, selección, asignación y evaluación."""
# ruff: noqa: PLC0415 - importa lo suyo al correr: construir no debe esperar a DuckDB

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from generador.ordenes.opciones import (
    AceptarPerdidas,
    Archivo,
    Capa,
    Codificacion,
    Columnas,
    Decimal,
    Factor,
    Filas,
    K,
    Memoria,
    Nulos,
    Pesos,
    Reemplazar,
    Separador,
)


def focalizar(
    archivo: Archivo,
    regla: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REGLA",
            help="Quién entra: «A1..B7», «rural: zona=2 y pobre=1», «al menos 2 de (I13=1, I14=1, "
            "I15=1)». Se puede repetir.",
        ),
    ] = None,
    excluir: Annotated[
        list[str] | None, typer.Option(metavar="REGLA", help="Quién sale, escrito igual.")
    ] = None,
    reglas: Annotated[
        Path | None, typer.Option(help="Reglas en un archivo: JSON, o una por renglón.")
    ] = None,
    prioridad: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CAMPO",
            help="Quién va primero: «orden menor, menores_6 mayor», o «-puntaje» para el mayor. Se "
            "puede repetir. Por omisión: orden.",
        ),
    ] = None,
    cupo: Annotated[int | None, typer.Option(help="Hogares que se pueden atender.", min=0)] = None,
    presupuesto: Annotated[
        str | None, typer.Option(metavar="PESOS", help="Pesos disponibles.")
    ] = None,
    costo: Annotated[
        str | None, typer.Option(metavar="PESOS", help="Pesos por hogar: 450000 o 450000,50.")
    ] = None,
    campo_costo: Annotated[
        str | None,
        typer.Option(metavar="CAMPO", help="O la columna con los pesos que cuesta cada hogar."),
    ] = None,
    por: Annotated[str | None, typer.Option(metavar="CAMPO", help="Campo del territorio.")] = None,
    reparto: Annotated[
        Literal["ninguno", "pobres", "incidencia", "mixta"],
        typer.Option(help="Cómo se reparte el cupo entre los territorios de --por."),
    ] = "ninguno",
    minimo_por_territorio: Annotated[
        int, typer.Option(help="Cupos que recibe cada territorio antes de repartir.", min=0)
    ] = 0,
    semilla: Annotated[str, typer.Option(help="Del sorteo que deshace los empates.")] = "1",
    objetivo: Annotated[
        str, typer.Option(metavar="REGLA", help="Población objetivo con que se evalúa.")
    ] = "pobre=1",
    conservar: Annotated[
        list[str] | None,
        typer.Option(metavar="CAMPO", help="Columna de la base que se copia. Se puede repetir."),
    ] = None,
    salida: Annotated[
        Path | None,
        typer.Option(help="Dónde escribir la lista: .csv, .xlsx o .gpkg. Sin ella, solo resume."),
    ] = None,
    k: K = "1/3",
    pesos: Pesos = None,
    nulos: Nulos = "fallar",
    factor: Factor = True,
    filas: Filas = None,
    columnas: Columnas = None,
    decimal: Decimal = None,
    aceptar_perdidas: AceptarPerdidas = False,
    separador: Separador = None,
    codificacion: Codificacion = None,
    capa: Capa = None,
    memoria: Memoria = "600MB",
    reemplazar: Reemplazar = False,
) -> None:
    """Elige hogares con reglas, prioridad y límites, y dice por qué entra o no cada uno.

    La lista es de uso interno: un renglón por hogar, sin datos personales. «fila» es la de su jefe
    en la base; con --conservar se copia la ficha, u otra columna, para llevarla a campo.

    Ejemplos:
        kit focalizar base.csv --regla A1..B7 --cupo 500
        kit focalizar base.csv --regla "rural: zona=2 y pobre=1" --prioridad orden --cupo 500
        kit focalizar base.csv --regla A1..C5 --presupuesto 90000000 --costo 450000
        kit focalizar base.csv --regla A1..B7 --cupo 300 --por cod_vereda --reparto pobres
        kit focalizar base.csv --regla A1..B7 --cupo 500 --salida lista.xlsx
        kit focalizar base.csv --regla A1..B7 --cupo 500 --conservar ide_ficha_origen --salida l.csv
    """
    from generador.errores import ErrorDeDatos
    from generador.hogares import focalizacion, pantalla
    from generador.hogares import reglas_escritas as escritas
    from generador.hogares import salida as escritura
    from generador.hogares.archivo import Apertura, abrir
    from generador.hogares.base import comprobar_filas, reconocer_base
    from generador.hogares.carga import Carga, cargar
    from generador.hogares.dominio import instrumento as leer_instrumento
    from generador.hogares.incidencia import Opciones, leer_pesos
    from generador.hogares.motor import conectar
    from generador.hogares.registro import registrar
    from generador.hogares.sin_dato import regla_de_nulos
    from generador.metodos.hogares.reglas import campos_de

    if salida is not None:
        escritura.comprobar_salida(salida, (archivo, reglas, columnas), reemplazar=reemplazar)
    sisben = leer_instrumento()
    todas = escritas.leer(regla or [], sisben)
    todas += escritas.leer(excluir or [], sisben, excluye=True)
    todas += escritas.leer_archivo(reglas, sisben) if reglas else []
    if reparto != "ninguno" and por is None:
        raise ErrorDeDatos("no hay territorios entre los que repartir", que_hacer="dé --por CAMPO")
    programa = focalizacion.Programa(
        reglas=todas,
        criterios=escritas.leer_prioridad(prioridad or ["orden"], sisben),
        objetivo=escritas.leer_una(objetivo, sisben),
        semilla=semilla,
        cupo=cupo,
        presupuesto=focalizacion.leer_dinero(presupuesto, "presupuesto"),
        costo=focalizacion.leer_dinero(costo, "costo"),
        campo_costo=campo_costo,
        reparto=reparto,
        minimo=minimo_por_territorio,
    )
    usados = {c for r in (*todas, programa.objetivo) for c in campos_de(r.condicion)}
    usados |= {c.campo for c in programa.criterios}
    usados |= {campo_costo} if campo_costo else set()
    if "territorio" in usados and por is None:
        raise ErrorDeDatos(
            "se usa el campo «territorio» y no se dijo cuál es", que_hacer="dé --por CAMPO"
        )
    medida = Opciones(k=k, pesos=leer_pesos(pesos))
    carga = Carga(
        por=por,
        campos=frozenset(usados),
        conservar=tuple(conservar or ()),
        metodo=medida.metodo,
        instrumento=sisben,
        nulos=regla_de_nulos(nulos),
        filas=comprobar_filas(filas),
        en_texto=frozenset({campo_costo} if campo_costo else ()),
        decimal=decimal,
        con_factor=factor,
        aceptar=aceptar_perdidas,
    )
    with conectar(memoria) as conexion:
        como = Apertura(separador, codificacion, capa)
        base = reconocer_base(abrir(conexion, archivo, como), columnas)
        hogares = cargar(base, carga)
    hecha = focalizacion.focalizar(hogares, programa)
    propios = base.avisos
    parametros = {
        "reglas": [vars(r) for r in todas],
        "prioridad": [vars(c) for c in programa.criterios],
        "objetivo": vars(programa.objetivo),
        "cupo": cupo,
        "presupuesto": programa.presupuesto,
        "costo_por_hogar": programa.costo,
        "campo_costo": campo_costo,
        "por": por,
        "reparto": reparto,
        "minimo_por_territorio": minimo_por_territorio,
        "semilla": semilla,
        "k": k,
        "metodo": medida.metodo.resumen(),
        "nulos": nulos,
        "conservar": list(carga.conservar),
        "factor": base.canonica("fex") if factor else None,
        "decimal": decimal,
        "aceptar_perdidas": aceptar_perdidas,
    }
    resumen = focalizacion.resumen(hecha)
    pantalla.avisar((*propios, *hogares.avisos))
    pantalla.mostrar_focalizacion(resumen)
    if salida is None:
        return
    registro = registrar(
        "kit focalizar",
        base,
        parametros,
        resumen,
        hogares.avisos,
        propios,
        semilla=semilla,
        modo="interno",
    )
    registro["uso"] = focalizacion.AVISO_DE_USO_INTERNO
    tabla = focalizacion.armar(hogares, hecha)
    al_lado = escritura.escribir(
        salida, tabla, registro, focalizacion.DICCIONARIO, reemplazar=reemplazar
    )
    pantalla.avisar([focalizacion.AVISO_DE_USO_INTERNO])
    pantalla.escrito(salida, al_lado)
