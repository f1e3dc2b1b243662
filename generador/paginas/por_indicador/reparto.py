"""Cómo se reparten las cifras de un indicador: barras por clase, mediana y cuartiles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generador.formato import numero
from generador.paginas.por_indicador.clases import Clases
from generador.paginas.por_indicador.columna_vigente import ColumnaVigente, cuantiles
from generador.paginas.territorios.graficos import tope

BARRAS = 25
ANCHO, ALTO = 500, 120
MUY_DISPAREJO = 20  # veces que el mayor pasa a la mediana: en un eje común todo cae en una barra


class Marca(NamedTuple):
    """Un lugar del eje: a qué porcentaje del ancho va y qué dice."""

    x: float
    texto: str


class Reparto(NamedTuple):
    """`barras`: tono (1 a 5) y trazo, sobre un lienzo de `ANCHO` × `ALTO`.

    `cuartiles` son el primero, la mediana y el tercero, ya escritos; `lugares`, a qué porcentaje
    del ancho va cada uno. `fuera` es cuántos no se dibujan por valer 0 en un eje de potencias.
    """

    barras: list[tuple[int, str]]
    ejes: list[Marca]
    cuartiles: list[str]
    lugares: list[float]
    potencias: bool
    fuera: int
    mayor: str
    menor: str


def repartir(columna: ColumnaVigente, clases: Clases) -> Reparto:
    """El de los territorios con dato."""
    valores = columna.crudos[columna.hay]
    potencias = _en_potencias(valores, columna)
    eje = np.log10 if potencias else _igual
    dentro = valores > 0 if potencias else np.ones(len(valores), np.bool_)
    minimo, maximo = _extremos(valores[dentro], columna, potencias)
    partes = (eje(valores[dentro]) - minimo) / (maximo - minimo)
    cuartiles = cuantiles(columna.ordenadas, np.array([0.25, 0.5, 0.75]))
    lugares = (eje(np.maximum(cuartiles, 10**minimo) if potencias else cuartiles) - minimo) / (
        maximo - minimo
    )
    return Reparto(
        _barras(partes, clases.de[columna.hay][dentro], clases.tonos),
        _ejes(minimo, maximo, columna, potencias),
        [columna.escrita(c) for c in cuartiles.tolist()],
        [round(100 * x, 1) for x in np.clip(lugares, 0, 1).tolist()],
        potencias,
        int((~dentro).sum()),
        columna.escrita(float(columna.ordenadas[-1])),
        columna.escrita(float(columna.ordenadas[0])),
    )


def _igual(valores: NDArray[np.float64]) -> NDArray[np.float64]:
    return valores


def _en_potencias(valores: NDArray[np.float64], columna: ColumnaVigente) -> bool:
    """Si el eje va de 1 a 10 a 100: cantidades en que unos pocos tienen casi todo."""
    if columna.por_cien or valores.min() < 0 or not (valores > 0).any():
        return False
    return bool(valores.max() > MUY_DISPAREJO * np.median(valores[valores > 0]))


def _extremos(
    valores: NDArray[np.float64], columna: ColumnaVigente, potencias: bool
) -> tuple[float, float]:
    """Dónde empieza y acaba el eje, en sus unidades (o en potencias de diez)."""
    mayor, menor = float(valores.max()), float(valores.min())
    if potencias:
        return float(np.floor(np.log10(menor))), float(np.ceil(np.log10(mayor) + 1e-9))
    if columna.por_cien and menor >= 0 and 50 < mayor <= 100:
        return 0.0, 100.0
    return (-tope(-menor) if menor < 0 else 0.0), (tope(mayor) if mayor > 0 else 0.0) or 1.0


def _barras(
    partes: NDArray[np.float64], clases: NDArray[np.int64], tonos: tuple[int, ...]
) -> list[tuple[int, str]]:
    """Las clases se apilan dentro de cada barra: una barra que cruza un corte lleva dos colores."""
    barra = np.clip((partes * BARRAS).astype(int), 0, BARRAS - 1)
    n = len(tonos)
    cuentas = np.bincount(barra * n + clases, minlength=BARRAS * n).reshape(BARRAS, n)
    techos = np.cumsum(cuentas, axis=1)
    pies = np.rint((techos - cuentas) / techos[:, -1].max() * ALTO).astype(int)
    cimas = np.rint(techos / techos[:, -1].max() * ALTO).astype(int)
    ancho = ANCHO // BARRAS
    salida = []
    for clase, tono in enumerate(tonos):
        altos = cimas[:, clase] - pies[:, clase]
        trazo = "".join(
            f"M{i * ancho} {ALTO - pies[i, clase]}v-{altos[i]}h{ancho - 1}v{altos[i]}z"
            for i in np.flatnonzero(altos).tolist()
        )
        if trazo:
            salida.append((tono, trazo))
    return salida


def _ejes(minimo: float, maximo: float, columna: ColumnaVigente, potencias: bool) -> list[Marca]:
    if potencias:
        lugares = np.unique(np.rint(np.linspace(minimo, maximo, 5)))
        return [
            Marca(round(100 * (x - minimo) / (maximo - minimo), 1), _redonda(10**x))
            for x in lugares.tolist()
        ]
    decimales = 0 if maximo - minimo >= 5 else max(columna.ficha.decimales, 1)
    return [
        Marca(round(100 * parte, 1), numero(minimo + parte * (maximo - minimo), decimales))
        for parte in (0, 0.5, 1)
    ]


def _redonda(valor: float) -> str:
    return numero(valor, max(0, -int(np.floor(np.log10(valor)))))
