"""Lo que vale cada fila de una base grande, como expresiones que el motor puede agrupar.

Cada expresión es un entero: las marcas del hogar, el municipio, la posición del texto de una
columna. Qué vale cada texto lo dijo antes el núcleo, una vez por texto distinto.
"""
# ruff: noqa: S608 - las consultas solo llevan nombres y expresiones internas, nunca del archivo

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from generador.hogares.columnas_leidas import PUNTOS, ColumnasLeidas
from generador.hogares.equivalencias import Uniones, literales
from generador.metodos.hogares.agrupar import JEFE
from generador.metodos.hogares.armar import MARCAS
from generador.metodos.hogares.avisos import Avisos
from generador.metodos.hogares.categorias import lector, unidad_aparte
from generador.metodos.hogares.codigos import TerritorioDeCadaFila, municipios
from generador.metodos.hogares.columna import SIN_TEXTO, Columna, escribir
from generador.metodos.hogares.del_jefe import MAXIMO_DE_FACTOR, personas_escritas
from generador.metodos.hogares.entrada import Entrada, Peticion, Unidad
from generador.metodos.hogares.marcas import BASE, SIN_MARCA, es_ilegible, marca
from generador.metodos.hogares.numeros import convertir, declarados, detectar_separadores
from generador.metodos.hogares.perdidas import ILEGIBLE, Perdidas
from generador.metodos.hogares.reunir import que_es_cada_fila
from generador.metodos.hogares.textos import es_error_de_hoja, limpiar

SIN_TAMANO = -1


@dataclass(frozen=True)
class Preparacion:
    """Las expresiones de una lectura.

    `marcas`, `municipio` y `tamano` son enteros; `jefe`, `aparte` (a quien el Sisbén
    marca aparte) y `mala` (trae algo ilegible), condiciones.
    `codigos` {columna: expresión} y `valores` {columna: los distintos}: las columnas que se pasan
    como están. `avisos`: lo que se notó del municipio.
    """

    unidad: Unidad
    uniones: Uniones
    marcas: str
    jefe: str
    aparte: str
    mala: str
    municipio: str | None
    municipios: tuple[str, ...]
    tamano: str | None
    codigos: Mapping[str, str]
    valores: Mapping[str, Sequence[Any]]
    avisos: Avisos

    @property
    def atributos(self) -> dict[str, str]:
        """Lo del jefe que acompaña a las marcas, {nombre en la consulta: expresión}."""
        propios = {f"a{i}": e for i, e in enumerate(self.codigos.values())}
        puntos = {c: c for c in PUNTOS if c in self.uniones.lectura.tipos}
        return {**propios, **puntos}

    def columnas(self, hallado: Mapping[str, Any]) -> dict[str, Columna]:
        """Las columnas que se pasaron, desde el resultado de una consulta."""
        return {
            nombre: Columna(
                nombre,
                tuple(escribir(v) for v in self.valores[nombre]),
                np.asarray(hallado[f"a{i}"]).astype(np.int32),
            )
            for i, nombre in enumerate(self.codigos)
        }

    def de_municipio(self, hallado: Mapping[str, Any]) -> TerritorioDeCadaFila | None:
        """El municipio de cada renglón de una consulta; None si la base no lo trae."""
        if self.municipio is None:
            return None
        return TerritorioDeCadaFila(
            self.municipios, np.asarray(hallado["municipio"]).astype(np.int32)
        )


def preparar(lectura: ColumnasLeidas, columnas: Sequence[str], peticion: Peticion) -> Preparacion:
    """Decide cada texto distinto y arma las expresiones; ErrorDeMetodo si no se sabe qué es qué."""
    base, uniones = lectura.base, Uniones(lectura)
    esquema = base.esquema
    ninguna = np.zeros(0, dtype=np.int32)
    vacia = Entrada(
        esquema,
        {c: Columna(c, (), ninguna) for c in map(base.canonica, esquema.columnas) if c},
        np.zeros(0, dtype=np.int64),
    )
    malas: list[str] = []

    def interna(canonico: str) -> str | None:
        columna = esquema.columnas.get(canonico)
        return lectura.col(columna) if columna else None

    def apartar(columna: str, malo: Callable[[str], bool]) -> None:
        cuales = [v for v in uniones.distintos(columna) if malo(escribir(v))]
        if cuales:
            malas.append(f"coalesce(base.{columna} IN ({literales(cuales)}), false)")

    marcas = []
    for j, canonico in enumerate(MARCAS):
        propia = interna(canonico)
        if propia:
            apartar(propia, es_ilegible)
        valor = uniones.entero(propia, marca, SIN_MARCA) if propia else str(SIN_MARCA)
        marcas.append(f"{valor} * {BASE**j}")
    parentesco, leer = interna("parentesco"), _entero_o(lector("parentesco"), 0)
    codigos_de_parentesco: list[int] = []
    if parentesco:
        apartar(parentesco, lambda t: _ilegible(t, lector("parentesco")))
        codigos_de_parentesco = [leer(escribir(v)) for v in uniones.distintos(parentesco)]
    unidad = que_es_cada_fila(vacia, peticion, np.array(codigos_de_parentesco, dtype=np.float64))
    jefe, aparte = "true", "false"
    if unidad == "personas":
        codigo = uniones.entero(parentesco, leer, 0) if parentesco else "0"
        jefe = f"({codigo}) = {JEFE}"
        aparte = f"({codigo}) IN ({', '.join(map(str, sorted(unidad_aparte())))})"
    tamano = interna("personas_hogar")
    if tamano and unidad == "hogares":
        apartar(tamano, lambda t: not np.isfinite(_tamano(t)))
        malas.append(f"base.{tamano} IS NULL")
    avisos = Avisos()
    municipio, etiquetas = _municipio(uniones, interna("cod_mpio"), interna("cod_dpto"), avisos)
    pedidas = [c for c in columnas if municipio is None or c != esquema.columnas["cod_mpio"]]
    for columna in pedidas:
        apartar(lectura.col(columna), es_error_de_hoja)
    fex = esquema.columnas.get("fex")
    if fex and peticion.con_factor:
        apartar(lectura.col(fex), _sin_factor(uniones.distintos(lectura.col(fex)), peticion))
        malas.append(f"base.{lectura.col(fex)} IS NULL")
    pares = {c: uniones.codigo(lectura.col(c)) for c in dict.fromkeys([*pedidas, *_una(fex)])}
    return Preparacion(
        unidad=unidad,
        uniones=uniones,
        marcas=f"({' + '.join(marcas)})",
        jefe=jefe,
        aparte=aparte,
        mala=f"({' OR '.join(malas)})" if malas else "false",
        municipio=municipio,
        municipios=etiquetas,
        tamano=uniones.entero(tamano, _tamano_entero, SIN_TAMANO) if tamano else None,
        codigos={c: expresion for c, (expresion, _) in pares.items()},
        valores={c: valores for c, (_, valores) in pares.items()},
        avisos=avisos,
    )


def _municipio(
    uniones: Uniones, codigo: str | None, departamento: str | None, avisos: Avisos
) -> tuple[str | None, tuple[str, ...]]:
    """La expresión de la posición del municipio (−1 si no hay) y los municipios."""
    if codigo is None:
        return None, ()
    columnas = [codigo, *_una(departamento)]
    lista = ", ".join(columnas)
    lectura = uniones.lectura
    filas = lectura.consultar(f"SELECT DISTINCT {lista} FROM {lectura.vista}")
    filas.sort(key=lambda f: tuple("" if v is None else escribir(v) for v in f))
    partes = [
        Columna.de_lista(lectura.base.archivo.columnas[int(c[1:])], [f[i] for f in filas])
        for i, c in enumerate(columnas)
    ]
    perdidas = Perdidas(np.zeros(len(filas), dtype=np.int64))
    hechos = municipios(partes[0], partes[1] if departamento else None, perdidas, avisos)
    return uniones.unir(columnas, filas, hechos.codigos.tolist(), SIN_TEXTO), hechos.etiquetas


def _entero_o(leer: Callable[[str], float], otro: int) -> Callable[[str], int]:
    def valor(texto: str) -> int:
        limpio = limpiar(texto)
        leido = leer(limpio) if limpio else np.nan
        return int(leido) if np.isfinite(leido) else otro

    return valor


def _ilegible(texto: str, leer: Callable[[str], float]) -> bool:
    limpio = limpiar(texto)
    return leer(limpio) == ILEGIBLE if limpio else es_error_de_hoja(texto)


def _tamano(texto: str) -> float:
    return personas_escritas(texto)


def _tamano_entero(texto: str) -> int:
    valor = _tamano(texto)
    return int(valor) if np.isfinite(valor) else SIN_TAMANO


def _sin_factor(valores: Sequence[Any], peticion: Peticion) -> Callable[[str], bool]:
    limpios = [limpiar(escribir(v)) for v in valores]
    decimal = peticion.decimal
    separadores = detectar_separadores(limpios) if decimal is None else declarados(decimal)
    return lambda texto: not 0 <= convertir([limpiar(texto)], separadores)[0] <= MAXIMO_DE_FACTOR


def _una(columna: str | None) -> list[str]:
    return [columna] if columna else []
