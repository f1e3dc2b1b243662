"""Piezas que comparten los métodos: ponderadores comprobados, cocientes sin 0 y suma modular."""

from __future__ import annotations

import numpy as np

from .azar import Palabras
from .errores import ErrorDeMetodo
from .tipos import Enteros, Numeros, Reales


def ponderadores(valores: Numeros | None, filas: int, nombre: str = "ponderador") -> Reales:
    """Un peso finito y no negativo por fila, (filas,); unos si `valores` es None."""
    if valores is None:
        return np.ones(filas)
    pesos = np.asarray(valores, dtype=np.float64)
    if pesos.shape != (filas,):
        raise ErrorDeMetodo(
            f"el {nombre} tiene forma {pesos.shape} y hay {filas} filas",
            que_hacer=f"dé un {nombre} por fila",
        )
    malos = ~(np.isfinite(pesos) & (pesos >= 0))
    if malos.any():
        raise ErrorDeMetodo(
            f"el {nombre} es nulo, negativo o infinito en {np.count_nonzero(malos)} filas; la "
            f"primera, {pesos[malos][0]}, en la posición {int(np.argmax(malos))}",
            que_hacer="complete el dato con un número desde 0",
        )
    return pesos


def razon(numerador: Numeros, denominador: Numeros) -> Reales:
    """Cociente elemento a elemento; NaN, sin avisos, donde el denominador es 0 o NaN."""
    arriba = np.asarray(numerador, dtype=np.float64)
    abajo = np.asarray(denominador, dtype=np.float64)
    salida = np.full(np.broadcast_shapes(arriba.shape, abajo.shape), np.nan)
    np.divide(arriba, abajo, out=salida, where=np.broadcast_to(abajo != 0, salida.shape))
    return salida


def suma_modular(grupo: Enteros, valores: Palabras, numero: int) -> Palabras:
    """Suma módulo 2⁶⁴ de `valores` (n, …) en cada grupo de 0 a `numero` − 1, (numero, …).

    El desborde es la suma modular; `bincount` no sirve porque pasa por números en coma flotante.
    """
    salida = np.zeros((numero, *valores.shape[1:]), dtype=np.uint64)
    if len(grupo):
        orden = np.argsort(grupo, kind="stable")
        ordenado = grupo[orden]
        inicio = np.flatnonzero(np.append(True, ordenado[1:] != ordenado[:-1]))
        salida[ordenado[inicio]] = np.add.reduceat(valores[orden], inicio, axis=0)
    return salida
