"""La orden `kit empaquetar`: el sitio en zip, para llevarlo sin internet."""
# ruff: noqa: PLC0415 - importa lo suyo al correr

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generador.rutas import PUBLICO, RAIZ


def empaquetar(
    publico: Annotated[Path, typer.Option(help="Carpeta del sitio ya construido.")] = PUBLICO,
    salida: Annotated[Path, typer.Option(help="Carpeta donde quedan los zip.")] = RAIZ / "paquetes",
    solo: Annotated[
        str | None,
        typer.Option(metavar="CÓDIGOS", help="Solo estos departamentos, o «todo»: 27,05,todo."),
    ] = None,
    direccion: Annotated[
        str,
        typer.Option(metavar="URL", help="De dónde se van a descargar."),
    ] = "",
) -> None:
    """Hace un zip con todo el sitio y uno por departamento, que abren con doble clic en index.html.

    La misma entrada da los mismos octetos. Después de hacerlos, «kit construir» pone su tamaño y su
    huella en la página «Llevar sin internet».

    Ejemplos:
        kit empaquetar
        kit empaquetar --solo 27,todo
        kit empaquetar --direccion https://github.com/alcaldia/kit/releases/download/v0.1.0/
    """
    from generador.errores import ErrorDelKit
    from generador.formato import numero
    from generador.hogares import pantalla_de_hogares
    from generador.paquetes.paquetes_del_sitio import empaquetar as hacer
    from generador.paquetes.registro_de_paquetes import HUELLAS

    elegidos = tuple(c.strip() for c in (solo or "").split(",") if c.strip())
    if solo is not None and not elegidos:
        raise ErrorDelKit(
            f"«{solo}» no dice ningún paquete\n"
            "  Qué hacer: escriba códigos de departamento, o quite la opción para hacerlos todos"
        )
    hecho = hacer(publico, salida, elegidos, direccion)
    total = numero(sum(p.octetos for p in hecho.paquetes) / 1e6, 1)
    mayor = max(hecho.paquetes, key=lambda p: p.octetos)
    pantalla_de_hogares.escrito(
        salida,
        salida / HUELLAS,
        nota=f"{len(hecho.paquetes)} zip, {total} MB; el mayor, {mayor.archivo}, "
        f"{numero(mayor.octetos / 1e6, 1)} MB",
    )
