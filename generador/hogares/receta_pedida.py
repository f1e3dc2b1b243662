"""La receta que se pide: una de las del kit, un archivo JSON o YAML, o la hoja ya llena."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generador import texto_yaml
from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.dominio import con_lugar
from generador.hogares.hoja_de_receta import leer_hoja
from generador.metodos.recodificacion import recetas
from generador.metodos.recodificacion.leer_receta import desde_texto
from generador.metodos.recodificacion.receta import Receta

DE_YAML = (".yaml", ".yml")
FORMATOS = (".json", *DE_YAML, ".csv")


@dataclass(frozen=True)
class RecetaPedida:
    """Una receta comprobada, el documento de que salió y su huella. `ruta`: None si es del kit."""

    receta: Receta
    huella: str
    ruta: Path | None = None


def pedidas(escrita: str | None) -> tuple[RecetaPedida, ...]:
    """La que se pidió; sin decir nada, todas las del kit: casa la que reconozca la base.

    ErrorDeDatos, con el archivo y la ruta dentro de él, si la receta no se entiende.
    """
    if escrita is None:
        return tuple(map(_del_kit, recetas.DEL_KIT))
    if escrita in recetas.DEL_KIT:
        return (_del_kit(escrita),)
    ruta = Path(escrita)
    if ruta.suffix.lower() not in FORMATOS:
        raise ErrorDeDatos(
            f"la receta «{escrita}» no existe",
            que_hacer=f"use {', '.join(recetas.DEL_KIT)}, o un archivo {', '.join(FORMATOS)}",
        )
    with con_lugar(ruta.name):
        documento = _documento(ruta)
        return (RecetaPedida(recetas.de_documento(documento), recetas.huella(documento), ruta),)


def _del_kit(id_: str) -> RecetaPedida:
    return RecetaPedida(recetas.del_kit(id_), recetas.huella(recetas.documento_de_receta(id_)))


def _documento(ruta: Path) -> Any:
    try:
        texto = ruta.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ErrorDeDatos(
            "la receta no se puede leer",
            lugar=Lugar(ruta.name),
            que_hacer="revise la ruta y guárdela en UTF-8",
        ) from None
    extension = ruta.suffix.lower()
    if extension == ".csv":
        return leer_hoja(texto, ruta)
    if extension not in DE_YAML:
        return desde_texto(texto)
    try:
        return texto_yaml.leer(texto)
    except yaml.YAMLError as error:
        raise ErrorDeDatos(
            f"la receta no es un YAML que se entienda{texto_yaml.detalle(error)}",
            lugar=Lugar(ruta.name, fila=texto_yaml.renglon_de(error)),
            que_hacer="revise la sangría y los dos puntos de esa línea",
        ) from None
