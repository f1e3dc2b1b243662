"""Las columnas de una base como las pide el núcleo: textos distintos y cuál trae cada fila.

Aquí no se decide qué vale un texto: se entrega tal como está, y una celda con tipo (un entero de
Parquet o de GeoPackage) se escribe como `generador.metodos.hogares.columna.escribir`.
"""
# ruff: noqa: S608 - las consultas solo llevan nombres y expresiones internas, nunca del archivo

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from generador.hogares.archivo import LEER_PARQUET, mensajes_de, sin_comodines
from generador.hogares.base_reconocida import Base
from generador.metodos.hogares.columna import SIN_TEXTO, Columna, escribir
from generador.metodos.tipos import Enteros, Reales

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENTEROS = frozenset(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
)
PUNTOS = ("gx", "gy")
# Filas de cada trozo que pasa por memoria: 64 vectores de DuckDB.
VECTORES = 64


@dataclass(frozen=True)
class ColumnasLeidas:
    """Una vista abierta con las columnas que hacen falta.

    `vista` es su nombre en la conexión y `tipos` {columna interna: tipo}: texto, entero, decimal o
    lógico, y nada más.
    """

    base: Base
    vista: str
    tipos: Mapping[str, str]

    @classmethod
    def de(cls, base: Base, columnas: Sequence[str]) -> ColumnasLeidas:
        """Abre solo esas columnas."""
        conexion = base.archivo.conexion
        with mensajes_de(base.archivo.ruta):
            relacion = base.archivo.relacion(columnas)
            tipos = dict(zip(relacion.columns, map(str, relacion.types), strict=True))
            pedidas = {f"c{base.archivo.columnas.index(c)}" for c in columnas}
            propias = [c for c in relacion.columns if c in pedidas or c in PUNTOS]
            lista = ", ".join(f"{_sencilla(c, tipos[c])} AS {c}" for c in propias)
            vista = f"leida_{len(conexion.execute('SHOW TABLES').fetchall())}"
            sencilla = relacion.project(lista)
            sencilla.create_view(vista, replace=True)
        return cls(base, vista, dict(zip(propias, map(str, sencilla.types), strict=True)))

    @property
    def conexion(self) -> DuckDBPyConnection:
        """La conexión donde está la vista."""
        return self.base.archivo.conexion

    def col(self, columna: str) -> str:
        """Nombre interno de una columna de la base."""
        return f"c{self.base.archivo.columnas.index(columna)}"

    def consultar(self, sql: str) -> list[tuple[Any, ...]]:
        """Las filas de una consulta, con los errores del motor dichos en español."""
        with mensajes_de(self.base.archivo.ruta):
            return list(self.conexion.execute(sql).fetchall())

    def contar(self) -> int:
        """Cuántas filas trae la base."""
        return int(self.consultar(f"SELECT count(*) FROM {self.vista}")[0][0])

    def en_columnas(self) -> ColumnasLeidas:
        """La misma, sin volver a leer el texto cada vez que se consulta.

        Las columnas pedidas quedan en la carpeta de derrame del motor, que se borra al terminar.
        """
        if self.base.archivo.texto is None:
            return self
        carpeta = self.consultar("SELECT current_setting('temp_directory')")[0][0]
        copia = Path(carpeta) / f"{self.vista}.parquet"
        with mensajes_de(self.base.archivo.ruta):
            self.conexion.table(self.vista).to_parquet(str(copia))
            leida = self.conexion.sql(LEER_PARQUET, params=[sin_comodines(copia)])
            leida.create_view(f"{self.vista}_en_columnas", replace=True)
        return replace(self, vista=f"{self.vista}_en_columnas")


@dataclass(frozen=True)
class Leidas:
    """n filas en memoria: `columnas` por su nombre, y los `puntos` (x, y) si hay geometría.

    `filas` (n,): el número de cada una en el archivo, como lo ve quien lo abre.
    """

    columnas: Mapping[str, Columna]
    puntos: tuple[Reales, Reales] | None
    filas: Enteros


def leer(lectura: ColumnasLeidas, donde: str = "") -> Leidas:
    """Las columnas de la vista, en el orden del archivo.

    `donde` escoge filas: lo que sigue a `FROM (…) AS base`, con `base.fila` como su lugar desde 1.
    """
    nombres = {c: c if c in PUNTOS else _de(lectura, c) for c in lectura.tipos}
    hechas = {c: _Creciente() for c in nombres}
    lista = ", ".join(f"base.{c}" for c in nombres)
    sql = f"SELECT {lista} FROM {lectura.vista} AS base"
    if donde:
        numerada = f"(SELECT *, row_number() OVER () AS fila FROM {lectura.vista})"
        sql = f"SELECT {lista}, base.fila AS fila FROM {numerada} AS base {donde}"
    numeros, filas = [np.zeros(0, dtype=np.int64)], 0
    for trozo in trozos(lectura, sql):
        desde, filas = filas, filas + len(trozo)
        numeros.append(trozo["fila"].to_numpy() - 1 if donde else np.arange(desde, filas))
        for c, creciente in hechas.items():
            creciente.sumar(trozo[c])
    columnas = {
        nombres[c]: hecha.columna(nombres[c]) for c, hecha in hechas.items() if c not in PUNTOS
    }
    puntos = (hechas["gx"].numeros(), hechas["gy"].numeros()) if "gx" in hechas else None
    lugares = np.concatenate(numeros).astype(np.int64)
    return Leidas(columnas, puntos, lectura.base.archivo.numerar(lugares))


def trozos(lectura: ColumnasLeidas, sql: str) -> Iterator[Any]:
    """El resultado en tablas de pandas, en el orden del archivo."""
    with mensajes_de(lectura.base.archivo.ruta):
        # Con varios hilos las filas llegan mezcladas.
        hilos = lectura.conexion.execute("SELECT current_setting('threads')").fetchall()[0][0]
        lectura.conexion.execute("SET threads = 1")
        try:
            lectura.conexion.execute(sql)
            while len(trozo := lectura.conexion.fetch_df_chunk(VECTORES)):
                yield trozo
        finally:
            lectura.conexion.execute(f"SET threads = {int(hilos)}")


class _Creciente:
    """Una columna que se va armando por trozos: un número por texto distinto."""

    def __init__(self) -> None:
        self.distintos: dict[Any, int] = {}
        self.codigos: list[np.ndarray] = []

    def sumar(self, serie: Any) -> None:
        codigos, valores = serie.factorize(use_na_sentinel=True)
        propios = [self.distintos.setdefault(v, len(self.distintos)) for v in valores.tolist()]
        tabla = np.array([*propios, SIN_TEXTO], dtype=np.int32)
        self.codigos.append(tabla[codigos])

    def _todos(self) -> np.ndarray:
        return np.concatenate([np.zeros(0, dtype=np.int32), *self.codigos])

    def columna(self, nombre: str) -> Columna:
        """Los distintos, escritos; dos valores que se escriben igual son uno (5 y 5.0)."""
        escritos = [escribir(v) for v in self.distintos]
        lugar: dict[str, int] = {}
        propios = [lugar.setdefault(t, len(lugar)) for t in escritos]
        if len(lugar) == len(escritos):
            return Columna(nombre, tuple(escritos), self._todos())
        tabla = np.array([*propios, SIN_TEXTO], dtype=np.int32)
        return Columna(nombre, tuple(lugar), tabla[self._todos()])

    def numeros(self) -> Reales:
        """Una columna de números, (n,); NaN donde no hay."""
        return np.asarray(np.array([*self.distintos, np.nan], dtype=np.float64)[self._todos()])


def _de(lectura: ColumnasLeidas, interna: str) -> str:
    return lectura.base.archivo.columnas[int(interna[1:])]


def _sencilla(columna: str, tipo: str) -> str:
    """La columna en uno de los pocos tipos que se saben escribir."""
    if tipo in ENTEROS or tipo in ("VARCHAR", "BOOLEAN", "DOUBLE"):
        return columna
    if tipo == "FLOAT":
        # Por el texto: 0.1 en 32 bits es 0.10000000149 en 64.
        return f"CAST(CAST({columna} AS VARCHAR) AS DOUBLE)"
    if tipo.startswith("DECIMAL") and not tipo.endswith(",0)"):
        return f"CAST({columna} AS DOUBLE)"
    return f"CAST({columna} AS VARCHAR)"
