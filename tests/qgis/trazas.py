"""Soltar las capas que QGIS deja vivas en las trazas de los errores que lanza un algoritmo.

QGIS 3.22 nunca suelta la QgsProcessingException que sale de `processAlgorithm`, ni su traza; con
ella quedan vivos los marcos de todas las funciones que lo llamaron. Una capa de GDAL que dure hasta
que el intérprete sale se destruye cuando GDAL ya se fue, y el proceso se cae con todo ya hecho.
`test_salida_limpia.py` lo muestra sin el kit.
"""

from __future__ import annotations

import contextlib
import gc
import inspect
from types import FrameType

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip

# Un generador en pausa es un accesorio en uso.
EN_PAUSA = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def vaciar() -> None:
    """Vacía los marcos de las funciones que ya terminaron, de quien sean.

    Lo que encierra una función definida dentro de otra no se puede vaciar: páselo como argumento.
    """
    gc.collect()
    for marco in gc.get_objects():
        if isinstance(marco, FrameType) and not marco.f_code.co_flags & EN_PAUSA:
            with contextlib.suppress(RuntimeError):  # está corriendo
                marco.clear()
    gc.collect()


def capas_de_gdal() -> list[str]:
    """De dónde salieron las capas de GDAL que Python tendría que destruir."""
    # isinstance mira `__class__`, y en un objeto de unittest.mock eso lo cambia.
    vivas = [o for o in gc.get_objects() if issubclass(type(o), QgsVectorLayer)]
    return [
        capa.source() for capa in vivas
        if not sip.isdeleted(capa) and sip.ispyowned(capa) and capa.providerType() == "ogr"
    ]  # fmt: skip
