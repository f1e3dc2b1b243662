"""Dejar las columnas de privación en 0 y 1, y decir qué pasa con las que no tienen dato."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Octetos

NULO = -1

ReglaDeNulos = Literal["fallar", "excluir", "no_privado"]
REGLAS_DE_NULOS: tuple[ReglaDeNulos, ...] = ("fallar", "excluir", "no_privado")


@dataclass(frozen=True)
class Depuradas:
    """Privaciones sin nulos y lo que costó llegar a ellas.

    `privado` (m, J) de 0 y 1; `conservadas` (n,) dice qué filas de la entrada siguen;
    `nulos` (J,) cuántos había en cada privación y `filas_con_nulos` en cuántas filas.
    """

    privado: Octetos
    conservadas: Logicos
    nulos: Enteros
    filas_con_nulos: int


def depurar(
    columnas: Sequence[Numeros], nombres: Sequence[str], regla: ReglaDeNulos = "fallar"
) -> Depuradas:
    """Aplica la regla de nulos a las columnas de privación (una por nombre; una matriz, con `.T`).

    Nulo es NaN o −1. `fallar` (por omisión) da error con el recuento; `excluir` quita la fila;
    `no_privado` cuenta el nulo como 0 y por eso subestima la pobreza. Un valor que no sea 0, 1 ni
    nulo (p. ej. 9, «no aplica») siempre es un error.
    """
    if regla not in REGLAS_DE_NULOS:
        raise ErrorDeMetodo(
            f"la regla de nulos «{regla}» no existe",
            que_hacer=f"use una de: {', '.join(REGLAS_DE_NULOS)}",
        )
    if len(columnas) != len(nombres) or not nombres:
        raise ErrorDeMetodo(
            f"llegaron {len(columnas)} columnas de privación y se esperaban {len(nombres)}",
            que_hacer="dé una columna por privación, en el orden del método",
        )
    filas = len(np.asarray(columnas[0]))
    privado = np.empty((filas, len(nombres)), dtype=np.uint8, order="F")
    alguno = np.zeros(filas, dtype=np.bool_)
    nulos = np.zeros(len(nombres), dtype=np.int64)
    for j, (columna, nombre) in enumerate(zip(columnas, nombres)):
        uno, nulo = _separar(columna, nombre)
        privado[:, j] = uno
        alguno |= nulo
        nulos[j] = np.count_nonzero(nulo)
    con_nulos = int(np.count_nonzero(alguno))
    if con_nulos and regla == "fallar":
        detalle = ", ".join(f"{n}: {c}" for n, c in zip(nombres, nulos.tolist()) if c)
        raise ErrorDeMetodo(
            f"{con_nulos} de {filas} filas tienen privaciones sin dato ({detalle})",
            que_hacer="complete el dato o elija la regla «excluir» o «no_privado» y declárela",
        )
    if regla == "excluir" and con_nulos:
        return Depuradas(privado[~alguno], ~alguno, nulos, con_nulos)
    return Depuradas(privado, np.ones(filas, dtype=np.bool_), nulos, con_nulos)


def _separar(columna: Numeros, nombre: str) -> tuple[Logicos, Logicos]:
    valores = np.asarray(columna)
    if valores.dtype.kind not in "biuf":
        raise ErrorDeMetodo(
            f"la privación «{nombre}» no es numérica ({valores.dtype})",
            que_hacer="convierta la columna a 0 y 1",
        )
    nulo = np.isnan(valores) if valores.dtype.kind == "f" else np.zeros(valores.shape, np.bool_)
    nulo = nulo | (valores == NULO)
    uno = valores == 1
    raro = ~(nulo | uno | (valores == 0))
    if raro.any():
        primera = int(np.argmax(raro))
        raise ErrorDeMetodo(
            f"la privación «{nombre}» tiene {np.count_nonzero(raro)} valores que no son 0 ni 1; "
            f"el primero, {valores[primera]}, en la posición {primera}",
            que_hacer="revise que la columna sea la privación y que «no aplica» llegue como nulo",
        )
    return uno, nulo
