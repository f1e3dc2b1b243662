"""Los datos que acompañan a los métodos, y los nombres con que se publican las privaciones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.instrumento import Instrumento
from generador.rutas import METODOS

# Longitud y latitud en grados: lo que trae la base y lo que se supone si no se dice otra cosa.
GEOGRAFICAS = "EPSG:4326"
DATOS = METODOS / "datos"


@cache
def documento(nombre: str) -> Any:
    """Un archivo de `metodos/datos`: esquemas, códigos, instrumentos o datos personales."""
    return json.loads((DATOS / f"{nombre}.json").read_text("utf-8"))


def instrumento(identificador: str = "sisben_iv") -> Instrumento:
    """El instrumento de focalización; ErrorDeDatos si no está en la tabla."""
    todos = documento("instrumentos")["instrumentos"]
    for datos in todos:
        if datos["id"] == identificador:
            return Instrumento.de_datos(datos)
    raise ErrorDeDatos(
        f"el instrumento «{identificador}» no existe",
        que_hacer=f"use uno de: {', '.join(d['id'] for d in todos)}",
    )


MEDIDA: str = documento("ipm")["medida"]
# El orden de I1…I15 en la base; los nombres son los del IPM de Colombia.
NOMBRES: dict[str, str] = {p["id"]: p["nombre"] for p in documento("ipm")["privaciones"]}


@contextmanager
def con_lugar(archivo: str | None = None) -> Iterator[None]:
    """Pone el archivo a los errores de los métodos, que no lo conocen."""
    try:
        yield
    except ErrorDeMetodo as error:
        raise ErrorDeDatos(
            error.problema, lugar=Lugar(archivo), que_hacer=error.que_hacer
        ) from error
