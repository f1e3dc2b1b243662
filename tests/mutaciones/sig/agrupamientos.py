"""La familia de los agrupamientos: valores y vecindades que no pueden ser."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from generador.metodos.agrupamientos import SIN_VECINOS, agrupamientos
from generador.metodos.errores import ErrorDeMetodo
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.errores import juzgar_excepcion

FAMILIA = "agrupamientos"
LADO, VECES, PERMUTACIONES = 6, 4, 199
Malla = tuple[list[float], list[list[int]]]
Dano = Callable[[list[float], list[list[int]], random.Random], Malla]


def malla() -> Malla:
    """Seis por seis, con una mancha alta; vecinos, los de al lado."""
    azar = np.random.default_rng(4)
    valores = azar.normal(20, 4, LADO * LADO) + 30 * (np.arange(LADO * LADO) % LADO < 2)
    vecinos = [
        [j for j in (i - LADO, i + LADO, i - 1 if i % LADO else -1,
                     i + 1 if i % LADO < LADO - 1 else -1)
         if 0 <= j < LADO * LADO]
        for i in range(LADO * LADO)
    ]  # fmt: skip
    return valores.tolist(), vecinos


def _con(valor: float) -> Dano:
    def danar(valores: list[float], vecinos: list[list[int]], azar: random.Random) -> Malla:
        for i in azar.sample(range(len(valores)), 3):
            valores[i] = valor
        return valores, vecinos

    return danar


def _vecino(nuevo: Callable[[int, random.Random], int]) -> Dano:
    def danar(valores: list[float], vecinos: list[list[int]], azar: random.Random) -> Malla:
        i = azar.randrange(len(vecinos))
        vecinos[i] = [*vecinos[i], nuevo(i, azar)]
        return valores, vecinos

    return danar


# Lo mismo: con otro orden de vecinos o con otras unidades.
IGUALES: dict[str, Dano] = {
    "limpia": lambda v, w, _a: (v, w),
    "vecinos-al-reves": lambda v, w, _a: (v, [s[::-1] for s in w]),
    "en-miles": lambda v, w, _a: ([1000 * x for x in v], w),
}
DANOS: dict[str, Dano] = {
    "sin-dato": _con(float("nan")),
    "infinito": _con(float("inf")),
    "menos-infinito": _con(float("-inf")),
    "enorme": _con(1e300),
    "vecino-de-si-mismo": _vecino(lambda i, _a: i),
    "vecino-repetido": lambda v, w, a: (
        v,
        [[*s, s[0]] if i == a else s for a in [a.randrange(len(w))] for i, s in enumerate(w)],
    ),
    "vecino-que-no-existe": _vecino(lambda _i, a: 36 + a.randrange(50)),
    "vecino-negativo": _vecino(lambda _i, a: -1 - a.randrange(9)),
    "todos-iguales": lambda v, w, _a: ([7.0] * len(v), w),
    "todos-sin-dato": lambda v, w, _a: ([float("nan")] * len(v), w),
    "sin-vecinos": lambda v, w, _a: (v, [[] for _ in w]),
    "una-lista-de-menos": lambda v, w, _a: (v, w[:-1]),
    "sin-nadie": lambda _v, _w, _a: ([], []),
    "solo-uno": lambda v, _w, _a: (v[:1], [[]]),
}


def entradas() -> Iterator[Entrada]:
    """Cada daño, varias veces."""
    for nombre in (*IGUALES, *DANOS):
        for numero in range(1, VECES + 1):
            yield Entrada(FAMILIA, "malla", nombre, numero)


@contextmanager
def abrir(_oficiales: Path | None) -> Iterator[Corredor]:
    """El corredor."""
    yield _correr


def _correr(entrada: Entrada, _carpeta: Path) -> Veredicto:
    cambiar = {**IGUALES, **DANOS}[entrada.operador]
    valores, vecinos = cambiar(*malla(), entrada.azar)
    try:
        hallado: Any = agrupamientos(valores, vecinos, permutaciones=PERMUTACIONES)
    except ErrorDeMetodo as error:
        return juzgar_excepcion(error)
    if entrada.operador in IGUALES:
        limpio = agrupamientos(*malla(), permutaciones=PERMUTACIONES)
        iguales = np.array_equal(hallado.clase, limpio.clase)
        return Veredicto(Clase.IGUAL if iguales else Clase.CALLADA, "otra clase con lo mismo")
    faltan = np.isnan(np.asarray(valores, dtype=float))
    if (hallado.clase[faltan] != SIN_VECINOS).any():
        return Veredicto(Clase.CALLADA, "un territorio sin dato recibe una clase")
    sin_nada = entrada.operador in ("todos-iguales", "sin-vecinos", "solo-uno")
    if sin_nada and (hallado.clase > 0).any():
        return Veredicto(Clase.CALLADA, "hay agrupamientos donde no puede haberlos")
    if entrada.operador.startswith("vecino-"):
        return Veredicto(Clase.CALLADA, "se acepta una vecindad que no puede ser")
    return Veredicto(Clase.CORRECTO, "lo que falta no se evalúa")
