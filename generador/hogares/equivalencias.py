"""Tablas de equivalencia: lo que vale cada valor distinto lo dice el núcleo, y el motor las une.

Así una base mayor que la memoria se cuenta en DuckDB sin que el motor interprete ningún texto.
"""
# ruff: noqa: S608 - las consultas solo llevan nombres y expresiones internas, nunca del archivo

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from generador.hogares.columnas_leidas import ENTEROS, ColumnasLeidas
from generador.metodos.hogares.columna import Columna, escribir
from generador.metodos.hogares.identidad import canonica
from generador.metodos.hogares.textos import limpiar

# Dos textos de solo cifras son la misma identidad si, y solo si, son el mismo número.
SOLO_CIFRAS = "'[0-9]{1,18}'"
CIFRAS = 18
# Con más valores distintos, una tabla que se une es más rápida que una lista de casos.
MUCHOS = 64


class Uniones:
    """Las tablas que se unen a la vista y las expresiones que dan un entero por fila.

    `formas` {columna: {entero: forma}}: cómo se escribe lo que en la identidad no es un número.
    """

    def __init__(self, lectura: ColumnasLeidas) -> None:
        self.lectura = lectura
        self.uniones: list[str] = []
        self._distintos: dict[str, list[Any]] = {}
        self._por_mirar: dict[str, list[Any]] = {}
        self._personas: dict[str, str] = {}
        self.formas: dict[str, dict[int, str]] = {}

    def distintos(self, columna: str) -> list[Any]:
        """Los valores distintos que trae una columna (interna), sin el nulo."""
        if columna not in self._distintos:
            self._distintos[columna] = self._buscar(columna)
        return self._distintos[columna]

    def _buscar(self, columna: str) -> list[Any]:
        lectura = self.lectura
        if lectura.tipos[columna] in ENTEROS:
            menor, mayor = lectura.consultar(
                f"SELECT min({columna}), max({columna}) FROM {lectura.vista}"
            )[0]
            if menor is None or menor == mayor or (menor, mayor) == (0, 1):
                return [] if menor is None else sorted({menor, mayor})
        filas = lectura.consultar(
            f"SELECT DISTINCT {columna} FROM {lectura.vista} WHERE {columna} IS NOT NULL"
        )
        return sorted((f[0] for f in filas), key=escribir)

    @property
    def desde(self) -> str:
        """La cláusula FROM con todas las uniones."""
        return " ".join([f"{self.lectura.vista} AS base", *self.uniones])

    def entero(self, columna: str, valor: Callable[[str], int], nulo: int) -> str:
        """Un entero por fila según el texto de la celda; `nulo` si no hay celda."""
        valores = self.distintos(columna)
        propios = [valor(escribir(v)) for v in valores]
        if self.lectura.tipos[columna] in ENTEROS and propios == valores:
            return f"coalesce(CAST(base.{columna} AS INTEGER), {nulo})"
        if len(valores) <= MUCHOS:
            casos = " ".join(
                f"WHEN {_literal(v)} THEN {n}" for v, n in zip(valores, propios, strict=True)
            )
            return f"CASE base.{columna} {casos} ELSE {nulo} END" if casos else str(nulo)
        return self.unir([columna], [(v,) for v in valores], propios, nulo)

    def codigo(self, columna: str) -> tuple[str, list[Any]]:
        """La posición del valor de cada fila entre los distintos (−1 si no hay), y cuáles son."""
        valores = self.distintos(columna)
        posiciones = list(range(len(valores)))
        return self.unir([columna], [(v,) for v in valores], posiciones, -1), valores

    def unir(
        self, columnas: Sequence[str], valores: Sequence[Any], enteros: Sequence[int], nulo: int
    ) -> str:
        """Une una tabla de una o varias columnas a un entero, y da su expresión."""
        tabla = self._crear(columnas, {"v": pd.Series(enteros, dtype="int64")}, valores)
        return f"coalesce({tabla}.v, {nulo})"

    def por_mirar(self, columna: str) -> Columna:
        """Los valores distintos de una parte de la identidad que no son solo cifras.

        Se le pregunta al motor cuáles son; no se supone por el tipo ni por el esquema.
        """
        if columna not in self._por_mirar:
            self._por_mirar[columna] = [] if self._es_entero(columna) else self._raros(columna)
        textos = tuple(escribir(v) for v in self._por_mirar[columna])
        return Columna(self._nombre(columna), textos, np.arange(len(textos), dtype=np.int32))

    def identidad(self, columna: str) -> str:
        """Un entero por cada forma única de una parte de la identidad; nulo si no hay dato.

        Las cifras son su número; cualquier otra cosa la mira el núcleo, cada distinta una vez, y
        recibe uno negativo.
        """
        textos = self.por_mirar(columna).textos
        if not textos and self._es_entero(columna):
            return f"base.{columna}"
        otras: dict[str, int] = {}

        def numero(forma: str) -> int | None:
            if forma.isascii() and forma.isdigit() and len(forma) <= CIFRAS:
                return int(forma)
            return -otras.setdefault(forma, len(otras) + 1) if forma else None

        numeros = pd.array([numero(canonica(t)) for t in textos], dtype="Int64")
        self.formas[columna] = {-n: forma for forma, n in otras.items()}
        if not textos:
            return f"CAST(base.{columna} AS BIGINT)"
        tabla = self._crear([columna], {"v": numeros}, [(v,) for v in self._por_mirar[columna]])
        if not self._es_texto(columna):
            return f"{tabla}.v"
        cifras = f"TRY_CAST(base.{columna} AS BIGINT)"
        return f"CASE WHEN {tabla}.k0 IS NULL THEN {cifras} ELSE {tabla}.v END"

    def numero_de_persona(self, columna: str) -> str:
        """Un entero por persona, igual si sus textos limpios son iguales; nulo si no hay dato."""
        if columna not in self._personas:
            self._personas[columna] = self._numero_de_persona(columna)
        return self._personas[columna]

    def _numero_de_persona(self, columna: str) -> str:
        if self._es_entero(columna):
            return f"base.{columna}"
        if self._es_texto(columna) and not self._raros(columna):
            return f"CAST(base.{columna} AS BIGINT)"
        lugar: dict[str, int] = {}
        pares = [(v, limpiar(escribir(v))) for v in self.distintos(columna)]
        valores = [(v,) for v, t in pares if t]
        numeros = [lugar.setdefault(t, len(lugar)) for _, t in pares if t]
        return f"{self._crear([columna], {'v': pd.Series(numeros, dtype='int64')}, valores)}.v"

    def _raros(self, columna: str) -> list[Any]:
        salvo = f"AND NOT regexp_full_match({columna}, {SOLO_CIFRAS})"
        filas = self.lectura.consultar(
            f"SELECT DISTINCT {columna} FROM {self.lectura.vista} WHERE {columna} IS NOT NULL "
            + (salvo if self._es_texto(columna) else "")
        )
        return [f[0] for f in filas]

    def _es_entero(self, columna: str) -> bool:
        return self.lectura.tipos[columna] in ENTEROS

    def _es_texto(self, columna: str) -> bool:
        return self.lectura.tipos[columna] == "VARCHAR"

    def _nombre(self, columna: str) -> str:
        return self.lectura.base.archivo.columnas[int(columna[1:])]

    def _crear(self, columnas: Sequence[str], datos: dict[str, Any], valores: Sequence[Any]) -> str:
        nombre = f"eq{len(self.uniones)}_{self.lectura.vista}"
        tipos = [self.lectura.tipos[c] for c in columnas]
        llaves = {f"k{i}": [v[i] for v in valores] for i in range(len(columnas))}
        conexion = self.lectura.conexion
        lista = ", ".join(f"CAST(k{i} AS {t}) AS k{i}" for i, t in enumerate(tipos))
        cuadro = conexion.from_df(
            pd.DataFrame({**{k: pd.Series(v, dtype=object) for k, v in llaves.items()}, **datos})
        )
        cuadro.project(f"{lista}, v").create(nombre)
        en = " AND ".join(
            f"base.{c} IS NOT DISTINCT FROM {nombre}.k{i}"
            if len(columnas) > 1
            else f"base.{c} = {nombre}.k{i}"
            for i, c in enumerate(columnas)
        )
        self.uniones.append(f"LEFT JOIN {nombre} ON {en}")
        return nombre


def literales(valores: Sequence[Any]) -> str:
    """Una lista de valores escrita para SQL."""
    return ", ".join(map(_literal, valores))


def _literal(valor: Any) -> str:
    if isinstance(valor, str):
        return "'" + valor.replace("'", "''") + "'"
    return f"CAST('{valor!r}' AS DOUBLE)" if isinstance(valor, float) else str(valor)
