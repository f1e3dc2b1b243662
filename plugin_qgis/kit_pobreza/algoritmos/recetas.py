"""La receta que se elige en «Recodificar privaciones»: del kit, de un archivo o del asistente."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errores import ErrorDeCapa
from ..metodos.errores import ErrorDeMetodo
from ..metodos.recodificacion import recetas
from ..metodos.recodificacion.leer_receta import desde_texto
from ..metodos.recodificacion.receta import Receta
from .pedido import Pedido

OPCIONES = (
    "La que reconozca la base",
    *(recetas.del_kit(id_).nombre for id_ in recetas.DEL_KIT),
)


@dataclass(frozen=True)
class Elegidas:
    """Las recetas entre las que se reconoce la base, y su documento {id: JSON}."""

    recetas: tuple[Receta, ...]
    documentos: dict[str, Any]


def elegidas(pedido: Pedido) -> Elegidas:
    """Las del pedido; error con el nombre del archivo y la ruta dentro de él si no se entienden."""
    ruta, escrita = pedido.texto("PROPIA"), pedido.texto("CORRESPONDENCIA")
    if ruta and escrita:
        raise ErrorDeCapa(
            "se eligió una receta propia y también se emparejaron columnas",
            que_hacer="deje una de las dos",
        )
    if escrita:
        return _una("la correspondencia", escrita)
    if ruta:
        return _una(f"«{Path(ruta).name}»", _leer(Path(ruta)))
    opcion = pedido.opcion("RECETA")
    ids = recetas.DEL_KIT if opcion == 0 else (recetas.DEL_KIT[opcion - 1],)
    return Elegidas(
        tuple(map(recetas.del_kit, ids)),
        {id_: recetas.documento_de_receta(id_) for id_ in ids},
    )


def en_texto(documento: Any) -> str:
    """El JSON de una receta, para guardarlo."""
    return json.dumps(documento, ensure_ascii=False, indent=1) + "\n"


def _una(donde: str, texto: str) -> Elegidas:
    try:
        documento = desde_texto(texto.lstrip("\ufeff"))
        receta = recetas.de_documento(documento)
    except ErrorDeMetodo as error:
        raise ErrorDeCapa(f"{donde}: {error.problema}", que_hacer=error.que_hacer) from error
    return Elegidas((receta,), {receta.id: documento})


def _leer(archivo: Path) -> str:
    try:
        return archivo.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeCapa(
            f"no se pudo leer la receta «{archivo.name}»",
            que_hacer="elija un archivo JSON en UTF-8",
        ) from error
