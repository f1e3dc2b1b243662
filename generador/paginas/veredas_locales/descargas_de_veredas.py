"""Lo que se descarga de la página: una hoja para leer y las piezas tal como llegaron."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generador.lugares.paquetes_locales import PaqueteLocal
from generador.metodos.paquete import caja
from generador.metodos.paquete.esquema import TERRITORIOS
from generador.metodos.paquete.piezas import COLUMNAS
from generador.paginas.publicacion.hoja_de_calculo import MARCA, SEPARADOR, celda

NOMBRE = "veredas-sisben"


def archivos(local: PaqueteLocal) -> dict[str, bytes]:
    """Los tres, por nombre de archivo."""
    return {
        f"{NOMBRE}.csv": hoja(local).encode("utf-8"),
        f"{NOMBRE}.geojson": local.paquete.octetos[TERRITORIOS],
        f"{NOMBRE}.zip": caja.en_zip(local.paquete.octetos),
    }


def hoja(local: PaqueteLocal) -> str:
    """El CSV que Excel en español abre en columnas: «;», coma decimal y encabezados que se leen."""
    contenido = local.paquete.contenido
    filas = [*contenido.filas(), *contenido.fila_del_total()]
    lineas = [
        [celda(dice) for dice in COLUMNAS.values()],
        *([*_celdas(fila.values())] for fila in filas),
    ]
    return MARCA + "".join(f"{SEPARADOR.join(linea)}\r\n" for linea in lineas)


def _celdas(valores: Any) -> Iterator[str]:
    for valor in valores:
        if valor is None:
            yield ""
        elif isinstance(valor, float):
            yield f"{valor:.6f}".rstrip("0").rstrip(".").replace(".", ",")
        else:
            yield celda(str(valor))
