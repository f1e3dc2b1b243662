"""Fisher-Jenks exacto en O(k·n·log n): programación dinámica por bisección, vectorizada.

D[j][i], el menor costo de partir los i + 1 primeros valores distintos en j clases, es
min_m D[j−1][m−1] + costo(m, i). Como el costo (suma de cuadrados) cumple la desigualdad de Monge,
el mejor m no decrece con i: resuelto un i, acota a los de su izquierda y su derecha. Los i se
resuelven por niveles, todos los de un nivel a la vez (Grønlund et al. 2017, «Fast exact k-means,
k-medians and Bregman divergence clustering in 1D»).
"""

from __future__ import annotations

import numpy as np

from .tipos import Enteros, Reales


class _Costos:
    """Suma de cuadrados alrededor de la media de cualquier tramo de valores, con sumas previas."""

    def __init__(self, valores: Reales, pesos: Enteros) -> None:
        centrados = valores - np.average(valores, weights=pesos)
        self.peso = np.append(0.0, np.cumsum(pesos))
        self.suma = np.append(0.0, np.cumsum(pesos * centrados))
        self.cuadrados = np.append(0.0, np.cumsum(pesos * centrados**2))

    def __call__(self, desde: Enteros, hasta: Enteros) -> Reales:
        """Costo de los tramos [desde, hasta], extremos incluidos."""
        fin = hasta + 1
        suma = self.suma[fin] - self.suma[desde]
        costo = self.cuadrados[fin] - self.cuadrados[desde]
        costo -= suma**2 / (self.peso[fin] - self.peso[desde])
        return np.where(desde == hasta, 0.0, np.maximum(costo, 0.0))


def cortes_de_jenks(datos: Reales, clases: int) -> Reales:
    """Mayor valor de cada clase salvo la última, (k − 1,), con `datos` finitos y no vacíos."""
    valores, pesos = np.unique(datos, return_counts=True)
    if clases >= len(valores):
        return valores[:-1]
    costos = _Costos(valores, pesos.astype(np.int64))
    posiciones = np.arange(len(valores))
    mejor = costos(np.zeros_like(posiciones), posiciones)
    inicios = []
    for _ in range(1, clases):
        mejor, inicio = _una_clase_mas(mejor, costos)
        inicios.append(inicio)
    cortes: list[int] = []
    fin = len(valores) - 1
    for inicio in reversed(inicios):
        fin = int(inicio[fin]) - 1
        cortes.append(fin)
    return valores[cortes[::-1]]


def _una_clase_mas(previo: Reales, costos: _Costos) -> tuple[Reales, Enteros]:
    """Mejor costo con una clase más, y dónde empieza esa última clase, para cada i.

    Donde no alcanza para tantas clases no vacías el costo es infinito.
    """
    n = len(previo)
    mejor = np.full(n, np.inf)
    inicio = np.arange(n, dtype=np.int64)
    # anterior[m]: costo de lo que queda antes de m; empezar en 0 no deja nada para otra clase.
    anterior = np.append(np.inf, previo[:-1])
    paso = 1 << (n - 1).bit_length()
    while paso:
        i = np.arange(paso - 1, n, 2 * paso)
        menor = np.where(i >= paso, inicio[np.maximum(i - paso, 0)], 0)
        mayor = np.where(i + paso < n, np.minimum(inicio[np.minimum(i + paso, n - 1)], i), i)
        if i.size:
            mejor[i], inicio[i] = _minimos(i, menor, mayor, anterior, costos)
        paso >>= 1
    return mejor, inicio


def _minimos(
    i: Enteros, menor: Enteros, mayor: Enteros, anterior: Reales, costos: _Costos
) -> tuple[Reales, Enteros]:
    """Mínimo de anterior[m] + costo(m, i) con m en [menor, mayor], y el primer m que lo logra."""
    largos = mayor - menor + 1
    arranques = np.cumsum(largos) - largos
    m = np.arange(largos.sum()) - np.repeat(arranques - menor, largos)
    total = anterior[m] + costos(m, np.repeat(i, largos))
    minimo = np.minimum.reduceat(total, arranques)
    logran = np.flatnonzero(total == np.repeat(minimo, largos))
    primero = logran[np.searchsorted(logran, arranques)]
    return minimo, m[primero]
