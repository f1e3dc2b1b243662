"""La base reducida a conteos (territorio × patrón): una sola lectura, con enteros y sin pérdida.

De esos conteos salen también los nulos, los valores raros y la comparación con `h_5`, de modo que
nada obliga a recorrer la base otra vez, sea del tamaño que sea.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares import expresiones as sql
from generador.hogares.archivo import mensajes_de
from generador.hogares.base import Base, Filas, que_es_cada_fila
from generador.metodos.hogares.agrupar import JEFE
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.hogares.numeros import convertir, detectar_separadores
from generador.metodos.tipos import Enteros, Reales

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

UNION = "-"


@dataclass(frozen=True)
class Pedido:
    """Qué leer: los campos del territorio, o los puntos si `por` es None; y cómo contar.

    `factor`: columna del factor de expansión, o None para contar registros.
    """

    por: tuple[str, ...] | None
    x: str | None = None
    y: str | None = None
    filas: Filas | None = None
    factor: str | None = None


@dataclass(frozen=True)
class Conteos:
    """Un renglón por combinación distinta; todos los arreglos tienen ese largo, (m,).

    `llaves`: {«territorio»: textos} o {«x», «y»: números}; nulo es «» o NaN. `patron`, `nulos` y
    `raros` son máscaras de 15 bits. `h_5`: 0, 1 o −1 si no hay dato. `registros`: hogares de la
    base. `personas`: personas de la base. `factor`: el de expansión (1 si no hay).
    """

    llaves: Mapping[str, Any]
    patron: Enteros
    nulos: Enteros
    raros: Enteros
    h_5: Enteros
    registros: Enteros
    personas: Enteros
    factor: Reales
    filas: Filas


@dataclass(frozen=True)
class Lectura:
    """Una relación abierta con las columnas que hacen falta y sus tipos."""

    base: Base
    relacion: DuckDBPyRelation
    tipos: Mapping[str, str]

    @classmethod
    def de(cls, base: Base, columnas: Sequence[str]) -> Lectura:
        """Abre solo esas columnas."""
        with mensajes_de(base.archivo.ruta):
            relacion = base.archivo.relacion(columnas)
            tipos = dict(zip(relacion.columns, map(str, relacion.types), strict=True))
        return cls(base, relacion, tipos)

    def en_orden(self) -> Lectura:
        """La misma, con las filas en el orden del archivo: con varios hilos llegan mezcladas."""
        self.base.archivo.conexion.execute("SET threads = 1")
        return self

    def col(self, columna: str) -> str:
        """Nombre interno de una columna de la base."""
        return f"c{self.base.archivo.columnas.index(columna)}"

    def numero(self, columna: str) -> str:
        """Expresión de la columna como número."""
        return sql.numero(self.col(columna), self.tipos[self.col(columna)])

    def texto(self, columna: str) -> str:
        """Expresión de la columna como texto; el código de municipio, con sus cinco cifras."""
        propia = self.col(columna)
        if columna != self.base.canonica("cod_mpio"):
            return sql.texto(propia, self.tipos[propia])
        departamento = self.base.canonica("cod_dpto")
        lleva = departamento is not None and self.col(departamento) in self.tipos
        return sql.municipio(propia, self.col(departamento or "") if lleva else None, self.tipos)

    def codigo(self, columnas: Sequence[str]) -> str:
        """Expresión del territorio: los valores unidos con «-», nulo si falta alguno."""
        return f" || '{UNION}' || ".join(f"({self.texto(c)})" for c in columnas)

    def privaciones(self) -> list[str]:
        """Las 15 expresiones de privación."""
        propias = [self.col(c) for c in self.base.privaciones]
        return [sql.privacion(c, self.tipos[c]) for c in propias]


def contar(base: Base, pedido: Pedido) -> Conteos:
    """Agrega la base; ErrorDeDatos si el archivo está dañado o no se sabe qué es cada fila."""
    lectura = Lectura.de(base, _columnas(base, pedido))
    with mensajes_de(base.archivo.ruta):
        filas = que_es_cada_fila(base, pedido.filas, _no_jefes(lectura))
        llaves = _llaves(lectura, pedido)
        leida = lectura.relacion.project(", ".join(_proyeccion(lectura, pedido, filas, llaves)))
        preparada = leida.project(", ".join(_mascaras(llaves)))
        grupo = ", ".join([*llaves, "patron", "nulos", "raros", "h_5", "factor"])
        sumas = "sum(registro) AS registros, sum(gente) AS personas, sum(mala) AS malas"
        hallado = preparada.aggregate(f"{grupo}, {sumas}", grupo).fetchnumpy()
    return _conteos(base, hallado, llaves, filas)


def _columnas(base: Base, pedido: Pedido) -> list[str]:
    canonicas = ("parentesco", "personas_hogar", "h_5", "cod_dpto")
    propias = [c for c in map(base.canonica, canonicas) if c]
    pedidas = [c for c in (*(pedido.por or ()), pedido.x, pedido.y, pedido.factor) if c]
    return list(dict.fromkeys([*base.privaciones, *propias, *pedidas]))


def _no_jefes(lectura: Lectura) -> int | None:
    parentesco = lectura.base.canonica("parentesco")
    if parentesco is None:
        return None
    otros = lectura.relacion.filter(f"{lectura.numero(parentesco)} <> {JEFE}").limit(1)
    return len(otros.project("1 AS uno").fetchall())


def _llaves(lectura: Lectura, pedido: Pedido) -> dict[str, str]:
    if pedido.por is not None:
        return {"territorio": lectura.codigo(pedido.por)}
    if pedido.x is not None and pedido.y is not None:
        return {"x": lectura.numero(pedido.x), "y": lectura.numero(pedido.y)}
    return {"x": "gx", "y": "gy"}


def _proyeccion(
    lectura: Lectura, pedido: Pedido, filas: Filas, llaves: Mapping[str, str]
) -> list[str]:
    base = lectura.base
    valores = lectura.privaciones()
    h_5, personas = base.canonica("h_5"), base.canonica("personas_hogar")
    marca = sql.privacion(lectura.col(h_5), lectura.tipos[lectura.col(h_5)]) if h_5 else "NULL"
    if filas == "personas":
        parentesco = base.canonica("parentesco")
        jefe = f"{lectura.numero(parentesco)} = {JEFE}" if parentesco else "TRUE"
        registro, gente, mala = f"CASE WHEN {jefe} THEN 1 ELSE 0 END", "1", "0"
    elif personas:
        leidas = lectura.numero(personas)
        mala = f"CASE WHEN {leidas} >= 1 AND {leidas} = floor({leidas}) THEN 0 ELSE 1 END"
        registro, gente = "1", f"CASE WHEN ({mala}) = 0 THEN CAST({leidas} AS BIGINT) ELSE 0 END"
    else:
        registro, gente, mala = "1", "1", "0"
    factor = lectura.texto(pedido.factor) if pedido.factor else "'1'"
    return [
        *(f"{expresion} AS {llave}" for llave, expresion in llaves.items()),
        *(f"{valor} AS d{j}" for j, valor in enumerate(valores)),
        f"coalesce({marca}, -1) AS h_5",
        f"coalesce({factor}, '') AS factor",
        f"{registro} AS registro",
        f"{gente} AS gente",
        f"{mala} AS mala",
    ]


def _mascaras(llaves: Mapping[str, str]) -> list[str]:
    valores = [f"d{j}" for j in range(len(PRIVACIONES))]
    return [
        *llaves,
        f"{sql.mascara(valores, '{} = 1')} AS patron",
        f"{sql.mascara(valores, '{} IS NULL')} AS nulos",
        f"{sql.mascara(valores, f'{{}} = {sql.RARO}')} AS raros",
        *("h_5", "factor", "registro", "gente", "mala"),
    ]


def _conteos(
    base: Base, hallado: Mapping[str, Any], llaves: Mapping[str, str], filas: Filas
) -> Conteos:
    malas = int(np.sum(_enteros(hallado["malas"])))
    if malas:
        raise ErrorDeDatos(
            f"{malas} hogares no dicen cuántas personas tienen",
            lugar=Lugar(base.nombre, columna=base.canonica("personas_hogar")),
            que_hacer="complete el dato con un entero desde 1",
        )
    enteras = {n: _enteros(hallado[n]) for n in ("patron", "nulos", "raros", "h_5")}
    de_llave = {n: _limpia(hallado[n]) for n in llaves}
    factor = _factores(base, hallado["factor"])
    # DuckDB no promete el orden de los grupos: se fija aquí, y con él el de las sumas.
    orden = np.lexsort((factor, *enteras.values(), *reversed(de_llave.values())))
    return Conteos(
        llaves={n: v[orden] for n, v in de_llave.items()},
        registros=_enteros(hallado["registros"])[orden],
        personas=_enteros(hallado["personas"])[orden],
        factor=factor[orden],
        filas=filas,
        **{n: v[orden] for n, v in enteras.items()},
    )


def _enteros(columna: Any) -> Enteros:
    return np.asarray(columna).astype(np.int64)


def _limpia(columna: Any) -> Any:
    """Sin máscaras: «» en un texto nulo, NaN en un número nulo."""
    if np.asarray(columna).dtype == object:
        rellena = np.ma.filled(columna, "") if np.ma.isMaskedArray(columna) else columna
        return np.array([v or "" for v in rellena], dtype=np.str_)
    return np.ma.filled(np.ma.asarray(columna, dtype=np.float64), np.nan)


def _factores(base: Base, columna: Any) -> Reales:
    textos = [str(t) for t in _limpia(columna)]
    distintos = sorted(set(textos))
    valores = convertir(distintos, detectar_separadores(distintos))
    if np.isnan(valores).any():
        malo = distintos[int(np.argmax(np.isnan(valores)))]
        raise ErrorDeDatos(
            "el factor de expansión no es un número",
            lugar=Lugar(base.nombre, columna=base.canonica("fex")),
            valor=malo,
            que_hacer="complételo, o cuente registros con --sin-factor",
        )
    de_texto = dict(zip(distintos, valores.tolist(), strict=True))
    return np.array([de_texto[t] for t in textos], dtype=np.float64)
