"""Una base de la orden, recodificada: se reconoce, se lee y sus marcas quedan como columnas."""
# ruff: noqa: PLC0415 - pandas es del extra «hogares»

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from generador.hogares.archivo import ArchivoDeHogares
from generador.hogares.base_armada import COMO_SE_DICE, columnas_del_nucleo, leer_entrada
from generador.hogares.base_reconocida import Base, base_de, leer_mapeo_de, sin_repetidas
from generador.hogares.carga import columna_a_conservar
from generador.hogares.columnas_leidas import ColumnasLeidas
from generador.hogares.dominio import con_lugar, instrumento
from generador.hogares.receta_pedida import RecetaPedida
from generador.metodos.hogares.entrada import Peticion
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.recodificacion.base import BaseRecodificada, recodificar_base
from generador.metodos.recodificacion.reconocer import reconocer
from generador.metodos.tipos import Enteros

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

SIN_MARCAS = "sin_marcas"
LAS_MARCAS = "marcas_recodificadas"


@dataclass(frozen=True)
class Recodificacion:
    """La base, lo recodificado y con qué receta. `conservadas`: las columnas que pasan."""

    base: Base
    hecha: BaseRecodificada
    pedida: RecetaPedida
    conservadas: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConMarcas(ArchivoDeHogares):
    """El mismo archivo, con las 15 marcas recodificadas como si las trajera.

    `marcas` {columna: (n,)} en el orden de las filas: 1, 0 o −1, que es una celda vacía.
    """

    marcas: Mapping[str, Enteros] | None = None

    def relacion(self, columnas: Sequence[str]) -> DuckDBPyRelation:
        """La relación con esas columnas, unida por su lugar con las marcas que se pidan."""
        import pandas as pd

        marcas = self.marcas or {}
        nuevas = [c for c in dict.fromkeys(columnas) if c in marcas]
        propias = [c for c in columnas if c not in marcas]
        if not nuevas:
            return super().relacion(propias)
        leida = super().relacion(propias or [c for c in self.columnas if c not in marcas][:1])
        tabla = pd.DataFrame(
            {
                f"c{self.columnas.index(c)}": pd.array(
                    np.where(marcas[c] < 0, 0, marcas[c]), dtype="Int8"
                )
                for c in nuevas
            }
        )
        for c in nuevas:
            tabla.loc[marcas[c] < 0, f"c{self.columnas.index(c)}"] = pd.NA
        leida.create_view(SIN_MARCAS, replace=True)
        self.conexion.register(LAS_MARCAS, tabla)
        return self.conexion.sql(f"SELECT * FROM {SIN_MARCAS} POSITIONAL JOIN {LAS_MARCAS}")  # noqa: S608 - nombres internos


def recodificar_archivo(
    archivo: ArchivoDeHogares,
    pedidas: Sequence[RecetaPedida],
    esquema: str | None = None,
    mapeo: Path | None = None,
    conservar: Sequence[str] = (),
    *,
    aceptar: bool = False,
) -> Recodificacion:
    """Reconoce, lee y recodifica; ErrorDeDatos, con el archivo, si algo no se puede."""
    sin_repetidas(archivo)
    dicho = leer_mapeo_de(mapeo)
    with con_lugar(archivo.ruta.name):
        reconocida = reconocer(archivo.columnas, [p.receta for p in pedidas], esquema, dicho)
    base = base_de(archivo, reconocida.nucleo)
    conservadas = tuple(columna_a_conservar(base, c) for c in conservar)
    ajenas = (*reconocida.columnas.values(), *conservadas)
    lectura = ColumnasLeidas.de(base, columnas_del_nucleo(base, ajenas))
    entrada, _ = leer_entrada(base, lectura)
    base.exigir_sin_personales({c: entrada.columnas[c] for c in conservadas})
    with con_lugar(base.nombre):
        peticion = Peticion(instrumento(), aceptar=aceptar, como=COMO_SE_DICE)
        hecha = recodificar_base(reconocida, entrada, peticion)
    pedida = next(p for p in pedidas if p.receta is reconocida.receta)
    return Recodificacion(base, hecha, pedida, conservadas)


def con_marcas(archivo: ArchivoDeHogares, hecha: BaseRecodificada) -> ArchivoDeHogares:
    """El archivo con las marcas puestas, para medirlo como cualquier base."""
    nombres = [hecha.entrada.esquema.columnas.get(p, p) for p in PRIVACIONES]
    marcas = {n: np.asarray(hecha.de_personas[:, j]) for j, n in enumerate(nombres)}
    nuevas = tuple(n for n in nombres if n not in archivo.columnas)
    propios = {f.name: getattr(archivo, f.name) for f in fields(archivo)}
    propios["columnas"] = (*archivo.columnas, *nuevas)
    return ConMarcas(**propios, marcas=marcas)
