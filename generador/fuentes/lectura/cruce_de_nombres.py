"""Que el código y el nombre de cada fila sean del mismo territorio, donde el archivo trae los dos.

Un código corrido una fila, o dos intercambiados, dejan la lista de códigos completa: solo el nombre
lo delata. Se comparan sin tildes, mayúsculas, espacios ni signos; las demás maneras de escribir un
nombre están, con su razón, en alias_de_territorios.csv.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from generador.cubo import codigos
from generador.fuentes.lectura import departamentos
from generador.fuentes.lectura.rejillas import Tabla, llave
from generador.rutas import GENERADOR

# Nombres internos con que un lector pide las dos columnas; la del departamento no está en todos.
NOMBRE, DEPARTAMENTO = "nombre", "nombre_departamento"
ALIAS = GENERADOR / "fuentes" / "lectura" / "alias_de_territorios.csv"
ENTRE_PARENTESIS = re.compile(r"\([^)]*\)")
QUE_HACER = (
    "compruebe en el archivo que los códigos no estén corridos ni cambiados de fila; si es otra "
    "forma de escribir el nombre, agréguela, con su razón, a "
    "generador/fuentes/lectura/alias_de_territorios.csv"
)


def exigir(tabla: Tabla, territorios: Sequence[str]) -> None:
    """ErrorDeDatos en la primera fila cuyo nombre no es el de su código.

    `territorios` son los códigos del kit (cinco cifras, dos para un departamento, `00` la nación),
    fila por fila con `tabla`, que trae la columna `NOMBRE` y quizá `DEPARTAMENTO`.
    """
    _exigir_columna(tabla, NOMBRE, territorios)
    if DEPARTAMENTO in tabla.columnas:
        deptos = [codigo[:2] if codigo in _nombres() else codigo for codigo in territorios]
        _exigir_columna(tabla, DEPARTAMENTO, deptos)


def comparable(nombre: object) -> str:
    """El nombre sin lo que cambia de un archivo a otro: «Bogotá, D. C.» y «BOGOTA D.C.» son uno."""
    return re.sub(r"[^a-z0-9]", "", ENTRE_PARENTESIS.sub("", llave(str(nombre))))


def conocido(codigo: str, nombre: object) -> bool:
    """Si `nombre` es una de las maneras de llamar al territorio de `codigo`.

    De un código que no existe no se dice nada: eso lo exige quien conoce los que debe traer.
    """
    return codigo not in _nombres() or comparable(nombre) in _nombres()[codigo]


def _exigir_columna(tabla: Tabla, columna: str, propios: Sequence[str]) -> None:
    # Una serie repite cada nombre en cientos de filas: cada par se mira una vez.
    vistos: set[tuple[str, object]] = set()
    for i, par in enumerate(zip(propios, tabla[columna], strict=True)):
        if par in vistos:
            continue
        vistos.add(par)
        if not conocido(*par):
            raise tabla.error(i, columna, _problema(*par), QUE_HACER)


def _problema(codigo: str, nombre: object) -> str:
    duenos = [c for c in _de_quien().get(comparable(nombre), ()) if len(c) == len(codigo)]
    pista = f", y ese nombre es de {' o '.join(duenos[:3])}" if duenos else ""
    return f"el código {codigo} es de «{_oficiales()[codigo]}»{pista}"


@cache
def _oficiales() -> dict[str, str]:
    ajenos = {e.codigo: e.nombre for e in codigos.equivalencias()}
    deptos = {codigo: nombres[0] for codigo, nombres in departamentos.NOMBRES.items()}
    return ajenos | deptos | codigos.nombres()


@cache
def _nombres() -> dict[str, frozenset[str]]:
    """Código → formas comparables de su nombre."""
    formas: dict[str, set[str]] = defaultdict(set)
    for codigo, nombre in codigos.nombres().items():
        formas[codigo].add(comparable(nombre))
    for equivalencia in codigos.equivalencias():
        formas[equivalencia.codigo].add(comparable(equivalencia.nombre))
    for codigo, lista in departamentos.NOMBRES.items():
        formas[codigo] |= set(map(comparable, lista))
    with ALIAS.open(encoding="utf-8", newline="") as entrada:
        for fila in csv.DictReader(entrada):
            formas[fila["codigo"]].add(comparable(fila["nombre"]))
    return {codigo: frozenset(propias) for codigo, propias in formas.items()}


@cache
def _de_quien() -> dict[str, tuple[str, ...]]:
    """Forma comparable → códigos que se llaman así, en orden."""
    duenos: dict[str, set[str]] = defaultdict(set)
    for codigo, formas in _nombres().items():
        for forma in formas:
            duenos[forma].add(codigo)
    return {forma: tuple(sorted(propios)) for forma, propios in duenos.items()}
