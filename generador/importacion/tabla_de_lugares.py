"""De la tabla de lugares de una fuente al texto de su `datos/<fuente>.csv`."""

from __future__ import annotations

import csv
import io

import pandas as pd

from generador import redondeo
from generador.cubo import forma
from generador.cubo.catalogo_de_lugares import ColumnaDeLugares, TablaDeLugares
from generador.errores import ErrorDeDatos, Lugar
from generador.importacion.tabla_ancha import escribir_csv
from generador.lugares import tabla_en_memoria


def texto_de_lugares(leida: pd.DataFrame, declarada: TablaDeLugares) -> str:
    """El CSV, con las columnas declaradas y las filas ordenadas por su llave.

    ErrorDeDatos si las columnas no son esas o si una celda no cumple lo declarado.
    """
    if list(leida.columns) != declarada.titulos:
        raise ErrorDeDatos(
            f"la fuente entrega otras columnas: {', '.join(map(str, leida.columns))}",
            lugar=Lugar(declarada.nombre),
            que_hacer="corrija generador/cubo/lugares o el módulo que lee la fuente",
        )
    ordenada = leida.sort_values(list(declarada.llave))
    textos = {c.nombre: [_celda(c, v) for v in ordenada[c.nombre]] for c in declarada.columnas}
    texto = escribir_csv(pd.DataFrame(textos))
    tabla_en_memoria.desde_filas(declarada, list(csv.reader(io.StringIO(texto, newline=""))))
    return texto


def _celda(columna: ColumnaDeLugares, valor: object) -> str:
    if pd.isna(valor):  # type: ignore[call-overload]
        return forma.VACIA
    return redondeo.texto(float(str(valor))) if columna.numerica else str(valor)
