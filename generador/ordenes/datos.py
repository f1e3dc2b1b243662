"""Las órdenes `kit datos …`: leen opciones y muestran; el trabajo está en `importacion`."""
# ruff: noqa: PLC0415 - cada orden importa lo suyo al correr: construir no debe esperar a pandas

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.ordenes.ayuda import GrupoDeOrdenes, Orden
from generador.rutas import DATOS

grupo = typer.Typer(
    help="El paquete de datos: traerlo, rehacerlo y comprobarlo.",
    cls=GrupoDeOrdenes,
    no_args_is_help=True,
)

Oficiales = Annotated[
    Path, typer.Argument(help="Carpeta con los archivos oficiales.", metavar="CARPETA")
]
Datos = Annotated[Path, typer.Option(help="Carpeta del paquete de datos.")]


@grupo.command(cls=Orden)
def descargar(
    carpeta: Oficiales,
    base: Annotated[
        str | None,
        typer.Option(
            envvar="KIT_DESCARGA_BASE",
            metavar="URL",
            help="Pide cada archivo a URL/ruta, en vez de a la dirección de la entidad.",
        ),
    ] = None,
    reemplazar: Annotated[
        bool,
        typer.Option("--reemplazar", help="Cambiar los que estén y no sean los de huellas.csv."),
    ] = False,
) -> None:
    """Trae los archivos oficiales que falten; lo que ya está y es correcto no se vuelve a pedir.

    Ejemplos:
        kit datos descargar ../oficiales
    """
    from generador.importacion import descargar, pantalla_de_datos

    with pantalla_de_datos.barra_de_bytes() as barra:
        resultados = descargar.descargar(
            carpeta,
            base,
            barra=lambda archivo: pantalla_de_datos.AvanceDePooch(barra, archivo.nombre),
            reemplazar=reemplazar,
        )
    pantalla_de_datos.mostrar_descargas(resultados, oficiales=base is None)
    if not all(resultado.esta for resultado in resultados):
        raise typer.Exit(1)


@grupo.command(cls=Orden)
def importar(
    carpeta: Oficiales,
    datos: Datos = DATOS,
    fuente: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NOMBRE",
            help="Rehace solo esta fuente (repetible); lo demás de datos/ queda igual.",
        ),
    ] = None,
    aceptar_version_nueva: Annotated[
        bool,
        typer.Option(
            "--aceptar-version-nueva",
            help="Admite archivos distintos de los de huellas.csv y actualiza esa tabla.",
        ),
    ] = False,
) -> None:
    """Rehace datos/ desde los archivos oficiales; si algo falla, queda como estaba.

    Ejemplos:
        kit datos importar ../oficiales
        kit datos importar ../oficiales --fuente idf_anterior --fuente nbi
        kit datos importar ../oficiales --aceptar-version-nueva
    """
    from generador.importacion import pantalla_de_datos
    from generador.importacion.importar import InsumosDelPaquete
    from generador.importacion.importar import importar as hacer

    receta = InsumosDelPaquete.del_kit()
    with pantalla_de_datos.barra_de_fuentes() as barra:
        total = len(set(fuente)) if fuente else len(receta.productos)
        tarea = barra.add_task("Comprobando archivos", total=total)
        archivos = hacer(
            carpeta,
            datos,
            receta=receta,
            fuentes=fuente or (),
            aceptar_version_nueva=aceptar_version_nueva,
            avance=lambda fuente: barra.update(tarea, advance=1, description=fuente),
        )
    pantalla_de_datos.mostrar_archivos(archivos, f"Escrito en {datos}")


@grupo.command(cls=Orden)
def verificar(
    contra: Annotated[
        str, typer.Option(metavar="REV", help="Revisión de git con la que se compara.")
    ] = "HEAD",
    datos: Datos = DATOS,
) -> None:
    """Comprueba datos/ y dice qué cambió frente a lo versionado; sale con 1 si hay fallos.

    Ejemplos:
        kit datos verificar
        kit datos verificar --contra main
    """
    from generador.importacion import cambios_en_datos, pantalla_de_datos, verificar

    with pantalla_de_datos.consola.status("Comprobando esquema, llaves y huellas"):
        fallos = verificar.fallos(datos)
    for fallo in fallos:
        pantalla_de_datos.decir(fallo, "Fallo", "bold red")
    if not fallos:
        pantalla_de_datos.decir(f"en {datos}", "Sin fallos", "green")
    try:
        pantalla_de_datos.mostrar_cambios(cambios_en_datos.frente_a(datos, contra), contra)
    except cambios_en_datos.SinGit as error:
        pantalla_de_datos.decir(str(error), "Aviso", "yellow")
    if fallos:
        raise typer.Exit(1)


@grupo.command(cls=Orden)
def describir(datos: Datos = DATOS) -> None:
    """Actualiza datapackage.json tras cambiar textos del catálogo o de la procedencia.

    Ejemplos:
        kit datos describir
    """
    from generador.cubo import forma
    from generador.disco.archivo_propio import guardar
    from generador.importacion import pantalla_de_datos, reemplazo
    from generador.importacion.importar import InsumosDelPaquete
    from generador.importacion.importar import describir as hacer

    reemplazo.exigir_descriptor_propio(datos)
    ocultos = (".", forma.DESCRIPTOR)
    archivos = {r.name: r.read_bytes() for r in datos.iterdir() if not r.name.startswith(ocultos)}
    guardar({datos / forma.DESCRIPTOR: hacer(archivos, InsumosDelPaquete.del_kit())})
    pantalla_de_datos.decir(f"{datos / forma.DESCRIPTOR}", "Escrito", "green")


@grupo.command("huellas", cls=Orden)
def escribir_huellas(carpeta: Oficiales) -> None:
    """Guarda tamaño y sha256 de cada archivo oficial en generador/importacion/huellas.csv.

    Ejemplos:
        kit datos huellas ../oficiales
    """
    from generador.importacion import huellas_de_archivos, pantalla_de_datos

    antes, calculadas = huellas_de_archivos.leer(), huellas_de_archivos.calcular(carpeta)
    huellas_de_archivos.escribir(calculadas)
    for ruta in huellas_de_archivos.distintos(calculadas, antes):
        pantalla_de_datos.decir(f"{'cambió' if ruta in antes else 'nueva'}: {ruta}")
    for ruta in sorted(antes.keys() - calculadas.keys()):
        pantalla_de_datos.decir(f"retirada: {ruta}")
    pantalla_de_datos.decir(f"{len(calculadas)} huellas en {huellas_de_archivos.TABLA}")
