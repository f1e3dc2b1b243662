"""La sede más cercana a cada punto en línea recta, y las que quedan dentro de un radio.

Las sedes se reparten en celdas: las dos mitades de siempre partir por la mediana del lado mayor, de
modo que cada celda tiene las mismas y el índice sirve igual para una ciudad que para un país. Se
baja nivel por nivel con todos los puntos a la vez, y un punto solo sigue por las celdas que podrían
tener una sede más cercana que la mejor que se le conoce. Exacto; contrastado con cKDTree (SciPy).

Las coordenadas van en metros, en un sistema proyectado: en Colombia, EPSG:9377.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..celdas import repetir
from ..errores import ErrorDeMetodo
from ..tipos import Enteros, Numeros, Reales

SIN_SEDE = -1
POR_CELDA = 8
PUNTOS_POR_BLOQUE = 50_000
PAREJAS_POR_BLOQUE = 4_000_000


class Cercana(NamedTuple):
    """De cada punto, (n,): la `sede` más cercana y su `distancia` en metros.

    −1 y NaN si el punto no tiene coordenada. En empate, la sede de menor número.
    """

    sede: Enteros
    distancia: Reales


class Parejas(NamedTuple):
    """Los pares (punto, sede) que quedan dentro de un radio, con su distancia en metros."""

    punto: Enteros
    sede: Enteros
    distancia: Reales


@dataclass(frozen=True)
class Sedes:
    """Los m sitios donde hay sedes, en un árbol de celdas; varias pueden estar en el mismo sitio.

    `numeros`: las sedes, juntas las de un sitio y en orden; las del sitio i van de `inicio[i]` a
    `inicio[i + 1]`. `orden` (m,): los sitios, juntos los de una celda; los de la celda c del último
    nivel van de `desde[c]` a `desde[c + 1]`. `cajas`: por nivel, (2ⁿ, 4) con el oeste, el sur, el
    este y el norte de cada celda.
    """

    x: Reales
    y: Reales
    numeros: Enteros
    inicio: Enteros
    orden: Enteros
    desde: Enteros
    cajas: tuple[Reales, ...]

    @classmethod
    def de_puntos(cls, x: Numeros, y: Numeros) -> Sedes:
        """El índice de las sedes que tienen coordenada; ErrorDeMetodo si no hay ninguna."""
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        con = np.flatnonzero(np.isfinite(xs) & np.isfinite(ys)).astype(np.int64)
        if not con.size:
            raise ErrorDeMetodo(
                "ninguna sede tiene coordenadas",
                que_hacer="revise las columnas de longitud y latitud de las sedes",
            )
        numeros = con[np.lexsort((con, ys[con], xs[con]))]
        xs, ys = xs[numeros], ys[numeros]
        otro = np.append(True, (xs[1:] != xs[:-1]) | (ys[1:] != ys[:-1]))
        inicio = np.append(np.flatnonzero(otro), len(numeros))
        xs, ys = xs[otro], ys[otro]
        orden = np.arange(len(xs))
        desde = np.array([0, len(orden)])
        cajas = [_cajas(xs, ys, orden, desde)]
        while (desde[1:] - desde[:-1]).max() > POR_CELDA:
            caja = cajas[-1]
            a_lo_ancho = caja[:, 2] - caja[:, 0] >= caja[:, 3] - caja[:, 1]
            celda = np.repeat(np.arange(len(caja)), np.diff(desde))
            eje = np.where(a_lo_ancho[celda], xs[orden], ys[orden])
            orden = orden[np.lexsort((orden, eje, celda))]
            medio = (desde[:-1] + desde[1:] + 1) // 2
            desde = np.append(np.stack([desde[:-1], medio], axis=1).ravel(), desde[-1])
            cajas.append(_cajas(xs, ys, orden, desde))
        return cls(xs, ys, numeros, inicio, orden, desde, tuple(cajas))

    def mas_cercana(self, x: Numeros, y: Numeros) -> Cercana:
        """La sede más cercana a cada punto."""
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        sede = np.full(len(xs), SIN_SEDE, dtype=np.int64)
        distancia = np.full(len(xs), np.nan)
        for suyos in _bloques(xs, ys):
            cota = self._cota(xs[suyos], ys[suyos])
            for punto, sitio, cuadrado in self._candidatas(xs[suyos], ys[suyos], cota):
                desde = np.flatnonzero(np.append(True, punto[1:] != punto[:-1]))
                menor = np.minimum.reduceat(cuadrado, desde)
                gana = cuadrado == np.repeat(menor, np.diff(np.append(desde, len(punto))))
                primera = self.numeros[self.inicio[sitio]]
                numero = np.where(gana, primera, np.iinfo(np.int64).max)
                cual = suyos[punto[desde]]
                sede[cual] = np.minimum.reduceat(numero, desde)
                distancia[cual] = np.sqrt(menor)
        return Cercana(sede, distancia)

    def dentro_de(self, x: Numeros, y: Numeros, radio: float) -> Iterator[Parejas]:
        """Las parejas a `radio` metros o menos, por bloques; los puntos van en orden."""
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        for suyos in _bloques(xs, ys):
            limite = np.full(len(suyos), radio**2)
            for punto, sitio, cuadrado in self._candidatas(xs[suyos], ys[suyos], limite):
                hay = cuadrado <= radio**2
                cuales, propias = sitio[hay], np.sqrt(cuadrado[hay])
                inicio = self.inicio[cuales]
                tramo, lugar = repetir(inicio, self.inicio[cuales + 1] - inicio)
                yield Parejas(suyos[punto[hay]][tramo], self.numeros[lugar], propias[tramo])

    def _cota(self, x: Reales, y: Reales) -> Reales:
        """El cuadrado de la distancia de cada punto a alguna sede de la celda que más le conviene.

        En cada nivel baja a la mitad más cercana: no es la mejor sede, pero casi.
        """
        celda = np.zeros(len(x), dtype=np.int64)
        for cajas in self.cajas[1:]:
            una, otra = (_hasta_la_caja(x, y, cajas[2 * celda + i]) for i in (0, 1))
            celda = 2 * celda + (otra < una)
        cota = np.full(len(x), np.inf)
        for i in range(int(np.diff(self.desde).max())):
            sitio = self.orden[np.minimum(self.desde[celda] + i, self.desde[celda + 1] - 1)]
            cota = np.minimum(cota, (self.x[sitio] - x) ** 2 + (self.y[sitio] - y) ** 2)
        return cota

    def _candidatas(
        self, x: Reales, y: Reales, cota: Reales, antes: int = 0
    ) -> Iterator[tuple[Enteros, Enteros, Reales]]:
        """Las parejas (punto, sitio) de las celdas a las que llega la `cota` de cada punto.

        Con el cuadrado de su distancia, y los puntos en orden desde `antes`. Si son muchas, por
        partes: todas las sedes pueden estar a la misma distancia de un punto.
        """
        punto = np.arange(len(x))
        celda = np.zeros(len(x), dtype=np.int64)
        for nivel, cajas in enumerate(self.cajas):
            if nivel:
                punto, celda = np.repeat(punto, 2), np.repeat(2 * celda, 2)
                celda[1::2] += 1
            llega = _hasta_la_caja(x[punto], y[punto], cajas[celda]) <= cota[punto]
            punto, celda = punto[llega], celda[llega]
            if len(celda) * POR_CELDA > PAREJAS_POR_BLOQUE and len(x) > 1:
                mitad = len(x) // 2
                yield from self._candidatas(x[:mitad], y[:mitad], cota[:mitad], antes)
                yield from self._candidatas(x[mitad:], y[mitad:], cota[mitad:], antes + mitad)
                return
        if not len(celda):
            return
        tramo, lugar = repetir(self.desde[celda], self.desde[celda + 1] - self.desde[celda])
        punto, sitio = punto[tramo], self.orden[lugar]
        cuadrado = (self.x[sitio] - x[punto]) ** 2 + (self.y[sitio] - y[punto]) ** 2
        yield punto + antes, sitio, cuadrado


def _bloques(x: Reales, y: Reales) -> Iterator[Enteros]:
    """Los puntos con coordenada, por bloques."""
    con = np.flatnonzero(np.isfinite(x) & np.isfinite(y)).astype(np.int64)
    for inicio in range(0, len(con), PUNTOS_POR_BLOQUE):
        yield con[inicio : inicio + PUNTOS_POR_BLOQUE]


def _cajas(x: Reales, y: Reales, orden: Enteros, desde: Enteros) -> Reales:
    inicio = desde[:-1]
    propias_x, propias_y = x[orden], y[orden]
    lados = (
        np.minimum.reduceat(propias_x, inicio),
        np.minimum.reduceat(propias_y, inicio),
        np.maximum.reduceat(propias_x, inicio),
        np.maximum.reduceat(propias_y, inicio),
    )
    return np.stack(lados, axis=1)


def _hasta_la_caja(x: Reales, y: Reales, caja: Reales) -> Reales:
    """El cuadrado de la distancia de cada punto a su caja; 0 si está adentro."""
    dx = np.maximum(np.maximum(caja[:, 0] - x, x - caja[:, 2]), 0)
    dy = np.maximum(np.maximum(caja[:, 1] - y, y - caja[:, 3]), 0)
    return np.asarray(dx * dx + dy * dy)
