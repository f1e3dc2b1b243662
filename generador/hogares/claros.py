"""Los hogares claros de una base grande, contados en el motor, y cuáles no lo son."""
# ruff: noqa: S608 - las consultas solo llevan nombres y expresiones internas, nunca del archivo

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from generador.hogares.archivo import mensajes_de
from generador.hogares.equivalencias import Uniones
from generador.hogares.llaves_por_renglon import Escrituras, sumar_llaves
from generador.hogares.preparacion import Preparacion
from generador.metodos.azar import Palabras
from generador.metodos.hogares.avisos import ejemplos
from generador.metodos.hogares.identidad import cientificos
from generador.metodos.tipos import Enteros, Reales

# Dos restos distintos: solo si una persona repite los dos se mira el hogar con cuidado.
RESTOS = (61, 53)
SUCIOS = "hogares_dudosos"
HOGARES = "hogares_leidos"


@dataclass(frozen=True)
class Grupos:
    """Los renglones que contó el motor: `hallado` {columna: (m,)}.

    `dudosos`: cuántos hogares no se pudieron contar así; sus llaves quedan en la tabla `SUCIOS` y
    `llaves` son sus expresiones. `cientifica`: la columna y los ejemplos que impidieron saber qué
    personas son de un hogar. `publicables` (m,): la suma de las llaves de sus hogares, si se pidió.
    """

    hallado: Mapping[str, Any]
    leidas: int
    con_identidad: bool
    llaves: tuple[str, ...] = ()
    dudosos: int = 0
    marcas_distintas: int = 0
    otro_tamano: int = 0
    sin_personas: int = 0
    cientifica: tuple[str, str] | None = field(default=None)
    publicables: Palabras | None = None

    def entero(self, columna: str) -> Enteros:
        """Una columna de enteros, (m,)."""
        return np.asarray(self.hallado[columna]).astype(np.int64)

    def real(self, columna: str) -> Reales:
        """Una columna de reales, (m,); NaN donde no hay."""
        datos = np.ma.asarray(self.hallado[columna], dtype=np.float64)
        return np.asarray(np.ma.filled(datos, np.nan))


def jefes(
    hecha: Preparacion, *, todas: bool = False, cientifica: tuple[str, str] | None = None
) -> Grupos:
    """Sin identidad: un hogar por jefe, con las personas que él dice; `todas` cuenta cada fila."""
    hogares = hecha.unidad == "hogares"
    es_jefe = f"CASE WHEN {hecha.jefe} THEN 1 ELSE 0 END"
    dichas = f"({hecha.tamano})" if hecha.tamano else "-1"
    personas = "1" if todas and not hogares else f"CASE WHEN {dichas} > 0 THEN {dichas} ELSE 0 END"
    cuales = "true" if todas else f"({hecha.jefe}) AND NOT {hecha.mala}"
    sql = f"""
        SELECT {_lista(hecha)}, sum({es_jefe}) AS registros, sum({personas}) AS personas,
            sum(CASE WHEN {dichas} > 0 THEN 0 ELSE 1 END) AS calladas
        FROM {hecha.uniones.desde} WHERE {cuales} GROUP BY ALL"""
    hallado = _traer(hecha, sql)
    calladas = 0 if todas and not hogares else int(np.sum(hallado["calladas"]))
    leidas = hecha.uniones.lectura.contar()
    return Grupos(
        hallado, leidas, con_identidad=False, sin_personas=calladas, cientifica=cientifica
    )


def agrupar(hecha: Preparacion, publicacion: bytes | None = None) -> Grupos | None:
    """Los hogares por su identidad; None si la base no la trae (o llegó sin sus cifras).

    `publicacion`: la clave con que se publica, si hay que sumar las llaves de los hogares.
    """
    base = hecha.uniones.lectura.base
    clave = [c for c in base.esquema.clave_hogar if c != base.canonica("cod_mpio")]
    if not base.esquema.clave_hogar:
        return None
    for columna in clave:
        perdida = _cientifica(hecha.uniones, columna)
        if perdida:
            return jefes(hecha, cientifica=(columna, perdida))
    columnas = [hecha.uniones.lectura.col(c) for c in clave]
    llaves = [hecha.uniones.identidad(c) for c in columnas]
    grupos = _contar(hecha, llaves, guardar=publicacion is not None)
    if publicacion is None:
        return grupos
    return replace(grupos, publicables=_publicables(hecha, columnas, grupos, publicacion))


def _publicables(hecha: Preparacion, columnas: list[str], grupos: Grupos, clave: bytes) -> Palabras:
    """La suma de las llaves de los hogares claros de cada renglón, (m,)."""
    escrituras, formas = Escrituras(hecha.uniones.lectura), hecha.uniones.formas
    partes = [escrituras.parte(f"k{i}", formas.get(c, {})) for i, c in enumerate(columnas)]
    iguales = ["marcas", *hecha.atributos]
    if hecha.municipio:
        partes.insert(0, escrituras.municipio("municipio", hecha.municipios))
        iguales.append("municipio")
    en = " AND ".join(f"h.{c} IS NOT DISTINCT FROM s.{c}" for c in iguales)
    uniones = " ".join(escrituras.uniones)
    sql = f"{HOGARES} AS h JOIN {SUCIOS} AS s ON NOT h.dudoso AND NOT s.dudoso AND {en} {uniones}"
    renglon = grupos.entero("renglon")
    numero = int(renglon.max(initial=0)) + 1
    return sumar_llaves(hecha.uniones.lectura, sql, partes, numero, clave)[renglon]


def _contar(hecha: Preparacion, llaves: list[str], *, guardar: bool) -> Grupos:
    """Junta los hogares claros iguales, y deja en `SUCIOS` las llaves de los que no lo son."""
    de_personas = hecha.unidad == "personas"
    nombres = [f"k{i}" for i in range(len(llaves))]
    pasan = ["marcas", *hecha.atributos]
    lista = [
        *(f"CASE WHEN dudoso THEN {n} END AS {n}" for n in nombres),
        *(f"CASE WHEN NOT dudoso THEN {c} END AS {c}" for c in pasan),
        *_si(hecha.municipio, "municipio"),
    ]
    personas = "n" if de_personas else "CASE WHEN tamano > 0 THEN tamano ELSE 0 END"
    otro = "tamano > 0 AND tamano <> n" if de_personas else "false"
    lectura = hecha.uniones.lectura
    por_hogar, dudoso = _por_hogar(hecha, llaves, nombres), _dudoso(hecha, nombres)
    hogares = f"(SELECT *, {dudoso} AS dudoso FROM ({por_hogar}))"
    with mensajes_de(lectura.base.archivo.ruta):
        if guardar:
            lectura.conexion.execute(f"CREATE OR REPLACE TEMP TABLE {HOGARES} AS {hogares}")
            hogares = HOGARES
        lectura.conexion.execute(f"""
            CREATE OR REPLACE TEMP TABLE {SUCIOS} AS
            SELECT *, row_number() OVER () - 1 AS renglon FROM (
            SELECT dudoso, {", ".join(lista)}, count(*) AS registros,
                sum({personas}) AS personas, sum(n) AS filas,
                count(CASE WHEN menor <> mayor THEN 1 END) AS distintas,
                count(CASE WHEN {otro} THEN 1 END) AS otro
            FROM {hogares} GROUP BY ALL)""")
    hallado = _traer(hecha, f"SELECT * FROM {SUCIOS} WHERE NOT dudoso")
    dudosos, leidas = lectura.consultar(
        f"SELECT coalesce(sum(CASE WHEN dudoso THEN registros END), 0), sum(filas) FROM {SUCIOS}"
    )[0]
    return Grupos(
        hallado,
        int(leidas or 0),
        con_identidad=True,
        llaves=(*llaves, *_si(hecha.municipio, hecha.municipio)),
        dudosos=int(dudosos),
        marcas_distintas=int(np.sum(hallado["distintas"])),
        otro_tamano=int(np.sum(hallado["otro"])),
        sin_personas=0 if de_personas or hecha.tamano else int(np.sum(hallado["registros"])),
    )


def _por_hogar(hecha: Preparacion, llaves: list[str], nombres: list[str]) -> str:
    """La consulta con una fila por hogar: lo que dice su jefe y lo que no cuadra."""
    dentro = [
        *(f"{e} AS {n}" for n, e in zip(nombres, llaves, strict=True)),
        *_si(hecha.municipio, f"{hecha.municipio} AS municipio"),
        f"({hecha.jefe}) AS jefe, {hecha.mala} AS mala, {hecha.marcas} AS marcas",
        f"CASE WHEN NOT {hecha.aparte} THEN {hecha.marcas} END AS comparables",
        *(f"{e} AS {n}" for n, e in hecha.atributos.items()),
        f"{hecha.tamano or -1} AS tamano",
        *_restos(hecha),
    ]
    grupo = ", ".join([*nombres, *_si(hecha.municipio, "municipio")])
    return f"""
        SELECT {grupo}, count(*) AS n, count(CASE WHEN jefe THEN 1 END) AS jefes,
            min(comparables) AS menor, max(comparables) AS mayor,
            {_del_jefe(["marcas", *hecha.atributos, "tamano"])}
            bool_or(mala) AS mala {_repetidas(hecha)}
        FROM (SELECT {", ".join(dentro)} FROM {hecha.uniones.desde}) GROUP BY {grupo}"""


def _dudoso(hecha: Preparacion, nombres: list[str]) -> str:
    """La condición de un hogar que el motor no puede contar solo."""
    sin_llave = [*(f"{n} IS NULL" for n in nombres), *_si(hecha.municipio, "municipio < 0")]
    solo_uno = "n = 1" if hecha.unidad == "hogares" else "jefes = 1"
    return f"(jefes <> 1 OR NOT {solo_uno} OR mala OR repite OR {' OR '.join(sin_llave)})"


def _si(condicion: str | None, valor: str | None) -> list[str]:
    return [valor] if condicion and valor else []


def _lista(hecha: Preparacion) -> str:
    partes = [f"{hecha.marcas} AS marcas", *(f"{e} AS {n}" for n, e in hecha.atributos.items())]
    if hecha.municipio:
        partes.append(f"{hecha.municipio} AS municipio")
    return ", ".join(partes)


def _del_jefe(columnas: list[str]) -> str:
    return "".join(f"max(CASE WHEN jefe THEN {c} END) AS {c}, " for c in columnas)


def _restos(hecha: Preparacion) -> list[str]:
    """Un bit por persona del hogar, según su número; dos, para que pocas coincidan por azar."""
    persona = _persona(hecha)
    if persona is None:
        return []
    return [
        f"CASE WHEN {persona} IS NULL THEN 0 ELSE "
        f"CAST(1 AS BIGINT) << CAST(({persona} % {r} + {r}) % {r} AS INTEGER) END AS r{i}"
        for i, r in enumerate(RESTOS)
    ]


def _repetidas(hecha: Preparacion) -> str:
    if _persona(hecha) is None:
        return ", false AS repite"
    iguales = " AND ".join(
        f"bit_count(bit_or(r{i})) < count(CASE WHEN r{i} <> 0 THEN 1 END)"
        for i in range(len(RESTOS))
    )
    return f", ({iguales}) AS repite"


def _persona(hecha: Preparacion) -> str | None:
    lectura = hecha.uniones.lectura
    columna = lectura.base.canonica("id_persona")
    if columna is None or hecha.unidad == "hogares":
        return None
    return hecha.uniones.numero_de_persona(lectura.col(columna))


def _cientifica(uniones: Uniones, columna: str) -> str | None:
    """Los primeros textos en notación científica y su fila; None si no hay."""
    lectura = uniones.lectura
    interna = lectura.col(columna)
    malos = cientificos(uniones.por_mirar(interna))
    if not malos:
        return None
    numerada = f"(SELECT {interna}, row_number() OVER () AS fila FROM {lectura.vista})"
    filas = {
        t: int(
            lectura.consultar(
                f"SELECT min(fila) FROM {numerada} WHERE CAST({interna} AS VARCHAR) = "
                f"'{t.replace(chr(39), chr(39) * 2)}'"
            )[0][0]
        )
        for t in malos
    }
    numeradas = lectura.base.archivo.numerar(np.array(list(filas.values())) - 1).tolist()
    return ejemplos(list(zip(filas, numeradas, strict=True)))


def _traer(hecha: Preparacion, sql: str) -> Mapping[str, Any]:
    lectura = hecha.uniones.lectura
    with mensajes_de(lectura.base.archivo.ruta):
        return dict(lectura.conexion.execute(sql).fetchnumpy())
