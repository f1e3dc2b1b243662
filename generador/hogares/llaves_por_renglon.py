"""Las llaves de publicación de una base grande: las suma por renglón sin tener todos los hogares.

El motor escribe la identidad de cada hogar claro y dice de qué renglón es; aquí pasan por trozos.
La identidad es la misma, letra por letra, que arma el núcleo.
"""
# ruff: noqa: S608 - las consultas solo llevan nombres y expresiones internas, nunca del archivo

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from generador.hogares.archivo import mensajes_de
from generador.hogares.columnas_leidas import VECTORES, ColumnasLeidas
from generador.metodos.azar import Palabras
from generador.metodos.hogares.identidad import SEPARADOR, canonica
from generador.metodos.publicable.llaves import llaves_de_hogar


def sumar_llaves(
    lectura: ColumnasLeidas, sql: str, partes: Sequence[str], renglones: int, clave: bytes
) -> Palabras:
    """La suma módulo 2⁶⁴ de las llaves de los hogares de cada renglón, (renglones,).

    `sql` da un hogar por fila, con su `renglon`; `partes` son las expresiones de `identidad`.
    """
    sumas = np.zeros(renglones, dtype=np.uint64)
    texto = f" || '{SEPARADOR}' || ".join(partes)
    with mensajes_de(lectura.base.archivo.ruta):
        lectura.conexion.execute(f"SELECT renglon, {texto} AS identidad FROM {sql}")
        while len(trozo := lectura.conexion.fetch_df_chunk(VECTORES)):
            llaves = llaves_de_hogar(clave, trozo["identidad"].tolist())
            np.add.at(sumas, trozo["renglon"].to_numpy(), llaves)
    return sumas


class Escrituras:
    """Cómo se escribe cada parte de la identidad que el motor lleva como un entero."""

    def __init__(self, lectura: ColumnasLeidas) -> None:
        self.lectura = lectura
        self.uniones: list[str] = []

    def parte(self, columna: str, formas: Mapping[int, str]) -> str:
        """El texto de una parte: el de `formas` {entero: forma} o, si no está, sus cifras."""
        if not formas:
            return f"CAST(h.{columna} AS VARCHAR)"
        return f"coalesce({self._unir(columna, formas)}, CAST(h.{columna} AS VARCHAR))"

    def municipio(self, columna: str, etiquetas: Sequence[str]) -> str:
        """El texto del municipio, dada su posición."""
        return self._unir(columna, {i: canonica(e) for i, e in enumerate(etiquetas)})

    def _unir(self, columna: str, formas: Mapping[int, str]) -> str:
        nombre = f"formas_{columna}_{self.lectura.vista}"
        cuadro = pd.DataFrame(
            {
                "v": pd.Series(list(formas), dtype="int64"),
                "forma": pd.Series(list(formas.values()), dtype=object),
            }
        )
        propio = self.lectura.conexion.from_df(cuadro)
        propio.project("v, CAST(forma AS VARCHAR) AS forma").create(nombre)
        self.uniones.append(f"LEFT JOIN {nombre} ON h.{columna} = {nombre}.v")
        return f"{nombre}.forma"
