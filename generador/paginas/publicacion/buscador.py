"""El índice del buscador de municipios: un guion, para que también abra sin servidor."""

from __future__ import annotations

from pathlib import Path

import orjson

from generador.disco.escritura import escribir_texto
from generador.paginas.datos_del_sitio import DatosDelSitio

RUTA = "recursos/municipios.js"


def indice(acervo: DatosDelSitio, codigos: tuple[str, ...]) -> str:
    """`KIT_TERRITORIOS = [[codigo, nombre, departamento], …]`, sin nada que se pueda ejecutar."""
    filas = [
        [c, t.nombre, t.nombre_departamento if t.nivel == "municipio" else ""]
        for c in codigos
        if (t := acervo.territorios[c])
    ]
    lista = orjson.dumps(filas).decode().replace("</", "<\\/")
    return f"window.KIT_TERRITORIOS = {lista};\n"


def escribir(acervo: DatosDelSitio, publico: Path, codigos: tuple[str, ...]) -> None:
    """Deja el índice en la carpeta del sitio."""
    escribir_texto(publico / RUTA, indice(acervo, codigos))
