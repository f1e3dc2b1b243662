"""Lo que se publica igual cualesquiera que sean los territorios pedidos, y se guarda para otra vez.

Son las figuras y los guiones de datos de las herramientas: medio segundo de CPU que al trabajar en
una plantilla no hace falta repetir. Se reconocen por su `llave`; borrarlos nunca cambia un
resultado.
"""

from __future__ import annotations

from pathlib import Path

import orjson

from generador.disco import cache
from generador.paginas import herramientas, llave
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.guias.cuadernillo import archivos_del_preparador
from generador.paginas.publicacion import figuras, letras_en_guion, vigencias
from generador.rutas import TEMPORAL

CARPETA = TEMPORAL / "de_todos"


def escribir(acervo: DatosDelSitio, publico: Path, donde: Path = CARPETA) -> None:
    """Deja cada archivo en su ruta de `publico`, hecho o guardado en `donde`."""
    # Las plantillas y las letras no salen de los datos ni del código: no las cubre la llave.
    sueltos = {**herramientas.plantillas(), **letras_en_guion.archivos()}
    for ruta, contenido in {**archivos(acervo, donde), **sueltos}.items():
        destino = publico / ruta
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_text(contenido, encoding="utf-8", newline="")


def archivos(acervo: DatosDelSitio, donde: Path = CARPETA) -> dict[str, str]:
    """{ruta en el sitio: contenido}; lo de unas tablas sin identidad no se guarda."""
    if not acervo.identidad:
        return _hacer(acervo)
    guardado = donde / f"{llave.de(acervo)}.json"
    try:
        leido: dict[str, str] = orjson.loads(cache.leer_sellado(guardado))
    except (OSError, ValueError):
        leido = _hacer(acervo)
        cache.guardar_sellado(guardado, orjson.dumps(leido))
    return leido


def _hacer(acervo: DatosDelSitio) -> dict[str, str]:
    return {
        **figuras.archivos(acervo),
        **herramientas.archivos(acervo),
        **archivos_del_preparador(acervo),
        **vigencias.archivos(),
    }
