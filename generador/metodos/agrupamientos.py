"""Agrupamientos: dónde un valor alto (o bajo) está rodeado de valores parecidos.

Moran local (Anselin, 1995) con pesos de contigüidad estandarizados por fila: zᵢ = xᵢ − x̄ y
retraso(z)ᵢ = media de z en los vecinos de i; Iᵢ = zᵢ · retraso(z)ᵢ / m₂, con m₂ = Σ z² / (n − 1).
La significancia es por permutación condicional: se deja fijo el valor de i y los demás se reparten
al azar entre sus vecinos. El valor p es de dos colas, p = mín(1, 2 · (mín(#≥, #≤) + 1) / (R + 1)):
la cola no se escoge antes de mirar, y contar una sola da la mitad de lo que corresponde.

Con n pruebas a la vez muchas saldrían «significativas» por azar, y por eso el corte es el de
Benjamini y Hochberg (1995), que controla la tasa de falsos descubrimientos entre los territorios
que tienen vecinos. Con pocas permutaciones ningún p es tan chico como pide ese corte.

El sorteo tiene su propio error: quien queda a menos de `MARGEN` errores estándar del corte podría
cambiar de lado con otra semilla. Está «en el límite», y así se debe mostrar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .azar import barajas
from .errores import ErrorDeMetodo
from .tipos import Enteros, Logicos, Numeros, Reales

NO_SIGNIFICATIVO, ALTO_ALTO, BAJO_ALTO, BAJO_BAJO, ALTO_BAJO = 0, 1, 2, 3, 4
SIN_VECINOS = -1
# Dos medias iguales se separan hasta aquí por el orden en que se suman: son un empate.
HOLGURA = 1e-12
# Errores estándar del sorteo (cuantil 99,5 % de la normal) dentro de los que un p no es firme.
MARGEN = 2.576


@dataclass(frozen=True)
class Agrupamientos:
    """Resultado por territorio, formas (N,).

    `moran` Iᵢ y `retraso` media del valor en los vecinos, en las unidades del valor (NaN sin valor
    o sin vecinos con valor); `p` valor p de dos colas por permutación (NaN igual); `clase` es
    `ALTO_ALTO`, `BAJO_ALTO`, `BAJO_BAJO` o `ALTO_BAJO` si es significativo (el primer nombre es el
    del territorio y el segundo el de sus vecinos), `NO_SIGNIFICATIVO` si no, y `SIN_VECINOS` si no
    se puede evaluar. `en_el_limite`: con otro sorteo podría quedar al otro lado del corte, sea o no
    significativo. `global_` es el Moran del conjunto.
    """

    moran: Reales
    retraso: Reales
    p: Reales
    clase: Enteros
    en_el_limite: Logicos
    global_: float


def agrupamientos(
    valores: Numeros,
    vecinos: Sequence[Sequence[int]],
    *,
    permutaciones: int = 9999,
    semilla: int = 0,
    tasa: float = 0.05,
) -> Agrupamientos:
    """Clasifica cada territorio según su valor y el de sus vecinos.

    `valores` (N,) con NaN donde no hay dato; `vecinos` lleva, por territorio, las posiciones de sus
    vecinos. Quien no tiene dato no cuenta como vecino. `tasa` es la de falsos descubrimientos que
    se admite. La misma semilla da el mismo resultado.
    """
    x = np.asarray(valores, dtype=np.float64)
    if x.shape != (len(vecinos),):
        raise ErrorDeMetodo(
            f"hay {x.size} valores y {len(vecinos)} listas de vecinos",
            que_hacer="dé una lista de vecinos por valor, vacía si no tiene",
        )
    hay = ~np.isnan(x)
    utiles = [[j for j in lista if hay[j]] if hay[i] else [] for i, lista in enumerate(vecinos)]
    cuantos = np.array([len(u) for u in utiles], dtype=np.int64)
    sirve = cuantos > 0
    media = float(x[hay].mean()) if hay.any() else np.nan
    z = np.where(hay, x - media, 0.0)
    momento = float((z[hay] ** 2).sum() / max(int(hay.sum()) - 1, 1))
    atras = np.array([z[u].mean() if u else np.nan for u in utiles])
    # En las unidades del valor y sin restar ni sumar la media, que dejaría ruido en el redondeo.
    retraso = np.array([x[u].mean() if u else np.nan for u in utiles])
    if momento == 0:  # todos iguales: no hay nada que agrupar
        nada, nadie = np.full(len(x), np.nan), np.zeros(len(x), dtype=np.bool_)
        clase = np.where(sirve, NO_SIGNIFICATIVO, SIN_VECINOS)
        return Agrupamientos(nada, retraso, nada, clase, nadie, float("nan"))
    moran = z * atras / momento
    extremas = _permutar(z, hay, cuantos, atras, permutaciones, semilla)
    p = np.minimum(1.0, 2 * (extremas + 1) / (permutaciones + 1))
    significativo = descubrimientos(p, tasa)
    clase = np.select(
        [~sirve, ~significativo, (z > 0) & (atras > 0), (z <= 0) & (atras > 0), z <= 0],
        [SIN_VECINOS, NO_SIGNIFICATIVO, ALTO_ALTO, BAJO_ALTO, BAJO_BAJO],
        default=ALTO_BAJO,
    )
    conjunto = float(moran[sirve].sum() / (hay.sum() - 1)) * float(hay.sum()) / float(sirve.sum())
    limite = _en_el_limite(p, extremas, permutaciones, tasa)
    return Agrupamientos(moran, retraso, p, clase, limite, conjunto)


def descubrimientos(p: Reales, tasa: float = 0.05) -> Logicos:
    """Cuáles se declaran significativos, (N,): el mayor k con p₍ₖ₎ ≤ tasa · k / m, y los menores.

    NaN no cuenta entre las m pruebas ni se declara nunca.
    """
    return np.asarray(p <= _corte(p, tasa, -1.0))


def _corte(p: Reales, tasa: float, si_no_hay: float) -> float:
    """El mayor valor p que se declara significativo; `si_no_hay` si ninguno."""
    orden = np.sort(p[~np.isnan(p)])
    cumplen = np.flatnonzero(orden <= tasa * np.arange(1, len(orden) + 1) / max(len(orden), 1))
    return float(orden[cumplen[-1]]) if cumplen.size else si_no_hay


def _en_el_limite(p: Reales, extremas: Reales, permutaciones: int, tasa: float) -> Logicos:
    """Cuáles podrían cambiar de lado con otro sorteo, (N,).

    |p − corte| ≤ `MARGEN` · 2 · √(p̂ (1 − p̂) / R), con p̂ = máx(extremas, 1) / R: el error estándar
    de la proporción de una cola, por dos. Si ninguno es significativo, el corte es el que tendría
    que pasar el primero.
    """
    pruebas = max(int(np.count_nonzero(~np.isnan(p))), 1)
    corte = _corte(p, tasa, tasa / pruebas)
    cola = np.maximum(extremas, 1) / permutaciones
    return np.asarray(np.abs(p - corte) <= MARGEN * 2 * np.sqrt(cola * (1 - cola) / permutaciones))


def _permutar(
    z: Reales, hay: Logicos, cuantos: Enteros, atras: Reales, permutaciones: int, semilla: int
) -> Reales:
    """En cuántas permutaciones la media de los vecinos es al menos tan extrema, (N,).

    Es la menor de las dos colas, con los empates contados en ambas; NaN si no hay vecinos. Las
    mismas barajas sirven para todos los territorios: lo que cambia es quién falta. El lugar j de
    «los demás de i» es j si j < i, y j + 1 si no.
    """
    con_dato = np.flatnonzero(hay)
    valores, total = z[con_dato], len(con_dato)
    mayor = int(cuantos.max(initial=0))
    sorteos = barajas(semilla, permutaciones, max(total - 1, 0), mayor)
    extremas = np.full(len(z), np.nan)
    for lugar, i in enumerate(con_dato.tolist()):
        k = int(cuantos[i])
        if k == 0:
            continue
        elegidos = sorteos[:, :k]
        medias = valores[elegidos + (elegidos >= lugar)].mean(axis=1)
        mayores = np.count_nonzero(medias >= atras[i] - HOLGURA)
        menores = np.count_nonzero(medias <= atras[i] + HOLGURA)
        extremas[i] = min(mayores, menores)
    return extremas
