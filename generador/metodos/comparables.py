"""Los territorios más parecidos a cada uno, dentro de su mismo grupo.

Criterio: distancia euclídea d(a, b) = √ Σᵥ (zₐᵥ − z_bᵥ)², con zᵥ = (xᵥ − x̄ᵥ) / sᵥ y la media y la
desviación de todos los territorios que tienen dato en la variable v, de cualquier grupo. La
desviación es poblacional (ddof = 0), porque son todos los territorios y no una muestra. Una
variable constante no distingue a nadie: aporta 0. Transformar antes (logaritmo de la población)
es decisión de quien llama. La pobreza no debe estar entre las variables: se compararía consigo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .errores import ErrorDeMetodo
from .grupos import Agrupacion
from .tipos import Enteros, Logicos, Numeros, Reales

SIN_COMPARABLE = -1
# Distancias iguales hasta aquí son un empate: así el orden no depende del procesador.
DECIMALES = 12

Motivo = Literal["completo", "grupo_pequeno", "sin_grupo", "sin_dato"]


@dataclass(frozen=True)
class Comparables:
    """Los `n` más parecidos a cada uno de los N territorios, del más cercano al más lejano.

    `indices` (N, n) posiciones en la entrada, con −1 donde no hay; `distancias` (N, n) con NaN
    donde no hay; `faltantes` (N, V) variables sin dato. `motivos` (N): «completo»; «grupo_pequeno»
    si el grupo tiene menos de n + 1 territorios con todos los datos: van todos los que hay y no se
    completa con otro grupo; «sin_grupo» y «sin_dato»: ninguno.
    """

    indices: Enteros
    distancias: Reales
    motivos: tuple[Motivo, ...]
    faltantes: Logicos


def comparables(
    variables: Numeros, agrupacion: Agrupacion, codigos: Sequence[str], *, n: int = 10
) -> Comparables:
    """Busca los `n` comparables de cada territorio.

    `variables` es (N, V) con NaN donde no hay dato. Los empates de distancia los ordena el código.
    """
    valores = np.asarray(variables, dtype=np.float64)
    filas = len(codigos)
    if valores.ndim != 2 or valores.shape[0] != filas or agrupacion.grupo.shape != (filas,):
        raise ErrorDeMetodo(
            f"hay {filas} códigos, variables de forma {valores.shape} y "
            f"{agrupacion.grupo.size} grupos",
            que_hacer="dé una fila de variables y un grupo por código",
        )
    if len(set(codigos)) != filas:
        raise ErrorDeMetodo(
            "hay códigos repetidos, y los empates se ordenan por código",
            que_hacer="deje una sola fila por territorio",
        )
    faltantes = np.isnan(valores)
    sirve = agrupacion.tiene & ~faltantes.any(axis=1)
    tipificadas = tipificar(valores)
    indices = np.full((filas, n), SIN_COMPARABLE, dtype=np.int64)
    distancias = np.full((filas, n), np.nan)
    por_codigo = np.argsort(np.asarray(codigos, dtype=np.str_), kind="stable")
    for grupo in range(agrupacion.numero):
        miembros = por_codigo[(sirve & (agrupacion.grupo == grupo))[por_codigo]]
        cercanos, lejania = _vecinos(tipificadas[miembros], n)
        indices[miembros, : cercanos.shape[1]] = miembros[cercanos]
        distancias[miembros, : cercanos.shape[1]] = lejania
    completos = (indices != SIN_COMPARABLE).all(axis=1)
    motivos = np.select(
        [~agrupacion.tiene, faltantes.any(axis=1), completos],
        ["sin_grupo", "sin_dato", "completo"],
        default="grupo_pequeno",
    )
    return Comparables(indices, distancias, tuple(motivos.tolist()), faltantes)


def tipificar(valores: Reales) -> Reales:
    """Z de cada columna con la media y la desviación (ddof = 0) de sus datos; NaN sigue NaN."""
    con_dato = ~np.isnan(valores)
    cuantos = np.maximum(con_dato.sum(axis=0), 1)
    centrados = valores - np.where(con_dato, valores, 0.0).sum(axis=0) / cuantos
    desviacion = np.sqrt((np.where(con_dato, centrados, 0.0) ** 2).sum(axis=0) / cuantos)
    constante = np.nanmax(np.abs(centrados), axis=0, initial=0.0) <= _ruido(valores)
    return np.where(constante & con_dato, 0.0, centrados / np.where(constante, 1.0, desviacion))


def _ruido(valores: Reales) -> Reales:
    """Lo que el redondeo de la media puede separar a valores iguales."""
    mayor = np.nanmax(np.abs(valores), axis=0, initial=0.0)
    return np.asarray(mayor * np.finfo(np.float64).eps * len(valores), dtype=np.float64)


def _vecinos(tipificadas: Reales, n: int) -> tuple[Enteros, Reales]:
    """Posiciones y distancias de los `n` más cercanos de cada fila, sin ella misma.

    Las filas llegan en orden de código y el ordenamiento es estable: el empate lo gana el menor.
    """
    tamano = len(tipificadas)
    cuadrado = np.zeros((tamano, tamano))
    for columna in tipificadas.T:
        cuadrado += (columna[:, None] - columna[None, :]) ** 2
    distancia = np.sqrt(cuadrado).round(DECIMALES)
    np.fill_diagonal(distancia, np.inf)
    orden = np.argsort(distancia, axis=1, kind="stable")[:, : min(n, max(tamano - 1, 0))]
    return orden.astype(np.int64), np.take_along_axis(distancia, orden, axis=1)
