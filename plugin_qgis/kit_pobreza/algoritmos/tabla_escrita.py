"""Una tabla del método como capa de salida, con el rótulo y el tipo de cada columna."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..metodos.hogares.tabla_de_salida import TablaDeSalida
from ..salida import Capa, Columna
from .pedido import Pedido


def escribir_tabla(
    pedido: Pedido, salida: str, tabla: TablaDeSalida, rotulos: Mapping[str, str], *,
    enteros: Collection[str] = (), reales: Collection[str] = (),
) -> None:  # fmt: skip
    """Escribe la tabla; las columnas que no son `enteros` ni `reales` son textos.

    El tipo no depende de las filas: una tabla vacía, o toda sin dato, tiene los mismos campos.
    """
    tipos = {**dict.fromkeys(enteros, "entero"), **dict.fromkeys(reales, "real")}
    columnas = [Columna(c, tipos.get(c, "texto"), rotulos.get(c, c)) for c in tabla.columnas]
    filas = ((None, list(fila)) for fila in tabla.filas)
    pedido.escribir(salida, Capa([c.campo() for c in columnas]), filas)
