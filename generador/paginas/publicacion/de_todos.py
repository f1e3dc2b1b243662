"""Lo que se publica igual cualesquiera que sean los territorios pedidos, y se guarda para otra vez.

Son las figuras y los guiones de datos de las herramientas: medio segundo de CPU que al trabajar en
una plantilla no hace falta repetir. Se reconocen por las tablas de que salen y por todo el código
de `generador/`; si algo cambia, se rehacen. Borrar lo guardado nunca cambia un resultado.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import orjson

from generador.disco import cache
from generador.paginas import herramientas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias.cuadernillo import archivos_del_preparador
from generador.paginas.publicacion import figuras
from generador.rutas import GENERADOR, TEMPORAL

CARPETA = TEMPORAL / "de_todos"
DEL_CODIGO = frozenset({".py", ".yaml", ".json", ".csv"})


def escribir(acervo: DatosDelSitio, publico: Path, donde: Path = CARPETA) -> None:
    """Deja cada archivo en su ruta de `publico`, hecho o guardado en `donde`."""
    for ruta, contenido in archivos(acervo, donde).items():
        destino = publico / ruta
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_text(contenido, encoding="utf-8", newline="")


def archivos(acervo: DatosDelSitio, donde: Path = CARPETA) -> dict[str, str]:
    """{ruta en el sitio: contenido}; lo de unas tablas sin identidad no se guarda."""
    if not acervo.identidad:
        return _hacer(acervo)
    guardado = donde / f"{_llave(acervo.identidad)}.json"
    try:
        leido: dict[str, str] = orjson.loads(guardado.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        leido = _hacer(acervo)
        cache.guardar(guardado, orjson.dumps(leido))
    return leido


def _hacer(acervo: DatosDelSitio) -> dict[str, str]:
    return {
        **figuras.archivos(acervo),
        **herramientas.archivos(acervo),
        **archivos_del_preparador(acervo),
    }


def _llave(identidad: str) -> str:
    rutas = sorted(r for r in GENERADOR.rglob("*") if r.suffix in DEL_CODIGO)
    partes = ((r.relative_to(GENERADOR).as_posix(), r.read_bytes()) for r in rutas)
    return cache.huella(f"{np.__version__} {identidad}", partes)
