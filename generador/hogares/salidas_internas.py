"""Varias tablas internas de una misma orden, cada una con su registro."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generador.disco.archivo_propio import OTRA_RUTA, son_el_mismo
from generador.errores import ErrorDeDatos, Lugar
from generador.hogares import escribir_tablas as escritura
from generador.hogares import pantalla_de_hogares
from generador.hogares.focalizacion import AVISO_DE_USO_INTERNO
from generador.metodos.hogares.tabla_de_salida import TablaDeSalida


def comprobar(
    rutas: Iterable[Path | None], entradas: Iterable[Path | None], *, reemplazar: bool
) -> None:
    """ErrorDeDatos si alguna salida no se sabe escribir, es ajena o es la misma que otra."""
    pedidas = [ruta for ruta in rutas if ruta is not None]
    leidas = list(entradas)
    for i, ruta in enumerate(pedidas):
        escritura.comprobar_salida(ruta, leidas, reemplazar=reemplazar)
        if any(son_el_mismo(ruta, otra) for otra in pedidas[:i]):
            raise ErrorDeDatos(
                "dos salidas de la orden son el mismo archivo",
                lugar=Lugar(str(ruta)),
                que_hacer=OTRA_RUTA,
            )


def escribir(
    tablas: Iterable[tuple[Path | None, TablaDeSalida, Mapping[str, str]]],
    registro: Mapping[str, Any],
    *,
    reemplazar: bool,
) -> None:
    """Escribe cada tabla pedida con su diccionario y el registro, marcados de uso interno."""
    marcado = {**registro, "uso": AVISO_DE_USO_INTERNO}
    escritas = [
        (ruta, escritura.escribir(ruta, tabla, marcado, diccionario, reemplazar=reemplazar))
        for ruta, tabla, diccionario in tablas
        if ruta is not None
    ]
    if escritas:
        pantalla_de_hogares.avisar([AVISO_DE_USO_INTERNO])
    for ruta, al_lado in escritas:
        pantalla_de_hogares.escrito(ruta, al_lado)
